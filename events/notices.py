"""What people are told about their seats, as kinds of the ledger."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.ical import invitation
from events.models import Event, Registration
from groups.content import attach_homes
from groups.recipients import whose_news
from network_site.base import dates
from network_site.base.families import attach_pages
from network_site.base.languages import here, reader_language
from network_site.base.registries import NotificationKind, RenderedMail
from notifications.mail import render_mail

CONFIRMED = "registration_confirmed"
QUEUED = "registration_waiting"
PROMOTED = "registration_promoted"
GIVEN_UP = "registration_cancelled"
CHANGED = "event_changed"
CALLED_OFF = "event_cancelled"
REMINDER = "event_reminder"
REMINDER_HOUR = "event_reminder_hour"
EVENT_PUBLISHED = "event_published"
# Mail that comes later than this before an event is of no use any more.
TIME_TO_TRAVEL = timedelta(hours=3)


def still_permitted(rows: list[Any], user: Any | None) -> list[Any]:
    """Keep what is about events that the reader may see.

    People without an account hear of their own seat: the organiser has added them.

    Args:
        rows: with an event each.
    """
    if user is None:
        return rows
    events = Event.objects.permitted_to(user).filter(pk__in={r.event_id for r in rows})
    permitted = set(events.values_list("pk", flat=True))
    return [row for row in rows if row.event_id in permitted]


class SeatNotice(NotificationKind):
    """A notice about one registration; its subject id is the registration's.

    Args:
        key: key of the kind.
        label: what the inbox calls it.
        title: translated pattern of the mail's subject with %(event)s.
        about: the first sentence of the mail.
        states: in which states of the registration it is still worth telling.
        with_calendar: whether a calendar part goes along.
        answers_at_once: whether it answers what the reader has just done.
    """

    icon = "calendar"
    transactional = True
    because = gettext_lazy("The reader has registered for the event.")

    def __init__(
        self,
        key: str,
        *,
        label: Any,
        title: Any,
        about: Any,
        states: tuple[str, ...],
        with_calendar: bool = True,
        answers_at_once: bool = False,
    ) -> None:
        self.key = key
        self.label = label
        self.title = title
        self.about = about
        self.states = states
        self.with_calendar = with_calendar
        self.answers_at_once = answers_at_once

    def visible(
        self, subject_ids: list[str], user: Any | None, email: str
    ) -> dict[str, Any]:
        registrations = list(
            Registration.objects.told_to(user, email)
            .filter(pk__in=[int(pk) for pk in subject_ids])
            .select_related("event__series", "event__space", "event__contact", "user")
        )
        shown = still_permitted(registrations, user)
        attach_pages(
            [r.event.series for r in shown],
            reader_language(),
            Event.objects.all().default_page_model(),
        )
        return {str(r.pk): r for r in shown}

    def is_current(self, subject: Registration, version: int) -> bool:
        return subject.state in self.states and version == subject.revision

    def render(
        self, subject: Registration, user: Any | None, payload: dict
    ) -> RenderedMail:
        return render_mail(
            "events/mail/seat",
            self.context(subject, user),
            subject=self.subject_line(subject),
            calendar=self.calendar(subject),
        )

    def subject_line(self, subject: Registration) -> str:
        return self.title % {"event": subject.event.title}

    def useful_until(self, subject: Registration, payload: dict) -> datetime:
        """Leave time to travel, or not to, whether the event was moved on or back."""
        starts = subject.event.starts_at
        if before := payload.get("starts"):
            starts = min(starts, datetime.fromisoformat(before))
        return starts - TIME_TO_TRAVEL

    def calendar(self, subject: Registration) -> tuple[bytes, str] | None:
        """Return the calendar part; none for those who never had a seat."""
        if not self.with_calendar or subject.confirmed_at is None:
            return None
        return invitation(subject)

    def context(self, subject: Registration, user: Any | None) -> dict[str, Any]:
        """Return what the mail's templates show."""
        event = subject.event
        return {
            "event": event,
            "user": user,
            "name": user.first_name if user else subject.name,
            "about": self.about,
            "has_seat": subject.state == "confirmed" and not event.is_cancelled,
        }

    def inbox_line(self, subject: Registration, payload: dict) -> tuple[str, str]:
        event = subject.event
        when = dates.span(event.starts_at, event.ends_at)
        return f"{event.title}, {when}", here(event.url)


