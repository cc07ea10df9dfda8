"""What the calendar page shows: a month, a list, what has been, one's own events."""

from __future__ import annotations

import calendar as weeks_of
from collections import defaultdict
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models.events import Event, EventKind
from network_site.base import dates

if TYPE_CHECKING:
    from django.http import HttpRequest

    from events.querysets import EventQuerySet

ON_A_PAGE = 30
VIEWS = {
    "month": _("Month"),
    "list": _("List"),
    "mine": _("My events"),
    "past": _("Past"),
}
# The colour of a kind in the calendar; the word always stands beside it.
KIND_CSS = {
    EventKind.TRAINING: "kind--training",
    EventKind.WEBINAR: "kind--webinar",
    EventKind.BOARD: "kind--board",
}


def kind_of(event: Event) -> dict[str, Any]:
    """Return how an event's kind reads and looks; called off comes before the kind."""
    if event.is_cancelled:
        return {"css": "kind--off", "label": _("Called off")}
    return {
        "css": KIND_CSS.get(EventKind(event.kind), ""),
        "label": EventKind(event.kind).label,
    }


def rows_of(events: Any) -> list[dict[str, Any]]:
    """Return events with what their row in a list shows."""
    return [{"event": event, "kind": kind_of(event)} for event in events]


def month_asked(text: str | None) -> date:
    """Return the first day of the month that the address asks for (2026-11)."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return timezone.localdate().replace(day=1)


def _next_month(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def visible_events(request: HttpRequest) -> EventQuerySet:
    """Return the events that the reader may see, ready for lists."""
    return (
        Event.objects.visible_to(request.user)
        .with_my_state(request.user)
        .with_waiting()
        .for_lists()
    )


def month_grid(first: date, events: list[Event]) -> list[dict[str, Any]]:
    """Return the weeks of a month with each day's events; long events on every day."""
    by_day: dict[date, list[dict[str, Any]]] = defaultdict(list)
    for event in events:
        for day in event.days:
            by_day[day].append({"event": event, "kind": kind_of(event)})
    today = timezone.localdate()
    return [
        {
            "number": week[0].isocalendar().week,
            "days": [
                {
                    "date": day,
                    "in_month": day.month == first.month,
                    "is_today": day == today,
                    "events": by_day[day],
                }
                for day in week
            ],
        }
        for week in weeks_of.Calendar().monthdatescalendar(first.year, first.month)
    ]


def _month_view(request: HttpRequest) -> dict[str, Any]:
    first = month_asked(request.GET.get("month"))
    grid_start = first - timedelta(days=first.weekday())
    grid_end = _next_month(first) + timedelta(days=7)
    events = list(
        visible_events(request).between(_midnight(grid_start), _midnight(grid_end))
    )
    month_end = _midnight(_next_month(first))
    listed = [
        event
        for event in events
        if event.starts_at < month_end and event.ends_at >= _midnight(first)
    ]
    now = timezone.now()
    if first <= timezone.localdate() < _next_month(first):
        listed = [event for event in listed if event.ends_at >= now]
    previous = (first - timedelta(days=1)).replace(day=1)
    return {
        "month_name": dates.month_name(first),
        "weeks": month_grid(first, events),
        "previous": {"name": dates.month_name(previous), "month": f"{previous:%Y-%m}"},
        "next": {
            "name": dates.month_name(_next_month(first)),
            "month": f"{_next_month(first):%Y-%m}",
        },
        "rows": rows_of(listed),
        "kinds": [
            {"css": "", "label": _("Meeting or workshop")},
            {"css": "kind--training", "label": EventKind.TRAINING.label},
            {"css": "kind--webinar", "label": EventKind.WEBINAR.label},
            {"css": "kind--board", "label": EventKind.BOARD.label},
            {"css": "kind--off", "label": _("Called off")},
        ],
    }


def _list_view(request: HttpRequest, view: str) -> dict[str, Any]:
    events = visible_events(request)
    if view == "past":
        events = events.past()
    else:
        events = events.coming()
        if view == "mine":
            events = events.registered_by(request.user)
    page = Paginator(events, ON_A_PAGE).get_page(request.GET.get("page"))
    return {"page_obj": page, "rows": rows_of(page)}


def calendar_context(request: HttpRequest) -> dict[str, Any]:
    """Return the variables of the calendar page for the view that is asked for."""
    view = request.GET.get("view", "month")
    if view not in VIEWS:
        view = "month"
    found = _month_view(request) if view == "month" else _list_view(request, view)
    return found | {
        "view": view,
        "views": [{"key": key, "label": label} for key, label in VIEWS.items()],
    }
