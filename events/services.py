"""Seats, and what happens to an event.

Register, cancel, change and call off are each one transaction that first locks the
event's row. A freed seat goes to the first eligible person in the queue in that same
transaction; there is no promotion job. What is told to whom goes into the ledger in
the same transaction too.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from events import notices
from events.capacity import capacity_refusal
from events.locking import lock_event, seat_change
from events.models import Answer, Event, Invitee, Registration, WhoRegisters
from events.questions import answers_given
from events.telling import tell, tell_everyone
from groups.access import access_to_content, role_in
from groups.models import Membership
from members import audit
from members.models import User
from network_site.base.registries import mark_dirty
from network_site.base.visibility import Access

# What a registered person must be told about when it changes.
TOLD = ("starts_at", "ends_at", "place", "online_url")


class RegistrationClosedError(Exception):
    """Nobody can register: called off, over, past its deadline, or held elsewhere."""


class EventFullError(Exception):
    """Every seat is taken and the event keeps no waiting list."""


class NotVisibleError(PermissionDenied):
    """The person must not know of the event."""


class NotInvitedError(PermissionDenied):
    """The event takes others: the members of its space, or those who are invited."""


@seat_change
def register(
    *,
    event: Event,
    user: User,
    acting_user: User,
    answers: dict[int, Any] | None = None,
) -> tuple[Registration, bool]:
    """Give a person a seat, or a place in the queue; asking again changes nothing.

    Args:
        event: which event.
        user: who comes.
        acting_user: the same person.
        answers: by the ids of the event's questions; None where nobody was asked, as
            by the API, and the person answers later.

    Returns:
        The registration, and whether this call made it.

    Raises:
        NotVisibleError: the person may not see the event.
        NotInvitedError: the event takes others.
        RegistrationClosedError: registration is not open.
        EventFullError: it is full and keeps no queue.
        ValidationError: the answers do not fit the questions.
    """
    try:
        locked = lock_event(event.pk)
    except Event.DoesNotExist:
        raise NotVisibleError from None
    if not is_visible_to(user, locked):
        raise NotVisibleError
    existing, queue_waits = _row_and_queue(locked, user)
    if existing and existing.state != Registration.State.CANCELLED:
        return existing, False
    if not may_register(user, locked):
        raise NotInvitedError
    if not locked.registration_is_open:
        raise RegistrationClosedError
    registration = existing or Registration(event=locked, email=user.email)
    registration.user, registration.email = user, user.email
    give_place(locked, registration, acting_user=acting_user, queue_waits=queue_waits)
    if answers is not None:
        Answer.objects.bulk_create(answers_given(registration, answers))
    return registration, True


def _own(user: User) -> Q:
    return Q(user=user) | Q(user=None, email=user.email)


def _row_and_queue(event: Event, user: User) -> tuple[Registration | None, bool]:
    """Return a person's row and whether others wait while a seat is free.

    One query for both: the lock is held meanwhile.
    """
    wanted = _own(user)
    if not event.is_full and event.capacity is not None:
        wanted |= Q(state=Registration.State.WAITING)
    own, waits = None, False
    for row in Registration.objects.filter(wanted, event=event):
        if row.user_id == user.pk or (row.user_id is None and row.email == user.email):
            row.event, row.user = event, user
            own = row
        else:
            waits = waits or row.state == Registration.State.WAITING
    return own, waits


def registration_of(event: Event, user: User) -> Registration | None:
    """Return a person's row, also one that was made before there was an account."""
    found = Registration.objects.filter(_own(user), event=event).first()
    if found is not None:
        found.event, found.user = event, user
    return found


def is_visible_to(user: User, event: Event) -> bool:
    """Tell what ``Event.objects.visible_to`` tells, of one event that is at hand."""
    role = role_in(user, event.space)
    access = access_to_content(user, event.space, event.audience, role)
    return event.live and access is Access.FULL


def may_register(user: User, event: Event) -> bool:
    """Tell whether a person who sees an event is among those whom it takes."""
    if event.who_registers == WhoRegisters.SPACE:
        return Membership.objects.of(user).filter(space=event.space_id).exists()
    if event.who_registers == WhoRegisters.INVITED:
        return Invitee.objects.filter(series=event.series_id, user=user).exists()
    return True


def give_place(
    event: Event,
    registration: Registration,
    *,
    acting_user: User,
    queue_waits: bool = True,
) -> None:
    """Write a person at the end of the queue's order, with a seat if one is free.

    Args:
        event: locked by the caller's transaction.
        registration: a new row, or one that was cancelled.
        queue_waits: whether somebody may wait although a seat is free.

    Raises:
        EventFullError: every seat is taken and the event keeps no queue.
    """
    if queue_waits and not event.is_full:
        # A seat that nobody took belongs to whoever waits for it.
        promote_waiting(event)
    seat = not event.is_full
    if not seat and not event.waiting_list:
        raise EventFullError
    now = timezone.now()
    states = Registration.State
    event.queue_counter += 1
    event.taken += int(seat)
    event.save(update_fields=["queue_counter", "taken"])
    registration.event = event
    registration.state = states.CONFIRMED if seat else states.WAITING
    registration.queue_number = event.queue_counter
    registration.registered_at = now
    registration.confirmed_at = now if seat else None
    registration.cancelled_at = None
    registration.revision += 1
    registration.save()
    audit_seat(acting_user, registration, before="")
    tell(registration)


