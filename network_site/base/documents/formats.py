"""The text of a file, by its type.

Whoever made the file may mean harm: this runs in a child process with limits
(``network_site.base.in_child``), and has limits of its own where those would let a
small file hold a worker for long.
"""

from __future__ import annotations

import codecs
import logging
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from itertools import islice
from typing import Any
from zipfile import ZipFile

import docx
import openpyxl
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, PyPdfError

from network_site.base.models import DocumentText

State = DocumentText.State

# The search takes no more of a text: some eighty close pages.
MOST_CHARACTERS = 200_000
# A scanned archive of thousands of pages has nothing to give after these either.
MOST_PAGES = 2_000
# What a packed file of Word or Excel may unpack to; pictures count as they are.
MOST_UNPACKED = 200 * 1024**2
MOST_ENTRIES = 10_000
MOST_CELLS = 500_000
# Letters and digits a page: fewer are the stamps of a scanner.
FEWEST_A_PAGE = 10
# How a file begins that Office has locked with a password.
_LOCKED = b"\xd0\xcf\x11\xe0"
_PARTED_WORD = re.compile(r"(?<=[a-zåäö])[-\u00ad]\n(?=[a-zåäö])")
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LINE_ENDS = re.compile(r"\s*\n\s*")
_SPACES = re.compile(r"[^\S\n]+")
_PARAGRAPH, _TEXT, _TAB, _BREAK = (qn(f"w:{name}") for name in ("p", "t", "tab", "br"))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BESIDE_THE_BODY = {
    RELATIONSHIP_TYPE.HEADER,
    RELATIONSHIP_TYPE.FOOTER,
    RELATIONSHIP_TYPE.FOOTNOTES,
    RELATIONSHIP_TYPE.ENDNOTES,
}


class UnreadError(Exception):
    """A file gives no text; ``state`` is the ``DocumentText.State`` that says why."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


def text_of(content: bytes, file_type: str) -> str:
    """Return the text of a file, cut at ``MOST_CHARACTERS``.

    Args:
        content: the whole file.
        file_type: the ending of its name, in capitals as ``NetworkDocument.file_type``.

    Raises:
        UnreadError: there is none to be had.
        Exception: whatever a broken file makes the libraries raise.
    """
    if file_type not in READERS:
        raise UnreadError(State.OTHER_TYPE)
    text = _cleaned("\n".join(_enough(READERS[file_type](content))))
    if not _counted(text):
        raise UnreadError(State.NO_TEXT)
    return text


def _enough(pieces: Iterable[str]) -> Iterator[str]:
    """Yield pieces of text until there are as many characters as are kept."""
    length = 0
    for piece in pieces:
        yield piece
        length += len(piece)
        if length > MOST_CHARACTERS:
            return


def _cleaned(text: str) -> str:
    # Half a character is what a broken file gives, and no database takes it.
    text = text.encode("utf-8", "ignore").decode("utf-8")
    text = _LINE_ENDS.sub("\n", _SPACES.sub(" ", _UNSEEN.sub("", text)))
    return text.strip()[:MOST_CHARACTERS]


def _counted(text: str) -> int:
    """Return how many letters and digits a text has."""
    return sum(char.isalnum() for char in text)


def _pdf(content: bytes) -> list[str]:
    # A file's oddities are no news for the log.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadError(State.ENCRYPTED)
        pages = list(_enough(map(_page_text, islice(reader.pages, MOST_PAGES))))
    except DependencyError:
        # Encrypted in a way that only a library reads that is not here.
        raise UnreadError(State.ENCRYPTED) from None
    if _counted("".join(pages)) < FEWEST_A_PAGE * len(pages):
        raise UnreadError(State.NO_TEXT)
    return pages


def _page_text(page: PageObject) -> str:
    """Return a page's text, with the words that a line's end has parted whole again."""
    try:
        text = page.extract_text()
    except (PyPdfError, ValueError, LookupError, TypeError, AttributeError):
        # One broken page leaves the others readable.
        return ""
    return _PARTED_WORD.sub("", unicodedata.normalize("NFKC", text))


def _docx(content: bytes) -> Iterator[str]:
    _require_bearable(content)
    document = docx.Document(BytesIO(content))
    yield from _paragraphs(document.element.body)
    for relation in document.part.rels.values():
        if relation.reltype in _BESIDE_THE_BODY:
            yield from _paragraphs(parse_xml(relation.target_part.blob))


def _paragraphs(element: Any) -> Iterator[str]:
    """Yield the text of an element of Word's, paragraph by paragraph.

    Tables, text boxes and fields are gone through where they stand. What has been
    deleted with changes tracked is no text.
    """
    words: list[str] = []
    for node in element.iter(_PARAGRAPH, _TEXT, _TAB, _BREAK):
        if node.tag == _PARAGRAPH:
            yield "".join(words)
            words = []
        elif node.tag != _TEXT:
            words.append(" ")
        elif not any(above.tag == _FALLBACK for above in node.iterancestors()):
            # A text box stands there twice: as it is, and for old versions of Word.
            words.append(node.text or "")
    yield "".join(words)


def _xlsx(content: bytes) -> Iterator[str]:
    """Yield sheets' names and the words in their cells; figures alone find nothing."""
    _require_bearable(content)
    book = openpyxl.load_workbook(
        BytesIO(content), read_only=True, data_only=True, keep_links=False
    )
    cells = 0
    for sheet in book.worksheets:
        yield sheet.title
        for row in sheet.iter_rows(values_only=True):
            words = [value for value in row if isinstance(value, str)]
            if words:
                yield " ".join(words)
            cells += len(row) + 1
            if cells > MOST_CELLS:
                return


def _require_bearable(content: bytes) -> None:
    """Refuse a packed file that is locked, or that unpacks to more than is read.

    The sizes are those that the file declares; ``zipfile`` gives no more than these.
    """
    if content.startswith(_LOCKED):
        raise UnreadError(State.ENCRYPTED)
    with ZipFile(BytesIO(content)) as packed:
        entries = packed.infolist()
    if (
        len(entries) > MOST_ENTRIES
        or sum(entry.file_size for entry in entries) > MOST_UNPACKED
    ):
        raise UnreadError(State.TOO_LARGE)


def _plain(content: bytes) -> list[str]:
    # Four bytes are the most that a character takes.
    beginning = content[: 4 * MOST_CHARACTERS]
    if beginning.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return [beginning.decode("utf-16", "ignore")]
    if b"\x00" in beginning:
        raise UnreadError(State.UNREADABLE)
    try:
        # The cut may go through the middle of a character.
        decoder = codecs.getincrementaldecoder("utf-8-sig")()
        return [decoder.decode(beginning)]
    except UnicodeDecodeError:
        return [beginning.decode("cp1252", "replace")]


READERS: dict[str, Callable[[bytes], Iterable[str]]] = {
    "PDF": _pdf,
    "DOCX": _docx,
    "XLSX": _xlsx,
    "TXT": _plain,
    "CSV": _plain,
}
