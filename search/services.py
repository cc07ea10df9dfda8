"""Searching, and keeping the index in step with what it is made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from django.db.models import BooleanField, ExpressionWrapper

from groups.models import Space
from groups.policies import Policy
from groups.querysets import belongs
from network_site.base.hints import hint
from network_site.base.language.words import spelling, words_with_offsets
from search import backends, marks
from search.backends.base import SearchBackend, Suggestion
from search.dictionary import statistics
from search.facets import Facets, facets, places
from search.filters import Filters
from search.hits import Found, Hit, hits
from search.indexing import index_dirty, index_objects
from search.query import Query, clean, parse
from search.ranking import ranked
from search.sight import MOST_COMPARED, Sight, narrowed, sight_of
from search.tasks import index_dirty_entries
from search.upkeep import check, rebuild, repair

__all__ = [
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
# Each beginning is looked for by itself, and a short one stands for very many words.
MOST_BEGINNINGS = 8


class SpaceFacts(NamedTuple):
    """What is shown of a space beside a hit."""

    name: str
    is_mine: bool
    is_open: bool


@dataclass(frozen=True)
class SearchResults:
    """A page of hits and the size of the whole, as one reader may see it.

    ``spaces`` has the facts of every space among the facets. ``degraded`` tells that an embedded
    engine answers while the usual one is away.
    """

    query: Query
    filters: Filters
    hits: list[Hit]
    facets: Facets
    spaces: dict[int, SpaceFacts]
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
    languages: Iterable[str] = (),
    exactly: bool = False,
    newest_first: bool = False,
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
        languages: codes of the languages that hits may be in.
        exactly: the words as written, all of them.
        newest_first: order by date instead of by how well a hit answers.
        limit, offset: which part of the hits.
    """
    asked = parse(query, exactly=exactly)
    held = sight_of(user)
    chosen = Filters(kind=kind, languages=frozenset(languages))
    if not held or not (asked or kind):
        return SearchResults(asked, chosen, [], facets([], chosen, frozenset()), {})
    find = _by_date if newest_first or not asked else _by_relevance

    def ask(engine: SearchBackend) -> SearchResults:
        sight = engine.seen(held)
        groups = engine.counts(asked, sight, chosen)
        spaces_found = _spaces(user, {group.space_id for group in groups})
        own = frozenset(pk for pk, facts in spaces_found.items() if facts.is_mine)
        placed = replace(chosen, places=places(where, spaces, own))
        counted = facets(groups, placed, own)
        found: list[Found] = []
        if counted.total > offset:
            found = find(engine, asked, sight, placed, language, limit, offset)
        shown = hits(found, sight, asked) if found else []
        return SearchResults(asked, placed, shown, counted, spaces_found)

    results, degraded = backends.answered(ask)
    return replace(results, degraded=degraded)


def _spaces(user: Any, ids: set[int | None]) -> dict[int, SpaceFacts]:
    mine = ExpressionWrapper(belongs(user, "pk"), output_field=BooleanField())
    rows = (
        Space.objects.filter(pk__in=[pk for pk in ids if pk is not None])
        .annotate(mine=mine)
        .values_list("pk", "name", "mine", "policy")
    )
    return {
        pk: SpaceFacts(name, is_mine, policy == Policy.OPEN)
        for pk, name, is_mine, policy in rows
    }


def _by_relevance(
    engine: SearchBackend,
    query: Query,
    sight: Sight,
    filters: Filters,
    language: str,
    limit: int,
    offset: int,
) -> list[Found]:
    known = statistics({reading: query.terms(reading) for reading in query.readings})
    things: dict[tuple[str, int], Found] = {}
    for block in range(BLOCKS):
        rows = engine.candidates(
            query, sight, filters, limit=BLOCK, offset=block * BLOCK
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
    sight: Sight,
    filters: Filters,
    language: str,
    limit: int,
    offset: int,
) -> list[Found]:
    rows = engine.listing(
        query, sight, filters, language=language, limit=limit, offset=offset
    )
    return [Found(row.pk, row.kind, row.object_id) for row in rows]


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
