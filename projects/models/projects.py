from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import Space
from members.models import Organisation
from network_site.base.families import PageFamily
from projects.querysets import ProjectQuerySet


class Project(PageFamily):
    """A project: its period, its departments, and the space of its team.

    The page holds the editor's draft of these; publishing brings them here.
    """

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        RUNNING = "running", _("Running")
        ENDED = "ended", _("Ended")

    page_model_name = "projects.ProjectPage"

    space = models.OneToOneField(
        Space,
        verbose_name=_("space of the team"),
        on_delete=models.PROTECT,
        related_name="project",
    )
    start = models.DateField(_("starts on"))
    end = models.DateField(_("ends on"), null=True, blank=True)
    ended_on = models.DateField(_("ended by hand on"), null=True, blank=True)
    lead_department = models.ForeignKey(
        Organisation,
        verbose_name=_("lead department"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="led_projects",
    )
    participants = models.ManyToManyField(
        Organisation,
        verbose_name=_("participating departments"),
        blank=True,
        related_name="projects",
    )

    objects = ProjectQuerySet.as_manager()

    class Meta:
        ordering = ("-start", "-pk")
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=models.Q(end=None) | models.Q(end__gte=models.F("start")),
                name="project_period_in_order",
            )
        ]

    def taking_part(self) -> tuple[list[Organisation], int]:
        """Return the participants, and how many departments there are, by one query."""
        mine = Project.participants.through.objects.filter(
            project=self, organisation=models.OuterRef("pk")
        )
        departments = models.Q(kind=Organisation.Kind.DEPARTMENT, merged_into=None)
        rows = Organisation.objects.annotate(
            takes_part=models.Exists(mine),
            is_department=models.ExpressionWrapper(
                departments, output_field=models.BooleanField()
            ),
        ).filter(models.Q(takes_part=True) | departments)
        participants = [row for row in rows if row.takes_part]
        return participants, sum(row.is_department for row in rows)

    def __str__(self) -> str:
        return self.space.name

    @property
    def status(self) -> str:
        """Where the project is: by its dates, or ended by hand before them."""
        today = timezone.localdate()
        if self.ended_on or (self.end and self.end < today):
            return self.Status.ENDED
        return self.Status.PLANNED if self.start > today else self.Status.RUNNING

    @property
    def status_label(self) -> Any:
        return self.Status(self.status).label
