"""The engine inside PostgreSQL: an index over the terms that are stored with each entry.

PostgreSQL keeps the index in step by itself. It is made after every ``migrate``, because
only this database has it. The configuration is ``simple``: the terms are read already,
and letters and digits with a letter before them are one word to PostgreSQL's parser.

Only the index is asked, and no vector is stored: a page of text has a thousand terms,
and reading those of every row that satisfies a common word takes seconds. The function
says that it is dear, so that nobody plans to call it for each row. What stands in a
title stands in the index once more, under a letter of its own; and texts live outside
the rows, so that those that are counted and filtered are few pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import Any

from django.db import connection, transaction
from django.db.models import BooleanField, Func, Value

from network_site.base.language.analysis import QueryTerms
from search.backends.base import part_sets
from search.backends.database import Best, DatabaseBackend, Narrowing
from search.backends.pieces import Piece, pieces
from search.dictionary import Statistics
from search.models import Entry
from search.query import Query
from search.querysets import EntryQuerySet

# An entry's language stands among its terms, under a letter that no term begins with,
# and so do the terms of its title. A vector holds a megabyte: of rows that were made
# before a text's terms had a limit the end is left out.
IN_TITLE = "h"
_FUNCTION = f"""
CREATE OR REPLACE FUNCTION search_found_by(
    reading text, label_tokens text, title_tokens text, text_tokens text
) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 100000 AS $$
BEGIN
    RETURN strip(to_tsvector(
        'pg_catalog.simple',
        'r' || reading || ' ' || label_tokens || ' ' || title_tokens || ' '
        || regexp_replace(label_tokens || ' ' || title_tokens, '(\\w+)', '{IN_TITLE}\\1', 'g')
        || ' ' || left(text_tokens, 400000)
    ));
END
$$
"""
_TERMS = "search_found_by(reading, label_tokens, title_tokens, text_tokens)"
_INDEX = f"""
CREATE INDEX IF NOT EXISTS search_found_by ON search_entry USING gin ({_TERMS})
"""
_STORAGE = (
    "ALTER TABLE search_entry SET (toast_tuple_target = 512)",
    # How common a term is, the dictionary knows; the database would read thousands of
    # texts to find it out.
    "ALTER INDEX search_found_by ALTER COLUMN 1 SET STATISTICS 0",
)
# Every search unpacks hundreds of texts; not every server has what does it fastest.
_PACKING = """
DO $$ BEGIN
    IF EXISTS (
        SELECT FROM pg_settings
        WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)
    ) THEN
        ALTER TABLE search_entry ALTER COLUMN text_tokens SET COMPRESSION lz4;
    END IF;
END $$
"""
_FORMER = "ALTER TABLE search_entry DROP COLUMN IF EXISTS terms"
_HAS = (
    "search_found_by(search_entry.reading, search_entry.label_tokens, "
    "search_entry.title_tokens, search_entry.text_tokens) @@ %(expressions)s"
)
_PIECE = f"""
SELECT id, {{worth}}, {{enough}} FROM search_entry
WHERE {_TERMS} @@ to_tsquery('simple', %s)
"""  # noqa: S608 - our own names alone; what is asked for goes as a parameter
_BEST = """
SELECT id FROM (
    SELECT id, sum(worth) FROM ({pieces}) AS pieces (id, worth, enough)
    GROUP BY id HAVING bool_or(enough)
) AS found (id, worth)
WHERE id IN ({allowed}) ORDER BY worth DESC, id LIMIT %s
"""


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
    ) -> Best:
        rows = narrowed(Entry.objects.order_by())
        if query.exactly:
            rows = rows.filter(_has(_expression(query)))
        allowed, values = rows.values("pk").query.sql_with_params()
        branches: list[str] = []
        given: list[Any] = []
        for piece in pieces(query, known, only_titles_of=only_titles_of):
            worth, numbers = piece.worth()
            branches.append(_PIECE.format(worth=worth, enough=piece.enough))
            given += [*numbers, _of_piece(piece)]
        statement = _BEST.format(pieces=" UNION ALL ".join(branches), allowed=allowed)
        return Best(statement, [*given, *values, limit])

    def matching(self, query: Query) -> EntryQuerySet:
        return Entry.objects.filter(_has(_expression(query))).order_by("pk")

    def labelled(self, terms: Iterable[str]) -> EntryQuerySet:
        # Terms of whole labels stand nowhere else.
        return Entry.objects.filter(_has(_any(sorted(terms))))

    def beginning(self, words: list[str]) -> EntryQuerySet:
        each = [f"({IN_TITLE}x{word}:* | {IN_TITLE}f{word}:*)" for word in words]
        found = Entry.objects.filter(_has(" & ".join(each)))
        return found.order_by("title_length", "pk")

    def check(self) -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT relname FROM pg_index JOIN pg_class ON oid = indexrelid "
                "WHERE relname = 'search_found_by' AND indisvalid"
            )
            return [] if cursor.fetchall() else ["search_found_by is missing"]

    def install(self) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            # Rows that the transaction has just written hold the table until checked.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for statement in (_FORMER, _FUNCTION, _INDEX, *_STORAGE, _PACKING):
                cursor.execute(statement)

    def rebuild(self) -> None:
        self.install()
        # Everybody goes on reading and writing meanwhile; only in a transaction of the
        # caller's that cannot be.
        beside = "" if connection.in_atomic_block else "CONCURRENTLY"
        with connection.cursor() as cursor:
            cursor.execute(f"REINDEX INDEX {beside} search_found_by")


def _has(expression: str) -> Func:
    parts = (Value("simple"), Value(expression))
    wanted = Func(*parts, template="to_tsquery(%(expressions)s)")
    return Func(wanted, template=_HAS, output_field=BooleanField())


def _of_piece(piece: Piece) -> str:
    mark = IN_TITLE if piece.in_title else ""
    return " | ".join(
        f"(r{reading} & ({_any(_all(one, mark) for one in ways)}))"
        for reading, ways in piece.ways.items()
    )


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
    parts = [_all(one) for word in terms.words for one in part_sets(word)]
    phrases = [_all(sorted(phrase)) for phrase in terms.together]
    return [f"({together})", *sorted(terms.whole | {terms.exact}), *parts, *phrases]


def _all(terms: Iterable[str], mark: str = "") -> str:
    return f"({' & '.join(mark + term for term in terms)})"


def _any(ways: Iterable[str]) -> str:
    return f"({' | '.join(ways)})"
