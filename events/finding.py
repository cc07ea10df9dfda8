"""The event that an address means, and that the reader may see or organises."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from events.models import Event
from events.rights import organises
from groups.access import may_publish

if TYPE_CHECKING:
    from django.http import HttpRequest


def visible_event(request: HttpRequest, pk: int) -> Event:
    """Return an event with its page; 404 where the reader must not know of it."""
    events = Event.objects.visible_to(request.user).select_related("series", "space")
    return get_object_or_404(events.with_pages(), pk=pk)


def organised_event(request: HttpRequest, pk: int) -> Event:
    """Return an event that the reader organises.

    Raises:
        Http404: the reader must not know of it.
        PermissionDenied: the reader does not organise it.
    """
    event = visible_event(request, pk)
    if not organises(request.user, event):
        raise PermissionDenied(event.space)
    return event


def event_to_publish(request: HttpRequest, pk: int) -> Event:
    """Return an event in whose space the reader publishes; errors as above."""
    event = visible_event(request, pk)
    if not may_publish(request.user, event.space):
        raise PermissionDenied(event.space)
    return event


def whole_numbers(texts: list[str]) -> list[int]:
    """Return ids that a form has sent; what is none is passed over."""
    return [int(text) for text in texts if text.isdecimal() and len(text) < 19]


def asked_number(request: HttpRequest, name: str) -> Any:
    """Return one id that a form has sent, or 0, which no row has."""
    return next(iter(whole_numbers([request.POST.get(name, "")])), 0)
