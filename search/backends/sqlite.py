"""The embedded engine: SQLite's FTS5 over the terms that are stored with each entry.

The index keeps no text of its own (an external content table) and follows the entries
by triggers, so that it never disagrees with a committed row. Table and triggers are
made after every ``migrate`` instead of in a migration: when a field of the entries
changes, Django makes their table anew, and SQLite drops the triggers with the old one.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.db.models import BooleanField, FloatField, Func

from network_site.base.language.analysis import QueryTerms
from search.backends.base import part_sets
from search.backends.database import DatabaseBackend
from search.models import Entry
from search.query import Query
from search.querysets import EntryQuerySet

_TABLE = """
CREATE VIRTUAL TABLE search_index USING fts5(
    reading, label_tokens, title_tokens, text_tokens,
    content='search_entry', content_rowid='id',
    tokenize='unicode61 remove_diacritics 0', prefix='3 4'
)
"""
_ADD = """
INSERT INTO search_index (rowid, reading, label_tokens, title_tokens, text_tokens)
VALUES (new.id, new.reading, new.label_tokens, new.title_tokens, new.text_tokens);
"""
# FTS5 finds what to take out by the very words that were put in.
_DROP = """
INSERT INTO search_index
    (search_index, rowid, reading, label_tokens, title_tokens, text_tokens)
VALUES
    ('delete', old.id, old.reading, old.label_tokens, old.title_tokens, old.text_tokens);
"""
_INDEXED = "reading, label_tokens, title_tokens, text_tokens"
_TRIGGERS = {
    "search_entry_added": f"AFTER INSERT ON search_entry BEGIN {_ADD} END",
    "search_entry_gone": f"AFTER DELETE ON search_entry BEGIN {_DROP} END",
    "search_entry_changed": (
        f"AFTER UPDATE OF {_INDEXED} ON search_entry BEGIN {_DROP} {_ADD} END"
    ),
}
# Whole labels weigh most, then titles, then text; the language's name weighs nothing.
_RANK = "bm25(search_index, 0.0, 10.0, 3.0, 1.0)"


def _missing(cursor: Any) -> set[str]:
    cursor.execute("SELECT name FROM sqlite_master WHERE name LIKE 'search_%%'", [])
    return {"search_index", *_TRIGGERS} - {name for (name,) in cursor.fetchall()}


def _fill(cursor: Any) -> None:
    cursor.execute("INSERT INTO search_index (search_index) VALUES ('rebuild')")


class SqliteBackend(DatabaseBackend):
    """Full-text search inside the database file."""

    name = "sqlite"

    def matching(self, query: Query) -> EntryQuerySet:
        return self._found(_expression(query))

    def labelled(self, terms: Iterable[str]) -> EntryQuerySet:
        return self._found(f"{{label_tokens}} : ({' OR '.join(_quoted(terms))})")

    def beginning(self, words: list[str]) -> EntryQuerySet:
        each = [f'("x{word}" * OR "f{word}" *)' for word in words]
        return self._found(f"{{title_tokens}} : ({' AND '.join(each)})")

    def check(self) -> list[str]:
        with connection.cursor() as cursor:
            missing = _missing(cursor)
            if missing:
                return [f"{name} is missing" for name in sorted(missing)]
            try:
                # A second argument other than 0 compares with the entries, too.
                cursor.execute(
                    "INSERT INTO search_index (search_index, rank) "
                    "VALUES ('integrity-check', 1)"
                )
            except DatabaseError as error:
                return [f"the index disagrees with the entries: {error}"]
        return []

    def install(self) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            missing = _missing(cursor)
            if "search_index" in missing:
                cursor.execute(_TABLE)
            for name in missing & _TRIGGERS.keys():
                cursor.execute(f"CREATE TRIGGER {name} {_TRIGGERS[name]}")
            if missing:
                _fill(cursor)

    def rebuild(self) -> None:
        self.install()
        with transaction.atomic(), connection.cursor() as cursor:
            _fill(cursor)

    @staticmethod
    def _found(expression: str) -> EntryQuerySet:
        found = Entry.objects.extra(
            tables=["search_index"],
            where=["search_index MATCH %s"],
            params=[expression],
        ).filter(_IndexedAs("pk"))
        return found.order_by(Func(template=_RANK, output_field=FloatField()), "pk")


class _IndexedAs(Func):
    """Joins a row with its place in the index.

    The plus keeps SQLite from asking the index anew for every row.
    """

    template = "%(expressions)s = +search_index.rowid"
    output_field = BooleanField()


def _expression(query: Query) -> str:
    """Return the query in FTS5's language.

    Terms are letters and digits, so quoting them is all the care they need. What every
    language reads alike (the words as written) is looked for once, the rest in rows of
    its own language.
    """
    common = query.readings[""]
    ways = [_anywhere(_as_written(common, query.exactly))]
    if not query.exactly:
        for reading, terms in query.readings.items():
            if reading and (specific := _specific(terms, common)):
                ways.append(f'({{reading}} : "{reading}" AND {_anywhere(specific)})')
    return " OR ".join(ways)


def _anywhere(ways: list[str]) -> str:
    return f"{{label_tokens title_tokens text_tokens}} : ({' OR '.join(ways)})"


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