class ReminderNotice(SeatNotice):
    """Its version is the minute of the start it reminds of."""

    transactional = False
    icon = "clock"

    def subject_line(self, subject: Registration) -> str:
        """Say today or tomorrow as it is when the mail goes."""
        event = subject.event
        is_today = timezone.localtime(event.starts_at).date() == timezone.localdate()
        if self.key == REMINDER and is_today:
            return _("Today: %(event)s") % {"event": event.title}
        return super().subject_line(subject)

    def is_current(self, subject: Registration, version: int) -> bool:
        event = subject.event
        return (
            subject.state in self.states
            and not event.is_cancelled
            and not event.is_past
            and version == int(event.starts_at.timestamp() // 60)
        )


class QueueNotice(SeatNotice):
    """Says the place in the queue as it is when the mail goes."""

    def context(self, subject: Registration, user: Any | None) -> dict[str, Any]:
        queue = Registration.objects.filter(event=subject.event).waiting()
        place = queue.filter(queue_number__lte=subject.queue_number).count()
        return super().context(subject, user) | {"place_in_queue": place}


class NewEventNotice(NotificationKind):
    """A new event of a space that the reader belongs to, or of the network."""

    key = EVENT_PUBLISHED
    label = gettext_lazy("New event")
    icon = "calendar"
    because = gettext_lazy("The reader belongs to the space, or to the network.")

    def visible(
        self, subject_ids: list[str], user: Any | None, email: str
    ) -> dict[str, Any]:
        if user is None:
            return {}
        events = Event.objects.visible_to(user).filter(
            pk__in=[int(pk) for pk in subject_ids]
        )
        found = list(events.select_related("series", "space").with_pages())
        attach_homes(found)
        return {str(event.pk): event for event in found if event.page}

    def is_current(self, subject: Event, version: int) -> bool:
        return not subject.is_cancelled and not subject.is_past

    def render(self, subject: Event, user: Any | None, payload: dict) -> RenderedMail:
        where = whose_news(subject.space)
        return render_mail(
            "events/mail/new_event",
            {"event": subject, "page": subject.page, "user": user, "where": where},
            subject=f"{where}: {subject.title}",
        )

    def inbox_line(self, subject: Event, payload: dict) -> tuple[str, str]:
        when = dates.span(subject.starts_at, subject.ends_at)
        return f"{subject.title}, {when}", here(subject.url)

    def excerpt(self, subject: Event) -> str:
        return subject.page.summary


KINDS: tuple[NotificationKind, ...] = (
    NewEventNotice(),
    SeatNotice(
        CONFIRMED,
        label=gettext_lazy("Registration confirmed"),
        title=gettext_lazy("You are registered: %(event)s"),
        about=gettext_lazy("You have a seat. The event is attached for your calendar."),
        states=("confirmed",),
        answers_at_once=True,
    ),
    QueueNotice(
        QUEUED,
        label=gettext_lazy("In the queue"),
        title=gettext_lazy("You are in the queue: %(event)s"),
        about=gettext_lazy(
            "All seats are taken. You get a seat, and a mail, when one is freed for you."
        ),
        states=("waiting",),
        with_calendar=False,
        answers_at_once=True,
    ),
    SeatNotice(
        PROMOTED,
        label=gettext_lazy("You got a seat"),
        title=gettext_lazy("You got a seat: %(event)s"),
        about=gettext_lazy(
            "A seat was freed and it is yours. If you cannot come, please cancel, so "
            "that the next in line gets it."
        ),
        states=("confirmed",),
    ),
    SeatNotice(
        GIVEN_UP,
        label=gettext_lazy("Registration cancelled"),
        title=gettext_lazy("Your registration is cancelled: %(event)s"),
        about=gettext_lazy("You have cancelled your registration."),
        states=("cancelled",),
        answers_at_once=True,
    ),
    SeatNotice(
        CHANGED,
        label=gettext_lazy("Event changed"),
        title=gettext_lazy("Changed: %(event)s"),
        about=gettext_lazy("The time or the place has changed. This is how it is now."),
        states=("confirmed", "waiting"),
    ),
    SeatNotice(
        CALLED_OFF,
        label=gettext_lazy("Event called off"),
        title=gettext_lazy("Called off: %(event)s"),
        about=gettext_lazy("The event has been called off."),
        states=("confirmed", "waiting"),
    ),
    ReminderNotice(
        REMINDER,
        label=gettext_lazy("Reminder a day before"),
        title=gettext_lazy("Tomorrow: %(event)s"),
        about=gettext_lazy("You are registered for this event."),
        states=("confirmed",),
        with_calendar=False,
    ),
    ReminderNotice(
        REMINDER_HOUR,
        label=gettext_lazy("Reminder an hour before"),
        title=gettext_lazy("Soon: %(event)s"),
        about=gettext_lazy("You are registered for this event. It begins in an hour."),
        states=("confirmed",),
        with_calendar=False,
    ),
)
