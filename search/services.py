"""Searching, and keeping the index in step with what it is made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from django.utils import timezone

from network_site.base.hints import hint
from network_site.base.language.words import spelling, words_with_offsets
from network_site.base.visibility import card_token, own_spaces
from search import backends, marks
from search.backends.base import SearchBackend, Suggestion, Tallies
from search.dictionary import statistics
from search.facets import NOTHING, Facets, facets, places
from search.filters import Filters
from search.hits import Found, Hit, Thing, hits
from search.indexing import index_dirty, index_objects
from search.names import SpaceFacts, departments_named, spaces_named
from search.query import Query, clean, parse
from search.ranking import Ranked, Reader, ranked
from search.sight import MOST_COMPARED, Sight, narrowed, sight_of
from search.tasks import index_dirty_entries
from search.upkeep import check, rebuild, repair
from search.widening import Widening, widened

__all__ = [
    "Order",
    "SearchResults",
    "check",
    "index_dirty",
    "index_objects",
    "mark",
    "rebuild",
    "repair",
    "search",
    "suggest",
]

# Nobody pages on after so many hits.
REACHABLE = 5_000
SHORTEST_BEGINNING = 2
# Each beginning is looked for by itself, and a short one stands for very many words.
MOST_BEGINNINGS = 8


class Order(StrEnum):
    """How hits are ordered: by how well they answer, or by their date."""

    BEST = "best"
    NEWEST = "newest"
    # What is still to come, the nearest first; after it what has been, the latest first.
    SOONEST = "soonest"


@dataclass(frozen=True)
class SearchResults:
    """A page of hits and the size of the whole, as one reader may see it.

    ``spaces`` and ``departments`` have what is shown of those among the facets, and of
    those chosen. ``widenings`` tell what else was looked for. ``degraded`` tells that an
    embedded engine answers while the usual one is away.
    """

    query: Query
    filters: Filters
    hits: list[Hit]
    facets: Facets
    spaces: dict[int, SpaceFacts]
    departments: dict[int, str]
    widenings: tuple[Widening, ...] = ()
    degraded: bool = False

    @property
    def total(self) -> int:
        return self.facets.total

    @property
    def reachable(self) -> int:
        """How many of the hits can be paged through."""
        return min(self.total, REACHABLE)


def search(
    *,
    user: Any,
    query: str,
    language: str,
    kind: str | None = None,
    spaces: Iterable[int] = (),
    where: Iterable[str] = (),
    departments: Iterable[int] = (),
    years: Iterable[int] = (),
    statuses: Iterable[str] = (),
    languages: Iterable[str] = (),
    file_types: Iterable[str] = (),
    exactly: bool = False,
    order: Order = Order.BEST,
    limit: int = 20,
    offset: int = 0,
) -> SearchResults:
    """Find what a reader may see, best first; one hit a thing.

    What the reader may see is settled first, with the tokens that the reader holds
    now, and what has changed and is not indexed yet is compared with them; hits, counts
    and facets come from that alone.

    Args:
        user: the reader.
        query: what was typed, whatever it is. Empty, with a kind, lists that kind by
            date and title; empty without a kind finds nothing.
        language: the reader's; settles ties, filters nothing.
        kind: key of a search kind.
        spaces: ids of the spaces to look in.
        where: any of ``mine``, ``network``, ``others``: the reader's own spaces, what
            belongs to no space, all other spaces.
        departments: ids of the organisations that hits may be of.
        years: the years, here in Finland, that the dates of hits may be in.
        statuses: the states that hits may have.
        languages: codes of the languages that hits may be in.
        file_types: the types of files (pdf, docx) that hits may have.
        exactly: the words as written, all of them.
        order: without words, hits are ordered by date in any case.
        limit, offset: which part of the hits.
    """
    asked = parse(query, exactly=exactly)
    held = sight_of(user)
    chosen = Filters(
        kind=kind,
        departments=frozenset(departments),
        years=frozenset(years),
        statuses=frozenset(statuses),
        languages=frozenset(languages),
        file_types=frozenset(file_types),
    )
    if not held or not (asked or kind):
        return SearchResults(asked, chosen, [], NOTHING, {}, {})
    single, own = frozenset(spaces), own_spaces(held.tokens)
    filters = replace(chosen, places=places(where, single, own))
    named = frozenset(pk for pk in single if card_token(pk) in held.tokens)
    reader = Reader(language, own, timezone.now())
    wider = widened(asked, held, language)
    if order == Order.BEST and not asked:
        order = Order.NEWEST

    def ask(engine: SearchBackend) -> SearchResults:
        wanted = _Wanted(wider.query, engine.seen(held), filters, reader)
        tallies, found = _found(engine, wanted, order, limit, offset)
        counted = facets(tallies, filters, own)
        shown = hits(found, wanted.sight, wanted.query) if found else []
        return SearchResults(
            query=wanted.query,
            filters=filters,
            hits=shown,
            facets=counted,
            spaces=spaces_named(named.union(counted.spaces)),
            departments=departments_named(
                filters.departments.union(counted.departments)
            ),
            widenings=wider.told(shown),
        )

    results, degraded = backends.answered(ask)
    return replace(results, degraded=degraded)


@dataclass(frozen=True)
class _Wanted:
    """What an engine is asked for, and for whom its rows are ordered."""

    query: Query
    sight: Sight
    filters: Filters
    reader: Reader


def _found(
    engine: SearchBackend, wanted: _Wanted, order: Order, limit: int, offset: int
) -> tuple[Tallies, list[Found]]:
    """Return the counts of all that there is, and the part of it that is shown."""
    if order == Order.BEST:
        return _by_relevance(engine, wanted, limit, offset)
    tallies = engine.counts(wanted.query, wanted.sight, wanted.filters)
    if offset >= tallies.total(wanted.filters.kind):
        return tallies, []
    listed = _soonest_first if order == Order.SOONEST else _by_date
    return tallies, listed(engine, wanted, limit, offset)


def _by_relevance(
    engine: SearchBackend, wanted: _Wanted, limit: int, offset: int
) -> tuple[Tallies, list[Found]]:
    query = wanted.query
    known = statistics({reading: query.terms(reading) for reading in query.readings})
    asked = (query, wanted.sight, wanted.filters, known)
    things: dict[Thing, Ranked] = {}
    tallies, block = engine.first(*asked)
    total = tallies.total(wanted.filters.kind)
    start = 0
    while block.end > start and offset < total:
        for row in ranked(block.rows, query, known, wanted.reader):
            item = row.candidate
            # The language that answers best stands for the thing; it comes first.
            things.setdefault((item.kind, item.object_id), row)
        if len(things) >= min(offset + limit, total) or block.end >= REACHABLE:
            break
        start = block.end
        block = engine.candidates(*asked, start=start)
    return tallies, [
        Found(row.candidate.pk, *thing, row.exact, row.candidate.terms)
        for thing, row in list(things.items())[offset : offset + limit]
    ]


def _by_date(
    engine: SearchBackend,
    wanted: _Wanted,
    limit: int,
    offset: int,
    *,
    oldest_first: bool = False,
) -> list[Found]:
    rows = engine.listing(
        wanted.query,
        wanted.sight,
        wanted.filters,
        language=wanted.reader.language,
        limit=limit,
        offset=offset,
        oldest_first=oldest_first,
    )
    return [Found(row.pk, row.kind, row.object_id) for row in rows]


def _soonest_first(
    engine: SearchBackend, wanted: _Wanted, limit: int, offset: int
) -> list[Found]:
    # What has begun today may be going on still.
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    to_come = replace(wanted, filters=replace(wanted.filters, since=today))
    coming = _by_date(engine, to_come, offset + limit, 0, oldest_first=True)
    found = coming[offset:]
    if len(coming) < offset + limit:
        been = replace(wanted, filters=replace(wanted.filters, before=today))
        skipped = max(offset - len(coming), 0)
        found += _by_date(engine, been, limit - len(found), skipped)
    return found


def suggest(
    *, user: Any, query: str, language: str, limit: int = 8
) -> list[Suggestion]:
    """Return titles and labels that continue what a reader has begun to type.

    Each word typed must begin some word of the title; only what the reader may see is
    suggested, and each thing once.
    """
    words = [spelling(word.text) for word in words_with_offsets(clean(query))]
    words = [word for word in words if word][:MOST_BEGINNINGS]
    held = sight_of(user)
    if not held or len("".join(words)) < SHORTEST_BEGINNING:
        return []
    found, _degraded = backends.answered(
        lambda engine: engine.suggestions(
            words, engine.seen(held), language=language, limit=limit
        )
    )
    return found


def mark(kind: str, object_ids: Iterable[int]) -> None:
    """Keep what ``mark_dirty`` says, inside the causing transaction; tell Celery.

    Of a few things each reader finds out whether they have been closed, as the mark may
    be older than the change that it is for. Many are compared here and now.
    """
    ids = set(object_ids)
    few = len(ids) <= MOST_COMPARED
    marked = marks.mark(kind, ids, in_doubt=ids if few else narrowed(kind, ids))
    if not few:
        marks.doubt_what_is_claimed(kind, ids)
    if marked:
        hint(index_dirty_entries)
