"""What the engines inside the database share: everything but the match itself."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Iterable

from django.conf import settings
from django.db.models import Case, F, IntegerField, Value, When, Window
from django.db.models.functions import RowNumber

from network_site.base.language.words import spelling
from search.backends.base import (
    Candidate,
    Listed,
    SearchBackend,
    Suggestion,
    Tallies,
)
from search.backends.tallies import tallied
from search.filters import Filters
from search.models import Entry
from search.query import Query
from search.querysets import EntryQuerySet
from search.sight import Sight

# As many titles are weighed for suggestions, of the engine's best.
SUGGESTIONS_WEIGHED = 200
_CANDIDATE_FIELDS = tuple(Candidate.__dataclass_fields__)
_SUGGESTION_FIELDS = tuple(Suggestion.__dataclass_fields__)


class DatabaseBackend(SearchBackend):
    """An engine whose index follows the rows by itself, inside the same transaction."""

    @abstractmethod
    def install(self) -> None:
        """Make in the database what is missing of the index, and fill it then."""

    @abstractmethod
    def matching(self, query: Query) -> EntryQuerySet:
        """Return the rows that satisfy a query, in the engine's order."""

    @abstractmethod
    def labelled(self, terms: Iterable[str]) -> EntryQuerySet:
        """Return the rows with a label of which one of these is the whole."""

    @abstractmethod
    def beginning(self, words: list[str]) -> EntryQuerySet:
        """Return the rows with a title word that begins with each of the words."""

    def candidates(
        self,
        query: Query,
        sight: Sight,
        filters: Filters,
        *,
        limit: int = 500,
        offset: int = 0,
    ) -> list[Candidate]:
        rows = self.matching(query).opened_by(sight).within(filters)
        best = rows.values_list("pk", flat=True)[offset : offset + limit]
        # Fetched apart, so that the terms of all the others are not read for sorting;
        # and as a list: in a subquery the engine's column would be the outer row's.
        return fetched(list(best))

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
        rows = self._satisfying(query).opened_by(sight).within(filters)
        each_once = rows.order_by().annotate(
            place=Window(
                RowNumber(),
                partition_by=[F("kind"), F("object_id")],
                order_by=[_language_order(language), F("pk")],
            )
        )
        date = F("date")
        by_date = (date.asc if oldest_first else date.desc)(nulls_last=True)
        listed = (
            each_once.filter(place=1)
            .order_by(by_date, "title", "pk")
            .values_list(*Listed._fields)
        )
        return [Listed(*row) for row in listed[offset : offset + limit]]

    def counts(self, query: Query, sight: Sight, filters: Filters) -> Tallies:
        rows = self._satisfying(query).opened_by(sight)
        if not query:
            rows = rows.within(Filters(kind=filters.kind))
        return tallied(rows, filters)

    def suggestions(
        self, words: list[str], sight: Sight, *, language: str, limit: int
    ) -> list[Suggestion]:
        rows = self.beginning(words).opened_by(sight)
        # Titles that begin as the reader did come first, whatever the engine thinks.
        begins = Case(
            When(label_tokens__startswith=f"e{''.join(words)}", then=Value(0)),
            default=Value(1),
        )
        best = rows.order_by(begins, *rows.query.order_by)[:SUGGESTIONS_WEIGHED]
        return suggested(best, words, language=language, limit=limit)

    def changed(
        self, kind: str, object_ids: Iterable[int], *, narrowed: Collection[int]
    ) -> None:
        """The index follows the table."""

    def deliver(self) -> None:
        """The index follows the table."""

    def _satisfying(self, query: Query) -> EntryQuerySet:
        return self.matching(query) if query else Entry.objects.all()


def fetched(pks: Iterable[int]) -> list[Candidate]:
    """Return rows with what ranking weighs, in any order."""
    rows = Entry.objects.filter(pk__in=pks).order_by()
    return [Candidate(*row) for row in rows.values_list(*_CANDIDATE_FIELDS)]


def suggested(
    rows: EntryQuerySet, words: list[str], *, language: str, limit: int
) -> list[Suggestion]:
    """Return the best of some rows as suggestions, best first and each thing once."""
    start = "".join(words)[:40]
    titles = [Suggestion(*row) for row in rows.values_list(*_SUGGESTION_FIELDS)]
    titles.sort(
        key=lambda item: (
            not spelling(item.title).startswith(start),
            item.language != language,
            len(item.title),
            item.title,
            item.object_id,
        )
    )
    once = {(item.kind, item.object_id): item for item in reversed(titles)}
    return [item for item in titles if once[item.kind, item.object_id] is item][:limit]


def _language_order(language: str) -> Case:
    codes = [language, *(code for code, _name in settings.LANGUAGES)]
    return Case(
        *[
            When(language=code, then=Value(place))
            for place, code in enumerate(dict.fromkeys(codes))
        ],
        default=Value(len(codes)),
        output_field=IntegerField(),
    )
