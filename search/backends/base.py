"""The interface behind which the search engines stand.

An engine finds; it does not judge. It returns the rows that satisfy a query within a
reader's sight and choices, in an order of its own that is good enough to have the best
among the first few hundred. ``search.ranking`` then gives every engine the same order.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from typing import Any, NamedTuple

from network_site.base.language.analysis import WordTerms
from network_site.base.registries import SearchKind, search_kinds
from search.dictionary import Statistics
from search.filters import Filters
from search.query import Query
from search.sight import Sight

# Of a word's compound parts, how many must be found where the word itself is not.
NEEDED_PARTS = 0.4
# More parts than this come from ambiguous readings; sets of them would explode.
MOST_PARTS = 7


class Candidate(NamedTuple):
    """A row that an engine found, with what ranking weighs; there are very many."""

    pk: int
    kind: str
    object_id: int
    language: str
    reading: str
    title: str
    space_id: int | None
    date: datetime | None
    label_tokens: str
    title_tokens: str
    text_tokens: str
    title_length: int
    text_length: int

    @property
    def terms(self) -> frozenset[str]:
        """The terms of the row; of its text at least those that were asked for."""
        fields = (self.label_tokens, self.title_tokens, self.text_tokens)
        return frozenset(" ".join(fields).split())


class Block(NamedTuple):
    """Rows to be ranked together, and how far the engine's own order has been read."""

    rows: list[Candidate]
    end: int


class Listed(NamedTuple):
    """A row of a plain list, and the thing it stands for."""

    pk: int
    kind: str
    object_id: int


@dataclass(frozen=True)
class Suggestion:
    """A title that continues what a reader has begun to type."""

    kind: str
    object_id: int
    language: str
    title: str
    url: str

    @property
    def kind_of(self) -> SearchKind | None:
        """The registered kind, for its name and icon."""
        return search_kinds.get(self.kind) if self.kind in search_kinds else None


@dataclass(frozen=True)
class Tallies:
    """How many things each choice would give, with the other choices as they are.

    Each thing counts once in each choice that lets it through, and values with nothing
    are left out. Under None ``spaces`` counts what belongs to no space. ``unfiltered``
    counts what there is without any choice.
    """

    kinds: dict[str, int]
    spaces: dict[int | None, int]
    departments: dict[int, int]
    years: dict[int, int]
    statuses: dict[str, int]
    languages: dict[str, int]
    file_types: dict[str, int]
    unfiltered: int = 0

    def total(self, kind: str | None) -> int:
        """Return how many things there are in all, where a kind may be chosen."""
        return self.kinds.get(kind, 0) if kind else sum(self.kinds.values())


class EngineAwayError(Exception):
    """The engine does not answer now; another must."""


class SearchBackend(ABC):
    """A search engine. Every method that finds takes what the reader sees."""

    name: str

    def seen(self, sight: Sight) -> Sight:
        """Return what a reader sees in this engine, which may be behind the rows.

        Raises:
            EngineAwayError: it is too far behind to tell.
        """
        return sight

    def first(
        self,
        query: Query,
        sight: Sight,
        filters: Filters,
        known: dict[str, Statistics],
    ) -> tuple[Tallies, Block]:
        """Return what ``counts`` and ``candidates`` do, the latter from the first row."""
        tallies = self.counts(query, sight, filters)
        if not tallies.total(filters.kind):
            return tallies, Block([], 0)
        return tallies, self.candidates(query, sight, filters, known, start=0)

    @abstractmethod
    def candidates(
        self,
        query: Query,
        sight: Sight,
        filters: Filters,
        known: dict[str, Statistics],
        *,
        start: int,
    ) -> Block:
        """Return the engine's next best rows that satisfy the query, in any order.

        Rows, not things: a thing comes once in each language that satisfies. They are as
        many as it takes to have the ranking's best among them. When none are left the
        block ends where it begins.

        Args:
            query: not empty.
            sight: what the reader sees.
            filters: the reader's choices.
            known: what the dictionary knows of the query's terms, in each language.
            start: where they begin in the engine's own order: 0, or the end of the block
                before.
        """

    @abstractmethod
    def listing(
        self,
        query: Query,
        sight: Sight,
        filters: Filters,
        *,
        language: str,
        limit: int,
        offset: int,
        oldest_first: bool = False,
    ) -> list[Listed]:
        """Return rows by date, newest first, then by title; each thing once.

        Args:
            query: may be empty; then everything within the filters is listed.
            language: the reader's; a thing shows in it if it can.
            oldest_first: by date the other way round.
        """

    @abstractmethod
    def counts(self, query: Query, sight: Sight, filters: Filters) -> Tallies:
        """Count the things that satisfy, choice by choice.

        A choice is counted with all filters but those of its own sort. Where the query
        is empty the kind holds for all counts: everything there is, is never counted.
        ``since`` and ``before`` are no choices and are left out.
        """

    @abstractmethod
    def suggestions(
        self, words: list[str], sight: Sight, *, language: str, limit: int
    ) -> list[Suggestion]:
        """Return titles in which each of the words begins some word; each thing once.

        Args:
            words: in the spelling of ``network_site.base.language.words``.
            language: the reader's; its titles come before those of others.
        """

    @abstractmethod
    def changed(
        self, kind: str, object_ids: Iterable[int], *, narrowed: Collection[int]
    ) -> None:
        """Note whose rows were written or deleted, in the transaction that did it.

        ``narrowed`` are the things that somebody sees no more.
        """

    @abstractmethod
    def deliver(self) -> None:
        """Take in what was noted, after its transaction."""

    @abstractmethod
    def check(self) -> list[str]:
        """Return what is wrong between the index and the rows, in words."""

    @abstractmethod
    def rebuild(self) -> None:
        """Make the index anew from the rows."""

    def state(self) -> dict[str, Any]:
        """Tell how the engine is, for those who watch over the site."""
        return {"state": "answers"}


def parts_needed(word: WordTerms) -> int:
    """Return how many of a word's part terms a row must have to satisfy it.

    A row satisfies a word by any of its strong terms, or by two fifths of its parts:
    the rule that took two thirds of the wrong results away and none of the right ones.
    """
    count = len(word.parts)
    return count if count > MOST_PARTS else math.ceil(NEEDED_PARTS * count)


def part_sets(word: WordTerms) -> list[tuple[str, ...]]:
    """Return the sets of part terms of which one must be found as a whole."""
    if not word.parts:
        return []
    return list(combinations(sorted(word.parts), parts_needed(word)))


def satisfies(query: Query, row: Candidate) -> bool:
    """Tell whether a row satisfies a query that is not empty.

    Of the row's text the terms that the query asks for are enough.
    """
    terms = query.readings[row.reading]
    stored = row.terms
    if stored & (terms.whole | {terms.exact}):
        return True
    if query.exactly:
        return all(stored & word.strong for word in terms.words)
    return any(phrase <= stored for phrase in terms.together) or any(
        stored & word.strong
        or (word.parts and len(stored & word.parts) >= parts_needed(word))
        for word in terms.words
    )
