from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.translation import ngettext

from events.calendar import rows_of, visible_events
from events.models import Event

if TYPE_CHECKING:
    from django.http import HttpRequest

SHOWN = 4


def of_space(request: HttpRequest, page: Any) -> dict[str, Any] | None:
    """List the coming events of a space, as far as the reader may see them."""
    events = visible_events(request).filter(space=page.space).coming()[:SHOWN]
    rows = rows_of(events)
    if not rows and not page.reader_role:
        return None
    return {"rows": rows}


def of_project(request: HttpRequest, page: Any) -> dict[str, Any] | None:
    """List a project's events, coming ones first, then those that were held."""
    events = list(
        visible_events(request)
        .filter(space=page.space)
        .order_by("-starts_at", "-pk")[:20]
    )
    now = timezone.now()
    coming = sorted(
        (event for event in events if event.ends_at >= now),
        key=lambda event: event.starts_at,
    )
    held = [event for event in events if event.ends_at < now]
    if not events:
        return None
    return {"coming": rows_of(coming), "held": rows_of(held)}


def my_events(request: HttpRequest, subject: Any) -> dict[str, Any]:
    """List the reader's next events."""
    user = request.user
    events = Event.objects.visible_to(user).registered_by(user).for_lists()
    return {"rows": rows_of(events.coming()[:SHOWN])}


def events_tab(request: HttpRequest, page: Any) -> dict[str, Any]:
    """List all events of a space, the latest first."""
    events = (
        visible_events(request).filter(space=page.space).order_by("-starts_at", "-pk")
    )
    found = Paginator(events, 30).get_page(request.GET.get("page"))
    return {"page_obj": found, "rows": rows_of(found)}


def events_words(number: int) -> str:
    """Return a number of events in words."""
    return ngettext("%(number)s event", "%(number)s events", number) % {
        "number": number
    }
