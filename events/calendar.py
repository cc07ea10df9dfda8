"""What the calendar page shows: a month, a week, what comes and what has been."""

from __future__ import annotations

import calendar as weeks_of
from collections import defaultdict
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.filters import CalendarFilter
from events.models.events import Event, EventKind
from network_site.base import dates

if TYPE_CHECKING:
    from django.http import HttpRequest

    from events.querysets import EventQuerySet

ON_A_PAGE = 30
# As many as a day of the month has room for; the week shows all.
MOST_IN_DAY = 4
VIEWS = {
    "month": gettext_lazy("Month"),
    "week": gettext_lazy("Week"),
    "list": gettext_lazy("Coming"),
    "past": gettext_lazy("Past"),
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
    rows = []
    for event in events:
        if event.space is not None and hasattr(event, "space_members"):
            event.space.member_count = event.space_members
        rows.append({"event": event, "kind": kind_of(event)})
    return rows


def month_asked(text: str | None) -> date:
    """Return the first day of the month that the address asks for (2026-11)."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return timezone.localdate().replace(day=1)


def week_asked(text: str | None) -> date:
    """Return the Monday of the week that the address asks for (2026-W48)."""
    try:
        return datetime.strptime(f"{text}-1", "%G-W%V-%u").date()  # noqa: DTZ007
    except ValueError:
        today = timezone.localdate()
        return today - timedelta(days=today.weekday())


def _next_month(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _name_of_week(monday: date) -> str:
    year, number, _day = monday.isocalendar()
    return f"{year}-W{number:02}"


def visible_events(request: HttpRequest) -> EventQuerySet:
    """Return the events that the reader may see, ready for lists."""
    return (
        Event.objects.visible_to(request.user)
        .with_my_state(request.user)
        .with_waiting()
        .with_space_members()
        .for_lists()
    )


def by_day(events: list[Event]) -> dict[date, list[dict[str, Any]]]:
    """Return each day's events; one of many days is on each, with which day it is."""
    found: dict[date, list[dict[str, Any]]] = defaultdict(list)
    for event in events:
        kind, days = kind_of(event), event.days
        for number, day in enumerate(days, start=1):
            item = {"event": event, "kind": kind, "of_many": len(days) > 1}
            found[day].append(item | {"number": number, "last": len(days)})
    return found


class Calendar:
    """The calendar page before one reader: a view of the events that the filter keeps.

    Everything is in the address, so that paging, another view and another month keep
    what has been chosen.
    """

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        view = request.GET.get("view", "month")
        self.view = view if view in VIEWS else "month"
        self.filter = CalendarFilter(request.GET, user=request.user)
        self.today = timezone.localdate()

    def address(self, **changes: str | None) -> str:
        """Return this address with some parameters changed; None takes one away."""
        query = self.request.GET.copy()
        for name, value in ({"page": None} | changes).items():
            query.pop(name, None)
            if value:
                query[name] = value
        return f"?{query.urlencode()}"

    def _events(self) -> EventQuerySet:
        return self.filter.narrow(visible_events(self.request))

    def _between(self, first: date, after: date) -> list[Event]:
        return list(self._events().between(_midnight(first), _midnight(after)))

    def _page_of(self, events: Any) -> dict[str, Any]:
        page = Paginator(events, ON_A_PAGE).get_page(self.request.GET.get("page"))
        return {"page_obj": page, "rows": rows_of(page)}

    def context(self) -> dict[str, Any]:
        """Return the variables of the page for the view that is asked for."""
        shown = {"month": self._month, "week": self._week}.get(self.view, self._list)()
        return shown | {
            "view": self.view,
            "views": self._views(),
            "filter": self.filter,
            "chosen": [
                item | {"url": self.address(**{item["name"]: None})}
                for item in self.filter.chosen_in_words()
            ],
            "everything": self.address(**dict.fromkeys(self.filter.fields)),
            "kept": [
                (name, value)
                for name, value in self.request.GET.items()
                if name in ("view", "month", "week")
            ],
        }

    def _views(self) -> list[dict[str, Any]]:
        """Return the tabs; the month and the week lead to each other's days."""
        moments: dict[str, dict[str, str | None]] = {"month": {}, "week": {}}
        if self.view == "month" and self.request.GET.get("month"):
            first = month_asked(self.request.GET["month"])
            if first != self.today.replace(day=1):
                moments["week"]["week"] = _name_of_week(first)
        if self.view == "week" and self.request.GET.get("week"):
            thursday = week_asked(self.request.GET["week"]) + timedelta(days=3)
            moments["month"]["month"] = f"{thursday:%Y-%m}"
        return [
            {
                "key": key,
                "label": label,
                "url": self.address(
                    **{"month": None, "week": None, **moments.get(key, {})},
                    view=None if key == "month" else key,
                ),
            }
            for key, label in VIEWS.items()
        ]

    def _month(self) -> dict[str, Any]:
        first = month_asked(self.request.GET.get("month"))
        after = _next_month(first)
        weeks = weeks_of.Calendar().monthdatescalendar(first.year, first.month)
        events = self._between(weeks[0][0], weeks[-1][-1] + timedelta(days=1))
        begins, ends = _midnight(first), _midnight(after)
        if first <= self.today < after:
            begins = max(begins, timezone.now())
        listed = [e for e in events if e.starts_at < ends and e.ends_at >= begins]
        previous = (first - timedelta(days=1)).replace(day=1)
        return self._page_of(listed) | {
            "heading": dates.month_name(first),
            "weeks": self._grid(weeks, first, by_day(events)),
            "previous": {
                "name": dates.month_name(previous),
                "url": self.address(month=f"{previous:%Y-%m}"),
            },
            "next": {
                "name": dates.month_name(after),
                "url": self.address(month=f"{after:%Y-%m}"),
            },
            "now": self.address(month=None),
            "kinds": [
                {"css": "", "label": _("Meeting or workshop")},
                {"css": "kind--training", "label": EventKind.TRAINING.label},
                {"css": "kind--webinar", "label": EventKind.WEBINAR.label},
                {"css": "kind--board", "label": EventKind.BOARD.label},
                {"css": "kind--off", "label": _("Called off")},
            ],
        }

    def _grid(
        self, weeks: list[list[date]], first: date, found: dict[date, list[Any]]
    ) -> list[dict[str, Any]]:
        return [
            {
                "number": week[0].isocalendar().week,
                "url": self.address(
                    view="week", month=None, week=_name_of_week(week[0])
                ),
                "days": [
                    {
                        "date": day,
                        "in_month": day.month == first.month,
                        "is_today": day == self.today,
                        "events": found[day][:MOST_IN_DAY],
                        "more": max(len(found[day]) - MOST_IN_DAY, 0),
                    }
                    for day in week
                ],
            }
            for week in weeks
        ]

    def _week(self) -> dict[str, Any]:
        monday = week_asked(self.request.GET.get("week"))
        week = timedelta(days=7)
        found = by_day(self._between(monday, monday + week))
        days = [monday + timedelta(days=number) for number in range(7)]
        return {
            "heading": _week_in_words(monday),
            "days": [
                {"date": day, "is_today": day == self.today, "events": found[day]}
                for day in days
            ],
            "previous": {
                "name": _week_in_words(monday - week),
                "url": self.address(week=_name_of_week(monday - week)),
            },
            "next": {
                "name": _week_in_words(monday + week),
                "url": self.address(week=_name_of_week(monday + week)),
            },
            "now": self.address(week=None),
        }

    def _list(self) -> dict[str, Any]:
        events = self._events()
        return self._page_of(events.past() if self.view == "past" else events.coming())


def _week_in_words(monday: date) -> str:
    sunday = monday + timedelta(days=6)
    number = monday.isocalendar().week
    return _("Week %(number)d: %(days)s") % {
        "number": number,
        "days": dates.period(monday, sunday),
    }
