from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema, Status

from events.editing import create_event, update_event
from events.models import Event, Registration
from events.querysets import SEATED
from events.rights import require_organiser
from events.services import (
    EventFullError,
    NotVisibleError,
    RegistrationClosedError,
    cancel_event,
    cancel_registration,
    position_in_queue,
    register,
)
from groups.access import may_publish
from groups.models import Space
from network_site.base import dates
from network_site.base.api import Listed, Paging, Problem, paged
from network_site.base.wall_clock import comes_twice, moment_of, refuse_skipped

if TYPE_CHECKING:
    from django.http import HttpRequest

router = Router(tags=["events"])

# The names of the API beside those of the model.
NAMES = {"start": "starts_at", "end": "ends_at"}


class EventOut(Schema):
    id: int
    url: str
    title: str
    start: datetime
    end: datetime
    place: str
    online_url: str | None
    capacity: int | None
    taken: int
    waiting: int
    waiting_list: bool
    cancelled: bool
    space: int | None


class EventIn(Schema):
    title: str
    start: datetime
    end: datetime
    text: str = ""
    place: str = Field("", max_length=200)
    online_url: str = Field("", max_length=200)
    capacity: int | None = Field(None, ge=0)
    waiting_list: bool = True
    deadline: datetime | None = None
    space: int | None = None


class EventChange(Schema):
    title: str | None = None
    start: datetime | None = None
    end: datetime | None = None
    place: str | None = Field(None, max_length=200)
    online_url: str | None = Field(None, max_length=200)
    capacity: int | None = Field(None, ge=0)
    waiting_list: bool | None = None
    deadline: datetime | None = None


class RegistrationOut(Schema):
    state: str
    position: int | None


class ParticipantOut(Schema):
    email: str
    name: str
    state: str
    position: int | None


def _aware(value: Any) -> Any:
    """Read a time without an offset as local time.

    Raises:
        ValidationError: the clock on the wall skips this time, or shows it twice.
    """
    if not isinstance(value, datetime) or timezone.is_aware(value):
        return value
    refuse_skipped(value)
    if comes_twice(value):
        raise ValidationError(
            _("The clocks are put back on %(day)s: give %(time)s with its offset."),
            params={"day": dates.short_day(value), "time": dates.clock(value)},
        )
    return moment_of(value)


def _as_fields(given: dict[str, Any]) -> dict[str, Any]:
    """Return what was sent by the names of the model, every time with an offset."""
    fields, errors = {}, {}
    for name, value in given.items():
        try:
            fields[NAMES.get(name, name)] = _aware(value)
        except ValidationError as error:
            errors[name] = error
    if errors:
        raise ValidationError(errors)
    return fields


def _events(request: HttpRequest) -> Any:
    return (
        Event.objects.visible_to(request.user)
        .with_waiting()
        .with_my_state(request.user)
        .select_related("series", "space")
        .with_pages()
    )


def _out(event: Event, *, organised: set[int | None]) -> EventOut:
    shows_link = event.my_state in SEATED or event.space_id in organised
    return EventOut(
        id=event.pk,
        url=event.url,
        title=event.title,
        start=timezone.localtime(event.starts_at),
        end=timezone.localtime(event.ends_at),
        place=event.place,
        online_url=(event.online_url if shows_link else "") or None,
        capacity=event.capacity,
        taken=event.taken,
        waiting=event.waiting,
        waiting_list=event.waiting_list,
        cancelled=event.is_cancelled,
        space=event.space_id,
    )


def _organised_by(request: HttpRequest) -> set[int | None]:
    """Return the ids of the spaces whose events the caller organises."""
    user = request.user
    if user.is_superuser:
        return {None, *Space.objects.values_list("pk", flat=True)}
    led: set[int | None] = set(Space.objects.led_by(user).values_list("pk", flat=True))
    return led | {None} if user.is_coordinator else led


def _one(request: HttpRequest, event_id: int) -> Event:
    return get_object_or_404(_events(request), pk=event_id)


@router.get("/events", response=Listed[EventOut])
def list_events(
    request: HttpRequest,
    paging: Query[Paging],
    space: int | None = None,
    start: datetime | None = None,
    end: datetime | None = None,
) -> dict:
    """List the events that the caller may see, by their start."""
    events = _events(request).order_by("starts_at", "pk")
    if space is not None:
        events = events.filter(space_id=space)
    if start is not None:
        events = events.filter(ends_at__gt=_aware(start))
    if end is not None:
        events = events.filter(starts_at__lt=_aware(end))
    total, rows = paged(events, paging)
    organised = _organised_by(request)
    return {"total": total, "results": [_out(e, organised=organised) for e in rows]}


