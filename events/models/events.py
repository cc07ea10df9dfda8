from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.querysets import EventQuerySet, RegistrationQuerySet
from events.repetition import day_in_words, in_words
from groups.models import SpaceContent
from network_site.base.families import PageFamily


class EventKind(models.TextChoices):
    MEETING = "meeting", _("Meeting")
    WORKSHOP = "workshop", _("Workshop")
    TRAINING = "training", _("Training")
    WEBINAR = "webinar", _("Webinar")
    BOARD = "board", _("Board")
    OTHER = "other", _("Other event")


class WhoRegisters(models.TextChoices):
    EVERYONE = "everyone", _("Everyone who sees the event")
    SPACE = "space", _("Members of the space")
    INVITED = "invited", _("Those who are invited")


class Reminders(models.TextChoices):
    """Of what those who come are reminded by the organiser's choice."""

    BOTH = "both", _("A day and an hour before")
    DAY = "day", _("A day before")
    HOUR = "hour", _("An hour before")
    NONE = "none", _("No reminders")


class EventSeries(PageFamily):
    """What stands behind an event's pages: one event, or one that repeats.

    ``title`` is that of the page the others are translated from; it is what is left to
    say when the pages are gone.
    """

    page_model_name = "events.EventPage"

    title = models.CharField(max_length=255)
    rrule = models.CharField(max_length=200, blank=True)
    # How many days after an occurrence its answers are removed.
    answers_kept_days = models.PositiveSmallIntegerField(default=90)

    class Meta:
        verbose_name = _("event series")
        verbose_name_plural = _("event series")

    def __str__(self) -> str:
        return self.title

    @property
    def repeats_in_words(self) -> str:
        """How often it is held; nothing for a single event."""
        return in_words(self.rrule) if self.rrule else ""

    @property
    def days_in_words(self) -> str:
        """On which days of the week or the month; nothing for a single event."""
        return day_in_words(self.rrule) if self.rrule else ""


