"""Putting tens of thousands of rows into a table without making models of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import islice
from typing import Any

from django.db import connection, models
from django.db.models.constants import OnConflict

_AT_ONCE = 2_000
# What a database takes as it is.
_PLAIN = (models.CharField, models.TextField, models.IntegerField, models.ForeignKey)


def insert_rows(
    model: type[models.Model],
    names: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    ignore_conflicts: bool = False,
    unique_fields: Sequence[str] = (),
    update_fields: Sequence[str] = (),
) -> None:
    """Insert rows in their order, inside the caller's transaction.

    Nothing of the model runs: neither signals nor ``pre_save`` of its fields. For a few
    rows ``bulk_create`` is the one to use.

    Args:
        model: whose table it is.
        names: the columns given, as the model or its attributes call them. Every other
            column gets its default, the same one for all rows.
        rows: the values of these columns.
        ignore_conflicts: pass over what breaks a unique constraint.
        unique_fields, update_fields: the columns that tell a row, and those that are
            renewed where there is such a row, as in ``bulk_create``.
    """
    meta = model._meta
    given: list[Any] = [meta.get_field(name) for name in names]
    others = [
        field
        for field in meta.local_concrete_fields
        if field not in given and not field.primary_key
    ]
    rest = tuple(field.get_default() for field in others)
    conflict = OnConflict.IGNORE if ignore_conflicts else None
    conflict = OnConflict.UPDATE if update_fields else conflict
    start = connection.ops.insert_statement(on_conflict=conflict)
    end = connection.ops.on_conflict_suffix_sql(
        given,
        conflict,
        [meta.get_field(name).column for name in update_fields],
        [meta.get_field(name).column for name in unique_fields],
    )
    insert = _as_json if connection.vendor == "postgresql" else _one_by_one
    whole = ((*row, *rest) for row in rows)
    with connection.cursor() as cursor:
        while some := list(islice(whole, _AT_ONCE)):
            insert(cursor, model, [*given, *others], some, start, end)


def _as_json(
    cursor: Any,
    model: type[models.Model],
    fields: list[Any],
    rows: list[tuple[Any, ...]],
    start: str,
    end: str,
) -> None:
    """Hand the rows over as one value; PostgreSQL gives them the table's types."""
    table, columns = _names(model, fields)
    names = [field.column for field in fields]
    said = [dict(zip(names, row, strict=True)) for row in rows]
    cursor.execute(
        f"{start} {table} ({columns}) SELECT {columns}"  # noqa: S608 - own names
        f" FROM json_populate_recordset(NULL::{table}, %s::json) {end}",
        [json.dumps(said, default=str)],
    )


def _one_by_one(
    cursor: Any,
    model: type[models.Model],
    fields: list[Any],
    rows: list[tuple[Any, ...]],
    start: str,
    end: str,
) -> None:
    """Run one prepared statement for every row."""
    table, columns = _names(model, fields)
    places = ", ".join(["%s"] * len(fields))
    sql = f"{start} {table} ({columns}) VALUES ({places}) {end}"
    to_prepare = [
        (place, partial(field.get_db_prep_save, connection=connection))
        for place, field in enumerate(fields)
        if not isinstance(field, _PLAIN)
    ]
    values = [list(row) for row in rows]
    for place, prepare in to_prepare:
        said: Any = to_prepare
        for row in values:
            # A moment or a mark is mostly the same one for all rows.
            if row[place] is not said:
                said = row[place]
                made = prepare(said)
            row[place] = made
    cursor.executemany(sql, values)


def _names(model: type[models.Model], fields: list[Any]) -> tuple[str, str]:
    """Return the table and its columns as SQL names them."""
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    return quote(model._meta.db_table), columns
