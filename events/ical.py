"""Calendar files and invitations (RFC 5545, 5546, 6047).

Times carry TZID Europe/Helsinki with our own VTIMEZONE of two yearly rules: the one
that the icalendar library writes lists dates, and Outlook reads only rules.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone
from icalendar import (
    Calendar,
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vCalAddress,
    vRecur,
    vText,
)
from icalendar import Event as CalendarEvent

from network_site.base.languages import here

if TYPE_CHECKING:
    from events.models import Event, Registration

PRODUCT = "-//Kumppanuusverkosto//Tapahtumat//FI"
ZONE = "Europe/Helsinki"


def helsinki() -> Timezone:
    """Return the VTIMEZONE of Finland: EU summer time, by rules (Directive 2000/84)."""
    zone = Timezone()
    zone.add("TZID", ZONE)
    summer = TimezoneDaylight()
    summer.add("DTSTART", datetime(1981, 3, 29, 3, 0))  # noqa: DTZ001 - local by definition
    summer.add("RRULE", vRecur({"FREQ": "YEARLY", "BYMONTH": 3, "BYDAY": "-1SU"}))
    summer.add("TZOFFSETFROM", timedelta(hours=2))
    summer.add("TZOFFSETTO", timedelta(hours=3))
    summer.add("TZNAME", "EEST")
    winter = TimezoneStandard()
    winter.add("DTSTART", datetime(1996, 10, 27, 4, 0))  # noqa: DTZ001 - local by definition
    winter.add("RRULE", vRecur({"FREQ": "YEARLY", "BYMONTH": 10, "BYDAY": "-1SU"}))
    winter.add("TZOFFSETFROM", timedelta(hours=3))
    winter.add("TZOFFSETTO", timedelta(hours=2))
    winter.add("TZNAME", "EET")
    zone.add_component(summer)
    zone.add_component(winter)
    return zone


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", method)
    calendar.add_component(helsinki())
    return calendar


def uid_of(event: Event) -> str:
    """Return the UID that stays with an event for ever."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return f"{event.uid}@{domain}"


def _entry(event: Event, *, sequence: int, cancelled: bool) -> CalendarEvent:
    entry = CalendarEvent()
    entry.add("UID", uid_of(event))
    entry.add("DTSTAMP", timezone.now())
    entry.add("SEQUENCE", sequence)
    for name, moment in (("DTSTART", event.starts_at), ("DTEND", event.ends_at)):
        local = timezone.localtime(moment).replace(tzinfo=None)
        entry.add(name, local, parameters={"TZID": ZONE})
    entry.add("SUMMARY", event.title)
    entry.add("STATUS", "CANCELLED" if cancelled else "CONFIRMED")
    if event.place:
        entry.add("LOCATION", event.place)
    entry.add("URL", settings.BASE_URL + here(event.url))
    return entry


def invitation(registration: Registration) -> tuple[bytes, str]:
    """Return the calendar part of a mail to one registered person, and its method.

    REQUEST for a seat that stands, CANCEL for one that is given up or whose event is
    called off. One attendee; the organiser is the sender of the mail, as Outlook wants.
    """
    event = registration.event
    cancelled = event.is_cancelled or registration.state != "confirmed"
    method = "CANCEL" if cancelled else "REQUEST"
    calendar = _calendar(method)
    entry = _entry(
        event, sequence=event.sequence + registration.revision, cancelled=cancelled
    )
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    organiser = vCalAddress(f"mailto:{address}")
    organiser.params["CN"] = vText(name)
    entry["ORGANIZER"] = organiser
    attendee = vCalAddress(f"mailto:{registration.email}")
    attendee.params["CN"] = vText(registration.person_name)
    attendee.params["PARTSTAT"] = vText("ACCEPTED")
    attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
    entry.add("ATTENDEE", attendee)
    if event.online_url and not cancelled:
        entry.add("DESCRIPTION", event.online_url)
    calendar.add_component(entry)
    return calendar.to_ical(), method


def calendar_file(event: Event, *, with_online_url: bool) -> bytes:
    """Return an event as a file to put into one's own calendar.

    Args:
        event: with its page fetched.
        with_online_url: whether the reader may have the address of the meeting.
    """
    calendar = _calendar("PUBLISH")
    entry = _entry(event, sequence=event.sequence, cancelled=event.is_cancelled)
    if with_online_url and event.online_url:
        entry.add("DESCRIPTION", event.online_url)
    calendar.add_component(entry)
    return calendar.to_ical()
