"""Every clock change from 2026 to 2030: what is held in the night of the change.

The times that we make are compared with two parsers that expand our own series files,
and with the hours in UTC that the law gives.
"""

from __future__ import annotations

import os
import time
from datetime import UTC, date, datetime, timedelta

import pytest
from dateutil import tz
from django.utils import timezone

from events.ical import series_file
from events.models import Event, EventSeries
from events.repetition import Repetition, end_of, occurrences
from network_site.base.wall_clock import comes_twice, is_skipped, moment_of, wall_of
from tests.events.readers import by_dateutil, by_recurring_ical_events
from tests.factories.site import make_event_page, plant

YEARS = range(2026, 2031)
HELSINKI = tz.gettz("Europe/Helsinki")


def last_sunday(year: int, month: int) -> date:
    day = date(year, month, 31)
    return day - timedelta(days=(day.weekday() + 1) % 7)


SPRING = [last_sunday(year, 3) for year in YEARS]
AUTUMN = [last_sunday(year, 10) for year in YEARS]


def at(day: date, clock: str) -> datetime:
    """Return a naive local time."""
    return datetime.fromisoformat(f"{day.isoformat()}T{clock}")


def utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%d.%m. %H:%M}"


def test_the_list_of_changes_is_that_of_the_calendar():
    assert [f"{day:%d.%m.%Y}" for day in SPRING + AUTUMN] == [
        *("29.03.2026", "28.03.2027", "26.03.2028", "25.03.2029", "31.03.2030"),
        *("25.10.2026", "31.10.2027", "29.10.2028", "28.10.2029", "27.10.2030"),
    ]


@pytest.mark.parametrize("day", SPRING + AUTUMN, ids=str)
def test_the_skipped_and_the_doubled_hour_are_those_of_another_library(day):
    for minute in range(0, 24 * 60, 10):
        wall = at(day, "00:00") + timedelta(minutes=minute)
        assert is_skipped(wall) is not tz.datetime_exists(wall, HELSINKI), wall
        assert comes_twice(wall) is tz.datetime_ambiguous(wall, HELSINKI), wall
        other = wall.replace(tzinfo=HELSINKI)
        if not is_skipped(wall):
            assert moment_of(wall) == other.astimezone(UTC), wall


@pytest.mark.parametrize("day", SPRING, ids=str)
def test_in_spring_an_occurrence_in_the_skipped_hour_is_held_an_hour_later(day):
    first = moment_of(at(day - timedelta(days=7), "03:30"))
    starts = occurrences(first, Repetition("weekly", times=3).rule(first), now=first)
    walls = [f"{wall_of(start):%H:%M}" for start in starts]
    assert walls == ["03:30", "04:30", "03:30"]
    assert [start.astimezone(UTC).hour for start in starts] == [1, 1, 0]


@pytest.mark.parametrize("day", AUTUMN, ids=str)
def test_in_autumn_an_occurrence_in_the_doubled_hour_is_held_the_first_time(day):
    first = moment_of(at(day - timedelta(days=7), "03:30"))
    starts = occurrences(first, Repetition("weekly", times=3).rule(first), now=first)
    assert [f"{wall_of(start):%H:%M}" for start in starts] == ["03:30"] * 3
    assert [start.astimezone(UTC).hour for start in starts] == [0, 0, 1]


def test_a_first_event_of_the_second_hour_stays_there():
    first = moment_of(at(AUTUMN[0], "03:30"), second=True)
    starts = occurrences(first, Repetition("weekly", times=2).rule(first), now=first)
    assert [utc(start) for start in starts] == ["25.10. 01:30", "01.11. 01:30"]


def test_an_event_within_the_doubled_hour_lasts_as_long_every_week():
    first = moment_of(at(AUTUMN[0], "03:50"))
    ends = moment_of(at(AUTUMN[0], "03:10"), second=True)
    later = first + timedelta(days=14)
    assert ends - first == timedelta(minutes=20)
    assert end_of(later, first=first, ends=ends) - later == timedelta(minutes=20)


