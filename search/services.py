"""Searching, and keeping the index in step with what it is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, NamedTuple

from django.utils import timezone

from network_site.base.hints import hint
from network_site.base.language.words import spelling, words_with_offsets
from network_site.base.visibility import card_token, own_spaces, tokens_held_by
from search import backends, marks
from search.backends.base import SearchBackend, Suggestion
from search.dictionary import statistics
from search.facets import NOTHING, Facets, facets, places
from search.filters import Filters
from search.hits import Found, Hit, hits
from search.indexing import index_dirty, index_objects
from search.names import SpaceFacts, departments_named, spaces_named
from search.query import Query, clean, parse
from search.ranking import ranked
from search.tasks import index_dirty_entries
from search.upkeep import check, rebuild, repair

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

# Rows that an engine gives and ranking orders at a time, and how many such blocks can
# be paged through: nobody reads on after five thousand hits.
BLOCK = 500
BLOCKS = 10
SHORTEST_BEGINNING = 2


class Order(StrEnum):
    """How hits are ordered: by how well they answer, or by their date."""

    BEST = "best"
    NEWEST = "newest"
    # What is still to come, the nearest first; after it what has been, the latest first.
    SOONEST = "soonest"


class Note(NamedTuple):
    """A sentence above the hits: what the search has done with the words typed.

    ``link`` are the words of a link that searches for ``query`` instead.
    """

    words: str
    link: str = ""
    query: str = ""


@dataclass(frozen=True)
class SearchResults:
    """A page of hits and the size of the whole, as one reader may see it.

    ``spaces`` and ``departments`` have what is shown of those among the facets, and of
    those chosen. ``degraded`` tells that an embedded engine answers while the usual one
    is away.
    """

    query: Query
    filters: Filters
    hits: list[Hit]
    facets: Facets
    spaces: dict[int, SpaceFacts]
    departments: dict[int, str]
    notes: tuple[Note, ...] = ()
    degraded: bool = False

    @property
    def total(self) -> int:
        return self.facets.total

    @property
    def reachable(self) -> int:
        """How many of the hits can be paged through."""
        return min(self.total, BLOCK * BLOCKS)


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
    now; hits, counts and facets come from that alone.

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
    tokens = tokens_held_by(user)
    single = frozenset(spaces)
    chosen = Filters(
        kind=kind,
        departments=frozenset(departments),
        years=frozenset(years),
        statuses=frozenset(statuses),
        languages=frozenset(languages),
        file_types=frozenset(file_types),
    )
    if not tokens or not (asked or kind):
        return SearchResults(asked, chosen, [], NOTHING, {}, {})
    own = own_spaces(tokens)
    filters = replace(chosen, places=places(where, single, own))
    known = frozenset(pk for pk in single if card_token(pk) in tokens)

    def ask(engine: SearchBackend) -> SearchResults:
        tallies = engine.counts(asked, tokens, filters)
        counted = facets(tallies, filters, own)
        found: list[Found] = []
        if counted.total > offset:
            find = _finder(order if asked or order != Order.BEST else Order.NEWEST)
            found = find(engine, asked, tokens, filters, language, limit, offset)
        return SearchResults(
            query=asked,
            filters=filters,
            hits=hits(found, tokens, asked) if found else [],
            facets=counted,
            spaces=spaces_named(known.union(counted.spaces)),
            departments=departments_named(
                filters.departments.union(counted.departments)
            ),
        )

    results, degraded = backends.answered(ask)
    return replace(results, degraded=degraded)


Finder = Callable[
    [SearchBackend, Query, frozenset[str], Filters, str, int, int], list[Found]
]


def _finder(order: Order) -> Finder:
    return {
        Order.BEST: _by_relevance,
        Order.NEWEST: _by_date,
        Order.SOONEST: _soonest_first,
    }[order]


def _by_relevance(
    engine: SearchBackend,
    query: Query,
    tokens: frozenset[str],
    filters: Filters,
    language: str,
    limit: int,
    offset: int,
) -> list[Found]:
    known = statistics({reading: query.terms(reading) for reading in query.readings})
    things: dict[tuple[str, int], Found] = {}
    for block in range(BLOCKS):
        rows = engine.candidates(
            query, tokens, filters, limit=BLOCK, offset=block * BLOCK
        )
        for row in ranked(rows, query, known, language=language):
            item = row.candidate
            # The language that answers best stands for the thing; it comes first.
            things.setdefault(
                (item.kind, item.object_id),
                Found(item.pk, item.kind, item.object_id, row.exact),
            )
        if len(rows) < BLOCK or len(things) >= offset + limit:
            break
    return list(things.values())[offset : offset + limit]


def _by_date(
    engine: SearchBackend,
    query: Query,
    tokens: frozenset[str],
    filters: Filters,
    language: str,
    limit: int,
    offset: int,
) -> list[Found]:
    rows = engine.listing(
        query, tokens, filters, language=language, limit=limit, offset=offset
    )
    return [Found(row.pk, row.kind, row.object_id) for row in rows]


def _soonest_first(
    engine: SearchBackend,
    query: Query,
    tokens: frozenset[str],
    filters: Filters,
    language: str,
    limit: int,
    offset: int,
) -> list[Found]:
    # What has begun today may be going on still.
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    wanted = offset + limit
    coming = engine.listing(
        query,
        tokens,
        replace(filters, since=today),
        language=language,
        limit=wanted,
        offset=0,
        oldest_first=True,
    )
    found = [Found(row.pk, row.kind, row.object_id) for row in coming[offset:]]
    if len(coming) < wanted:
        been = replace(filters, before=today)
        skipped = max(offset - len(coming), 0)
        more = limit - len(found)
        found += _by_date(engine, query, tokens, been, language, more, skipped)
    return found


def suggest(
    *, user: Any, query: str, language: str, limit: int = 8
) -> list[Suggestion]:
    """Return titles and labels that continue what a reader has begun to type.

    Each word typed must begin some word of the title; only what the reader may see is
    suggested, and each thing once.
    """
    words = [spelling(word.text) for word in words_with_offsets(clean(query))]
    words = [word for word in words if word]
    tokens = tokens_held_by(user)
    if not tokens or len("".join(words)) < SHORTEST_BEGINNING:
        return []
    found, _degraded = backends.answered(
        lambda engine: engine.suggestions(words, tokens, language=language, limit=limit)
    )
    return found


def mark(kind: str, object_ids: Iterable[int]) -> None:
    """Keep what ``mark_dirty`` says, inside the causing transaction; tell Celery."""
    if marks.mark(kind, object_ids):
        hint(index_dirty_entries)
