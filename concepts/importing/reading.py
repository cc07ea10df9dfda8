"""From the bytes of a file to a graph, or to a refusal that says where and why.

The file's content decides what it is, never its name. Nothing is fetched: Turtle has
no way to ask for it, and XML that declares a DOCTYPE is refused before rdflib sees it.
"""

from __future__ import annotations

import gzip
import io
import logging
import re
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import defusedxml
from defusedxml import ElementTree
from django.utils.translation import gettext as _
from rdflib import Graph

from concepts.importing.messages import Refused

LARGEST = 200 * 1024 * 1024
TURTLE, RDF_XML = "turtle", "xml"
FORMAT_NAMES = {TURTLE: "Turtle", RDF_XML: "RDF/XML"}
_SUFFIXES = {
    ".ttl": TURTLE,
    ".nt": TURTLE,
    ".rdf": RDF_XML,
    ".xml": RDF_XML,
    ".owl": RDF_XML,
}
_GZIP = b"\x1f\x8b"
_BOM = b"\xef\xbb\xbf"
_WIDE_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_OTHER_KINDS = (
    (b"PK\x03\x04", "Excel/ZIP"),
    (b"\xd0\xcf\x11\xe0", "Excel/Word"),
    (b"%PDF", "PDF"),
)
_DECLARED = re.compile(r"\A\s*<\?xml[^>]*\?>")
_ELEMENT = re.compile(r"<[A-Za-z_][\w.-]*(?::[\w.-]+)?[\s>/]")
_JSON = re.compile(r"\{\s*[\"}]|\[\s*[{\"]")
# How rdflib's reader of RDF/XML says where: file:line:column: reason.
_PLACE = re.compile(r":(\d+):\d+: (.+)")
_logging_lock = threading.Lock()


def read_graph(content: bytes, base: str) -> tuple[Graph, str, str]:
    """Return the graph of a file, its format and its text.

    Args:
        content: the file, packed with gzip or not.
        base: where relative URIs of the file belong.

    Raises:
        Refused: the file cannot be read.
    """
    text = decoded(unpacked(content))
    found = format_of(text)
    if found == RDF_XML:
        # Its encoding has been settled; the lines keep their numbers.
        text = _DECLARED.sub(lambda match: "\n" * match.group().count("\n"), text)
        _check_xml(text)
    graph = Graph()
    try:
        with _quiet_rdflib():
            graph.parse(data=text, format=found, publicID=base)
    except Exception as error:  # any error of a parser means a file it cannot read
        raise _unreadable(error, text) from error
    return graph, found, text


def named_otherwise(name: str, found: str) -> bool:
    """Tell whether a file's name promises another format than it has."""
    bare = name.lower().removesuffix(".gz")
    promised = next((f for s, f in _SUFFIXES.items() if bare.endswith(s)), found)
    return promised != found


def unpacked(content: bytes) -> bytes:
    """Return the bytes of a file, unpacked if it is packed with gzip."""
    if content.startswith(_GZIP):
        try:
            with gzip.GzipFile(fileobj=io.BytesIO(content)) as file:
                content = file.read(LARGEST + 1)
        except (OSError, EOFError, zlib.error) as error:
            raise Refused("bad-archive") from error
    if len(content) > LARGEST:
        raise Refused("too-large", limit=LARGEST // (1024 * 1024))
    return content


def decoded(content: bytes) -> str:
    """Return the text of a file in UTF-8, with or without a byte order mark.

    Raises:
        Refused: the bytes are something else; the message names the first that is.
    """
    for start, guess in _OTHER_KINDS:
        if content.startswith(start):
            raise Refused("unknown-format", guess=guess)
    for mark, guess in _WIDE_MARKS:
        if content.startswith(mark):
            raise Refused("wrong-encoding", line=1, byte=0, guess=guess)
    content = content.removeprefix(_BOM)
    # Text in UTF-16 without its mark is full of zero bytes, and UTF-8 otherwise.
    if content[:1000].count(0) > len(content[:1000]) // 4:
        byte = content.index(0)
        raise Refused("wrong-encoding", line=1, byte=byte, guess="UTF-16")
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        guess = "Latin-1 (Windows-1252)"
        raise Refused(
            "wrong-encoding", line=line, byte=error.start, guess=guess
        ) from error


def format_of(text: str) -> str:
    """Tell Turtle from RDF/XML by how the text begins.

    Raises:
        Refused: it begins like something else, or there is nothing.
    """
    start = text[:4000].lstrip()
    if not start:
        raise Refused("no-concepts")
    if start.startswith(("<?xml", "<!")):
        return RDF_XML
    if _ELEMENT.match(start):
        # A short URI in Turtle may look like an element; XML of RDF names its spaces.
        if "xmlns" in start:
            return RDF_XML
        if start.lower().startswith("<html"):
            raise Refused("unknown-format", guess="HTML")
    if _JSON.match(start):
        raise Refused("unknown-format", guess="JSON")
    return TURTLE


def _check_xml(text: str) -> None:
    """Refuse XML that declares a DOCTYPE or is not well-formed."""
    try:
        ElementTree.fromstring(text, forbid_dtd=True)
    except defusedxml.DefusedXmlException as error:
        place = text.upper().find("<!DOCTYPE")
        raise Refused("doctype", line=text.count("\n", 0, place) + 1) from error
    except ElementTree.ParseError as error:
        raise Refused(
            "syntax-error", line=error.position[0], reason=error.msg
        ) from error


def _unreadable(error: Exception, text: str) -> Refused:
    """Return the refusal that a parser's error amounts to."""
    last = text.rstrip().count("\n") + 1
    if (lines := getattr(error, "lines", None)) is not None:
        reason = str(getattr(error, "_why", "")) or type(error).__name__
        return Refused("syntax-error", line=lines + 1, reason=reason)
    if place := _PLACE.search(str(error)):
        line, reason = place.groups()
        return Refused("syntax-error", line=int(line), reason=reason)
    if isinstance(error, RecursionError):
        return Refused("syntax-error", line=last, reason=_("it is nested too deep"))
    # The parser ran over the end: it has no words for that, and many ways to fail.
    return Refused("syntax-error", line=last, reason=_("the file ends too early"))


@contextmanager
def _quiet_rdflib() -> Iterator[None]:
    """Keep rdflib from logging what the report says in words: odd dates and URIs."""
    logger = logging.getLogger("rdflib")
    with _logging_lock:
        level = logger.level
        logger.setLevel(logging.CRITICAL)
        try:
            yield
        finally:
            logger.setLevel(level)
