"""Seats, and what happens to an event.

Register, cancel, change and call off are each one transaction that first locks the
event's row. A freed seat goes to the first eligible person in the queue in that same
transaction; there is no promotion job. What is told to whom goes into the ledger in
the same transaction too.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from events import notices
from events.capacity import capacity_refusal
from events.locking import lock_event
from events.models import Event, Registration
from events.telling import tell_everyone
from members import audit
from members.models import User
from network_site.base.registries import mark_dirty
from notifications.services import notify

# What a registered person must be told about when it changes.
TOLD = ("starts_at", "ends_at", "place", "online_url")


class RegistrationClosedError(Exception):
    """Nobody can register: called off, over, past its deadline, or held elsewhere."""


class EventFullError(Exception):
    """Every seat is taken and the event keeps no waiting list."""


@transaction.atomic
def register(
    *, event: Event, user: User, acting_user: User
) -> tuple[Registration, bool]:
    """Give a person a seat, or a place in the queue; asking again changes nothing.

    Returns:
        The registration, and whether this call made it.

    Raises:
        PermissionDenied: the person may not see the event.
        RegistrationClosedError: registration is not open.
        EventFullError: it is full and keeps no queue.
    """
    locked = lock_event(event.pk)
    existing = Registration.objects.filter(event=locked, user=user).first()
    if existing and existing.state != Registration.State.CANCELLED:
        existing.event = locked
        return existing, False
    if not Event.objects.visible_to(user).filter(pk=locked.pk).exists():
        raise PermissionDenied
    if not locked.registration_is_open:
        raise RegistrationClosedError
    queue_is_empty = not Registration.objects.filter(event=locked).waiting().exists()
    seat = not locked.is_full and queue_is_empty
    if not seat and not locked.waiting_list:
        raise EventFullError
    state = Registration.State.CONFIRMED if seat else Registration.State.WAITING
    registration = _enter(locked, user, state, existing)
    _audit_seat(acting_user, registration, before="")
    _tell(registration)
    return registration, True


def _enter(
    event: Event, user: User, state: str, existing: Registration | None
) -> Registration:
    """Write the row at the end of the queue's order and take the seat with it."""
    now = timezone.now()
    event.queue_counter += 1
    if state == Registration.State.CONFIRMED:
        event.taken += 1
    event.save(update_fields=["queue_counter", "taken"])
    registration = existing or Registration(event=event, user=user)
    registration.event = event
    registration.email = user.email
    registration.state = state
    registration.queue_number = event.queue_counter
    registration.registered_at = now
    registration.confirmed_at = now if state == Registration.State.CONFIRMED else None
    registration.cancelled_at = None
    registration.revision += 1
    registration.save()
    return registration


@transaction.atomic
def cancel_registration(
    *, event: Event, user: User, acting_user: User
) -> Registration | None:
    """Give up a seat or a place in the queue; the seat goes to the first in line.

    Always allowed until the event has ended, whatever the deadline. A person without a
    registration changes nothing.
    """
    locked = lock_event(event.pk)
    registration = Registration.objects.active().filter(event=locked, user=user).first()
    if registration is None or locked.is_past:
        return registration
    before = registration.state
    registration.event = locked
    registration.state = Registration.State.CANCELLED
    registration.cancelled_at = timezone.now()
    registration.revision += 1
    registration.save()
    if before == Registration.State.CONFIRMED:
        locked.taken -= 1
        locked.save(update_fields=["taken"])
    _audit_seat(acting_user, registration, before=before)
    _tell(registration)
    promote_waiting(locked)
    return registration


