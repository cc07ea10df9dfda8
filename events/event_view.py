"""What an event's page shows to one reader."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.utils import timezone

from events.calendar import kind_of
from events.materials import materials_for
from events.models.answers import Answer, Question
from events.models.events import Event, EventSeries, Registration
from events.rights import is_contact
from events.services import may_register, position_in_queue
from groups.publisher import publishes

if TYPE_CHECKING:
    from django.http import HttpRequest

    from events.models.pages import EventPage

# More than this are shown on the organiser's list, not on the page.
PARTICIPANTS_SHOWN = 12
OCCURRENCES_SHOWN = 12


def _chosen(page: EventPage, day: date | None) -> tuple[Event | None, list[Event]]:
    """Return the event that the address means, and the whole series it belongs to."""
    events = list(
        Event.objects.filter(series__translation_key=page.translation_key)
        .with_waiting()
        .select_related("series", "space")
        .order_by("starts_at")
    )
    for event in events:
        event.series.page = page
    if day is not None:
        for event in events:
            if timezone.localtime(event.original_start).date() == day:
                return event, events
        raise Http404
    now = timezone.now()
    coming = [event for event in events if event.ends_at >= now]
    return next(iter(coming or events[-1:]), None), events


def _others(event: Event, events: list[Event]) -> list[Event]:
    now = timezone.now()
    coming = [other for other in events if other.ends_at >= now and other != event]
    return coming[:OCCURRENCES_SHOWN]


def event_context(
    request: HttpRequest, page: EventPage, day: date | None
) -> dict[str, Any]:
    """Return the variables of an event's page.

    Args:
        request: with the reader.
        page: the page in the reader's language.
        day: which occurrence of a series, by the day it was first set for.
    """
    if getattr(request, "is_preview", False):
        return _previewed(page)
    event, events = _chosen(page, day)
    if event is None:
        return {"event": None}
    if page.space_id:
        # This one knows how many its members are.
        event.space = page.space
    registration = (
        Registration.objects.held().filter(event=event, user=request.user).first()
    )
    is_publisher = publishes(request.user, page)
    organises = is_publisher or is_contact(request.user, event)
    has_seat = registration is not None and registration.has_seat
    sees_people = organises or (event.space is not None and bool(page.reader_role))
    return {
        "event": event,
        "kind": kind_of(event),
        "others": _others(event, events) if event.series.rrule else [],
        "registration": registration,
        "place_in_queue": position_in_queue(registration) if registration else None,
        "waiting": event.waiting,
        "has_seat": has_seat,
        "shows_online_url": bool(event.online_url) and (has_seat or organises),
        "may_register": registration is not None or may_register(request.user, event),
        "asks": _asks(event, registration),
        "event_materials": materials_for(request.user, event, page.reader_role),
        "is_publisher": is_publisher,
        "organises": organises,
        "sees_people": sees_people,
        "participants": _participants(event) if sees_people else [],
    }


def _previewed(page: EventPage) -> dict[str, Any]:
    """Return the variables of a page that is only looked at before it is published."""
    shared = (
        "space",
        "audience",
        "kind",
        "starts_at",
        "ends_at",
        "place",
        "online_url",
    )
    event = Event(**{name: getattr(page, name) for name in shared})
    event.takes_registrations = False
    event.original_start = page.starts_at
    event.external_organiser = page.external_organiser
    event.series = EventSeries(title=page.title)
    event.series.page = page
    return {"event": event, "kind": kind_of(event)}


def _asks(event: Event, registration: Registration | None) -> dict[str, Any] | None:
    """Return what is asked of those who register, and whether answers are missing."""
    questions = Question.objects.filter(series=event.series_id)
    required = dict(questions.values_list("pk", "required"))
    if not required:
        return None
    given = Answer.objects.filter(registration=registration)
    answered = set(given.values_list("question", flat=True)) if registration else set()
    missing = {pk for pk, needed in required.items() if needed} - answered
    return {"missing": bool(registration and missing)}


def _participants(event: Event) -> list[Registration]:
    return list(
        Registration.objects.seated()
        .filter(event=event)
        .select_related("user__organisation")
        .order_by("user__last_name", "user__first_name", "name")[:PARTICIPANTS_SHOWN]
    )
