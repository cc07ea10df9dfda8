"""The shapes of the demonstration's data, and how its days become dates.

A ``Day`` is an offset from the day of loading, the edge of a month counted from the
month of loading, or a date that stays. Texts may name days too: ``with_dates`` turns
``{+9}`` into "1.12.", ``{na+9}`` into "tiistaina 1.12." and ``{kk-5}`` or ``{Kk-5}``
(months) into "kesäkuu 2026" or "Kesäkuu 2026". A date ends in a full stop of its own,
so a sentence that ends in one has no other.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

HELSINKI = ZoneInfo("Europe/Helsinki")
MONTHS = [
    "tammikuu",
    "helmikuu",
    "maaliskuu",
    "huhtikuu",
    "toukokuu",
    "kesäkuu",
    "heinäkuu",
    "elokuu",
    "syyskuu",
    "lokakuu",
    "marraskuu",
    "joulukuu",
]
WEEKDAYS = [
    "maanantaina",
    "tiistaina",
    "keskiviikkona",
    "torstaina",
    "perjantaina",
    "lauantaina",
    "sunnuntaina",
]
TOKEN = re.compile(r"\{(na|kk|Kk)?([+-]\d+)\}")

T = TypeVar("T")


@dataclass(frozen=True)
class MonthEdge:
    """The first or the last day of a month, counted from the month of loading."""

    months: int
    last: bool = False


Day = int | date | MonthEdge

# A block of a page's body: its kind, then its parts in the order of
# ("text", html) · ("heading", text) · ("callout", tone, title, html) ·
# ("documents", heading, document keys) · ("links", heading, ((title, target), ...)) ·
# ("quote", text, source) · ("table", caption, columns, rows) ·
# ("accordion", ((title, html), ...)) · ("image", picture key, alt text, caption) ·
# ("contacts", heading, e-mails). A target is an address or "space:", "project:",
# "update:", "event:" or "page:" and a key.
Block = tuple[Any, ...]


@dataclass(frozen=True)
class Organisation:
    kind: str
    short_name: str
    name: str
    name_sv: str
    name_en: str


@dataclass(frozen=True)
class Person:
    email: str
    first_name: str
    last_name: str
    organisation: str | None
    job_title: str
    phone: str
    expertise: tuple[str, ...]
    language: str = "fi"
    is_guest: bool = False
    is_coordinator: bool = False
    is_concept_editor: bool = False
    is_superuser: bool = False


@dataclass(frozen=True)
class Member:
    email: str
    role: str = "member"


@dataclass(frozen=True)
class Section:
    """A part of a document. A paragraph that starts with "- " is a list item."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Document:
    key: str
    title: str
    filename: str
    sections: tuple[Section, ...]
    language: str = "fi"


@dataclass(frozen=True)
class Edition:
    """An output in one language; an empty title means the output's own."""

    language: str
    document: Document
    title: str = ""


@dataclass(frozen=True)
class Output:
    key: str
    kind: str
    title: str
    description: str
    published: Day
    editions: tuple[Edition, ...]
    audience: str = "members"


@dataclass(frozen=True)
class Space:
    """A group. ``term`` is its first and last year, counted from the year of loading."""

    key: str
    kind: str
    policy: str
    name: str
    purpose: str
    mandate: str
    how_to_join: str
    appointed_by: str
    term: tuple[int, int]
    review_day: Day
    members: tuple[Member, ...]
    documents: tuple[Document, ...] = ()
    outputs: tuple[Output, ...] = ()
    picture: str | None = None


@dataclass(frozen=True)
class Update:
    """``owner`` is the key of a space or a project; None is the network itself."""

    key: str
    owner: str | None
    audience: str
    author: str
    day: Day
    time: str
    title: str
    summary: str
    body: tuple[Block, ...]


@dataclass(frozen=True)
class Event:
    """An event of one or more days, or one that repeats for some weeks.

    Registrations of one that repeats are to its first occurrence.
    """

    key: str
    kind: str
    owner: str | None
    audience: str
    day: Day
    start: str
    end: str
    title: str
    summary: str
    description: str
    programme: tuple[tuple[str, str], ...]
    contact: str
    place: str = ""
    online_url: str = ""
    days: int = 1
    weeks: int = 1
    takes_registrations: bool = True
    capacity: int | None = None
    waiting_list: bool = False
    deadline_day: Day | None = None
    organiser: str = ""
    organiser_url: str = ""
    cancelled: bool = False
    materials: tuple[Document, ...] = ()
    confirmed: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    picture: str | None = None


@dataclass(frozen=True)
class Milestone:
    when: str
    what: str


@dataclass(frozen=True)
class Project:
    """``participants`` are short names of departments, the lead among them."""

    key: str
    policy: str
    name: str
    summary: str
    start: Day
    end: Day
    lead_department: str
    participants: tuple[str, ...]
    funding: str
    aims: tuple[str, ...]
    implementation: str
    milestones: tuple[Milestone, ...]
    contacts: tuple[str, ...]
    members: tuple[Member, ...]
    outputs: tuple[Output, ...]
    picture: str
    documents: tuple[Document, ...] = ()
    updates: tuple[Update, ...] = ()
    events: tuple[Event, ...] = ()


