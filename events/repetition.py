"""When a repeating event is held: local wall time, whatever the clocks do."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from dateutil.rrule import rrulestr
from django.utils import timezone

# A series is made this far ahead; the sweep adds the rest as time goes by.
HORIZON = timedelta(days=400)
# A rule that would fill the calendar for ever is cut here.
MOST_OCCURRENCES = 520


def weekly_rule(until: date) -> str:
    """Return the RFC 5545 rule of a weekly event whose last day is ``until``."""
    return f"FREQ=WEEKLY;UNTIL={until:%Y%m%d}T235959"


def occurrences(first: datetime, rule: str, *, now: datetime) -> list[datetime]:
    """Return the starts of an event in order, as aware datetimes.

    The rule is worked out on the local clock, so that a weekly 18.00 stays 18.00 over
    the change to summer time and back.

    Args:
        first: start of the first occurrence.
        rule: RFC 5545 rule without DTSTART, or an empty string for a single event.
        now: occurrences later than the horizon from here, or from the first one where
            that is still to come, are left for later.
    """
    if not rule:
        return [first]
    wall = timezone.localtime(first).replace(tzinfo=None)
    last = timezone.localtime(max(now, first) + HORIZON).replace(tzinfo=None)
    found = []
    for start in rrulestr(rule, dtstart=wall):
        if start > last or len(found) >= MOST_OCCURRENCES:
            break
        found.append(timezone.make_aware(start))
    return found
