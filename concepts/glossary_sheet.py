"""A project's glossary as a workbook, in the same order as the page."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from concepts.glossary import Entry
from concepts.languages import name_of, site_languages
from concepts.tabular import escaped

_WIDTH = 32


def workbook_of(entries: Iterable[Entry]) -> bytes:
    """Return an Excel file with one row for each entry.

    Cells hold texts only: what looks like a formula is written so that it stays text.
    """
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = _("Glossary")
    sheet.append(_header())
    for entry in entries:
        sheet.append([escaped(cell) for cell in _row(entry)])
    sheet.freeze_panes = "B2"
    for place, cell in enumerate(sheet[1], start=1):
        cell.font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTH
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _header() -> list[str]:
    languages = [name_of(language) for language in site_languages()]
    return [
        *(_("Term, %(language)s") % {"language": name} for name in languages),
        *(_("Other terms, %(language)s") % {"language": name} for name in languages),
        *(_("Definition, %(language)s") % {"language": name} for name in languages),
        _("Notes"),
        _("Sources"),
        _("Status"),
        _("Lasting address"),
    ]


def _row(entry: Entry) -> list[str]:
    columns = [*([entry.own] if entry.own else []), *entry.columns]
    by_language = {column.language: column for column in columns}
    terms, others, definitions = [], [], []
    for language in site_languages():
        column = by_language.get(language)
        first = column.recommended if column else None
        terms.append(first.text if first else "")
        rest = column.others if column else []
        others.append("\n".join(f"{term.text} ({term.kind})" for term in rest))
        texts = [t.text for t in entry.definitions if t.language == language]
        definitions.append("\n".join(texts))
    return [
        *terms,
        *others,
        *definitions,
        "\n".join(note.text for note in entry.notes),
        "\n".join(entry.sources),
        entry.concept.get_status_display(),
        entry.concept.uri,
    ]
