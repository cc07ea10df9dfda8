"""What our calendar files look like to the byte, and that others read them."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.test.utils import override_settings
from icalendar import Calendar

from events.ical import calendar_file, feed_file, series_file
from events.models import Event, EventSeries
from events.services import cancel_event, change_event
from network_site.base.wall_clock import moment_of
from tests.events.readers import Khal, by_dateutil, by_ics, by_recurring_ical_events
from tests.factories.site import make_event_page, plant

pytestmark = pytest.mark.django_db
GOLDEN = Path(__file__).with_name("golden")
CHANGED = datetime(2027, 1, 2, 3, 4, 5, tzinfo=UTC)


def wall(*parts: int) -> datetime:
    return moment_of(datetime(*parts))  # noqa: DTZ001 - on the clock of the wall


def planted() -> tuple[EventSeries, list[Event]]:
    """Plant a weekly event over a clock change: one moved, one called off, one left out."""
    page = make_event_page(
        plant().events,
        "Öljyntorjunta; katsaus, keskustelu ja päätökset siitä, mitä tehdään ensi talvena",
        starts_at=wall(2027, 3, 14, 18, 0),
        ends_at=wall(2027, 3, 14, 20, 0),
        place="Tampere, Satakunnankatu 16",
        online_url="https://kokous.example.org/1",
        repeats="weekly",
        repeat_until=date(2027, 4, 18),
        repeat_except="11.4.2027",
    )
    series = EventSeries.objects.get(translation_key=page.translation_key)
    second, third = series.events.order_by("original_start")[1:3]
    moved = {
        "starts_at": second.starts_at + timedelta(days=1),
        "ends_at": second.ends_at + timedelta(days=1, hours=1),
        "moved": True,
    }
    change_event(event=second, changes=moved, acting_user=None)
    cancel_event(event=third, acting_user=None)
    for number, event in enumerate(series.events.order_by("original_start")):
        own = {"uid": uuid.UUID(int=number + 1), "changed_at": CHANGED}
        Event.objects.filter(pk=event.pk).update(**own)
    series.translation_key = uuid.UUID(int=100)
    EventSeries.objects.update(translation_key=series.translation_key)
    type(page).objects.update(translation_key=series.translation_key)
    found = list(
        Event.objects.with_my_state(None).for_feeds().order_by("original_start")
    )
    series.page = found[0].series.page
    return series, found


def written(name: str) -> bytes:
    series, events = planted()
    events[0].my_state = "confirmed"
    events[-1].my_state = "waiting"
    if name == "single":
        return calendar_file(events[0], with_online_url=True)
    if name == "series":
        return series_file(series, events)
    return feed_file("Kumppanuusverkosto", events)


# The local times of what is held: those that no program may show otherwise.
HELD = [
    (wall(2027, 3, 14, 18, 0), wall(2027, 3, 14, 20, 0)),
    (wall(2027, 3, 22, 18, 0), wall(2027, 3, 22, 21, 0)),
    (wall(2027, 4, 4, 18, 0), wall(2027, 4, 4, 20, 0)),
    (wall(2027, 4, 18, 18, 0), wall(2027, 4, 18, 20, 0)),
]
OFF = (wall(2027, 3, 28, 18, 0), wall(2027, 3, 28, 20, 0))


@pytest.mark.parametrize("name", ["single", "series", "feed"])
def test_a_file_is_to_the_byte_what_it_has_been(name):
    with override_settings(BASE_URL="https://verkosto.example.org"):
        content = written(name)
    golden = GOLDEN / f"{name}.ics"
    assert content.decode() == golden.read_bytes().decode()


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.ics")), ids=lambda p: p.stem)
def test_a_file_keeps_the_rules_of_the_format(path):
    content = path.read_bytes()
    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert max(map(len, lines)) <= 75
    assert b"\n" not in content.replace(b"\r\n", b"")
    calendar = Calendar.from_ical(content)
    assert calendar["METHOD"] == "PUBLISH"
    assert calendar["VERSION"] == "2.0"
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == [
        "Europe/Helsinki"
    ]
    for entry in calendar.walk("VEVENT"):
        assert {"UID", "DTSTAMP", "DTSTART", "SEQUENCE"} <= set(entry)
        assert "ATTENDEE" not in entry
        assert entry.errors == []


def test_every_reader_finds_the_same_events_in_the_feed():
    content = (GOLDEN / "feed.ics").read_bytes()
    window = datetime(2027, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
    assert by_recurring_ical_events(content, *window) == HELD
    # This library knows nothing of STATUS: the title says it.
    assert by_ics(content) == sorted([*HELD, OFF])


def test_every_reader_finds_the_same_events_in_the_series():
    content = (GOLDEN / "series.ics").read_bytes()
    window = datetime(2027, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
    assert by_recurring_ical_events(content, *window) == HELD
    assert by_dateutil(content) == HELD


@pytest.mark.parametrize("name", ["feed", "series"])
def test_khal_shows_the_events_with_the_move_and_the_cancellation(name, tmp_path):
    khal = Khal(tmp_path)
    khal.take((GOLDEN / f"{name}.ics").read_bytes())
    shown = khal.shown("2027-03-01", "2027-04-30")
    times = [" ".join(line.split()[:4]) for line in shown]
    assert times == [
        "2027-03-14 18:00 2027-03-14 20:00",
        "2027-03-22 18:00 2027-03-22 21:00",
        "2027-03-28 18:00 2027-03-28 20:00",
        "2027-04-04 18:00 2027-04-04 20:00",
        "2027-04-18 18:00 2027-04-18 20:00",
    ]
    assert [line for line in shown if "Peruttu: Öljyntorjunta" in line] == [shown[2]]
    assert "CANCELLED" in shown[2]
