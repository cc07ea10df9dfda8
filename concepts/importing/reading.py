"""From the bytes of a file to what it holds, or to a refusal that says where and why.

The file's content decides what it is, never its name. Nothing is fetched: Turtle has
no way to ask for it, XML that declares a DOCTYPE is refused before rdflib sees it, and
so is JSON-LD whose context is an address.
"""

from __future__ import annotations

import gzip
import io
import json
import logging
import re
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import defusedxml
from defusedxml import ElementTree
from django.utils.translation import gettext as _
from rdflib import Graph

from concepts.importing.messages import Refused
from concepts.importing.sheets import looks_like_csv
from concepts.importing.triples import Triples

LARGEST = 200 * 1024 * 1024
TURTLE, RDF_XML, JSON_LD = "turtle", "xml", "json-ld"
OWN_JSON, XLSX, CSV = "json", "xlsx", "csv"
FORMAT_NAMES = {
    TURTLE: "Turtle",
    RDF_XML: "RDF/XML",
    JSON_LD: "JSON-LD",
    OWN_JSON: "JSON",
    XLSX: "Excel",
    CSV: "CSV",
}
_SUFFIXES = {
    ".ttl": TURTLE,
    ".nt": TURTLE,
    ".rdf": RDF_XML,
    ".xml": RDF_XML,
    ".owl": RDF_XML,
    ".jsonld": JSON_LD,
    ".csv": CSV,
    ".xlsx": XLSX,
}
_GZIP = b"\x1f\x8b"
_BOM = b"\xef\xbb\xbf"
_WIDE_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_OTHER_KINDS = ((b"%PDF", "PDF"),)
# How a graph begins in TriG, and what a line of N-Quads looks like.
_NAMED_GRAPH = re.compile(
    r"^[ \t]*(?:GRAPH\s+)?(?:<[^<>\s]*>|[\w.-]*:[\w.-]*)\s*\{", re.M | re.I
)
_QUAD = re.compile(
    r"^<[^<>]*>\s+<[^<>]*>\s+(?:<[^<>]*>|\"(?:[^\"\\]|\\.)*\"\S*)\s+<[^<>]*>\s*\.\s*$",
    re.M,
)
_DECLARED = re.compile(r"\A\s*<\?xml[^>]*\?>")
_ELEMENT = re.compile(r"<[A-Za-z_][\w.-]*(?::[\w.-]+)?[\s>/]")
_JSON = re.compile(r"\{\s*[\"}]|\[\s*[{\"]")
# How rdflib's reader of RDF/XML says where: file:line:column: reason.
_PLACE = re.compile(r":(\d+):\d+: (.+)")
_logging_lock = threading.Lock()


def read_graph(text: str, found: str, base: str) -> Graph:
    """Return the graph of a text.

    Args:
        text: what the file says.
        found: one of TURTLE, RDF_XML, JSON_LD.
        base: where relative URIs of the file belong.

    Raises:
        Refused: the file cannot be read.
    """
    if found == RDF_XML:
        # Its encoding has been settled; the lines keep their numbers.
        text = _DECLARED.sub(lambda match: "\n" * match.group().count("\n"), text)
        _check_xml(text)
    # JSON-LD may name graphs inside, which takes a store that keeps them apart.
    graph = Graph() if found == JSON_LD else Graph(store=Triples())
    try:
        with _quiet_rdflib():
            graph.parse(data=text, format=found, publicID=base)
    except MemoryError:
        raise
    except Exception as error:  # any error of a parser means a file it cannot read
        raise _unreadable(error, text) from error
    return graph


def parsed_json(text: str) -> Any:
    """Return the data of a file in JSON whose contexts are all in it.

    Raises:
        Refused: it is no JSON, or asks for a context from an address.
    """
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise Refused("syntax-error", line=error.lineno, reason=error.msg) from error
    except (RecursionError, ValueError) as error:
        raise Refused(
            "syntax-error", line=1, reason=_("it is nested too deep")
        ) from error
    waiting = [data]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting += item
        elif isinstance(item, dict):
            _refuse_remote(item.get("@context"))
            _refuse_remote(item.get("@import"))
            waiting += item.values()
    return data


def _refuse_remote(context: Any) -> None:
    """Refuse a context, or one of a list, that is somewhere else."""
    for part in context if isinstance(context, list) else [context]:
        if isinstance(part, str):
            raise Refused("remote-context", uri=part[:200])


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
    """Tell what a text is by how it begins; JSON is JSON_LD here, whosever it is.

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
        return JSON_LD
    if looks_like_csv(text):
        return CSV
    _refuse_several_graphs(text, start)
    return TURTLE


def _refuse_several_graphs(text: str, start: str) -> None:
    """Refuse what holds several graphs: which of them to import, nobody says."""
    if match := _NAMED_GRAPH.search(_without_texts(text[:200_000])):
        line = text.count("\n", 0, match.start()) + 1
        raise Refused("several-graphs", line=line, guess="TriG")
    if _QUAD.match(start.partition("\n")[0]):
        raise Refused("several-graphs", line=1, guess="N-Quads")


_TEXTS = re.compile(r'"""(?:[^"\\]|\\.|"(?!""))*"""|"(?:[^"\\\n]|\\.)*"|<[^<>\s]*>')


def _without_texts(text: str) -> str:
    """Return Turtle without what stands in quotation marks; places stay as they are."""

    def blank(match: re.Match[str]) -> str:
        said = match.group()
        if said.startswith("<"):
            return "<" + "x" * (len(said) - 2) + ">"
        return re.sub("[^\n]", "_", said)

    return _TEXTS.sub(blank, text)


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
