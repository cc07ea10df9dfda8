"""Things as Turtle, RDF/XML and JSON-LD, one after another, so that no file is in memory.

Our own writers, because those of rdflib want the whole graph at once and name what they
meet as they meet it. Equal things give equal bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from typing import IO, Any
from xml.sax.saxutils import escape, quoteattr

from django.utils.translation import gettext_lazy as _

from concepts.exporting import Writer, writers
from concepts.exporting.graph import PREFIXES, Thing, Value, whole_graph
from concepts.models import Vocabulary
from concepts.querysets import ConceptQuerySet

_TURTLE_ESCAPES = {
    ord("\\"): "\\\\",
    ord('"'): '\\"',
    ord("\n"): "\\n",
    ord("\r"): "\\r",
    ord("\t"): "\\t",
}
# What XML 1.0 cannot carry in any way; the concept bank refuses them as well.
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# What Skosmos calls the properties in JSON.
_SHORT = {
    name.partition(":")[2]: name
    for name in (
        "skos:prefLabel",
        "skos:altLabel",
        "skos:hiddenLabel",
        "skos:broader",
        "skos:narrower",
        "skos:related",
        "skos:inScheme",
        "skos:exactMatch",
        "skos:closeMatch",
        "skos:broadMatch",
        "skos:narrowMatch",
        "skos:relatedMatch",
    )
}
_KEYS = {name: short for short, name in _SHORT.items()} | {"rdfs:label": "label"}
CONTEXT: dict[str, str] = {
    **PREFIXES,
    "uri": "@id",
    "type": "@type",
    "lang": "@language",
    "value": "@value",
    "graph": "@graph",
    "label": "rdfs:label",
    **_SHORT,
}


def write_turtle(things: Iterable[Thing], stream: IO[bytes]) -> None:
    for prefix, uri in PREFIXES.items():
        stream.write(f"@prefix {prefix}: <{uri}> .\n".encode())
    for thing in things:
        lines = [f"\n<{thing.uri}> a {thing.type}"]
        lines += [
            f"{name} {', '.join(map(_in_turtle, values))}"
            for name, values in thing.in_order()
        ]
        stream.write((" ;\n    ".join(lines) + " .\n").encode())


def _in_turtle(value: Value) -> str:
    if value.is_uri:
        return f"<{value.text}>"
    text = f'"{value.text.translate(_TURTLE_ESCAPES)}"'
    if value.datatype:
        return f"{text}^^{value.datatype}"
    return f"{text}@{value.language}" if value.language else text


def write_rdf_xml(things: Iterable[Thing], stream: IO[bytes]) -> None:
    spaces = "".join(f'\n  xmlns:{p}="{uri}"' for p, uri in PREFIXES.items())
    stream.write(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{spaces}>\n'.encode()
    )
    for thing in things:
        lines = [f"<{thing.type} rdf:about={quoteattr(thing.uri)}>"]
        lines += [
            f"  {_in_xml(name, value)}"
            for name, values in thing.in_order()
            for value in values
        ]
        lines.append(f"</{thing.type}>\n")
        stream.write("\n".join(lines).encode())
    stream.write(b"</rdf:RDF>\n")


def _in_xml(name: str, value: Value) -> str:
    if value.is_uri:
        return f"<{name} rdf:resource={quoteattr(value.text)}/>"
    about = ""
    if value.datatype:
        about = f' rdf:datatype="{full_uri(value.datatype)}"'
    elif value.language:
        about = f' xml:lang="{value.language}"'
    # A bare carriage return would be read as the end of a line.
    text = escape(_NOT_IN_XML.sub("", value.text), {"\r": "&#13;"})
    return f"<{name}{about}>{text}</{name}>"


def write_json_ld(things: Iterable[Thing], stream: IO[bytes]) -> None:
    stream.write(f'{{"@context": {_json(CONTEXT)}, "graph": ['.encode())
    for place, thing in enumerate(things):
        comma = "," if place else ""
        stream.write(f"{comma}\n{_json(json_ld_of(thing))}".encode())
    stream.write(b"\n]}\n")


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False)


def json_ld_of(thing: Thing) -> dict[str, Any]:
    """Return a thing as one object of JSON-LD under ``CONTEXT``."""
    said: dict[str, Any] = {"uri": thing.uri, "type": thing.type}
    for name, values in thing.in_order():
        rows = [_in_json(value) for value in values]
        said[_KEYS.get(name, name)] = rows[0] if len(rows) == 1 else rows
    return said


def _in_json(value: Value) -> Any:
    if value.is_uri:
        return {"uri": value.text}
    if value.datatype:
        return {"type": value.datatype, "value": value.text}
    if value.language:
        return {"lang": value.language, "value": value.text}
    return value.text


def full_uri(name: str) -> str:
    """Return the URI of a prefixed name."""
    prefix, _colon, local = name.partition(":")
    return f"{PREFIXES[prefix]}{local}"


Serializer = Callable[[Iterable[Thing], IO[bytes]], None]
# By media type, the one to give where the asker leaves the choice to us first.
SERIALIZERS: dict[str, Serializer] = {
    "application/rdf+xml": write_rdf_xml,
    "text/turtle": write_turtle,
    "application/ld+json": write_json_ld,
    "application/json": write_json_ld,
}
LOSSES = (
    _("Editorial notes, contact persons and the projects of origin are left out."),
    _("Links to concepts that the file's reader may not see are left out."),
    _("The order of terms, definitions and notes is not kept."),
    _("Approval, legislation and equivalence marks are read by this service only."),
)


def _writing(serializer: Serializer) -> Callable[..., None]:
    def write(
        vocabulary: Vocabulary, concepts: ConceptQuerySet, stream: IO[bytes]
    ) -> None:
        serializer(whole_graph(vocabulary, concepts), stream)

    return write


def register_writers() -> None:
    """Register the formats of RDF with those of concepts."""
    for key, label, content_type, extension in (
        ("turtle", "Turtle (SKOS)", "text/turtle", "ttl"),
        ("rdfxml", "RDF/XML (SKOS)", "application/rdf+xml", "rdf"),
        ("jsonld", "JSON-LD (SKOS)", "application/ld+json", "jsonld"),
    ):
        write = _writing(SERIALIZERS[content_type])
        writers.register(
            key, Writer(key, label, content_type, extension, LOSSES, write)
        )