@router.post("/events", response={201: EventOut})
def make_event(request: HttpRequest, data: EventIn) -> Status[EventOut]:
    """Publish an event in a space that the caller leads, or for the whole network."""
    fields = _as_fields(data.dict())
    space_id = fields.pop("space")
    space = None
    if space_id is not None:
        spaces = Space.objects.visible_to(request.user)
        space = get_object_or_404(spaces, pk=space_id)
    event = create_event(space=space, acting_user=request.user, **fields)
    return Status(201, _out(_one(request, event.pk), organised=_organised_by(request)))


@router.get("/events/{event_id}", response=EventOut)
def show_event(request: HttpRequest, event_id: int) -> EventOut:
    return _out(_one(request, event_id), organised=_organised_by(request))


@router.patch("/events/{event_id}", response=EventOut)
def change(request: HttpRequest, event_id: int, data: EventChange) -> EventOut:
    """Change an event; those who come are told when its time or place changes."""
    event = _one(request, event_id)
    fields = data.dict(exclude_unset=True)
    for name in ("start", "end", "title", "place", "online_url", "waiting_list"):
        if name in fields and fields[name] is None:
            del fields[name]
    update_event(event=event, acting_user=request.user, **_as_fields(fields))
    return _out(_one(request, event_id), organised=_organised_by(request))


@router.delete("/events/{event_id}", response={204: None})
def call_off(request: HttpRequest, event_id: int) -> Status[None]:
    """Call an event off; everyone who comes is told once."""
    event = _one(request, event_id)
    if not may_publish(request.user, event.space):
        raise PermissionDenied
    cancel_event(event=event, acting_user=request.user)
    return Status(204, None)


@router.post(
    "/events/{event_id}/registration",
    response={201: RegistrationOut, 200: RegistrationOut},
)
def take_seat(request: HttpRequest, event_id: int) -> Status[RegistrationOut]:
    """Give the caller a seat or a place in the queue; again 200 with the same."""
    # The event is looked up once, under its lock.
    event = Event(pk=event_id)
    try:
        registration, made = register(
            event=event, user=request.user, acting_user=request.user
        )
    except NotVisibleError:
        raise Http404 from None
    except RegistrationClosedError:
        raise Problem(409, _("Registration is closed.")) from None
    except EventFullError:
        raise Problem(409, _("The event is full.")) from None
    seat = RegistrationOut(
        state=registration.state, position=position_in_queue(registration)
    )
    return Status(201 if made else 200, seat)


@router.get("/events/{event_id}/registration", response=RegistrationOut)
def my_seat(request: HttpRequest, event_id: int) -> RegistrationOut:
    """Tell the caller's own state; 404 without a registration."""
    event = _one(request, event_id)
    mine = Registration.objects.held().filter(event=event, user=request.user)
    registration = get_object_or_404(mine)
    return RegistrationOut(
        state=registration.state, position=position_in_queue(registration)
    )


@router.delete("/events/{event_id}/registration", response={204: None})
def give_up_seat(request: HttpRequest, event_id: int) -> Status[None]:
    """Give up the caller's seat or place in the queue."""
    event = _one(request, event_id)
    cancel_registration(event=event, user=request.user, acting_user=request.user)
    return Status(204, None)


@router.get("/events/{event_id}/registrations", response=Listed[ParticipantOut])
def participants(request: HttpRequest, event_id: int, paging: Query[Paging]) -> dict:
    """List who comes and who waits, in order; for the event's organisers."""
    event = _one(request, event_id)
    require_organiser(request.user, event)
    rows = (
        Registration.objects.held()
        .filter(event=event)
        .select_related("user")
        .order_by("state", "queue_number")
    )
    waiting = Registration.objects.filter(event=event).waiting()
    places = {
        pk: place
        for place, pk in enumerate(waiting.values_list("pk", flat=True), start=1)
    }
    total, found = paged(rows, paging)
    return {
        "total": total,
        "results": [
            ParticipantOut(
                email=r.email,
                name=r.person_name,
                state=r.state,
                position=places.get(r.pk),
            )
            for r in found
        ],
    }
