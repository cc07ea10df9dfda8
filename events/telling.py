"""Telling registered people, whether they have an account or not."""

from __future__ import annotations

from django.db.models import F

from events import notices
from events.models import Event, Registration
from notifications.services import notify

KINDS = {
    Registration.State.CONFIRMED: notices.CONFIRMED,
    Registration.State.WAITING: notices.QUEUED,
    Registration.State.CANCELLED: notices.GIVEN_UP,
}


def tell(
    registration: Registration, *, kind: str = "", version: int | None = None
) -> int:
    """Put a notice about one person's seat in the ledger; returns how many are told.

    Args:
        registration: its user, where there is one, gets it in the inbox too.
        kind: of the ledger; that of the registration's state when left out.
        version: the registration's revision when left out.
    """
    user = registration.user
    return notify(
        kind or KINDS[Registration.State(registration.state)],
        subject_id=str(registration.pk),
        version=registration.revision if version is None else version,
        recipients=[user] if user else [],
        addresses=[] if user else [registration.email],
        payload={} if user else {"language": registration.language},
    )


def tell_everyone(event: Event, kind: str) -> None:
    """Tell those with a seat and those in the queue about the event itself.

    Each row's revision grows, so that this notice overtakes older ones that wait.
    """
    Registration.objects.active().filter(event=event).update(revision=F("revision") + 1)
    registrations = Registration.objects.active().filter(event=event)
    for registration in registrations.select_related("user"):
        tell(registration, kind=kind)
