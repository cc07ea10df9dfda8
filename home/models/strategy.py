from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from groups.models import Space
from home.blocks import CornerstoneBlock, GoalBlock
from members.models import Organisation
from network_site.base.languages import one_of_each
from network_site.base.models import BasePage, WithPicture

if TYPE_CHECKING:
    from django.http import HttpRequest

CHAPTER_FEATURES = ["h3", "bold", "italic", "link", "ol", "ul"]


class StrategyPage(WithPicture, BasePage):
    """The network's strategy for one period. Older ones stay, and stay reachable."""

    period_start = models.PositiveSmallIntegerField(_("first year"))
    period_end = models.PositiveSmallIntegerField(_("last year"))
    mission = models.CharField(_("mission"), max_length=300)
    vision = models.CharField(_("vision"), max_length=300)
    past_lead = models.CharField(_("how we got here, in short"), max_length=300)
    past = RichTextField(_("how we got here"), features=CHAPTER_FEATURES, blank=True)
    present_lead = models.CharField(_("where we are, in short"), max_length=300)
    present = RichTextField(_("where we are"), features=CHAPTER_FEATURES, blank=True)
    future_lead = models.CharField(_("where we go, in short"), max_length=300)
    future = RichTextField(_("where we go"), features=CHAPTER_FEATURES, blank=True)
    goals = StreamField([("goal", GoalBlock())], verbose_name=_("goals"), blank=True)
    cornerstones = StreamField(
        [("cornerstone", CornerstoneBlock())],
        verbose_name=_("cornerstones"),
        blank=True,
    )
    status_date = models.DateField(_("situation as of"), null=True, blank=True)
    next_review = models.CharField(_("next review"), max_length=200, blank=True)

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("period_start"), FieldPanel("period_end")]),
        FieldPanel("mission"),
        FieldPanel("vision"),
        FieldPanel("summary"),
        MultiFieldPanel(
            [
                FieldPanel("past_lead"),
                FieldPanel("past"),
                FieldPanel("present_lead"),
                FieldPanel("present"),
                FieldPanel("future_lead"),
                FieldPanel("future"),
            ],
            heading=_("Three chapters"),
        ),
        FieldPanel("goals"),
        FieldPanel("status_date"),
        FieldPanel("cornerstones"),
        FieldPanel("next_review"),
        WithPicture.picture_panel,
        FieldPanel("body"),
    ]
    override_translatable_fields: ClassVar[list[Any]] = [
        *BasePage.override_translatable_fields,
        *[
            SynchronizedField(name, overridable=False)
            for name in ("period_start", "period_end", "status_date")
        ],
    ]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    kind_label = _("Strategy")
    kind_icon = "target"

    class Meta:
        verbose_name = _("strategy")
        verbose_name_plural = _("strategies")

    def clean(self) -> None:
        super().clean()
        years = (self.period_start, self.period_end)
        if None not in years and self.period_end < self.period_start:
            raise ValidationError(
                {"period_end": _("The period ends before it starts.")}
            )

    @property
    def period(self) -> str:
        return f"{self.period_start}–{self.period_end}"

    def goal_counts(self) -> list[dict[str, Any]]:
        """Return each goal with how many of its measures are done."""
        rows = []
        for number, goal in enumerate(self.goals, start=1):
            measures = list(goal.value["measures"])
            rows.append(
                {
                    "number": number,
                    "title": goal.value["title"],
                    "description": goal.value["description"],
                    "measures": goal.value["measures"].bound_blocks,
                    "total": len(measures),
                    "done": sum(measure["state"] == "done" for measure in measures),
                }
            )
        return rows

    def goal_rows(self, user: Any) -> list[dict[str, Any]]:
        """Return the goals with the pages that serve them.

        A group or project that is hidden from the reader is left out by its space.
        """
        chosen = [
            [page.translation_key for page in goal.value["served_by"] if page]
            for goal in self.goals
        ]
        keys = {key for served in chosen for key in served}
        pages = one_of_each(Page.objects.filter(translation_key__in=keys))
        shown = {page.translation_key: page for page in pages}
        spaces = Space.objects.filter(translation_key__in=keys)
        seen = set(spaces.visible_to(user).values_list("translation_key", flat=True))
        hidden = set(spaces.values_list("translation_key", flat=True)) - seen
        return [
            row
            | {"served_by": [shown[k] for k in served if k in shown.keys() - hidden]}
            for row, served in zip(self.goal_counts(), chosen, strict=True)
        ]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)
        others = (
            one_of_each(StrategyPage.objects.all())
            .exclude(translation_key=self.translation_key)
            .order_by("-period_start")
            .defer_streamfields()
        )
        context["goals"] = self.goal_rows(request.user)
        context["others"] = list(others)
        context["department_count"] = (
            Organisation.objects.departments().current().count()
        )
        return context