class Event(SpaceContent):
    """One occasion that people come to.

    Its schedule is the editor's draft as last published; ``taken`` belongs to nobody's
    draft and changes only under the row's lock (``events.services``).
    """

    series = models.ForeignKey(
        EventSeries, on_delete=models.PROTECT, related_name="events"
    )
    # Which occurrence of the series this is, also after it has been moved.
    original_start = models.DateTimeField()
    kind = models.CharField(max_length=10, choices=EventKind.choices)
    starts_at = models.DateTimeField(db_index=True)
    ends_at = models.DateTimeField(db_index=True)
    place = models.CharField(max_length=200, blank=True)
    online_url = models.URLField(blank=True)
    external_organiser = models.CharField(max_length=200, blank=True)
    external_url = models.URLField(blank=True)
    live = models.BooleanField(default=True)
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    takes_registrations = models.BooleanField(default=True)
    capacity = models.PositiveIntegerField(null=True, blank=True)
    waiting_list = models.BooleanField(default=True)
    who_registers = models.CharField(
        max_length=10, choices=WhoRegisters.choices, default=WhoRegisters.EVERYONE
    )
    opens_at = models.DateTimeField(null=True, blank=True)
    deadline = models.DateTimeField(null=True, blank=True)
    reminders = models.CharField(
        max_length=5, choices=Reminders.choices, default=Reminders.BOTH
    )
    taken = models.PositiveIntegerField(default=0)
    queue_counter = models.PositiveIntegerField(default=0)

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0)
    # When anything that calendars show of it was last changed.
    changed_at = models.DateTimeField(default=timezone.now)
    moved = models.BooleanField(default=False)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ("starts_at", "pk")
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="event_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(capacity=None)
                | models.Q(taken__lte=models.F("capacity")),
                name="event_not_overbooked",
            ),
            models.UniqueConstraint(
                fields=["series", "original_start"], name="one_event_per_occurrence"
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["space", "starts_at"], name="event_by_space")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def page(self) -> Any | None:
        """The page in the reader's language, once fetched by ``with_pages``."""
        return self.series.page

    @property
    def title(self) -> str:
        return self.page.title if self.page else self.series.title

    @property
    def url(self) -> str:
        """The address of the page; an occurrence of a series has its day in it."""
        if self.page is None:
            return reverse("front_door")
        if not self.series.rrule:
            return self.page.url
        day = timezone.localtime(self.original_start).date()
        return f"{self.page.url}{day.isoformat()}/"

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None

    @property
    def is_past(self) -> bool:
        return self.ends_at < timezone.now()

    @property
    def is_online(self) -> bool:
        return bool(self.online_url)

    @property
    def is_full(self) -> bool:
        return self.capacity is not None and self.taken >= self.capacity

    @property
    def free_seats(self) -> int | None:
        """How many seats are free; None where there is no limit."""
        return None if self.capacity is None else self.capacity - self.taken

    @property
    def registration_is_open(self) -> bool:
        """Whether a seat or a place in the queue can be asked for now."""
        return self.registration_is_coming and not self.opens_later

    @property
    def opens_later(self) -> bool:
        return self.opens_at is not None and self.opens_at > timezone.now()

    @property
    def registration_is_coming(self) -> bool:
        """Whether registration is open, or opens later."""
        return (
            self.takes_registrations
            and (self.space is None or self.space.is_running)
            and not self.is_cancelled
            and self.answers_are_open
        )

    @property
    def answers_are_open(self) -> bool:
        """Whether the deadline, or else the start, is still to come."""
        now = timezone.now()
        return self.starts_at > now and (self.deadline is None or self.deadline > now)

    @property
    def attendance_is_open(self) -> bool:
        """Whether it can be marked who has come: from the morning of the first day."""
        first = timezone.localtime(self.starts_at).date()
        return not self.is_cancelled and first <= timezone.localdate()

    @property
    def days(self) -> list[Any]:
        """The local days on which the event is held."""
        first = timezone.localtime(self.starts_at).date()
        last = timezone.localtime(self.ends_at - timedelta(seconds=1)).date()
        return [
            first + timedelta(days=offset) for offset in range((last - first).days + 1)
        ]


class Registration(models.Model):
    """A person's seat, or place in the queue for one.

    Somebody without an account, whom the organiser has added, has a name and the
    language of the mails instead of a user.
    """

    class State(models.TextChoices):
        CONFIRMED = "confirmed", _("Registered")
        WAITING = "waiting", _("In the queue")
        CANCELLED = "cancelled", _("Cancelled")
        ATTENDED = "attended", _("Attended")
        NO_SHOW = "no_show", _("Did not come")

    # In these a person holds one of the seats.
    SEATED = (State.CONFIRMED, State.ATTENDED, State.NO_SHOW)

    event = models.ForeignKey(
        Event, on_delete=models.CASCADE, related_name="registrations"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="registrations",
    )
    email = models.EmailField()
    name = models.CharField(max_length=150, blank=True)
    language = models.CharField(max_length=10, blank=True, choices=settings.LANGUAGES)
    state = models.CharField(max_length=10, choices=State.choices)
    queue_number = models.PositiveIntegerField()
    # Grows with everything that is told to this person about this seat.
    revision = models.PositiveIntegerField(default=0)
    registered_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ("event", "queue_number")
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["event", "email"], name="one_registration_per_person"
            ),
            models.UniqueConstraint(
                fields=["event", "queue_number"], name="one_person_per_queue_number"
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["user", "state"], name="registration_by_user"),
            models.Index(fields=["event", "state"], name="registration_by_event"),
        ]

    def __str__(self) -> str:
        return f"{self.email}: {self.event} ({self.state})"

    @property
    def person_name(self) -> str:
        return str(self.user) if self.user else self.name

    @property
    def has_seat(self) -> bool:
        return self.state in self.SEATED
