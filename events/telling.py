"""Telling registered people, whether they have an account or not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone

from events import notices
from events.models import Event, Registration
from notifications.services import Telling, notify_each, supersede

# Edits that follow each other this closely are told of as one.
HELD_FOR = timedelta(minutes=5)
KINDS = {
    Registration.State.CONFIRMED: notices.CONFIRMED,
    Registration.State.WAITING: notices.QUEUED,
    Registration.State.CANCELLED: notices.GIVEN_UP,
}


def telling_of(
    registration: Registration,
    *,
    version: int | None = None,
    payload: dict[str, Any] | None = None,
) -> Telling:
    """Return what the ledger needs to tell one registered person something.

    Args:
        registration: its user, where there is one, gets it in the inbox too.
        version: the registration's revision when left out.
        payload: beside the language of those who have no account.
    """
    user = registration.user
    language = {} if user else {"language": registration.language}
    return Telling(
        subject_id=str(registration.pk),
        user=user,
        email=registration.email,
        version=registration.revision if version is None else version,
        payload=language | (payload or {}),
    )


def tell(registration: Registration, *, kind: str = "") -> None:
    """Put a notice about one person's seat in the ledger.

    Args:
        kind: of the ledger; that of the registration's state when left out.
    """
    kind = kind or KINDS[Registration.State(registration.state)]
    notify_each(kind, [telling_of(registration)])


def tell_everyone(event: Event, kind: str, *, started_at: datetime) -> None:
    """Tell those with a seat and those in the queue about the event itself.

    Each row's revision grows, so that this notice overtakes older ones that wait. A
    change is held for five minutes from the first of several; the one notice that then
    goes tells the newest state. Calling off goes at once.

    Args:
        event: locked by the caller's transaction.
        kind: ``CHANGED`` or ``CALLED_OFF``.
        started_at: when the event was to begin before this.
    """
    seats = Registration.objects.active().filter(event=event)
    seats.update(revision=F("revision") + 1)
    people = list(seats.select_related("user"))
    held = supersede(notices.CHANGED, subject_ids=[str(seat.pk) for seat in people])
    waits = [notice.not_before for notice in held.values()]
    until = min(waits, default=timezone.now() + HELD_FOR)
    first_known = [notice.payload.get("starts", "") for notice in held.values()]
    earliest = min(filter(None, [*first_known, *_moments(started_at, event.starts_at)]))
    notify_each(
        kind,
        [telling_of(seat, payload={"starts": earliest}) for seat in people],
        not_before=None if kind == notices.CALLED_OFF else until,
    )


def _moments(*moments: datetime) -> list[str]:
    """Return moments as text that sorts as they do."""
    return [moment.astimezone(UTC).isoformat() for moment in moments]
