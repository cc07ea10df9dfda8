from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.url_routing import RouteResult
from wagtail_localize.fields import SynchronizedField

from events.calendar import Calendar
from events.capacity import capacity_refusal
from events.event_view import event_context
from events.models.events import Event, EventKind, Reminders, WhoRegisters
from events.page_form import EventPageForm
from events.repetition import Repeats, Repetition, days_of
from groups.models import SpaceContentPage
from groups.models.pages import SPACE_AUDIENCES
from groups.publisher import network_tools
from network_site.base.models import BasePage, IndexPage, WithPicture
from network_site.base.visibility import Audience

if TYPE_CHECKING:
    from django.http import HttpRequest


class EventIndexPage(IndexPage):
    """The calendar: a month, a week, what comes and what has been, narrowed as wanted."""

    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["events.EventPage"]
    kind_label = _("Events")
    kind_icon = "calendar"

    class Meta:
        verbose_name = _("calendar page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)
        tools = network_tools(request.user, EventPage)
        return context | Calendar(request).context() | {"new_here": tools}


class EventPage(WithPicture, SpaceContentPage):
    """The editor's draft of an event and its words.

    Publishing applies the schedule to the ``Event`` rows (``events.publishing``);
    seats live there and never here.
    """

    kind = models.CharField(
        _("kind"), max_length=10, choices=EventKind.choices, default=EventKind.MEETING
    )
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    repeats = models.CharField(
        _("repeats"),
        max_length=10,
        blank=True,
        choices=Repeats.choices,
        default=Repeats.ONCE,
    )
    repeat_every = models.PositiveSmallIntegerField(
        _("every how many weeks or months"), default=1
    )
    repeat_days = models.CharField(_("days of the week"), max_length=20, blank=True)
    repeat_until = models.DateField(_("last day of the series"), null=True, blank=True)
    repeat_times = models.PositiveSmallIntegerField(
        _("number of times"),
        null=True,
        blank=True,
        help_text=_("Instead of the last day. Days that are left out count too."),
    )
    repeat_except = models.TextField(
        _("days left out"),
        max_length=2000,
        blank=True,
        validators=[days_of],
        help_text=_("Days on which it is not held, such as 24.12.2026, 31.12.2026."),
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    online_url = models.URLField(
        _("address of the online meeting"),
        blank=True,
        help_text=_("Shown only to those who have a seat."),
    )
    external_organiser = models.CharField(
        _("outside organiser"),
        max_length=200,
        blank=True,
        help_text=_("When somebody else holds the event and takes the registrations."),
    )
    external_url = models.URLField(_("organiser's page"), blank=True)
    takes_registrations = models.BooleanField(_("people register here"), default=True)
    capacity = models.PositiveIntegerField(
        _("seats"),
        null=True,
        blank=True,
        help_text=_("Leave empty when there is room for everyone."),
    )
    waiting_list = models.BooleanField(_("queue when full"), default=True)
    who_registers = models.CharField(
        _("who may register"),
        max_length=10,
        choices=WhoRegisters.choices,
        default=WhoRegisters.EVERYONE,
    )
    opens_at = models.DateTimeField(_("registration opens"), null=True, blank=True)
    deadline = models.DateTimeField(_("register at the latest"), null=True, blank=True)
    reminders = models.CharField(
        _("reminders"),
        max_length=5,
        choices=Reminders.choices,
        default=Reminders.BOTH,
        help_text=_("Everybody may turn them off for themselves."),
    )
    audience = models.CharField(
        _("who sees this"),
        max_length=10,
        choices=SPACE_AUDIENCES,
        default=Audience.MEMBERS,
    )
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("contact person"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    programme = StreamField(
        [
            (
                "part",
                blocks.StructBlock(
                    [
                        ("time", blocks.CharBlock(label=_("Time"), max_length=30)),
                        ("text", blocks.CharBlock(label=_("What"), max_length=200)),
                    ],
                    label=_("Part"),
                ),
            )
        ],
        verbose_name=_("programme"),
        blank=True,
    )
    materials = StreamField(
        [("document", DocumentChooserBlock(label=_("Document")))],
        verbose_name=_("materials"),
        blank=True,
    )
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("kind"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                FieldPanel("place"),
                FieldPanel("online_url"),
            ],
            heading=_("Time and place"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("repeats"),
                FieldPanel("repeat_days"),
                FieldPanel("repeat_every"),
                FieldRowPanel([FieldPanel("repeat_until"), FieldPanel("repeat_times")]),
                FieldPanel("repeat_except"),
            ],
            heading=_("Repetition"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("takes_registrations"),
                FieldRowPanel([FieldPanel("capacity"), FieldPanel("waiting_list")]),
                FieldPanel("who_registers"),
                FieldRowPanel([FieldPanel("opens_at"), FieldPanel("deadline")]),
                FieldPanel("reminders"),
            ],
            heading=_("Registration"),
        ),
        MultiFieldPanel(
            [FieldPanel("external_organiser"), FieldPanel("external_url")],
            heading=_("Outside organiser"),
        ),
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("programme"),
        FieldPanel("materials"),
        FieldPanel("contact"),
        WithPicture.picture_panel,
    ]
    settings_panels: ClassVar[list[Any]] = [
        FieldPanel("audience"),
        *SpaceContentPage.settings_panels,
    ]
    override_translatable_fields: ClassVar[list[Any]] = [
        *BasePage.override_translatable_fields,
        *[
            SynchronizedField(name, overridable=False)
            for name in (
                "kind",
                "starts_at",
                "ends_at",
                "repeats",
                "repeat_every",
                "repeat_days",
                "repeat_until",
                "repeat_times",
                "repeat_except",
                "place",
                "online_url",
                "external_organiser",
                "external_url",
                "takes_registrations",
                "capacity",
                "waiting_list",
                "who_registers",
                "opens_at",
                "deadline",
                "reminders",
                "contact",
            )
        ],
    ]
    parent_page_types: ClassVar[list[str]] = [
        "events.EventIndexPage",
        "groups.GroupPage",
        "projects.ProjectPage",
    ]
    subpage_types: ClassVar[list[str]] = []
    base_form_class = EventPageForm
    kind_label = _("Event")
    kind_icon = "calendar"

    class Meta:
        verbose_name = _("event page")
        verbose_name_plural = _("event pages")

    def clean(self) -> None:
        super().clean()
        errors = self._registration_errors()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            errors["ends_at"] = _("The event ends before it starts.")
        if self.deadline and self.starts_at and self.deadline > self.starts_at:
            errors["deadline"] = _("The deadline is after the start.")
        if self.starts_at and self._days_left_out_can_be_read():
            errors |= Repetition.of(self).errors(self.starts_at)
        if self.external_organiser and self.takes_registrations:
            errors["takes_registrations"] = _(
                "An outside organiser takes the registrations: leave this empty."
            )
        if refusal := self._capacity_refusal():
            errors["capacity"] = refusal
        if errors:
            raise ValidationError(errors)

    def _days_left_out_can_be_read(self) -> bool:
        """Tell whether the field's own validator has nothing to say."""
        try:
            days_of(self.repeat_except)
        except ValidationError:
            return False
        return True

    def _registration_errors(self) -> dict[str, Any]:
        errors: dict[str, Any] = {}
        if self.opens_at and self.starts_at:
            closes = min(filter(None, (self.starts_at, self.deadline)))
            if self.opens_at >= closes:
                errors["opens_at"] = _("Registration would close before it opens.")
        if self.who_registers == WhoRegisters.SPACE and self._stands_in_no_space():
            errors["who_registers"] = _(
                "An event of the whole network belongs to no space: choose another."
            )
        return errors

    def _stands_in_no_space(self) -> bool:
        """Tell whether a stored page stands outside of every space."""
        return self.pk is not None and self.space_id is None

    def _capacity_refusal(self) -> str:
        """Say why the number of seats cannot be this small, or return nothing."""
        if self.capacity is None:
            return ""
        taken = (
            Event.objects.filter(series__translation_key=self.translation_key)
            .order_by("-taken")
            .values_list("taken", flat=True)
            .first()
        )
        if taken is None or taken <= self.capacity:
            return ""
        return capacity_refusal(taken)

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Serve an occurrence of a series at the day it was first set for."""
        if len(path_components) == 1 and self.live:
            try:
                day = date.fromisoformat(path_components[0])
            except ValueError:
                raise Http404 from None
            return RouteResult(self, kwargs={"day": day})
        return super().route(request, path_components)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)
        home = context["crumbs"][-1] if self.space_id and context["crumbs"] else None
        found = event_context(request, self, kwargs.get("day"))
        return context | {"space_home": home} | found