@seat_change
def cancel_registration(
    *, event: Event, user: User, acting_user: User
) -> Registration | None:
    """Give up a seat or a place in the queue; the seat goes to the first in line.

    Always allowed until the event has ended, whatever the deadline. A person without a
    registration changes nothing.
    """
    locked = lock_event(event.pk)
    registration = registration_of(locked, user)
    if registration is None or locked.is_past:
        return registration
    if registration.state in (Registration.State.CONFIRMED, Registration.State.WAITING):
        give_up(locked, registration, acting_user=acting_user)
        promote_waiting(locked)
    return registration


def give_up(
    event: Event,
    registration: Registration,
    *,
    acting_user: User,
    kind: str = notices.GIVEN_UP,
) -> None:
    """Cancel one registration and remove its answers; the caller promotes.

    Args:
        event: locked by the caller's transaction.
        registration: with a seat or a place in the queue.
        kind: what the person is told, as a kind of the ledger.
    """
    before = registration.state
    registration.event = event
    registration.state = Registration.State.CANCELLED
    registration.cancelled_at = timezone.now()
    registration.revision += 1
    registration.save()
    registration.answers.all().delete()
    if before == Registration.State.CONFIRMED:
        event.taken -= 1
        event.save(update_fields=["taken"])
    audit_seat(acting_user, registration, before=before)
    tell(registration, kind=kind)


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
        if may_still_come(event, registration):
            promote(event, registration, acting_user=None)
            promoted += 1
    return promoted


def may_still_come(event: Event, registration: Registration) -> bool:
    """Tell whether somebody who waits may have a seat: whoever sees the event.

    People without an account come because the organiser has added them.
    """
    user = registration.user
    if user is None:
        return True
    return user.is_active and is_visible_to(user, event)


def promote(
    event: Event, registration: Registration, *, acting_user: User | None
) -> None:
    """Give a free seat to one person in the queue.

    Args:
        event: locked by the caller's transaction, and not full.
        acting_user: the organiser who chose this one; None for the queue's own order.
    """
    event.taken += 1
    event.save(update_fields=["taken"])
    registration.event = event
    registration.state = Registration.State.CONFIRMED
    registration.confirmed_at = timezone.now()
    registration.revision += 1
    registration.save()
    audit_seat(acting_user, registration, before=Registration.State.WAITING)
    tell(registration, kind=notices.PROMOTED)


def fill_free_seats() -> int:
    """Give seats that stand free to those who wait; returns how many got one.

    Each change does this itself. What is left is a queue whose first people had lost
    the right to see the event, and have it again.
    """
    waiting = Registration.objects.filter(event=OuterRef("pk"), state="waiting")
    coming = Event.objects.filter(
        Q(capacity=None) | Q(taken__lt=F("capacity")),
        Exists(waiting),
        cancelled_at=None,
        starts_at__gt=timezone.now(),
    )
    return sum(_fill(pk) for pk in coming.values_list("pk", flat=True))


@seat_change
def _fill(event_id: int) -> int:
    return promote_waiting(lock_event(event_id))


def position_in_queue(registration: Registration) -> int | None:
    """Return the place in the queue, counted from 1; None for those with a seat."""
    if registration.state != Registration.State.WAITING:
        return None
    ahead = Registration.objects.filter(event=registration.event_id).waiting()
    return ahead.filter(queue_number__lte=registration.queue_number).count()


@seat_change
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
    locked.changed_at = timezone.now()
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


@seat_change
def cancel_event(*, event: Event, acting_user: User | None) -> Event:
    """Call an event off and tell everyone once; calling off again changes nothing."""
    locked = lock_event(event.pk)
    if locked.is_cancelled:
        return locked
    locked.cancelled_at = locked.changed_at = timezone.now()
    locked.sequence += 1
    locked.save(update_fields=["cancelled_at", "changed_at", "sequence"])
    audit.record(
        acting_user=acting_user, action="event.cancelled", subject=f"event:{locked.pk}"
    )
    if not locked.is_past:
        tell_everyone(locked, notices.CALLED_OFF, started_at=locked.starts_at)
    mark_dirty("event", locked.pk)
    return locked


def audit_seat(
    acting_user: User | None, registration: Registration, *, before: str
) -> None:
    """Write the audit row of one change of a seat, in the caller's transaction."""
    who: dict[str, Any] = {"user": registration.user_id}
    if registration.user_id is None:
        who = {"registration": registration.pk}
    audit.record(
        acting_user=acting_user,
        action=f"registration.{registration.state}",
        subject=f"event:{registration.event_id}",
        before=who | {"state": before} if before else {},
        after=who | {"state": registration.state},
    )