def promote_waiting(event: Event) -> int:
    """Give free seats to the queue, first in line first.

    Someone who has lost the right to see the event, or whose account is closed, keeps
    the place but is passed over.

    Args:
        event: locked by the caller's transaction.

    Returns:
        How many people got a seat.
    """
    promoted = 0
    if event.is_cancelled or event.starts_at <= timezone.now():
        return promoted
    waiting = Registration.objects.filter(event=event).waiting().select_related("user")
    for registration in waiting:
        if event.is_full:
            break
        may_come = Event.objects.visible_to(registration.user).filter(pk=event.pk)
        if not registration.user.is_active or not may_come.exists():
            continue
        event.taken += 1
        event.save(update_fields=["taken"])
        registration.event = event
        registration.state = Registration.State.CONFIRMED
        registration.confirmed_at = timezone.now()
        registration.revision += 1
        registration.save()
        _audit_seat(None, registration, before=Registration.State.WAITING)
        _tell(registration, kind=notices.PROMOTED)
        promoted += 1
    return promoted


def position_in_queue(registration: Registration) -> int | None:
    """Return the place in the queue, counted from 1; None for those with a seat."""
    if registration.state != Registration.State.WAITING:
        return None
    ahead = Registration.objects.filter(event=registration.event_id).waiting()
    return ahead.filter(queue_number__lte=registration.queue_number).count()


@transaction.atomic
def change_event(
    *, event: Event, changes: dict[str, Any], acting_user: User | None
) -> Event:
    """Bring an event in step with a new schedule, and tell those who come.

    Args:
        event: which event.
        changes: new values by field name.
        acting_user: None when a published page brings the change.

    Raises:
        ValidationError: the capacity would be below the seats that are taken.
    """
    locked = lock_event(event.pk)
    before = {name: getattr(locked, name) for name in changes}
    if before == changes:
        return locked
    capacity = changes.get("capacity", locked.capacity)
    if capacity is not None and capacity < locked.taken:
        raise ValidationError({"capacity": capacity_refusal(locked.taken)})
    for name, value in changes.items():
        setattr(locked, name, value)
    told = any(name in TOLD and before[name] != changes[name] for name in changes)
    if told:
        locked.sequence += 1
    locked.save()
    audit.record(
        acting_user=acting_user,
        action="event.changed",
        subject=f"event:{locked.pk}",
        before={"fields": sorted(n for n in changes if before[n] != changes[n])},
    )
    if told and not locked.is_past and not locked.is_cancelled:
        started_at = before.get("starts_at", locked.starts_at)
        tell_everyone(locked, notices.CHANGED, started_at=started_at)
    promote_waiting(locked)
    mark_dirty("event", locked.pk)
    return locked


@transaction.atomic
def cancel_event(*, event: Event, acting_user: User | None) -> Event:
    """Call an event off and tell everyone once; calling off again changes nothing."""
    locked = lock_event(event.pk)
    if locked.is_cancelled:
        return locked
    locked.cancelled_at = timezone.now()
    locked.sequence += 1
    locked.save(update_fields=["cancelled_at", "sequence"])
    audit.record(
        acting_user=acting_user, action="event.cancelled", subject=f"event:{locked.pk}"
    )
    if not locked.is_past:
        tell_everyone(locked, notices.CALLED_OFF, started_at=locked.starts_at)
    mark_dirty("event", locked.pk)
    return locked


def _audit_seat(
    acting_user: User | None, registration: Registration, *, before: str
) -> None:
    audit.record(
        acting_user=acting_user,
        action=f"registration.{registration.state}",
        subject=f"event:{registration.event_id}",
        before={"user": registration.user_id, "state": before} if before else {},
        after={"user": registration.user_id, "state": registration.state},
    )


def _tell(registration: Registration, *, kind: str = "") -> None:
    """Put the notice about one person's seat in the ledger."""
    kinds = {
        Registration.State.CONFIRMED: notices.CONFIRMED,
        Registration.State.WAITING: notices.QUEUED,
        Registration.State.CANCELLED: notices.GIVEN_UP,
    }
    notify(
        kind or kinds[Registration.State(registration.state)],
        subject_id=str(registration.pk),
        version=registration.revision,
        recipients=[registration.user],
    )