# How it repeats, and when the first is held: days before the change, start, end and
# how many days it lasts.
SERIES = {
    "weekly before": ({"repeats": "weekly"}, 14, "02:30", "02:50", 0),
    "weekly inside": ({"repeats": "weekly"}, 14, "03:30", "05:30", 0),
    "weekly at its end": ({"repeats": "weekly"}, 14, "04:00", "06:00", 0),
    "weekly over it": ({"repeats": "weekly"}, 14, "02:00", "06:00", 0),
    "weekly evening": ({"repeats": "weekly"}, 14, "18:00", "20:00", 0),
    "two days a week": (
        {"repeats": "weekly", "repeat_days": "WE,SU"},
        14,
        "18:00",
        "20:00",
        0,
    ),
    "every other week": (
        {"repeats": "weekly", "repeat_every": 2},
        14,
        "03:15",
        "05:00",
        0,
    ),
    "a weekend": ({"repeats": "weekly"}, 16, "12:00", "15:00", 2),
    "a night": ({"repeats": "weekly"}, 15, "22:00", "08:00", 1),
    "last Sunday": ({"repeats": "last"}, 28, "03:30", "05:30", 0),
    "the same date": ({"repeats": "day"}, 31, "09:00", "16:00", 0),
}


def first_of(day: date, series: str) -> datetime:
    """Return the start of the first event: naive."""
    _how, before, start, _end, _lasts = SERIES[series]
    if series == "last Sunday":
        previous = day.replace(day=1) - timedelta(days=1)
        sunday = previous - timedelta(days=(previous.weekday() + 1) % 7)
        return at(sunday, start)
    return at(day - timedelta(days=before), start)


@pytest.mark.django_db
@pytest.mark.parametrize("day", SPRING + AUTUMN, ids=str)
def test_two_parsers_read_every_series_over_the_change_as_it_is_held(day):
    tree = plant()
    for series, (how, _before, _start, end, lasts) in SERIES.items():
        first = first_of(day, series)
        ends = at(first.date() + timedelta(days=lasts), end)
        page = make_event_page(
            tree.events,
            series,
            starts_at=moment_of(first),
            ends_at=moment_of(ends),
            repeat_times=5,
            **how,
        )
        one = EventSeries.objects.get(translation_key=page.translation_key)
        one.page = page
        events = list(one.events.order_by("original_start"))
        held = [(event.starts_at, event.ends_at) for event in events]
        content = series_file(one, events)
        window = held[0][0] - timedelta(days=1), held[-1][1] + timedelta(days=1)
        assert len(held) == 5, series
        assert by_recurring_ical_events(content, *window) == held, series
        assert by_dateutil(content) == held, series
        # An end that the wall's clock shows, whatever the clocks have done meanwhile.
        usual = {f"{wall_of(event.ends_at):%H:%M}" for event in events}
        assert end in usual, series
        if series in ("a weekend", "a night", "weekly over it"):
            assert usual == {end}, series


@pytest.mark.django_db
@pytest.mark.parametrize("zone", ["UTC", "Asia/Tokyo"])
def test_a_worker_in_another_part_of_the_world_makes_the_same_times(zone):
    tree = plant()
    before = os.environ.get("TZ")
    os.environ["TZ"] = zone
    time.tzset()
    try:
        page = make_event_page(
            tree.events,
            starts_at=moment_of(at(AUTUMN[0] - timedelta(days=7), "18:00")),
            repeat_until=date(2026, 11, 8),
        )
        series = EventSeries.objects.get(translation_key=page.translation_key)
        series.page = page
        content = series_file(series, list(Event.objects.order_by("original_start")))
    finally:
        os.environ["TZ"] = before or timezone.get_default_timezone_name()
        time.tzset()
    starts = [utc(event.starts_at) for event in Event.objects.all()]
    assert starts == ["18.10. 15:00", "25.10. 16:00", "01.11. 16:00", "08.11. 16:00"]
    assert b"DTSTART;TZID=Europe/Helsinki:20261018T180000" in content
    assert b"UNTIL=20261108T215959Z" in content
