"""From the rows of a table to records, with the row and the column of every complaint."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from concepts.importing.messages import Refused, Report
from concepts.importing.records import (
    Carried,
    ConceptRecord,
    DefinitionText,
    Found,
    NoteText,
    Reference,
    TermText,
)
from concepts.importing.sheets import Row, Trouble
from concepts.models import Concept, Term
from concepts.rules import UNSEEN_TABLE
from concepts.tabular import (
    BETWEEN_SOURCES,
    Place,
    is_good_language,
    name_and_address,
    place_of,
    unescaped,
)
from concepts.uris import is_good_uri

_STATUSES = {
    "luonnos": "draft",
    "ehdotettu": "proposed",
    "ehdotus": "proposed",
    "hyväksytty": "approved",
    "korvattu": "superseded",
    "poistettu käytöstä": "retired",
    **{status.value: status.value for status in Concept.Status},
}
_REFERENCES = ("broader", "related", "replaced_by", "subjects")
# csv's own limit on a field is lifted to this many characters.
LONGEST_CELL = 4_000_000


def read_table(rows: Iterable[Row], report: Report) -> Found:
    """Return the records of a table; the first row that is not empty names the columns.

    Raises:
        Refused: there is no such row, or a column is none of the template's.
    """
    every = iter(rows)
    first = next(every, None)
    if first is None:
        raise Refused("no-concepts")
    places = _places(first)
    records, last, empty = [], first[0], 0
    for number, cells in every:
        empty += number - last - 1
        last = number
        if (record := _record(number, cells, places, report)) is not None:
            records.append(record)
    if empty:
        report.add("empty-rows", number=empty)
    return Found(records, Carried(frozenset(_carried(places))))


def _places(first: Row) -> list[Place | None]:
    """Return what each column holds; None where the header's cell is empty.

    Raises:
        Refused: a column is unknown, there twice, or in no known language.
    """
    number, cells = first
    places: list[Place | None] = []
    for cell in cells:
        name = "" if isinstance(cell, Trouble) else _clean(cell)
        if isinstance(cell, Trouble):
            raise Refused("unknown-column", row=number, column="?")
        if not name:
            places.append(None)
            continue
        place = place_of(name)
        if place is None:
            raise Refused("unknown-column", row=number, column=name)
        tag = place.language
        if place.column.per_language and not is_good_language(tag):
            raise Refused("column-language", row=number, column=name, language=tag)
        if any(p and p[:2] == place[:2] for p in places):
            raise Refused("column-twice", row=number, column=name)
        places.append(place)
    if not any(place and place.column.key == "term" for place in places):
        raise Refused("no-term-column", row=number)
    return places


def _carried(places: list[Place | None]) -> Iterator[tuple[str, str, str]]:
    for place in filter(None, places):
        yield place.column.part, place.column.kind, place.language


def _record(
    number: int, cells: list[str | Trouble], places: list[Place | None], report: Report
) -> ConceptRecord | None:
    """Return the record of one row, or None where the row is left out."""
    record = ConceptRecord(uri="", row=number)
    problems: list[tuple[str, str, dict[str, Any]]] = []
    sources: dict[str, list[str]] = {}
    for at, cell in enumerate(cells):
        place = places[at] if at < len(places) else None
        if isinstance(cell, Trouble):
            name = place.name if place else ""
            problems.append((cell.code, name, {"kind": cell.kind}))
        elif place is None:
            if _clean(cell):
                problems.append(("too-many-cells", "", {}))
        else:
            problem = _read_cell(record, place, cell, sources)
            if problem:
                problems.append((problem[0], place.name, problem[1]))
    _join_sources(record, sources)
    for code, column, values in problems:
        report.add(code, row=number, column=column, **values)
    if problems:
        report.rejected += 1
        report.outcomes[f"#{number}"] = "rejected"
        return None
    return record


def _clean(text: str) -> str:
    return unicodedata.normalize("NFC", text).translate(UNSEEN_TABLE).strip()


def _read_cell(
    record: ConceptRecord, place: Place, cell: str, sources: dict[str, list[str]]
) -> tuple[str, dict[str, Any]] | None:
    """Put what a cell says into the record, and return what is wrong with it, if so."""
    column = place.column
    lines = [_clean(line) for line in unescaped(cell).splitlines()]
    if column.part == "definition_sources":
        sources[place.language] = lines
        return None
    values = list(filter(None, lines))
    if len(values) > 1 and not column.many:
        return "several-values", {}
    if column.part in _READERS:
        for value in values:
            _READERS[column.part](record, place, value)
        return None
    if column.part in _REFERENCES:
        record.references += [
            Reference(column.part, column.kind, value, record.row or 0, place.name)
            for value in values
        ]
        return None
    if column.part == "mappings":
        record.mappings += [(column.kind, value) for value in values]
        return next(
            (("bad-uri", {"uri": v}) for v in values if not is_good_uri(v)), None
        )
    return _read_field(record, column.part, values)


def _read_field(
    record: ConceptRecord, name: str, values: list[str]
) -> tuple[str, dict[str, Any]] | None:
    """Set one of the concept's own fields."""
    value = "\n".join(values)
    if name == "uri":
        record.uri = value
        if value and not is_good_uri(value):
            return "bad-uri", {"uri": value[:200]}
    elif name == "status":
        record.status = _STATUSES.get(value.casefold()) if value else None
        if value and record.status is None:
            known = ", ".join(Concept.Status.values)
            return "unknown-status", {"text": value[:80], "known": known}
    elif name == "projects":
        record.projects = values
    elif name == "code":
        record.code = value[:60]
    else:
        record.source = value
    return None


def _read_term(record: ConceptRecord, place: Place, value: str) -> None:
    record.terms.append(TermText(place.language, place.column.kind, value))


def _read_note(record: ConceptRecord, place: Place, value: str) -> None:
    record.notes.append(NoteText(place.language, place.column.kind, value))


def _read_definition(record: ConceptRecord, place: Place, value: str) -> None:
    record.definitions.append(DefinitionText(place.language, value))


def _read_law(record: ConceptRecord, place: Place, value: str) -> None:
    record.legislation.append(name_and_address(value))


_READERS = {
    "terms": _read_term,
    "notes": _read_note,
    "definitions": _read_definition,
    "legislation": _read_law,
}


def _join_sources(record: ConceptRecord, sources: dict[str, list[str]]) -> None:
    """Give the definitions their sources, which stand in a column of their own."""
    number: dict[str, int] = defaultdict(int)
    for at, definition in enumerate(record.definitions):
        tag = definition.language
        if tag not in sources:
            continue
        place, number[tag] = number[tag], number[tag] + 1
        said = sources[tag][place] if place < len(sources[tag]) else ""
        source = "\n".join(filter(None, map(str.strip, said.split(BETWEEN_SOURCES))))
        record.definitions[at] = definition._replace(source=source)


def recommended_terms(record: ConceptRecord) -> Iterator[tuple[str, str]]:
    """Yield language and folded text of a record's recommended terms."""
    for term in record.terms:
        if term.kind == Term.Kind.RECOMMENDED:
            yield term.language, term.text.casefold()
