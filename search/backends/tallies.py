"""Counting for every choice what it would give, in one query of the database."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.conf import settings
from django.db import connection
from django.db.models import Case, IntegerField, Min, Sum, Value, When

from search.backends.base import Tallies
from search.filters import Filters, Places
from search.querysets import EntryQuerySet

# Sorts of choices that are a column of a thing; its languages are a sum of bits.
_COLUMNS = ("space_id", "department_id", "year", "status", "file_types", "spoken")
# What has no value of its own is not offered; what stands in no space is.
_HAS_ONE = {
    "space_id": "",
    "department_id": "department_id IS NOT NULL",
    "year": "year IS NOT NULL",
    "status": "status <> ''",
    "file_types": "file_types <> ''",
    "spoken": "",
}


class _Sql(NamedTuple):
    """A condition and what is filled into it."""

    text: str
    params: tuple = ()


def tallied(rows: EntryQuerySet, filters: Filters) -> Tallies:
    """Count the things of some rows for every choice.

    The rows are read and gathered to things once. Each sort of choice is then counted
    over those few columns, with the filters of all other sorts. All counts are kept by
    kind, so that the kind is chosen, and left out, without another pass.

    Args:
        rows: what satisfies the query and is open to the reader.
        filters: the reader's choices.
    """
    passing = _passing(filters)
    branches = [
        _counted("everything", "NULL", ()),
        _counted("kind", "NULL", passing.values()),
    ]
    for column in _COLUMNS:
        others = [sql for name, sql in passing.items() if name != column]
        if _HAS_ONE[column]:
            others.append(_Sql(_HAS_ONE[column]))
        branches.append(_counted(column, column, others))
    text, params = _things(rows).query.sql_with_params()
    # The text is made of our own names alone; what was asked for goes as parameters.
    counts = " UNION ALL ".join(branch.text for branch in branches)
    given = [*params, *(value for branch in branches for value in branch.params)]
    with connection.cursor() as cursor:
        cursor.execute(f"WITH things AS MATERIALIZED ({text}) {counts}", given)
        return _gathered(cursor.fetchall(), filters.kind)


def _things(rows: EntryQuerySet) -> EntryQuerySet:
    """Gather rows to things; all but the language is the same in a thing's rows."""
    spoken = Case(
        *[When(language=code, then=Value(bit)) for code, bit in _bits().items()],
        default=Value(0),
        output_field=IntegerField(),
    )
    columns = {f"its_{name}": Min(name) for name in _COLUMNS if name != "spoken"}
    return (
        rows.order_by()
        .values("kind", "object_id")
        .annotate(**columns, its_spoken=Sum(spoken))
    )


def _bits() -> dict[str, int]:
    return {code: 1 << place for place, (code, _) in enumerate(settings.LANGUAGES)}


def _counted(sort: str, column: str, conditions: Iterable[_Sql]) -> _Sql:
    conditions = list(conditions)
    where = " AND ".join(f"({sql.text})" for sql in conditions) or "1 = 1"
    group = "kind" if column == "NULL" else f"kind, {column}"
    named = ", ".join(f"its_{name} AS {name}" for name in _COLUMNS)
    return _Sql(
        f"SELECT '{sort}', kind, CAST({column} AS text), COUNT(*) "  # noqa: S608
        f"FROM (SELECT kind, {named} FROM things) AS each_thing "
        f"WHERE {where} GROUP BY {group}",
        tuple(value for sql in conditions for value in sql.params),
    )


def _passing(filters: Filters) -> dict[str, _Sql]:
    """Return, for each sort of choice that was made, what it lets through."""
    passing = {}
    if filters.places is not None:
        passing["space_id"] = _in_places(filters.places)
    for column, values in (
        ("department_id", filters.departments),
        ("year", filters.years),
        ("status", filters.statuses),
    ):
        if values:
            passing[column] = _one_of(column, values)
    if filters.file_types:
        types = sorted(filters.file_types)
        either = " OR ".join(["file_types LIKE %s"] * len(types))
        passing["file_types"] = _Sql(either, tuple(f"% {word} %" for word in types))
    if filters.languages:
        bits = _bits()
        chosen = sum(bits.get(code, 0) for code in filters.languages)
        passing["spoken"] = _Sql("(spoken & %s) <> 0", (chosen,))
    return passing


def _one_of(column: str, values: Iterable) -> _Sql:
    wanted = tuple(sorted(values))
    if not wanted:
        return _Sql("1 = 0")
    return _Sql(f"{column} IN ({', '.join(['%s'] * len(wanted))})", wanted)


def _in_places(places: Places) -> _Sql:
    ways = [_one_of("space_id", places.spaces)]
    if places.network:
        ways.append(_Sql("space_id IS NULL"))
    if places.others_than is not None:
        own = _one_of("space_id", places.others_than)
        ways.append(_Sql(f"space_id IS NOT NULL AND NOT ({own.text})", own.params))
    return _Sql(
        " OR ".join(f"({way.text})" for way in ways),
        tuple(value for way in ways for value in way.params),
    )


def _gathered(counted: list[tuple], kind: str | None) -> Tallies:
    """Put the counts of kinds together, each sort with the values that it has."""
    found: dict[str, dict] = {name: {} for name in ("everything", "kind", *_COLUMNS)}
    for sort, of_kind, value, things in counted:
        if sort in ("everything", "kind"):
            found[sort][of_kind] = things
        elif kind in (None, of_kind):
            for choice in _choices(sort, value):
                found[sort][choice] = found[sort].get(choice, 0) + things
    return Tallies(
        kinds=found["kind"],
        spaces=found["space_id"],
        departments=found["department_id"],
        years=found["year"],
        statuses=found["status"],
        languages=found["spoken"],
        file_types=found["file_types"],
        unfiltered=sum(found["everything"].values()),
    )


def _choices(sort: str, value: str | None) -> list:
    if value is None:
        return [None]
    if sort == "spoken":
        return [code for code, bit in _bits().items() if int(value) & bit]
    if sort == "file_types":
        return value.split()
    return [value if sort == "status" else int(value)]
