"""When a repeating event is held: local wall time, whatever the clocks do.

People choose in words how an event repeats; the rule of RFC 5545 is made from that here
and nowhere else. An occurrence in the hour that the clocks skip is held an hour later on
the wall, one in the hour that comes twice is held the first time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from dateutil.rrule import rrulestr
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from network_site.base.wall_clock import moment_of, shifted, wall_of

# A series is made this far ahead; the sweep adds the rest as time goes by.
HORIZON = timedelta(days=400)
# A rule that would fill the calendar is refused, and cut here.
MOST_OCCURRENCES = 520
LONGEST_SERIES = timedelta(days=3 * 366)
LONGEST_STEP = 12
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# With a context of their own: in running text Django has these words without a capital.
WEEKDAY_CHOICES = [
    ("MO", pgettext_lazy("day to choose", "Monday")),
    ("TU", pgettext_lazy("day to choose", "Tuesday")),
    ("WE", pgettext_lazy("day to choose", "Wednesday")),
    ("TH", pgettext_lazy("day to choose", "Thursday")),
    ("FR", pgettext_lazy("day to choose", "Friday")),
    ("SA", pgettext_lazy("day to choose", "Saturday")),
    ("SU", pgettext_lazy("day to choose", "Sunday")),
]
# As they stand in "the second Tuesday of the month".
ORDINALS = {
    1: pgettext_lazy("weekday of the month", "first"),
    2: pgettext_lazy("weekday of the month", "second"),
    3: pgettext_lazy("weekday of the month", "third"),
    4: pgettext_lazy("weekday of the month", "fourth"),
    -1: pgettext_lazy("weekday of the month", "last"),
}
_DAY = re.compile(r"(?:(\d{4})-(\d\d?)-(\d\d?)|(\d\d?)\.(\d\d?)\.(\d{4}))\Z")


class Repeats(models.TextChoices):
    """How an event repeats; the day of the first one says which day of the month."""

    ONCE = "", gettext_lazy("Held once")
    WEEKLY = "weekly", gettext_lazy("Every week, on chosen days")
    WEEKDAY = "weekday", gettext_lazy("Every month, such as the second Tuesday")
    LAST_WEEKDAY = "last", gettext_lazy("Every month, such as the last Friday")
    DAY = "day", gettext_lazy("Every month, on the same date")


def days_of(text: str) -> frozenset[date]:
    """Return the days that are written in a text: 24.12.2026, 2026-12-31.

    Raises:
        ValidationError: names the first part that is no day.
    """
    found = set()
    for part in re.split(r"[\s,;]+", text.strip()):
        if not part:
            continue
        try:
            found.add(_day_of(part))
        except ValueError:
            raise ValidationError(
                _("“%(part)s” is no day. Write days as 24.12.2026."),
                params={"part": part[:40]},
            ) from None
    return frozenset(found)


def _day_of(part: str) -> date:
    match = _DAY.match(part)
    if match is None:
        raise ValueError(part)
    year, month, day, *finnish = match.groups()
    if year is None:
        day, month, year = finnish
    return date(int(year), int(month), int(day))


@dataclass(frozen=True)
class Repetition:
    """How an event repeats, as its page has it.

    Attributes:
        repeats: a value of ``Repeats``.
        every: the step, in weeks or months.
        days: weekdays of a weekly event beside that of the first one.
        until: the last day; ``times`` says instead how many times, skipped ones too.
        skipped: days that are left out.
    """

    repeats: str
    every: int = 1
    days: tuple[str, ...] = ()
    until: date | None = None
    times: int | None = None
    skipped: frozenset[date] = frozenset()

    @classmethod
    def of(cls, page: Any) -> Repetition:
        """Return what a page says; raises ValidationError where days cannot be read."""
        return cls(
            repeats=page.repeats,
            every=page.repeat_every or 1,
            days=tuple(day for day in page.repeat_days.split(",") if day),
            until=page.repeat_until,
            times=page.repeat_times,
            skipped=days_of(page.repeat_except),
        )

    def rule(self, first: datetime) -> str:
        """Return the RFC 5545 rule for a first occurrence; nothing for a single event.

        UNTIL is local, as the rule is worked out on the wall's clock.
        """
        if not self.repeats:
            return ""
        monthly = self.repeats != Repeats.WEEKLY
        parts = ["FREQ=MONTHLY" if monthly else "FREQ=WEEKLY"]
        if self.every > 1:
            parts.append(f"INTERVAL={self.every}")
        parts.append(self._days_part(wall_of(first)))
        if self.times:
            parts.append(f"COUNT={self.times}")
        elif self.until:
            parts.append(f"UNTIL={self.until:%Y%m%d}T235959")
        return ";".join(parts)

    def _days_part(self, wall: datetime) -> str:
        weekday = WEEKDAYS[wall.weekday()]
        if self.repeats == Repeats.WEEKLY:
            chosen = [day for day in WEEKDAYS if day in {*self.days, weekday}]
            return f"BYDAY={','.join(chosen)}"
        if self.repeats == Repeats.WEEKDAY:
            return f"BYDAY={_place_in_month(wall)}{weekday}"
        if self.repeats == Repeats.LAST_WEEKDAY:
            return f"BYDAY=-1{weekday}"
        return f"BYMONTHDAY={wall.day}"

    def errors(self, first: datetime) -> dict[str, str]:
        """Return what makes no series, by the name of the page's field."""
        if not self.repeats:
            return self._errors_of_single()
        wall = wall_of(first)
        found = {}
        if not 1 <= self.every <= LONGEST_STEP:
            found["repeat_every"] = _("Give a number from 1 to 12.")
        if bool(self.until) == bool(self.times):
            found["repeat_until"] = _(
                "Give either the last day or the number of times."
            )
        if self.repeats == Repeats.WEEKDAY and _place_in_month(wall) > 4:
            found["repeats"] = _(
                "Not every month has a fifth one of that weekday. Choose the last one."
            )
        if self.repeats == Repeats.LAST_WEEKDAY and (
            (wall + timedelta(days=7)).month == wall.month
        ):
            found["repeats"] = _(
                "The first event is not on the last one of that weekday in its month."
            )
        return found or self._errors_of_length(first)

    def _errors_of_single(self) -> dict[str, str]:
        if self.until or self.times:
            return {"repeats": _("Choose how the event repeats.")}
        return {}

    def _errors_of_length(self, first: datetime) -> dict[str, str]:
        field = "repeat_times" if self.times else "repeat_until"
        wall = wall_of(first)
        last_day = wall.date() + LONGEST_SERIES
        if self.until and not wall.date() <= self.until <= last_day:
            return {
                field: _("Give a day after the first event, at most three years ahead.")
            }
        starts = list(islice(_walls(first, self.rule(first)), MOST_OCCURRENCES + 1))
        if len(starts) > MOST_OCCURRENCES:
            return {
                field: _("That is more than %(most)d events. End the series earlier.")
                % {"most": MOST_OCCURRENCES}
            }
        if starts[-1].date() > last_day:
            return {field: _("The series may go on for three years at most.")}
        if all(start.date() in self.skipped for start in starts):
            return {"repeat_except": _("Every day of the series is left out.")}
        return {}