@dataclass(frozen=True)
class Chapter:
    title: str
    lead: str
    html: str


@dataclass(frozen=True)
class Measure:
    text: str
    state: str


@dataclass(frozen=True)
class Goal:
    """``served_by`` are keys of spaces, projects and guidelines."""

    title: str
    description: str
    measures: tuple[Measure, ...]
    served_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cornerstone:
    title: str
    text: str


@dataclass(frozen=True)
class Strategy:
    """Its chapters are how we got here, where we are and where we go."""

    key: str
    title: str
    summary: str
    period_start: int
    period_end: int
    mission: str
    vision: str
    past: Chapter
    present: Chapter
    future: Chapter
    goals: tuple[Goal, ...]
    cornerstones: tuple[Cornerstone, ...]
    next_review: str
    status_day: Day | None = None
    picture: str | None = None


@dataclass(frozen=True)
class Position:
    key: str
    title: str
    summary: str
    given_on: Day
    addressee: str
    body: tuple[Block, ...]
    document: Document


@dataclass(frozen=True)
class Guideline:
    key: str
    kind: str
    title: str
    summary: str
    version: str
    valid_from: Day
    decided_by: str
    body: tuple[Block, ...]
    document: Document | None = None


@dataclass(frozen=True)
class StandardPage:
    """``key`` is the slug too."""

    key: str
    title: str
    summary: str
    body: tuple[Block, ...]
    content_owner: str
    review_day: Day
    in_footer: bool = False
    audience: str = "everyone"


@dataclass(frozen=True)
class Vocabulary:
    slug: str
    title: str
    description: str


@dataclass(frozen=True)
class Term:
    """A term beside the recommended one; ``note`` says when and why it is avoided."""

    text: str
    language: str
    kind: str
    note: str = ""


@dataclass(frozen=True)
class Concept:
    """``fi``, ``sv`` and ``en`` are the recommended terms.

    Relations and ``replaced_by`` name the other concept by its Finnish recommended
    term, and each is told from one side only: broader upwards, related once, and so
    that no two concepts wait for each other.
    """

    code: str
    fi: str
    sv: str
    en: str
    definition_fi: str
    definition_sv: str = ""
    definition_en: str = ""
    terms: tuple[Term, ...] = ()
    note: str = ""
    sources: tuple[str, ...] = ()
    status: str = "approved"
    replaced_by: str = ""
    origins: tuple[str, ...] = ()
    broader_generic: tuple[str, ...] = ()
    broader_partitive: tuple[str, ...] = ()
    related: tuple[str, ...] = ()


def date_of(day: Day, today: date, *, length: int = 1) -> date:
    """Turn a ``Day`` into a date.

    An offset that falls on a weekend moves to a working day, away from today; one of
    several days in a row (``length``) moves so that no part of it is on a weekend.
    """
    if isinstance(day, date):
        return day
    if isinstance(day, MonthEdge):
        return _month_edge(day, today)
    found = today + timedelta(days=day)
    step = timedelta(days=(day > 0) - (day < 0))
    while step and found.weekday() + length > 5:
        found += step
    return found


def moment(day: Day, clock: str, today: date, *, length: int = 1) -> datetime:
    """Turn a day and a time such as "9.30" into a moment in Finland."""
    return datetime.combine(
        date_of(day, today, length=length), time_of(clock), tzinfo=HELSINKI
    )


def time_of(clock: str) -> time:
    hours, minutes = clock.split(".")
    return time(int(hours), int(minutes))


def with_dates(value: T, today: date) -> T:
    """Return the same data with the days that its texts name as dates."""
    if isinstance(value, str):
        return TOKEN.sub(lambda found: _in_words(found, today), value)  # type: ignore[return-value]
    if isinstance(value, tuple):
        return tuple(with_dates(part, today) for part in value)  # type: ignore[return-value]
    if is_dataclass(value) and not isinstance(value, type):
        parts = {f.name: getattr(value, f.name) for f in fields(value)}
        return replace(value, **{k: with_dates(v, today) for k, v in parts.items()})
    return value


def _in_words(found: re.Match[str], today: date) -> str:
    form, offset = found[1], int(found[2])
    if form in ("kk", "Kk"):
        first = _month_edge(MonthEdge(offset), today)
        month = MONTHS[first.month - 1]
        return f"{month.capitalize() if form == 'Kk' else month} {first.year}"
    day = date_of(offset, today)
    short = f"{day.day}.{day.month}."
    return f"{WEEKDAYS[day.weekday()]} {short}" if form == "na" else short


def _month_edge(edge: MonthEdge, today: date) -> date:
    years, month = divmod(today.year * 12 + today.month - 1 + edge.months, 12)
    last = monthrange(years, month + 1)[1]
    return date(years, month + 1, last if edge.last else 1)
