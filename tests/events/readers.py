"""Programs of others that read our calendar files, each in its own way."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import ics
import recurring_ical_events
from dateutil.rrule import rrulestr
from dateutil.tz import resolve_imaginary, tzical
from icalendar import Calendar

Span = tuple[datetime, datetime]
KHAL = Path(sys.executable).with_name("khal")
CONFIG = """
[calendars]
[[network]]
path = {folder}/events
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
default_timezone = Europe/Helsinki
local_timezone = Europe/Helsinki
[default]
default_calendar = network
[sqlite]
path = {folder}/khal.db
"""


def _in_utc(*moments: datetime) -> tuple[datetime, ...]:
    return tuple(moment.astimezone(UTC) for moment in moments)


def by_recurring_ical_events(content: bytes, start: datetime, end: datetime) -> list:
    """Return (start, end) of what is held between two moments, in UTC."""
    found = recurring_ical_events.of(Calendar.from_ical(content)).between(start, end)
    spans = [
        _in_utc(entry.decoded("DTSTART"), entry.decoded("DTEND"))
        for entry in found
        if entry.get("STATUS") != "CANCELLED"
    ]
    return sorted(spans)


def _entries_in(content: bytes) -> list[dict[str, list[str]]]:
    """Return the entries of a file as their lines' values, read without any library."""
    text = content.decode().replace("\r\n ", "")
    entries = []
    for part in text.split("BEGIN:VEVENT\r\n")[1:]:
        entry: dict[str, list[str]] = {}
        for line in part.split("END:VEVENT")[0].splitlines():
            name, _colon, value = line.partition(":")
            entry.setdefault(name.split(";")[0], []).append(value)
        entries.append(entry)
    return entries


def by_dateutil(content: bytes) -> list:
    """Return (start, end) in UTC by dateutil: its rules, and its reading of VTIMEZONE."""
    zone = tzical(StringIO(content.decode())).get()

    def naive(value: str) -> datetime:
        return datetime.strptime(value, "%Y%m%dT%H%M%S")  # noqa: DTZ007 - local

    def moment(value: str) -> datetime:
        return resolve_imaginary(naive(value).replace(tzinfo=zone)).astimezone(UTC)

    entries = _entries_in(content)
    replaced = {
        moment(entry["RECURRENCE-ID"][0]): entry
        for entry in entries
        if "RECURRENCE-ID" in entry
    }
    spans = []
    for entry in entries:
        start, end = entry["DTSTART"][0], entry["DTEND"][0]
        if "RECURRENCE-ID" in entry:
            if entry["STATUS"] != ["CANCELLED"]:
                spans.append((moment(start), moment(end)))
            continue
        length = moment(end) - moment(start)
        left_out = {moment(value) for value in entry.get("EXDATE", [])} | set(replaced)
        for occurrence in rrulestr(
            entry["RRULE"][0], dtstart=naive(start), ignoretz=True
        ):
            begins = moment(f"{occurrence:%Y%m%dT%H%M%S}")
            if begins not in left_out:
                spans.append((begins, begins + length))
    return sorted(spans)


def by_ics(content: bytes) -> list:
    """Return the entries of a file, without expanding rules, by the ics library."""
    return sorted(
        (event.begin.to("UTC").datetime, event.end.to("UTC").datetime)
        for event in ics.Calendar(content.decode()).events
    )


class Khal:
    """The calendar program khal with one calendar, which it is given anew each time.

    Args:
        folder: where it keeps its own things.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.config = folder / "khal.conf"
        self.config.write_text(CONFIG.format(folder=folder))

    def _run(self, *words: str) -> str:
        done = subprocess.run(
            [KHAL, "-c", str(self.config), *words],
            capture_output=True,
            text=True,
            check=True,
            env={"HOME": str(self.folder), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
        )
        return done.stdout

    def take(self, content: bytes) -> None:
        """Replace what the calendar holds, as a program that subscribes does."""
        events = self.folder / "events"
        events.mkdir(exist_ok=True)
        for old in events.iterdir():
            old.unlink()
        (self.folder / "khal.db").unlink(missing_ok=True)
        fetched = self.folder / "fetched.ics"
        fetched.write_bytes(content)
        self._run("import", "--batch", str(fetched))

    def shown(self, first: str, last: str) -> list[str]:
        """Return the lines that it shows of the days between two dates."""
        form = "{start} {end} {title} {status}"
        listed = self._run("list", "--format", form, "--day-format", "", first, last)
        return [" ".join(line.split()) for line in listed.splitlines() if line.strip()]
