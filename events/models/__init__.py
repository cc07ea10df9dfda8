from events.models.answers import Answer, Question
from events.models.desk import EventMaterial, EventMessage, Invitee
from events.models.events import (
    Event,
    EventKind,
    EventSeries,
    Registration,
    Reminders,
    WhoRegisters,
)
from events.models.feeds import CalendarFeed
from events.models.pages import EventIndexPage, EventPage

__all__ = [
    "Answer",
    "CalendarFeed",
    "Event",
    "EventIndexPage",
    "EventKind",
    "EventMaterial",
    "EventMessage",
    "EventPage",
    "EventSeries",
    "Invitee",
    "Question",
    "Registration",
    "Reminders",
    "WhoRegisters",
]
