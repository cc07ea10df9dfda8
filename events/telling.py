"""Telling those who come about what happens to the event itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.db.models import F
from django.utils import timezone

from events.models import Event, Registration
from events.notices import CALLED_OFF, CHANGED
from notifications.services import Telling, notify_each, supersede

# Edits that follow each other this closely are told of as one.
HELD_FOR = timedelta(minutes=5)


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
    held = supersede(CHANGED, subject_ids=[str(seat.pk) for seat in people])
    waits = [notice.not_before for notice in held.values()]
    until = min(waits, default=timezone.now() + HELD_FOR)
    first_known = [notice.payload.get("starts", "") for notice in held.values()]
    earliest = min(filter(None, [*first_known, *_moments(started_at, event.starts_at)]))
    notify_each(
        kind,
        [
            Telling(
                subject_id=str(seat.pk),
                user=seat.user,
                email=seat.email,
                version=seat.revision,
                payload={"starts": earliest},
            )
            for seat in people
        ],
        not_before=None if kind == CALLED_OFF else until,
    )


def _moments(*moments: datetime) -> list[str]:
    """Return moments as text that sorts as they do."""
    return [moment.astimezone(UTC).isoformat() for moment in moments]
