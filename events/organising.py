"""What the organiser does with seats: add, promote, cancel, mark who came.

As with every change of seats, each is one transaction that first locks the event.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.locking import lock_event, seat_change
from events.models import Event, Registration
from events.organiser_notices import REMOVED
from events.rights import require_organiser
from events.services import (
    RegistrationClosedError,
    audit_seat,
    give_place,
    give_up,
    may_still_come,
    promote,
    promote_waiting,
    registration_of,
)
from members.models import User

State = Registration.State


def _locked(event: Event, acting_user: User) -> Event:
    locked = lock_event(event.pk)
    require_organiser(acting_user, locked)
    return locked


def _chosen(event: Event, pks: Iterable[int]) -> list[Registration]:
    """Return the chosen rows of a locked event, first in line first."""
    rows = Registration.objects.filter(event=event, pk__in=list(pks))
    return list(rows.select_related("user").order_by("queue_number"))


@seat_change
def add_participant(
    *, event: Event, email: str, name: str, language: str, acting_user: User
) -> tuple[Registration, bool]:
    """Give somebody a seat or a place in the queue; adding again changes nothing.

    The deadline and the rule of who may register do not bind the organiser; the seats
    do. An address that an account has means that account.

    Args:
        email: by which the person is known here.
        name, language: of somebody without an account, who gets mails in it.

    Returns:
        The registration, and whether this call made it.

    Raises:
        PermissionDenied: the acting user does not organise the event.
        RegistrationClosedError: the event is called off or has ended.
        EventFullError: it is full and keeps no queue.
        ValidationError: the address is none, or its account may not see the event.
    """
    validate_email(email)
    locked = _locked(event, acting_user)
    if locked.is_cancelled or locked.is_past or not locked.takes_registrations:
        raise RegistrationClosedError
    email = email.strip().lower()
    user = User.objects.active().filter(email=email).first()
    if user is not None:
        existing = registration_of(locked, user)
    else:
        existing = Registration.objects.filter(event=locked, email=email).first()
    if existing and existing.state != State.CANCELLED:
        return existing, False
    registration = existing or Registration(event=locked, email=email)
    registration.user, registration.email = user, email
    if user is None:
        registration.name, registration.language = name.strip(), language
    elif not may_still_come(locked, registration):
        raise ValidationError(
            _("%(person)s may not see this event, and so cannot be added.")
            % {"person": user}
        )
    give_place(locked, registration, acting_user=acting_user)
    return registration, True


@seat_change
def promote_chosen(*, event: Event, pks: Iterable[int], acting_user: User) -> int:
    """Give free seats to chosen people in the queue, also out of its order.

    Whoever has got a seat meanwhile is left as they are.

    Args:
        pks: of registrations; those of other events are passed over.

    Returns:
        How many people got a seat by this.

    Raises:
        PermissionDenied: the acting user does not organise the event.
        RegistrationClosedError: the event is called off or has ended.
        ValidationError: there are fewer free seats than people; words say how many.
    """
    locked = _locked(event, acting_user)
    if locked.is_cancelled or locked.is_past:
        raise RegistrationClosedError
    waiting = [
        row
        for row in _chosen(locked, pks)
        if row.state == State.WAITING and may_still_come(locked, row)
    ]
    if locked.free_seats is not None and len(waiting) > locked.free_seats:
        raise ValidationError(_no_room(len(waiting), locked.free_seats))
    for registration in waiting:
        promote(locked, registration, acting_user=acting_user)
    return len(waiting)


def _no_room(asked: int, free: int) -> str:
    chosen = ngettext(
        "You chose %(number)d person.", "You chose %(number)d people.", asked
    ) % {"number": asked}
    left = ngettext("%(free)d seat is free.", "%(free)d seats are free.", free) % {
        "free": free
    }
    return " ".join((chosen, left, _("Raise the number of seats, or choose fewer.")))


@seat_change
def cancel_chosen(*, event: Event, pks: Iterable[int], acting_user: User) -> int:
    """Cancel chosen registrations; their seats go to the first in line.

    Returns:
        How many were cancelled; each of those people is told.

    Raises:
        PermissionDenied: the acting user does not organise the event.
    """
    locked = _locked(event, acting_user)
    chosen = [
        row
        for row in _chosen(locked, pks)
        if row.state in (State.CONFIRMED, State.WAITING) and not locked.is_past
    ]
    for registration in chosen:
        give_up(locked, registration, acting_user=acting_user, kind=REMOVED)
    promote_waiting(locked)
    return len(chosen)


@seat_change
def mark_attendance(
    *, event: Event, pks: Iterable[int], state: str, acting_user: User
) -> int:
    """Mark who came and who did not; nobody is told.

    Args:
        pks: of registrations with a seat; others are passed over.
        state: attended, no_show, or confirmed to take the mark back.

    Returns:
        How many marks were changed.

    Raises:
        PermissionDenied: the acting user does not organise the event.
        ValidationError: the day of the event has not come.
    """
    locked = _locked(event, acting_user)
    if not locked.attendance_is_open:
        raise ValidationError(_("Mark who came on the day of the event or after it."))
    changed = 0
    for registration in _chosen(locked, pks):
        before = registration.state
        if before == state or before not in Registration.SEATED:
            continue
        registration.state = state
        registration.save(update_fields=["state"])
        audit_seat(acting_user, registration, before=before)
        changed += 1
    return changed
