"""The embedded engine: SQLite's FTS5 over the terms that are stored with each entry.

The index keeps no text of its own (an external content table) and follows the entries
by triggers, so that it never disagrees with a committed row. Table and triggers are
made after every ``migrate`` instead of in a migration: when a field of the entries
changes, Django makes their table anew, and SQLite drops the triggers with the old one.

Titles have an index of their own for what a reader has begun to type: the beginnings of
the words of all texts would be most of the one index, and nobody asks for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import replace
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.db.models import BooleanField, FloatField, Func

from network_site.base.language.analysis import QueryTerms
from search.backends.base import part_sets
from search.backends.database import Best, DatabaseBackend, Narrowing
from search.dictionary import Statistics
from search.models import Entry
from search.query import Query
from search.querysets import EntryQuerySet

_TERMS = "tokenize='unicode61 remove_diacritics 0'"
_CONTENT = f"content='search_entry', content_rowid='id', {_TERMS}"
_COLUMNS = {
    "search_index": ("reading", "label_tokens", "title_tokens", "text_tokens"),
    "search_titles": ("title_tokens",),
}
_OPTIONS = {"search_index": "", "search_titles": ", prefix='2 3 4'"}


def _statements(start: str, row: str) -> str:
    """Return what a trigger does to every table with the terms of a row."""
    return " ".join(
        start.replace("TABLE", table).replace("NAMES", ", ".join(columns))
        + f" {row}.id, {', '.join(f'{row}.{name}' for name in columns)});"
        for table, columns in _COLUMNS.items()
    )


_ADD = _statements("INSERT INTO TABLE (rowid, NAMES) VALUES (", "new")
# FTS5 finds what to take out by the very words that were put in.
_DROP = _statements("INSERT INTO TABLE (TABLE, rowid, NAMES) VALUES ('delete',", "old")
_SEARCHED = "label_tokens title_tokens text_tokens"
_INDEXED = "reading, label_tokens, title_tokens, text_tokens"
_WANTED = {
    **{
        table: f"CREATE VIRTUAL TABLE {table} USING fts5("
        f"{', '.join(columns)}, {_CONTENT}{_OPTIONS[table]})"
        for table, columns in _COLUMNS.items()
    },
    "search_entry_added": (
        "CREATE TRIGGER search_entry_added AFTER INSERT ON search_entry "
        f"BEGIN {_ADD} END"
    ),
    "search_entry_gone": (
        "CREATE TRIGGER search_entry_gone AFTER DELETE ON search_entry "
        f"BEGIN {_DROP} END"
    ),
    "search_entry_changed": (
        f"CREATE TRIGGER search_entry_changed AFTER UPDATE OF {_INDEXED} "
        f"ON search_entry BEGIN {_DROP} {_ADD} END"
    ),
}
# Whole labels weigh most, then titles, then text; the language's name weighs nothing.
_RANK = "bm25(search_index, 0.0, 10.0, 3.0, 1.0)"


def _there(cursor: Any) -> dict[str, str]:
    """Return what there is of the index, with the statement that made it."""
    names = ", ".join(f"'{name}'" for name in _WANTED)
    cursor.execute(f"SELECT name, sql FROM sqlite_master WHERE name IN ({names})")  # noqa: S608
    return dict(cursor.fetchall())


def _fill(cursor: Any) -> None:
    for table in _COLUMNS:
        cursor.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")  # noqa: S608


class SqliteBackend(DatabaseBackend):
    """Full-text search inside the database file."""

    name = "sqlite"

    def best(
        self,
        query: Query,
        known: dict[str, Statistics],
        narrowed: Narrowing,
        *,
        limit: int,
        only_titles_of: Set[int] = frozenset(),
    ) -> Best:
        expression = _expression(query)
        if only_titles_of:
            expression = _expression(query, "label_tokens title_tokens")
            if rare := _without(query, only_titles_of):
                expression += f" OR {_expression(rare)}"
        rows = narrowed(self._found(expression))
        statement, params = rows.values_list("pk", flat=True)[
            :limit
        ].query.sql_with_params()
        return Best(statement, params)

    def matching(self, query: Query) -> EntryQuerySet:
        return self._found(_expression(query))

    def labelled(self, terms: Iterable[str]) -> EntryQuerySet:
        return self._found(f"{{label_tokens}} : ({' OR '.join(_quoted(terms))})")

    def beginning(self, words: list[str]) -> EntryQuerySet:
        each = " AND ".join(f'("x{word}" * OR "f{word}" *)' for word in words)
        found = self._indexed("search_titles", each)
        return found.order_by("title_length", "pk")

    def check(self) -> list[str]:
        with connection.cursor() as cursor:
            there = _there(cursor)
            if missing := sorted(_WANTED.keys() - there.keys()):
                return [f"{name} is missing" for name in missing]
            try:
                for table in _COLUMNS:
                    # A second argument other than 0 compares with the entries, too.
                    cursor.execute(
                        f"INSERT INTO {table} ({table}, rank) "  # noqa: S608
                        "VALUES ('integrity-check', 1)"
                    )
            except DatabaseError as error:
                return [f"the index disagrees with the entries: {error}"]
        return []

    def install(self) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            there = _there(cursor)
            if there == _WANTED:
                return
            for name, statement in _WANTED.items():
                kind = "TABLE" if name in _COLUMNS else "TRIGGER"
                cursor.execute(f"DROP {kind} IF EXISTS {name}")
                cursor.execute(statement)
            _fill(cursor)

    def rebuild(self) -> None:
        self.install()
        with transaction.atomic(), connection.cursor() as cursor:
            _fill(cursor)

    def _found(self, expression: str) -> EntryQuerySet:
        rank = Func(template=_RANK, output_field=FloatField())
        return self._indexed("search_index", expression).order_by(rank, "pk")

    @staticmethod
    def _indexed(table: str, expression: str) -> EntryQuerySet:
        return Entry.objects.extra(  # noqa: S610 - table names of ours
            tables=[table],
            where=[f"{table} MATCH %s"],
            params=[expression],
        ).filter(_IndexedAs("pk", table=table))


class _IndexedAs(Func):
    """Joins a row with its place in the index.

    The plus keeps SQLite from asking the index anew for every row.
    """

    template = "%(expressions)s = +%(table)s.rowid"
    output_field = BooleanField()


def _expression(query: Query, columns: str = _SEARCHED) -> str:
    """Return the query in FTS5's language.

    Terms are letters and digits, so quoting them is all the care they need. What every
    language reads alike (the words as written) is looked for once, the rest in rows of
    its own language.
    """
    common = query.readings[""]
    ways = [_in(columns, _as_written(common, query.exactly))]
    if not query.exactly:
        for reading, terms in query.readings.items():
            if reading and (specific := _specific(terms, common)):
                ways.append(f'({{reading}} : "{reading}" AND {_in(columns, specific)})')
    return " OR ".join(ways)


def _without(query: Query, places: Set[int]) -> Query:
    """Return a query without the words at some places."""
    readings = {
        reading: replace(
            terms,
            words=tuple(w for at, w in enumerate(terms.words) if at not in places),
        )
        for reading, terms in query.readings.items()
    }
    return replace(query, readings=readings)


def _in(columns: str, ways: list[str]) -> str:
    return f"{{{columns}}} : ({' OR '.join(ways)})"


def _as_written(terms: QueryTerms, every_word: bool) -> list[str]:
    words = [" OR ".join(_quoted(word.strong)) for word in terms.words]
    joint = " AND " if every_word else " OR "
    together = joint.join(f"({word})" for word in words)
    return [f"({together})", *_quoted(terms.whole | {terms.exact})]


def _specific(terms: QueryTerms, common: QueryTerms) -> list[str]:
    """Return what only this language reads in the query, each way once."""
    ways = _quoted(terms.whole - common.whole)
    for word, plain in zip(terms.words, common.words, strict=True):
        ways += _quoted(word.strong - plain.strong)
        ways += [_joint(parts) for parts in part_sets(word)]
    ways += [_joint(phrase) for phrase in terms.together]
    return list(dict.fromkeys(ways))


def _joint(terms: Iterable[str]) -> str:
    return f"({' AND '.join(_quoted(terms))})"


def _quoted(terms: Iterable[str]) -> list[str]:
    return [f'"{term}"' for term in sorted(terms)]
