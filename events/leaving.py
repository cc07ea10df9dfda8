"""The seats of a person who leaves: given up, so that those in line get them."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from events.models import Event
from events.services import cancel_registration
from members.models import User
from network_site.base.languages import here


def _coming(person: User) -> QuerySet[Event]:
    return Event.objects.registered_by(person).filter(ends_at__gte=timezone.now())


def held(person: User, viewer: User) -> tuple[list[tuple[str, str]], int]:
    """Return the coming events with a seat that the viewer may see, and the rest."""
    seen = list(_coming(person).visible_to(viewer).for_lists())
    lines = [(event.title, here(event.url)) for event in seen]
    return lines, _coming(person).count() - len(seen)


def hand_over(person: User, successor: User | None, acting_user: User) -> None:
    """Give up the seats of coming events; they go to the first in line."""
    for event in list(_coming(person).order_by("pk")):
        cancel_registration(event=event, user=person, acting_user=acting_user)
