"""What the engines inside the database share: everything but the match itself."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Collection, Iterable, Sequence, Set
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Case, F, IntegerField, Q, Value, When, Window
from django.db.models.expressions import RawSQL
from django.db.models.functions import RowNumber

from network_site.base.language.words import spelling
from search.backends.base import (
    Block,
    Candidate,
    Listed,
    SearchBackend,
    Suggestion,
    Tallies,
)
from search.backends.pieces import common_words
from search.backends.tallies import tallied
from search.dictionary import Statistics
from search.filters import Filters
from search.models import Entry
from search.query import Query
from search.querysets import EntryQuerySet
from search.sight import Sight

Narrowing = Callable[[EntryQuerySet], EntryQuerySet]
# As many rows are ranked at a time: these engines know where a term stands and not how
# often, so the best may be some way down.
BLOCK = 500
# As many titles are weighed for suggestions, of the engine's best.
SUGGESTIONS_WEIGHED = 200
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

    @abstractmethod
    def best(
        self,
        query: Query,
        known: dict[str, Statistics],
        narrowed: Narrowing,
        *,
        limit: int,
        only_titles_of: Set[int] = frozenset(),
    ) -> Best:
        """Return the engine's best rows that satisfy a query, best first.

        Args:
            query: not empty.
            known: what the dictionary knows of its terms.
            narrowed: keeps what the reader may see and has chosen.
            limit: how many at most.
            only_titles_of: places of words that need not be looked for in texts.
        """

    def candidates(
        self,
        query: Query,
        sight: Sight,
        filters: Filters,
        known: dict[str, Statistics],
        *,
        start: int,
    ) -> Block:
        """Weigh titles first where a word stands in the texts of a great many rows.

        Those with the word in their title come first anyway, and weighing all the
        others takes most of the time. When they are too few, all are weighed.
        """

        def narrowed(rows: EntryQuerySet) -> EntryQuerySet:
            return rows.opened_by(sight).within(filters)

        end = start + BLOCK
        common = frozenset() if query.exactly else common_words(query, known)
        first: list[int] = []
        if common:
            likely = self.best(
                query, known, narrowed, limit=BLOCK, only_titles_of=common
            ).ids()
            first = likely if len(likely) == BLOCK else []
        if start or not first:
            every = self.best(query, known, narrowed, limit=end)
            if not start:
                rows = fetched(every, query, known)
                return Block(rows, len(rows))
            # Those of the first block come in no other.
            first = list(dict.fromkeys([*first, *every.ids()]))
        rows = fetched(first[start:end], query, known)
        return Block(rows, start + len(rows))

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

    def first_seen(
        self, choices: Sequence[Sequence[Query]], sight: Sight
    ) -> list[int | None]:
        """Return of each list of queries the place of the first that finds something.

        One statement for all of them, and in it nothing is looked for behind the first.

        Args:
            choices: the lists.
            sight: what the reader sees.
        """
        cases: list[str] = []
        values: list[Any] = []
        for queries in choices:
            whens = ""
            for place, query in enumerate(queries):
                rows = self.matching(query).opened_by(sight).order_by().values("pk")
                statement, given = rows.query.sql_with_params()
                whens += f" WHEN EXISTS({statement}) THEN {place}"
                values += given
            cases.append(f"CASE{whens} END")
        if not cases:
            return []
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(cases)}", values)
            return list(cursor.fetchone())

    def _satisfying(self, query: Query) -> EntryQuerySet:
        return self.matching(query) if query else Entry.objects.all()


class Best(RawSQL):
    """A statement that gives the ids of rows in order: to be asked, or to choose by."""

    def ids(self) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.params)
            return [pk for (pk,) in cursor.fetchall()]


def fetched(
    pks: Iterable[int] | Best,
    query: Query | None = None,
    known: dict[str, Statistics] | None = None,
) -> list[Candidate]:
    """Return rows with what ranking weighs, in any order.

    Args:
        pks: of the rows.
        query: of the texts only its terms are kept; without one, all.
        known: what the dictionary knows of its terms; goes with a query.
    """
    wanted = Q(pk__in=pks) if isinstance(pks, Best) else Q(pk__one_of=list(pks))
    return read(Entry.objects.filter(wanted), query, known)


def read(
    entries: EntryQuerySet,
    query: Query | None = None,
    known: dict[str, Statistics] | None = None,
) -> list[Candidate]:
    """Return some rows with what ranking weighs, in any order; see ``fetched``."""
    found = map(Candidate._make, entries.order_by().values_list(*Candidate._fields))
    if query is None or known is None:
        return list(found)
    terms = {
        reading: [t for t in query.terms(reading) if known[reading].may_be_in_text(t)]
        for reading in query.readings
    }
    return [
        row._replace(text_tokens=_only(terms[row.reading], row.text_tokens))
        for row in found
    ]


def _only(terms: Iterable[str], text: str) -> str:
    """Return those of a text's terms that are asked for, as often as they are there.

    Looking for a dozen terms is cheaper than dividing a text into its thousand. Those
    of each letter are a line, where the same stand beside each other.
    """
    lines = {line[0]: f" {line} " for line in text.split("\n") if line}
    found = []
    for term in terms:
        line, wanted = lines.get(term[0], ""), f" {term} "
        at = line.find(wanted)
        while at >= 0 and line.startswith(wanted, at):
            found.append(term)
            at += len(term) + 1
    return " ".join(found)


def suggested(
    rows: EntryQuerySet, words: list[str], *, language: str, limit: int
) -> list[Suggestion]:
    """Return the best of some rows as suggestions, best first and each thing once.

    Of a thing that was found only the languages with the words in their titles count.
    """
    start = "".join(words)[:40]
    titles = [
        Suggestion(*row)
        for *row, terms in rows.values_list(*_SUGGESTION_FIELDS, "title_tokens")
        if _continues(words, f" {terms}")
    ]
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


def _continues(words: list[str], terms: str) -> bool:
    return all(f" x{word}" in terms or f" f{word}" in terms for word in words)


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
