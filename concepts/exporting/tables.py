"""Concepts as a table, in Excel and CSV: one row each, columns of ``concepts.tabular``."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import IO, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from concepts.exporting import Writer
from concepts.languages import localized, rank
from concepts.models import Concept, Definition, Note, Subject, Term, Vocabulary
from concepts.querysets import ConceptQuerySet
from concepts.snapshots import snapshots_of
from concepts.tabular import (
    BETWEEN_SOURCES,
    TEMPLATE_LANGUAGES,
    Place,
    columns_for,
    escaped,
    named_in_cell,
)
from concepts.uris import is_good_uri

# What a cell of Excel holds at most, and what no file of its kind can hold.
CELL_LENGTH = 32_767
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_ASSOCIATIVE = "associative"
_LINKS = {"broader", "related"}


def write_csv(
    vocabulary: Vocabulary, concepts: ConceptQuerySet, stream: IO[bytes]
) -> None:
    """Write a table as Finnish Excel opens it: semicolons, and UTF-8 with its mark."""
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    rows = csv.writer(text, delimiter=";", lineterminator="\r\n")
    rows.writerows(_table(vocabulary, concepts))
    text.flush()
    text.detach()


def write_xlsx(
    vocabulary: Vocabulary, concepts: ConceptQuerySet, stream: IO[bytes]
) -> None:
    """Write a workbook with one sheet of concepts."""
    workbook = Workbook(write_only=True)
    _fill_sheet(workbook, _("Concepts"), _table(vocabulary, concepts))
    workbook.save(stream)


def write_template(stream: IO[bytes]) -> None:
    """Write an empty workbook with the columns, and a sheet that tells what they hold."""
    workbook = Workbook(write_only=True)
    places = columns_for(TEMPLATE_LANGUAGES)
    _fill_sheet(workbook, _("Concepts"), [[place.name for place in places]])
    help_rows = [
        [place.name, _name_in_finnish(place), str(place.column.help)]
        for place in places
    ]
    _fill_sheet(
        workbook,
        _("Columns"),
        [[_("Column"), _("In Finnish"), _("What belongs in it")], *help_rows],
    )
    workbook.save(stream)


def write_rows(rows: Iterable[list[str]], stream: IO[bytes]) -> None:
    """Write a workbook with one sheet of other rows than concepts, the first bold."""
    workbook = Workbook(write_only=True)
    _fill_sheet(workbook, _("Rows"), rows)
    workbook.save(stream)


def _name_in_finnish(place: Place) -> str:
    name = place.column.finnish
    return f"{name}_{place.language}" if place.language else name


def _fill_sheet(workbook: Workbook, title: str, rows: Iterable[list[str]]) -> None:
    sheet = workbook.create_sheet(title)
    sheet.freeze_panes = "A2"
    for number, row in enumerate(rows):
        if number == 0:
            for place in range(1, len(row) + 1):
                sheet.column_dimensions[get_column_letter(place)].width = 24
            sheet.append([_bold(sheet, name) for name in row])
        else:
            sheet.append([_CONTROL.sub("", cell)[:CELL_LENGTH] or None for cell in row])


def _bold(sheet: Any, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=text)
    cell.font = Font(bold=True)
    return cell


def _table(vocabulary: Vocabulary, concepts: ConceptQuerySet) -> Iterator[list[str]]:
    """Yield the header and the rows, every cell safe to open."""
    places = columns_for(_languages(concepts))
    yield [place.name for place in places]
    names = _Names(vocabulary, concepts)
    rows = concepts.order_by("uri").iterator(chunk_size=500)
    for said in snapshots_of(rows):
        yield [escaped("\n".join(_values(place, said, names))) for place in places]


def _languages(concepts: ConceptQuerySet) -> list[str]:
    """Return the languages of the texts, and those of the template in any case."""
    mine = concepts.order_by().values("pk")
    found = set(TEMPLATE_LANGUAGES)
    for model in (Term, Definition, Note):
        texts: Any = model.objects
        rows = texts.filter(concept__in=mine).order_by().distinct()
        found.update(rows.values_list("language", flat=True))
    return sorted(found, key=lambda tag: rank(tag, "fi"))


def _title(subject: Subject, vocabulary: Vocabulary) -> str:
    """Return a subject's title in the vocabulary's own language, else in another."""
    return localized(subject, "title", vocabulary.default_language)


class _Names:
    """What cells call other concepts: a term where that is clear, else the URI."""

    def __init__(self, vocabulary: Vocabulary, concepts: ConceptQuerySet) -> None:
        rows = list(
            concepts.order_by().values_list("uri", "label", "label_language", "code")
        )
        taken = Counter(label.casefold() for _uri, label, _tag, _code in rows)
        taken.update({code.casefold() for *_rest, code in rows if code})
        self.names = {
            uri: label
            for uri, label, language, _code in rows
            if language == vocabulary.default_language
            and taken[label.casefold()] == 1
            and not is_good_uri(label)
        }
        self.subjects = {
            subject.uri: named_in_cell(_title(subject, vocabulary), subject.uri)
            for subject in Subject.objects.all()
        }
        public = Concept.objects.public().order_by().values_list("uri", flat=True)
        self.visible = {*public, *(row[0] for row in rows)}

    def of(self, uri: str) -> str:
        return self.names.get(uri, uri)


def _values(place: Place, said: dict[str, Any], names: _Names) -> list[str]:
    """Return what the cell of a concept holds, value by value."""
    column, language = place.column, place.language
    part, kind = column.part, column.kind
    if part in ("terms", "notes"):
        return [
            _one_line(row["text"])
            for row in said[part]
            if row["kind"] == kind and row["language"] == language
        ]
    if part in ("definitions", "definition_sources"):
        return _definitions(part, said["definitions"], language)
    if part in _LINKS:
        wanted = kind or _ASSOCIATIVE
        return _links(wanted, said, names)
    if part == "mappings":
        return [row["uri"] for row in said["mappings"] if row["kind"] == kind]
    if part == "legislation":
        return [named_in_cell(row["text"], row["url"]) for row in said["legislation"]]
    if part == "subjects":
        return [names.subjects[uri] for uri in said["subjects"]]
    if part == "source":
        return said["source"].splitlines()
    if part == "replaced_by":
        return _heirs(said, names)
    value = said[part]
    return value if isinstance(value, list) else [value]


def _definitions(part: str, rows: list[dict[str, str]], language: str) -> list[str]:
    mine = [row for row in rows if row["language"] == language]
    if part == "definitions":
        return [_one_line(row["text"]) for row in mine]
    sources = [BETWEEN_SOURCES.join(row["source"].splitlines()) for row in mine]
    return sources if any(sources) else []


def _links(kind: str, said: dict[str, Any], names: _Names) -> list[str]:
    here = [
        names.of(row["uri"])
        for row in said["relations"]
        if row["kind"] == kind and row["uri"] in names.visible
    ]
    return here + [row["uri"] for row in said["waiting"] if row["role"] == kind]


def _heirs(said: dict[str, Any], names: _Names) -> list[str]:
    if said["replaced_by"] in names.visible:
        return [names.of(said["replaced_by"])]
    return [row["uri"] for row in said["waiting"] if row["role"] == "replaced_by"][:1]


def _one_line(text: str) -> str:
    return " ".join(text.split("\n")) if "\n" in text else text


_LOSSES = (
    gettext_lazy(
        "Notes on scope, history, changes and for editors are left out; notes and"
        " examples go without their sources."
    ),
    gettext_lazy(
        "Homonym numbers, equivalence marks, sources and notes of terms are left out."
    ),
    gettext_lazy(
        "The day and the body of approval, contact persons and dates are left out."
    ),
    gettext_lazy("Line breaks within a text become spaces."),
    gettext_lazy(
        "Of a subject go its URI and one title; its code and other titles do not."
    ),
    gettext_lazy("Links downwards that wait for their concept are left out."),
    gettext_lazy("Links to concepts that the reader may not see are left out."),
)
CSV = Writer("csv", "CSV", "text/csv", "csv", _LOSSES, write_csv)
XLSX = Writer(
    "xlsx",
    "Excel",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xlsx",
    (
        *_LOSSES,
        gettext_lazy(
            "A cell holds 32,767 characters at most: what is beyond that, and control"
            " characters, are left out."
        ),
    ),
    write_xlsx,
)
