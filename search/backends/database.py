"""What the engines inside the database share: everything but the match itself."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import Case, Count, F, IntegerField, Q, Value, When, Window
from django.db.models.functions import RowNumber

from network_site.base.language.words import spelling
from search.backends.base import (
    Candidate,
    GroupCount,
    Listed,
    SearchBackend,
    Suggestion,
)
from search.filters import Filters
from search.models import Entry
from search.query import Query
from search.querysets import EntryQuerySet

# As many titles are weighed for suggestions, of the engine's best.
SUGGESTIONS_WEIGHED = 200
_CANDIDATE_FIELDS = tuple(Candidate.__dataclass_fields__)


class DatabaseBackend(SearchBackend):
    """An engine whose index follows the rows by itself, inside the same transaction."""

    @abstractmethod
    def matching(self, query: Query) -> EntryQuerySet:
        """Return the rows that satisfy a query, in the engine's order."""

    @abstractmethod
    def beginning(self, words: list[str]) -> EntryQuerySet:
        """Return the rows with a title word that begins with each of the words."""

    def candidates(
        self,
        query: Query,
        tokens: frozenset[str],
        filters: Filters,
        *,
        limit: int = 500,
        offset: int = 0,
    ) -> list[Candidate]:
        rows = self.matching(query).opened_by(tokens).within(filters)
        best = rows.values("pk")[offset : offset + limit]
        # Fetched apart, so that the terms of all the others are not read for sorting.
        found = Entry.objects.filter(pk__in=best).order_by()
        return [Candidate(*row) for row in found.values_list(*_CANDIDATE_FIELDS)]

    def listing(
        self,
        query: Query,
        tokens: frozenset[str],
        filters: Filters,
        *,
        language: str,
        limit: int,
        offset: int,
    ) -> list[Listed]:
        rows = self._satisfying(query).opened_by(tokens).within(filters)
        each_once = rows.order_by().annotate(
            place=Window(
                RowNumber(),
                partition_by=[F("kind"), F("object_id")],
                order_by=[_language_order(language), F("pk")],
            )
        )
        listed = (
            each_once.filter(place=1)
            .order_by(F("date").desc(nulls_last=True), "title", "pk")
            .values_list(*Listed._fields)
        )
        return [Listed(*row) for row in listed[offset : offset + limit]]

    def counts(
        self, query: Query, tokens: frozenset[str], filters: Filters
    ) -> list[GroupCount]:
        rows = self._satisfying(query).opened_by(tokens)
        if not query:
            rows = rows.within(Filters(kind=filters.kind))
        codes = [code for code, _name in settings.LANGUAGES]
        chosen: dict[str, Any] = {"distinct": True}
        if filters.languages:
            chosen["filter"] = Q(language__in=sorted(filters.languages))
        groups = (
            rows.order_by()
            .values("kind", "space_id")
            .annotate(
                things=Count("object_id", distinct=True),
                chosen=Count("object_id", **chosen),
                **{f"in_{code}": Count("pk", Q(language=code)) for code in codes},
            )
        )
        return [
            GroupCount(
                group["kind"],
                group["space_id"],
                group["things"],
                group["chosen"],
                {code: group[f"in_{code}"] for code in codes},
            )
            for group in groups
        ]

    def suggestions(
        self, words: list[str], tokens: frozenset[str], *, language: str, limit: int
    ) -> list[Suggestion]:
        rows = self.beginning(words).opened_by(tokens)
        fields = ("kind", "object_id", "language", "title", "url")
        start = "".join(words)
        # Titles that begin as the reader did come first, whatever the engine thinks.
        begins = Case(
            When(label_tokens__startswith=f"e{start}", then=Value(0)), default=Value(1)
        )
        found = rows.order_by(begins, *rows.query.order_by).values_list(*fields)
        titles = [Suggestion(*row) for row in found[:SUGGESTIONS_WEIGHED]]
        titles.sort(
            key=lambda item: (
                not spelling(item.title).startswith(start[:40]),
                item.language != language,
                len(item.title),
                item.title,
                item.object_id,
            )
        )
        once = {(item.kind, item.object_id): item for item in reversed(titles)}
        return [item for item in titles if once[item.kind, item.object_id] is item][
            :limit
        ]

    def written(self, entry_ids: Iterable[int]) -> None:
        """The index follows the table."""

    def removed(self, entry_ids: Iterable[int]) -> None:
        """The index follows the table."""

    def _satisfying(self, query: Query) -> EntryQuerySet:
        return self.matching(query) if query else Entry.objects.all()


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
