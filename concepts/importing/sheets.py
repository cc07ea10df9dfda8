"""The cells of a table, from a workbook or CSV: numbered rows of text.

What cannot be a text (a date, a formula) comes as a ``Trouble``, so that its row can be
refused with the place of the cell.
"""

from __future__ import annotations

import csv
import datetime
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from concepts.importing.messages import Refused
from concepts.tabular import place_of

# Bytes of an unpacked workbook; what packs better than a hundredth is made to harm.
LARGEST_WORKBOOK = 300 * 1024 * 1024
_MOST_PACKED = 200
_SMALL = 10 * 1024 * 1024
_SEPARATORS = (";", ",", "\t")
_MERGED = re.compile(rb'<mergeCell\s[^>]*ref="([A-Z]+(\d+)[^"]*)"')
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
OLE = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class Trouble:
    """A cell that holds no text: the code and the values of the message."""

    code: str
    kind: Any = ""


Row = tuple[int, list[str | Trouble]]


def is_workbook(content: bytes) -> bool:
    """Tell whether a file is one of Excel, of any age."""
    return content.startswith((b"PK\x03\x04", OLE))


def looks_like_csv(text: str) -> bool:
    """Tell whether a text begins with a row of the template's columns."""
    first = text.lstrip("\r\n").partition("\n")[0]
    cells = re.split("[;,\t]", first)
    return any(place_of(cell.strip().strip('"')) for cell in cells) and not (
        first.startswith(("@prefix", "<", "#"))
    )


def rows_of_workbook(content: bytes) -> Iterator[Row]:
    """Yield the rows of the first sheet that have something in them.

    Raises:
        Refused: the file is none that can be read, or is dangerous to unpack.
    """
    if content.startswith(OLE):
        encrypted = _ENCRYPTED in content
        raise Refused("encrypted-workbook" if encrypted else "old-workbook")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_archive(archive)
            workbook = load_workbook(
                io.BytesIO(content), read_only=True, keep_links=False
            )
            sheet = workbook.worksheets[0]
            _check_merged(archive.read(sheet._worksheet_path))
        for number, cells in enumerate(sheet.iter_rows(), start=1):
            row = [_cell(cell) for cell in cells]
            if any(row):
                yield number, row
    except (Refused, MemoryError):
        raise
    except Exception as error:  # any error of the reader means a file it cannot read
        raise Refused("bad-workbook", reason=_reason(error)) from error


def _reason(error: Exception) -> Any:
    known = (zipfile.BadZipFile, InvalidFileException, KeyError, EOFError)
    if isinstance(error, known):
        return _("it is damaged, or is not a workbook")
    return type(error).__name__


def _check_archive(archive: zipfile.ZipFile) -> None:
    """Refuse an archive that grows beyond reason when it is unpacked."""
    names = archive.namelist()
    if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
        raise Refused("unknown-format", guess="ZIP")
    entries = archive.infolist()
    size = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    if size > LARGEST_WORKBOOK or (size > _SMALL and size / packed > _MOST_PACKED):
        raise Refused("too-large", limit=LARGEST_WORKBOOK // (1024 * 1024))


def _check_merged(sheet: bytes) -> None:
    if found := _MERGED.search(sheet):
        raise Refused("merged-cells", row=int(found[2]), cells=found[1].decode())


def _cell(cell: Any) -> str | Trouble:
    """Return the text of a cell, or why it has none."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f" or type(value).__name__.endswith("Formula"):
        return Trouble("formula-cell")
    if cell.data_type == "e":
        return Trouble("wrong-cell", _("an error"))
    if isinstance(value, bool):
        return Trouble("wrong-cell", _("true or false"))
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        return Trouble("wrong-cell", _("a date or a time"))
    return str(value)


def rows_of_csv(text: str) -> Iterator[Row]:
    """Yield the rows of a CSV that have something in them, with any of the separators.

    Raises:
        Refused: quotation marks that do not match.
    """
    first = text.lstrip("\r\n").partition("\n")[0]
    separator = max(_SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    try:
        for number, row in enumerate(reader, start=1):
            if any(map(str.strip, row)):
                yield number, list(row)
    except csv.Error as error:
        line = reader.line_num
        raise Refused(
            "broken-table", line=line, row=number + 1, reason=str(error)
        ) from error
