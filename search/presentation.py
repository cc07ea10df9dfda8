"""The hits of the search page in words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from html import unescape
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.utils.dateparse import parse_datetime
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from network_site.base.dates import moment, short_day, span
from network_site.base.language.words import spelling, words_with_offsets
from network_site.base.models import words_on_reading
from network_site.base.registries import HitFact
from search.choices import STATES
from search.hits import CONCEPT, Hit, Thing
from search.names import SpaceFacts
from search.services import Order, SearchResults
from search.wanted import EVENT, Wanted
from search.widening import Widening

SUMMARY_SHOWN = 220
PERSON, DOCUMENT = "person", "document"


@dataclass(frozen=True)
class Line:
    """A hit as it is shown.

    ``facts`` are live; ``contact`` has words and address of links; ``size`` is that of
    a file, in bytes.
    """

    hit: Hit
    icon: str
    kind: str
    state: Any
    tone: str
    text: list[SafeString]
    author: str
    department: str
    meta: list[str]
    facts: list[HitFact]
    contact: list[tuple[str, str]]
    why: str
    is_open: bool
    size: int | None = None
    translations: list[tuple[str, str]] = field(default_factory=list)
    is_closed: bool = False


@dataclass(frozen=True)
class Note:
    """A sentence above the hits: what the search has done with the words typed.

    ``link`` are the words of a link that searches for ``query`` instead.
    """

    words: str
    link: str = ""
    query: str = ""


def notes(results: SearchResults) -> list[Note]:
    """Return what the reader is told of words that were looked for but not typed."""
    return [
        _corrected(item, results.query.text) if item.is_correction else _same(item)
        for item in results.widenings
    ]


def _corrected(item: Widening, text: str) -> Note:
    meant = "".join(item.others)
    return Note(
        _(
            "Nothing has the word “%(word)s”. Shown is what has words like it. Did you"
            " mean:"
        )
        % {"word": item.word},
        meant,
        _with_word(text, item.word, meant),
    )


def _same(item: Widening) -> Note:
    words = _("Searched for as well: %(others)s (“%(word)s” in the concept bank).")
    return Note(words % {"others": ", ".join(item.others), "word": item.word})


def _with_word(text: str, word: str, other: str) -> str:
    """Return a text in which another word stands for one of its words."""
    end = 0
    pieces = []
    for item in words_with_offsets(text):
        if spelling(item.text) == word:
            pieces += [text[end : item.start], other]
            end = item.end
    return "".join([*pieces, text[end:]])


def at_page(address: QueryDict, number: int) -> str:
    """Return the page's query string for another of its pages."""
    other = address.copy()
    other["page"] = str(number)
    return other.urlencode()


def lines(
    wanted: Wanted,
    results: SearchResults,
    facts: dict[Thing, list[HitFact]],
    language: str,
) -> list[Line]:
    """Return the hits as they are shown; one concept opens on top.

    A concept opens when it is the best hit, or when one of its terms is what was typed.

    Args:
        facts: what is live of the hits, by kind and id.
        language: the reader's.
    """
    found = list(results.hits)
    opened = None
    if wanted.query and wanted.page == 1 and wanted.order == Order.BEST:
        opened = next(
            (
                hit
                for place, hit in enumerate(found)
                if hit.kind == CONCEPT and (hit.exact or place == 0)
            ),
            None,
        )
    if opened is not None:
        found.remove(opened)
        found.insert(0, opened)
    return [
        _line(
            hit,
            results,
            facts.get((hit.kind, hit.id), []),
            language,
            is_open=hit is opened,
        )
        for hit in found
    ]


def _line(
    hit: Hit,
    results: SearchResults,
    facts: list[HitFact],
    language: str,
    *,
    is_open: bool,
) -> Line:
    kind, space = hit.kind_of, _space(hit, results)
    state, tone = STATES.get(hit.status, ("", ""))
    department = results.departments.get(hit.department or 0, "")
    return Line(
        hit=hit,
        icon=kind.icon if kind else "file",
        kind=", ".join(
            filter(None, [str(kind.label) if kind else "", _file_type(hit)])
        ),
        # What runs goes without saying.
        state=state if tone else "",
        tone=tone,
        text=[] if is_open else _text(hit),
        author=hit.extra.get("author", ""),
        # An event's is that of whom to ask, not of where it is held.
        department="" if hit.kind == EVENT else department,
        meta=_meta(hit, results, language),
        facts=facts,
        contact=_contact(hit),
        why="" if is_open else _why(hit),
        is_open=is_open,
        size=hit.extra.get("size"),
        translations=hit.translations if is_open else [],
        is_closed=hit.for_its_space and space is not None and not space.is_open,
    )


def _file_type(hit: Hit) -> str:
    return str(hit.extra.get("file_type", "")).upper()


def _text(hit: Hit) -> list[SafeString]:
    """Return the pieces that show what a hit is: a concept's definition always."""
    short = Truncator(hit.summary).chars(SUMMARY_SHOWN, truncate="…")
    summary = [format_html("{}", short)] if short else []
    if hit.kind == CONCEPT:
        marked = any(_is_in(piece, hit.summary) for piece in hit.highlights)
        return hit.highlights if marked else summary + hit.highlights
    if hit.kind == PERSON:
        # Title and department stand below, in the reader's language.
        return [p for p in hit.highlights if not _is_in(p, hit.summary)]
    return hit.highlights or summary


def _is_in(piece: SafeString, text: str) -> bool:
    first_line = strip_tags(piece).strip("…").strip().split("\n")[0]
    return unescape(first_line) in text


def _meta(hit: Hit, results: SearchResults, language: str) -> list[str]:
    space = _space(hit, results)
    facts = [
        hit.extra.get("title", ""),
        space.name if space and hit.kind != "space" else "",
        _when(hit),
        hit.extra.get("place", ""),
        str(words_on_reading(hit.extra.get("reading", ""))),
    ]
    if hit.kind == DOCUMENT or (hit.kind != PERSON and hit.language != language):
        facts.append(settings.LANGUAGE_NAMES.get(hit.language, hit.language))
    return [fact for fact in facts if fact]


def _contact(hit: Hit) -> list[tuple[str, str]]:
    """Return how to reach a person."""
    email, phone = hit.extra.get("email"), hit.extra.get("phone")
    contact = [(email, f"mailto:{email}")] if email else []
    if phone:
        contact.append((phone, f"tel:{phone.replace(' ', '')}"))
    return contact


def _space(hit: Hit, results: SearchResults) -> SpaceFacts | None:
    return None if hit.space is None else results.spaces.get(hit.space)


def _when(hit: Hit) -> str:
    # When a concept was last changed stands on its own page.
    if hit.date is None or hit.kind == CONCEPT:
        return ""
    ends_at = hit.extra.get("ends_at")
    if ends_at is None:
        return short_day(hit.date)
    end: datetime | None = parse_datetime(ends_at)
    return span(hit.date, end) if end else moment(hit.date)


def _why(hit: Hit) -> str:
    """Say why a hit was found, where the words typed do not stand in it as typed."""
    if hit.forms:
        return ngettext(
            "Match in the inflected form %(forms)s",
            "Match in the inflected forms %(forms)s",
            len(hit.forms),
        ) % {"forms": _listed(hit.forms)}
    if hit.others:
        return ngettext(
            "Match in the word %(words)s",
            "Match in the words %(words)s",
            len(hit.others),
        ) % {"words": _listed(hit.others)}
    return ""


def _listed(words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s and %(last)s") % {
        "first": ", ".join(words[:-1]),
        "last": words[-1],
    }
