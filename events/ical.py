"""Calendar files and invitations (RFC 5545, 5546, 6047).

Times carry TZID Europe/Helsinki with our own VTIMEZONE of two yearly rules: the one
that the icalendar library writes lists dates, and Outlook reads only rules.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import (
    Calendar,
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vCalAddress,
    vDDDTypes,
    vRecur,
    vText,
)
from icalendar import Event as CalendarEvent

from events.repetition import occurrences
from network_site.base.languages import here, reader_language
from network_site.base.remembered import recall
from network_site.base.wall_clock import moment_of, wall_of

if TYPE_CHECKING:
    from events.models import Event, EventPage, EventSeries, Registration

PRODUCT = "-//Kumppanuusverkosto//Tapahtumat//FI"
ZONE = "Europe/Helsinki"
# What programs are asked to do; each has its own mind about it.
REFRESHED_EVERY = timedelta(hours=1)
SEQUENCES_BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


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


def _domain() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]


def uid_of(event: Event) -> str:
    """Return the UID that stays with an event for ever."""
    return f"{event.uid}@{_domain()}"


def _add_moment(entry: CalendarEvent, name: str, moment: datetime) -> None:
    entry.add(name, wall_of(moment), parameters={"TZID": ZONE})


def _entry(event: Event, *, sequence: int, cancelled: bool) -> CalendarEvent:
    entry = CalendarEvent()
    entry.add("UID", uid_of(event))
    entry.add("DTSTAMP", timezone.now())
    entry.add("SEQUENCE", sequence)
    _add_moment(entry, "DTSTART", event.starts_at)
    _add_moment(entry, "DTEND", event.ends_at)
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


def _published(event: Event, *, with_online_url: bool) -> CalendarEvent:
    """Return an event as one's own calendar shows it.

    Many programs pass over STATUS in what they fetch, so the title says that it is off.
    The stamp is that of the last change: the same event is always the same bytes.
    """
    off = event.is_cancelled
    entry = _entry(event, sequence=event.sequence, cancelled=off)
    entry["DTSTAMP"] = vDDDTypes(
        event.changed_at.astimezone(UTC).replace(microsecond=0)
    )
    if off:
        title = _("Called off: %(event)s") % {"event": event.title}
        entry["SUMMARY"] = vText(title)
    if with_online_url and event.online_url and not off:
        entry.add("DESCRIPTION", event.online_url)
    return entry


def calendar_file(event: Event, *, with_online_url: bool) -> bytes:
    """Return an event as a file to put into one's own calendar.

    Args:
        event: with its page fetched.
        with_online_url: whether the reader may have the address of the meeting.
    """
    calendar = _calendar("PUBLISH")
    calendar.add_component(_published(event, with_online_url=with_online_url))
    return calendar.to_ical()


def feed_file(name: str, events: Iterable[Event]) -> bytes:
    """Return a calendar that a program fetches again and again.

    Each event is an entry of its own, with its own UID, so that a moved or cancelled
    occurrence of a series moves in every program. The address of a meeting goes along
    for those with a seat, and what the reader has no seat in does not fill their day.

    Args:
        name: what the program calls the calendar.
        events: with their cards and ``my_state``.
    """
    by_key = {
        (
            reader_language(),
            str(event.pk),
            event.changed_at.isoformat(),
            event.my_state or "",
        ): event
        for event in events
    }

    def make(keys: list[tuple[str, ...]]) -> dict[tuple[str, ...], bytes]:
        return {key: _feed_entry(by_key[key]) for key in keys}

    entries = recall("calendar-entry", by_key, make)
    calendar = _calendar("PUBLISH")
    calendar.add("X-WR-CALNAME", name)
    calendar.add("X-WR-TIMEZONE", ZONE)
    calendar.add("REFRESH-INTERVAL", REFRESHED_EVERY, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", REFRESHED_EVERY)
    frame, end = calendar.to_ical(), b"END:VCALENDAR\r\n"
    body = b"".join(entries[key] for key in by_key)
    return frame.removesuffix(end) + body + end


def _feed_entry(event: Event) -> bytes:
    entry = _published(event, with_online_url=event.my_state == "confirmed")
    if event.my_state == "waiting" and not event.is_cancelled:
        entry["STATUS"] = vText("TENTATIVE")
    if event.my_state != "confirmed":
        entry.add("TRANSP", "TRANSPARENT")
    return entry.to_ical()


def series_file(series: EventSeries, events: list[Event]) -> bytes:
    """Return a series as one entry with its rule, and what departs from it.

    A left-out day is an EXDATE. An occurrence that the rule does not tell right (moved,
    called off, of another length because the clocks change) is an entry of its own with
    RECURRENCE-ID. So is one in an hour that the clocks skip: programs disagree there.

    Args:
        series: with its page fetched.
        events: its occurrences in order, as far as they have been made.
    """
    page = series.source_page()
    calendar = _calendar("PUBLISH")
    for event in events:
        event.series = series
    whole = _series_entry(series, page, events)
    calendar.add_component(whole)
    length = page.ends_at - page.starts_at
    for event in events:
        by_rule = _by_rule(event.original_start, page)
        is_skipped_hour = by_rule != wall_of(event.original_start)
        as_told = event.ends_at - event.starts_at == length and not is_skipped_hour
        if event.moved or event.is_cancelled or not as_told:
            entry = _published(event, with_online_url=False)
            entry["UID"], entry["SEQUENCE"] = whole["UID"], whole["SEQUENCE"]
            entry.add("RECURRENCE-ID", by_rule, parameters={"TZID": ZONE})
            calendar.add_component(entry)
    return calendar.to_ical()


def _by_rule(start: datetime, page: EventPage) -> datetime:
    """Return the local time that the rule itself gives for an occurrence."""
    return datetime.combine(wall_of(start).date(), wall_of(page.starts_at).time())


def _series_entry(
    series: EventSeries, page: EventPage, events: list[Event]
) -> CalendarEvent:
    changed = max(event.changed_at for event in events)
    entry = CalendarEvent()
    entry.add("UID", f"{series.translation_key}@{_domain()}")
    entry.add("DTSTAMP", changed.astimezone(UTC).replace(microsecond=0))
    # Grows with every change, also with those that delete an occurrence.
    entry.add("SEQUENCE", int((changed - SEQUENCES_BEGIN).total_seconds()))
    _add_moment(entry, "DTSTART", page.starts_at)
    _add_moment(entry, "DTEND", page.ends_at)
    entry.add("RRULE", vRecur.from_ical(_rule_in_utc(series.rrule)))
    made = {event.original_start for event in events}
    for start in occurrences(page.starts_at, series.rrule, now=timezone.now()):
        if start not in made:
            entry.add("EXDATE", _by_rule(start, page), parameters={"TZID": ZONE})
    entry.add("SUMMARY", series.page.title if series.page else series.title)
    if page.place:
        entry.add("LOCATION", page.place)
    return entry


def _rule_in_utc(rule: str) -> str:
    """Return a rule with UNTIL as RFC 5545 has it beside a DTSTART with a zone."""
    head, found, until = rule.partition("UNTIL=")
    if not found:
        return rule
    local = datetime.strptime(until, "%Y%m%dT%H%M%S")  # noqa: DTZ007 - local by definition
    return f"{head}UNTIL={moment_of(local).astimezone(UTC):%Y%m%dT%H%M%SZ}"
