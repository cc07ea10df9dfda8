from events.models.events import Event, EventKind, EventSeries, Registration
from events.models.feeds import CalendarFeed
from events.models.pages import EventIndexPage, EventPage

__all__ = [
    "CalendarFeed",
    "Event",
    "EventIndexPage",
    "EventKind",
    "EventPage",
    "EventSeries",
    "Registration",
]
