"""A query in pieces, each with what a row gains by it: the ranking's formula, coarsely.

For an engine whose index tells where a term stands and not how often. The pieces of a
row are added up; the best few hundred sums have the formula's first ten among them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, FloatField, Value, When

from network_site.base.language.analysis import WordTerms
from search.backends.base import part_sets, parts_needed
from search.dictionary import Statistics
from search.query import Query
from search.weights import K1, TEXT, WHOLE_LABEL, B

Ways = Sequence[tuple[str, ...]]
# An exact label is before everything.
EXACT = 1000.0
# A word that stands in more rows than this is looked for in titles first.
COMMON = 2_000


@dataclass(frozen=True)
class Piece:
    """Something that a row may have: in each language, one of some sets of terms.

    ``rarity`` is what it says there, ``average`` the length of what it stands in. A row
    that has only pieces that are not ``enough`` does not satisfy the query.
    """

    in_title: bool
    ways: Mapping[str, Ways]
    rarity: dict[str, float]
    average: dict[str, float]
    enough: bool

    def worth(self) -> Case:
        """Return what a row gains, as SQL: BM25 of a term that stands there once."""
        length = F("title_length" if self.in_title else "text_length")
        cases = [
            When(
                reading=reading,
                then=Value(rarity * (K1 + 1))
                / (
                    Value(1 + K1 * (1 - B))
                    + Value(K1 * B / max(self.average[reading], 1.0)) * length
                ),
            )
            for reading, rarity in self.rarity.items()
        ]
        return Case(*cases, default=Value(0.0), output_field=FloatField())


def pieces(
    query: Query,
    known: dict[str, Statistics],
    *,
    only_titles_of: Set[int] = frozenset(),
) -> list[Piece]:
    """Return the pieces of a query; a row that satisfies it has one of them at least.

    Args:
        query: not empty.
        known: what the dictionary knows of its terms.
        only_titles_of: places of words that are left out where they stand in texts.
    """
    found: list[Piece] = []

    def add(slots: Mapping[str, Sequence[str]], weight: float, **how: Any) -> None:
        """Add a piece for each term: the first of every language, the second, …"""
        for place in range(max(map(len, slots.values()), default=0)):
            terms = {r: some[place] for r, some in slots.items() if place < len(some)}
            ways = {reading: [(term,)] for reading, term in terms.items()}
            found.append(_piece(ways, known, weight, **how))

    for place in range(len(query.readings[""].words)):
        words = {r: terms.words[place] for r, terms in query.readings.items()}
        strong = {r: sorted(word.strong) for r, word in words.items()}
        parts = {r: sorted(word.parts) for r, word in words.items()}
        together = {
            r: part_sets(word) for r, word in words.items() if parts_needed(word) > 1
        }
        fields = [(True, 1.0)]
        if place not in only_titles_of:
            fields.append((False, TEXT))
        for in_title, weight in fields:
            add(strong, weight, in_title=in_title)
            add(parts, weight, in_title=in_title, enough=not together)
        if together:
            # One of the sets is enough; its terms count above.
            sets = {r: part_sets(word) for r, word in words.items() if word.parts}
            found.append(_piece(sets, known, 0.0, in_title=place in only_titles_of))
    phrases = {
        r: [tuple(sorted(phrase)) for phrase in q.together]
        for r, q in query.readings.items()
        if q.together
    }
    if phrases:
        found.append(_piece(phrases, known, 1.0, in_title=False))
    add(
        {r: sorted(q.whole) for r, q in query.readings.items()},
        WHOLE_LABEL,
        in_title=True,
    )
    add({r: [q.exact] for r, q in query.readings.items()}, EXACT, in_title=True)
    return found


def common_words(query: Query, known: dict[str, Statistics]) -> frozenset[int]:
    """Return the places of the words that stand in more rows than is worth weighing."""
    return frozenset(
        place
        for reading, terms in query.readings.items()
        for place, word in enumerate(terms.words)
        if _times(word, known[reading]) > COMMON
    )


def _times(word: WordTerms, known: Statistics) -> int:
    """Return in how many rows of a language a word stands at most, in any form of it."""
    counts = known.counts
    return sum(min(counts.get(term, 0) for term in ways) for ways in _ways(word))


def _piece(
    ways: Mapping[str, Ways],
    known: dict[str, Statistics],
    weight: float,
    *,
    in_title: bool,
    enough: bool = True,
) -> Piece:
    rarity = {r: weight * known[r].rarity(some[0][0]) for r, some in ways.items()}
    average = {
        r: known[r].title_average if in_title else known[r].text_average for r in ways
    }
    return Piece(in_title, ways, rarity, average, enough)


def _ways(word: WordTerms) -> Ways:
    return [*((term,) for term in sorted(word.strong)), *part_sets(word)]
