from events.models.events import (
    Event,
    EventKind,
    EventSeries,
    Registration,
    Reminders,
)
from events.models.pages import EventIndexPage, EventPage

__all__ = [
    "Event",
    "EventIndexPage",
    "EventKind",
    "EventPage",
    "EventSeries",
    "Registration",
    "Reminders",
]
