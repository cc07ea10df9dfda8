from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.db.models import Count
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from groups.models import SpaceHomePage
from members.models import Organisation
from network_site.base.blocks import PersonChooserBlock
from network_site.base.models import BasePage, IndexPage, WithPicture
from projects.forms import ProjectFilterForm
from projects.models.projects import Project

if TYPE_CHECKING:
    from django.http import HttpRequest

ON_A_PAGE = 24


class ProjectIndexPage(IndexPage):
    """The list of projects, with filters."""

    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["projects.ProjectPage"]
    kind_label = _("Projects")
    kind_icon = "project"

    class Meta:
        verbose_name = _("page of projects")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)
        form = ProjectFilterForm(request.GET or None)
        projects = (
            form.filtered(Project.objects.visible_to(request.user))
            .select_related("lead_department")
            .annotate(participant_count=Count("participants", distinct=True))
            .order_by("-start", "-pk")
            .with_cards()
        )
        context["form"] = form
        context["page_obj"] = Paginator(projects, ON_A_PAGE).get_page(
            request.GET.get("page")
        )
        return context


class ProjectPage(WithPicture, SpaceHomePage):
    """A project as its readers see it; ``summary`` says what it is for."""

    start = models.DateField(_("starts on"))
    end = models.DateField(_("ends on"), null=True, blank=True)
    ended_on = models.DateField(
        _("ended by hand on"),
        null=True,
        blank=True,
        help_text=_("Give a day when the project ends before its time."),
    )
    lead_department = models.ForeignKey(
        Organisation,
        verbose_name=_("lead department"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    participants = ParentalManyToManyField(
        Organisation,
        verbose_name=_("participating departments"),
        blank=True,
        related_name="+",
    )
    funding = models.CharField(_("funding"), max_length=200, blank=True)
    aims = StreamField(
        [("aim", blocks.CharBlock(label=_("Aim"), max_length=300))],
        verbose_name=_("aims"),
        blank=True,
    )
    implementation = RichTextField(
        _("implementation"),
        blank=True,
        features=["h3", "bold", "italic", "link", "ol", "ul", "document-link"],
    )
    milestones = StreamField(
        [
            (
                "milestone",
                blocks.StructBlock(
                    [
                        ("when", blocks.CharBlock(label=_("When"), max_length=60)),
                        ("what", blocks.CharBlock(label=_("What"), max_length=100)),
                    ],
                    label=_("Milestone"),
                ),
            )
        ],
        verbose_name=_("milestones"),
        blank=True,
        max_num=4,
    )
    contacts = StreamField(
        [("person", PersonChooserBlock(label=_("Person")))],
        verbose_name=_("contact persons"),
        blank=True,
    )
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("summary", heading=_("What the project is for")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("start"), FieldPanel("end")]),
                FieldPanel("ended_on"),
                FieldPanel("milestones"),
            ],
            heading=_("Period"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("lead_department"),
                FieldPanel("participants"),
                FieldPanel("contacts"),
                FieldPanel("funding"),
            ],
            heading=_("Who takes part"),
        ),
        FieldPanel("aims"),
        FieldPanel("implementation"),
        WithPicture.picture_panel,
        FieldPanel("body"),
    ]
    settings_panels: ClassVar[list[Any]] = [
        FieldPanel("content_owner"),
        FieldPanel("review_date"),
        *Page.settings_panels,
    ]
    override_translatable_fields: ClassVar[list[Any]] = [
        *BasePage.override_translatable_fields,
        *[
            SynchronizedField(name, overridable=False)
            for name in ("start", "end", "ended_on", "lead_department")
        ],
    ]
    parent_page_types: ClassVar[list[str]] = ["projects.ProjectIndexPage"]
    subpage_types: ClassVar[list[str]] = ["home.UpdatePage", "events.EventPage"]
    kind_label = _("Project")
    kind_icon = "project"
    panel_slot = "project"
    space_served_with = ("project__lead_department",)

    class Meta:
        verbose_name = _("project page")
        verbose_name_plural = _("project pages")

    @cached_property
    def project(self) -> Project:
        """The project behind this page and its translations."""
        return self.space.project

    def clean(self) -> None:
        super().clean()
        if self.start and self.end and self.end < self.start:
            raise ValidationError({"end": _("The project ends before it starts.")})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)
        if kwargs.get("tab"):
            return context
        context["project"] = self.project
        participants, department_count = self.project.taking_part()
        context["participants"] = participants
        context["department_count"] = department_count
        return context
