"""A query in pieces, each with what a row gains by it: the ranking's formula, coarsely.

For an engine whose index tells where a term stands and not how often. The pieces of a
row are added up; the best few hundred sums have the formula's first ten among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from typing import Any

from network_site.base.language.analysis import WordTerms
from search.backends.base import part_sets, parts_needed
from search.dictionary import Statistics
from search.query import Query
from search.weights import K1, TEXT, WHOLE_LABEL, B

Ways = list[tuple[str, ...]]
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

    def worth(self) -> tuple[str, list[Any]]:
        """Return what a row gains, as SQL: BM25 of a term that stands there once."""
        length = "title_length" if self.in_title else "text_length"
        cases, values = "", []
        for reading, rarity in self.rarity.items():
            cases += f" WHEN %s THEN %s::float8 / (%s::float8 + %s::float8 * {length})"
            each = K1 * B / max(self.average[reading], 1.0)
            values += [reading, rarity * (K1 + 1), 1 + K1 * (1 - B), each]
        return f"CASE reading{cases} ELSE 0 END", values


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
    made = _Pieces(known)
    for place in range(len(query.readings[""].words)):
        words = {r: terms.words[place] for r, terms in query.readings.items()}
        made.add_word(words, only_titles=place in only_titles_of)
    readings = query.readings.items()
    phrases = {r: [tuple(sorted(p)) for p in q.together] for r, q in readings}
    made.add_sets(phrases, 1.0, in_title=False)
    made.add_terms({r: q.whole for r, q in readings}, WHOLE_LABEL, in_title=True)
    made.add_terms({r: [q.exact] for r, q in readings}, EXACT, in_title=True)
    made.add_unknown()
    return made.found


class _Pieces:
    """The pieces of a query as they are made.

    What the dictionary does not know stands nowhere, unless somebody is writing just
    now: all of it is looked for in one piece, as every piece costs time.
    """

    def __init__(self, known: dict[str, Statistics]) -> None:
        self.found: list[Piece] = []
        self._unknown: dict[str, Ways] = {}
        self._known = known

    def add_word(self, words: Mapping[str, WordTerms], *, only_titles: bool) -> None:
        """Add what stands for a word.

        Where more than one of its parts is needed, one of their sets is enough; the
        parts count by themselves.
        """
        together = any(parts_needed(word) > 1 for word in words.values())
        strong = {r: word.strong for r, word in words.items()}
        parts = {r: word.parts for r, word in words.items()}
        weights = {True: 1.0} if only_titles else {True: 1.0, False: TEXT}
        for in_title, weight in weights.items():
            self.add_terms(strong, weight, in_title=in_title)
            self.add_terms(parts, weight, in_title=in_title, enough=not together)
        if together:
            sets = {r: part_sets(word) for r, word in words.items()}
            self.add_sets(sets, 0.0, in_title=only_titles)

    def add_terms(
        self,
        terms: Mapping[str, Iterable[str]],
        weight: float,
        *,
        in_title: bool,
        enough: bool = True,
    ) -> None:
        """Add a piece for each term: the first of every language, the second, …"""
        slots = self._seen(
            {r: [(term,) for term in sorted(own)] for r, own in terms.items()},
            put_aside=enough,
        )
        for place in range(max(map(len, slots.values()), default=0)):
            ways = {r: [own[place]] for r, own in slots.items() if place < len(own)}
            self._add(ways, weight, in_title=in_title, enough=enough)

    def add_sets(
        self, ways: Mapping[str, Ways], weight: float, *, in_title: bool
    ) -> None:
        """Add a piece for sets of terms of which one is enough."""
        self._add(self._seen(ways), weight, in_title=in_title)

    def add_unknown(self) -> None:
        """Add, at the end, the piece for all that the dictionary does not know."""
        self._add(self._unknown, TEXT, in_title=False)

    def _seen(
        self, ways: Mapping[str, Ways], *, put_aside: bool = True
    ) -> dict[str, Ways]:
        """Return what may stand in some row, and put the rest aside."""
        kept: dict[str, Ways] = {}
        for reading, some in ways.items():
            counts = self._known[reading].counts
            for way in some:
                if all(term in counts for term in way):
                    kept.setdefault(reading, []).append(way)
                elif put_aside and way not in self._unknown.setdefault(reading, []):
                    self._unknown[reading].append(way)
        return kept

    def _add(
        self,
        ways: Mapping[str, Ways],
        weight: float,
        *,
        in_title: bool,
        enough: bool = True,
    ) -> None:
        ways = {reading: some for reading, some in ways.items() if some}
        if not ways:
            return
        rarity, average = {}, {}
        for reading, (first, *_others) in ways.items():
            known = self._known[reading]
            rarity[reading] = weight * known.rarity(first[0])
            average[reading] = known.title_average if in_title else known.text_average
        self.found.append(Piece(in_title, ways, rarity, average, enough))


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


def _ways(word: WordTerms) -> Ways:
    return [*((term,) for term in sorted(word.strong)), *part_sets(word)]