def _place_in_month(wall: datetime) -> int:
    return (wall.day - 1) // 7 + 1


def _walls(first: datetime, rule: str) -> Iterator[datetime]:
    return iter(rrulestr(rule, dtstart=wall_of(first)))


def occurrences(
    first: datetime,
    rule: str,
    *,
    now: datetime,
    skipped: frozenset[date] = frozenset(),
) -> list[datetime]:
    """Return the starts of an event in order, as aware datetimes.

    Args:
        first: start of the first occurrence.
        rule: RFC 5545 rule without DTSTART, or an empty string for a single event.
        now: occurrences later than the horizon from here, or from the first one where
            that is still to come, are left for later.
        skipped: local days that are left out.
    """
    if not rule:
        return [first]
    last = wall_of(max(now, first) + HORIZON)
    found = []
    for wall in islice(_walls(first, rule), MOST_OCCURRENCES):
        if wall > last:
            break
        if wall.date() not in skipped:
            found.append(first if wall == wall_of(first) else moment_of(wall))
    return found


def end_of(start: datetime, *, first: datetime, ends: datetime) -> datetime:
    """Return when an occurrence ends: as long on the clock of the wall as the first.

    Args:
        start: of the occurrence.
        first, ends: start and end of the first one.
    """
    if start == first:
        return ends
    length = wall_of(ends) - wall_of(first)
    # Within the hour that comes twice the wall's clock may show an end before the start.
    return shifted(start, length) if length > timedelta() else start + (ends - first)


def in_words(rule: str) -> str:
    """Return how a rule repeats, in a few words: every week, every 2 months."""
    parts = dict(part.split("=") for part in rule.split(";"))
    every = int(parts.get("INTERVAL", 1))
    if parts["FREQ"] == "WEEKLY":
        return ngettext("every week", "every %(number)d weeks", every) % {
            "number": every
        }
    return ngettext("every month", "every %(number)d months", every) % {"number": every}


def day_in_words(rule: str) -> str:
    """Return on which days a rule is held: Monday and Thursday, the last Friday."""
    parts = dict(part.split("=") for part in rule.split(";"))
    if "BYMONTHDAY" in parts:
        return _("on day %(day)s of the month") % {"day": parts["BYMONTHDAY"]}
    names = {code: str(name).lower() for code, name in WEEKDAY_CHOICES}
    days = [day for day in parts.get("BYDAY", "").split(",") if day]
    if parts["FREQ"] == "WEEKLY":
        return ", ".join(names[day] for day in days)
    place, weekday = int(days[0][:-2]), names[days[0][-2:]]
    return _("the %(place)s %(weekday)s of the month") % {
        "place": ORDINALS[place],
        "weekday": weekday,
    }
