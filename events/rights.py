"""Who organises an event."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied

from events.models import Event
from groups.access import may_publish


def is_contact(user: Any, event: Event) -> bool:
    """Tell whether a person answers for an event that goes on, and sees it."""
    return (
        event.contact_id == user.pk
        and (event.space is None or event.space.is_running)
        and Event.objects.permitted_to(user).filter(pk=event.pk).exists()
    )


def organises(user: Any, event: Event) -> bool:
    """Tell whether a person sees and manages who comes to an event.

    Those who publish in its space (in the network, coordinators), and its contact
    person. Nobody does where the space has ended.
    """
    return may_publish(user, event.space) or is_contact(user, event)


def require_organiser(user: Any, event: Event) -> None:
    """Raise PermissionDenied unless a person organises an event."""
    if not organises(user, event):
        raise PermissionDenied
