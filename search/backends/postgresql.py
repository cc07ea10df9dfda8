"""The engine inside PostgreSQL: full text over the terms that are stored with each entry.

The terms of an entry are one generated column with an index, which PostgreSQL keeps in
step by itself. Both are made after every ``migrate``, because only this database has
them. The configuration is ``simple``: the terms are read already, and letters and
digits with a letter before them are one word to PostgreSQL's parser.
"""

from __future__ import annotations

from collections.abc import Set

from django.db import connection, transaction
from django.db.models import BooleanField, F, FloatField, Func, Value

from network_site.base.language.analysis import QueryTerms
from search.backends.base import part_sets
from search.backends.database import DatabaseBackend, Narrowing
from search.dictionary import Statistics
from search.models import Entry
from search.query import Query
from search.querysets import EntryQuerySet

# An entry's language stands among its terms, under a letter that no term begins with.
# A vector holds a megabyte; a text's terms beyond the limit are left out.
_COLUMN = """
ALTER TABLE search_entry ADD COLUMN IF NOT EXISTS terms tsvector
GENERATED ALWAYS AS (
    setweight(to_tsvector('simple', label_tokens), 'A')
    || setweight(to_tsvector('simple', title_tokens), 'B')
    || to_tsvector('simple', 'r' || reading || ' ' || left(text_tokens, 400000))
) STORED
"""
_INDEX = "CREATE INDEX IF NOT EXISTS search_index ON search_entry USING gin (terms)"
_HAS = "search_entry.terms @@ %(expressions)s"
# Text, unused, title, whole label: as the embedded engine weighs them. The measured
# remedy against long labels is to divide by the number of terms (the 2).
_RANK = "ts_rank('{0.1, 0.1, 0.3, 1.0}', search_entry.terms, %(expressions)s, 2)"


class PostgresqlBackend(DatabaseBackend):
    """Full-text search inside the database server."""

    name = "postgresql"

    def best(
        self,
        query: Query,
        known: dict[str, Statistics],
        narrowed: Narrowing,
        *,
        limit: int,
        only_titles_of: Set[int] = frozenset(),
    ) -> list[int]:
        rows = narrowed(self.matching(query))
        return list(rows.values_list("pk", flat=True)[:limit])

    def matching(self, query: Query) -> EntryQuerySet:
        return _found(_expression(query))

    def beginning(self, words: list[str]) -> EntryQuerySet:
        each = [f"(x{word}:*AB | f{word}:*AB)" for word in words]
        return _found(" & ".join(each))

    def check(self) -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT relname FROM pg_index JOIN pg_class ON oid = indexrelid "
                "WHERE relname = 'search_index' AND indisvalid"
            )
            return [] if cursor.fetchall() else ["search_index is missing"]

    def install(self) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            # Rows that the transaction has just written hold the table until checked.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(_COLUMN)
            cursor.execute(_INDEX)

    def rebuild(self) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            self.install()
            cursor.execute("REINDEX INDEX search_index")


def _found(expression: str) -> EntryQuerySet:
    parts = (Value("simple"), Value(expression))
    wanted = Func(*parts, template="to_tsquery(%(expressions)s)")
    has = Func(wanted, template=_HAS, output_field=BooleanField())
    rank = Func(wanted, template=_RANK, output_field=FloatField())
    return Entry.objects.filter(has).order_by(rank.desc(), F("pk"))


def _expression(query: Query) -> str:
    """Return the query in PostgreSQL's language; terms are letters and digits."""
    return " | ".join(
        f"(r{reading} & ({' | '.join(_ways(terms, query.exactly))}))"
        for reading, terms in query.readings.items()
    )


def _ways(terms: QueryTerms, every_word: bool) -> list[str]:
    """Return what is enough, each by itself, in a row of this reading."""
    words = [f"({' | '.join(sorted(word.strong))})" for word in terms.words]
    together = (" & " if every_word else " | ").join(words)
    parts = [f"({' & '.join(one)})" for word in terms.words for one in part_sets(word)]
    return [f"({together})", *sorted(terms.whole | {terms.exact}), *parts]
