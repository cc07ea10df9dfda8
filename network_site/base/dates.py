"""Dates and times as people here write them, in the reader's language.

Patterns are those of ``django.utils.dateformat`` and are translated like words. All
datetimes are shown in Europe/Helsinki.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import dateformat, timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _


def _local(value: date | datetime) -> date | datetime:
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def short_day(value: date | datetime) -> str:
    """Return the date in figures: 29.9.2026."""
    return dateformat.format(_local(value), pgettext("date pattern", "j F Y"))


def day_of_this_year(value: date | datetime) -> str:
    """Return weekday and date without the year: ti 29.9."""
    pattern = pgettext("date pattern, weekday and day", "D j M")
    return dateformat.format(_local(value), pattern)


def long_day(value: date | datetime) -> str:
    """Return weekday, day and month in words: tiistai 29. syyskuuta."""
    pattern = pgettext("date pattern, in words", "l j F")
    return dateformat.format(_local(value), pattern)


def long_day_with_year(value: date | datetime) -> str:
    """Return the date in words with its year: tiistai 29. syyskuuta 2026."""
    pattern = pgettext("date pattern, in words with year", "l j F Y")
    return dateformat.format(_local(value), pattern)


def month_name(value: date | datetime) -> str:
    """Return month and year as a heading: Syyskuu 2026."""
    text = dateformat.format(_local(value), pgettext("month heading", "F Y"))
    return text[:1].upper() + text[1:]


def _inside(text: str) -> str:
    """Return the name of a day or month as it is written inside a sentence."""
    # English alone keeps its capital there.
    return text if (get_language() or "").startswith("en") else text.lower()


def short_weekday(value: date | datetime) -> str:
    """Return the day of the week in a few letters: ti, tis, Tue."""
    return _inside(dateformat.format(_local(value), "D"))


def weekday(value: date | datetime) -> str:
    """Return the day of the week: tiistai, tisdag, Tuesday."""
    return _inside(dateformat.format(_local(value), "l"))


def month(value: date | datetime) -> str:
    """Return the month: syyskuu, september, September."""
    return _inside(dateformat.format(_local(value), "F"))


def short_month(value: date | datetime) -> str:
    """Return the month in a few letters for a date block: marras, nov, Nov."""
    local = _local(value)
    if (get_language() or "").startswith("fi"):
        # Finnish months are told apart by their stems; three letters are not enough.
        return dateformat.format(local, "F").removesuffix("kuu")
    return _inside(dateformat.format(local, "M")).removesuffix(".")


def clock(value: datetime) -> str:
    """Return the time of day alone: 13.00."""
    return dateformat.format(_local(value), pgettext("time pattern", "G:i"))


def moment(value: datetime) -> str:
    """Return date and time: 29.9.2026 klo 13.00."""
    return _("%(day)s at %(time)s") % {"day": short_day(value), "time": clock(value)}


def clock_span(start: datetime, end: datetime) -> str:
    """Return a span of time within a day: klo 13.00–15.00."""
    return pgettext("span of time", "%(start)s–%(end)s") % {
        "start": clock(start),
        "end": clock(end),
    }


def span(start: datetime, end: datetime) -> str:
    """Return when something is held: 29.9.2026 klo 13.00–15.00, or over several days."""
    if _local(start).date() == _local(end).date():  # type: ignore[union-attr]
        day, hours = short_day(start), clock_span(start, end)
        return pgettext("when", "%(day)s, %(hours)s") % {"day": day, "hours": hours}
    return f"{moment(start)} – {moment(end)}"


def period(start: date | None, end: date | None) -> str:
    """Return a period of days: 1.5.2021–31.12.2021, open at either end."""
    left = short_day(start) if start else ""
    right = short_day(end) if end else ""
    return f"{left}–{right}" if left or right else ""


def when(value: datetime) -> str:
    """Return how long ago in the words of a news list: klo 6.40, ma 14.3., 30.12.2021."""
    local, now = timezone.localtime(value), timezone.localtime()
    if local.date() == now.date():
        return _("at %(time)s") % {"time": clock(value)}
    if local.year == now.year or now - local < timedelta(days=60):
        return day_of_this_year(value)
    return short_day(value)


def day_group(value: datetime) -> str:
    """Return the heading under which a news list files this moment."""
    local, now = timezone.localtime(value).date(), timezone.localdate()
    this_monday = now - timedelta(days=now.weekday())
    if local >= now:
        return _("Today")
    if local == now - timedelta(days=1):
        return _("Yesterday")
    if local >= this_monday:
        return _("This week")
    if local >= this_monday - timedelta(days=7):
        return _("Last week")
    return month_name(local)
