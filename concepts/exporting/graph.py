"""Concepts as RDF: what is said of each thing, in an order that never varies.

What a file holds, with the prefixes of ``PREFIXES`` (``kv`` is our own namespace):

``skos:ConceptScheme``: the vocabulary, named by its base URI. ``dct:title``,
    ``dct:description``, ``dct:source`` (where it is published), ``dct:modified``,
    ``skos:hasTopConcept``.
``skos:Collection``: a subject. ``skos:prefLabel``, ``skos:notation``, ``skos:inScheme``,
    ``skos:member``.
``skos:Concept``:
    ``skos:prefLabel``, ``skos:altLabel``, ``skos:hiddenLabel``: recommended terms,
        synonyms and search terms. Discouraged and rejected terms are hidden labels,
        too, so that programs which know only SKOS find by them; a reader that knows
        ``kv`` takes their kind from there.
    ``skosxl:prefLabel``, ``skosxl:altLabel``, ``skosxl:hiddenLabel``: the same terms
        as a ``skosxl:Label``, where there is more to say of them.
    ``kv:discouragedTerm``, ``kv:rejectedTerm``: always a ``skosxl:Label``.
    ``skos:definition``, ``skos:note``, ``skos:scopeNote``, ``skos:example``,
        ``skos:historyNote``, ``skos:changeNote``: a text, or a ``kv:Text`` where it has
        sources: ``rdf:value``, ``dct:source`` (one each).
    ``skos:broader`` with ``isothes:broaderGeneric`` or ``isothes:broaderPartitive``, the
        same for ``narrower``; ``skos:related`` from both ends. Links to concepts that
        have not come yet are said as well.
    ``skos:exactMatch``, ``closeMatch``, ``broadMatch``, ``narrowMatch``, ``relatedMatch``.
    ``skos:notation`` (the code), ``skos:inScheme``, ``skos:topConceptOf``,
        ``dct:source`` (one each), ``dct:created``, ``dct:modified``.
    ``owl:deprecated`` true and ``dct:isReplacedBy``: of what has ended.
    ``kv:status`` (draft, proposed, approved, superseded, retired), ``kv:approvedOn``
        (xsd:date), ``kv:approvedBy``.
    ``kv:legislation``: a ``kv:LegalReference`` with ``rdfs:label`` and ``rdfs:seeAlso``.
``skosxl:Label``: ``skosxl:literalForm``, ``dct:source`` (one each), ``skos:scopeNote``
    (the note on the term, without a language), ``kv:homonymNumber`` (xsd:integer),
    ``kv:equivalence`` (broader, narrower, near).

There are no blank nodes: labels, texts and references are named after their concept and
by what they say, so that the same concept bank gives the same file.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain
from typing import Any, NamedTuple
from urllib.parse import quote

from django.db.models import Max

from concepts.exporting.parts import Parts, batches, tops
from concepts.languages import site_languages
from concepts.models import (
    Concept,
    Mapping,
    Note,
    PendingRelation,
    Relation,
    Subject,
    Term,
    Vocabulary,
)
from concepts.querysets import ConceptQuerySet

PREFIXES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "dct": "http://purl.org/dc/terms/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "skosxl": "http://www.w3.org/2008/05/skos-xl#",
    "isothes": "http://purl.org/iso25964/skos-thes#",
    "kv": "urn:kumppanuusverkosto:concepts#",
}

_LABELS = {
    Term.Kind.RECOMMENDED: "skos:prefLabel",
    Term.Kind.SYNONYM: "skos:altLabel",
    Term.Kind.DISCOURAGED: "skos:hiddenLabel",
    Term.Kind.REJECTED: "skos:hiddenLabel",
    Term.Kind.SEARCH_TERM: "skos:hiddenLabel",
}
_TELLING_LABELS = {
    Term.Kind.RECOMMENDED: "skosxl:prefLabel",
    Term.Kind.SYNONYM: "skosxl:altLabel",
    Term.Kind.SEARCH_TERM: "skosxl:hiddenLabel",
    Term.Kind.DISCOURAGED: "kv:discouragedTerm",
    Term.Kind.REJECTED: "kv:rejectedTerm",
}
_ALWAYS_TELLING = (Term.Kind.DISCOURAGED, Term.Kind.REJECTED)
# Editorial notes are for those who write the concepts, and go nowhere.
_NOTES = {
    Note.Kind.NOTE: "skos:note",
    Note.Kind.SCOPE_NOTE: "skos:scopeNote",
    Note.Kind.EXAMPLE: "skos:example",
    Note.Kind.HISTORY_NOTE: "skos:historyNote",
    Note.Kind.CHANGE_NOTE: "skos:changeNote",
}
_UP = {
    Relation.Kind.GENERIC: ("skos:broader", "isothes:broaderGeneric"),
    Relation.Kind.PARTITIVE: ("skos:broader", "isothes:broaderPartitive"),
    Relation.Kind.ASSOCIATIVE: ("skos:related",),
}
_DOWN = {
    Relation.Kind.GENERIC: ("skos:narrower", "isothes:narrowerGeneric"),
    Relation.Kind.PARTITIVE: ("skos:narrower", "isothes:narrowerPartitive"),
    Relation.Kind.ASSOCIATIVE: ("skos:related",),
}
_WAITING = {
    PendingRelation.Role.GENERIC: _UP[Relation.Kind.GENERIC],
    PendingRelation.Role.PARTITIVE: _UP[Relation.Kind.PARTITIVE],
    PendingRelation.Role.ASSOCIATIVE: _UP[Relation.Kind.ASSOCIATIVE],
    PendingRelation.Role.NARROWER_GENERIC: _DOWN[Relation.Kind.GENERIC],
    PendingRelation.Role.NARROWER_PARTITIVE: _DOWN[Relation.Kind.PARTITIVE],
    PendingRelation.Role.REPLACED_BY: ("dct:isReplacedBy",),
}
_MAPPINGS = {
    Mapping.Kind.EXACT: "skos:exactMatch",
    Mapping.Kind.CLOSE: "skos:closeMatch",
    Mapping.Kind.BROAD: "skos:broadMatch",
    Mapping.Kind.NARROW: "skos:narrowMatch",
    Mapping.Kind.RELATED: "skos:relatedMatch",
}
_TAG = re.compile(r"[a-z]{1,8}(-[a-z0-9]{1,8})*")
_URI_CHARACTERS = "!#$%&'()*+,/:;=?@[]~"
_ENDED = (Concept.Status.SUPERSEDED, Concept.Status.RETIRED)
# The order in which the properties of a thing stand; what is not here comes last.
_ORDER = {
    name: place
    for place, name in enumerate(
        (
            "dct:title",
            "dct:description",
            "skosxl:literalForm",
            "rdf:value",
            "rdfs:label",
            "rdfs:seeAlso",
            *dict.fromkeys(_LABELS.values()),
            "skos:notation",
            *_TELLING_LABELS.values(),
            "skos:definition",
            *_NOTES.values(),
            "skos:inScheme",
            "skos:topConceptOf",
            "skos:broader",
            "isothes:broaderGeneric",
            "isothes:broaderPartitive",
            "skos:narrower",
            "isothes:narrowerGeneric",
            "isothes:narrowerPartitive",
            "skos:related",
            *_MAPPINGS.values(),
            "owl:deprecated",
            "dct:isReplacedBy",
            "kv:status",
            "kv:approvedOn",
            "kv:approvedBy",
            "kv:legislation",
            "kv:homonymNumber",
            "kv:equivalence",
            "dct:source",
            "dct:created",
            "dct:modified",
            "skos:hasTopConcept",
            "skos:member",
        )
    )
}


class Value(NamedTuple):
    """What is said of a thing: another thing, or a text.

    Attributes:
        text: the URI of the thing, or the text.
        kind: "@uri"; a prefixed datatype such as "xsd:date"; a language tag; or empty.
    """

    text: str
    kind: str = ""

    @property
    def is_uri(self) -> bool:
        return self.kind == "@uri"

    @property
    def datatype(self) -> str:
        return self.kind if ":" in self.kind else ""

    @property
    def language(self) -> str:
        return "" if self.is_uri or ":" in self.kind else self.kind


@dataclass
class Thing:
    """Something with a URI and one type, and what is said of it by property."""

    uri: str
    type: str
    said: dict[str, set[Value]] = field(default_factory=lambda: defaultdict(set))

    def say(self, name: str, text: str, kind: str = "") -> None:
        """Say something, unless the text is empty."""
        if text:
            self.said[name].add(Value(text, kind))

    def link(self, name: str, uri: str) -> None:
        self.say(name, uri, "@uri")

    def in_order(self) -> Iterator[tuple[str, list[Value]]]:
        """Yield each property with its values, always in the same order."""
        for name in sorted(self.said, key=lambda name: (_ORDER[name], name)):
            yield name, sorted(self.said[name], key=lambda value: value[::-1])


def whole_graph(vocabulary: Vocabulary, concepts: ConceptQuerySet) -> Iterator[Thing]:
    """Yield everything of a vocabulary, by URI: scheme, subjects, concepts.

    Args:
        vocabulary: whose concepts they are.
        concepts: those that go out. A link stands where its other end goes out, too, or
            is everybody's to see.
    """
    at_the_top = tops(vocabulary, concepts)
    yield scheme_of(vocabulary, concepts, at_the_top)
    yield from subjects_of(vocabulary, concepts)
    top_uris = set(at_the_top)
    for parts in batches(concepts):
        yield from _things(parts, top_uris)


def graph_of(
    concept: Concept, concepts: ConceptQuerySet | None = None
) -> Iterator[Thing]:
    """Yield a concept, and the public ones that it points to by name.

    Args:
        concept: with its vocabulary fetched.
        concepts: those that the reader may see; the public ones when left out.
    """
    seen = Concept.objects.public() if concepts is None else concepts
    is_top = concept.uri in tops(concept.vocabulary, seen, only=concept)
    parts = next(batches(seen.filter(pk=concept.pk)), None)
    if parts is None:
        return
    yield from _things(parts, {concept.uri} if is_top else set())
    yield from named(parts.others_of(concept.pk))
    yield named_scheme(concept.vocabulary)


def named(ids: Iterable[int]) -> Iterator[Thing]:
    """Yield some concepts by their recommended terms alone, in the order of URIs."""
    rows = (
        Term.objects.filter(concept__in=list(ids), kind=Term.Kind.RECOMMENDED)
        .order_by("concept__uri")
        .values_list(
            "concept__uri", "concept__vocabulary__base_uri", "language", "text"
        )
    )
    things: dict[str, Thing] = {}
    for uri, scheme, language, text in rows:
        thing = things.setdefault(uri, Thing(uri, "skos:Concept"))
        thing.say("skos:prefLabel", text, tag_of(language))
        thing.link("skos:inScheme", scheme)
    yield from things.values()


def named_scheme(vocabulary: Vocabulary) -> Thing:
    """Return a vocabulary by its titles."""
    scheme = Thing(vocabulary.base_uri, "skos:ConceptScheme")
    for language in site_languages():
        scheme.say("dct:title", getattr(vocabulary, f"title_{language}"), language)
    return scheme


def scheme_of(
    vocabulary: Vocabulary, concepts: ConceptQuerySet, at_the_top: Iterable[str]
) -> Thing:
    """Return a vocabulary as a concept scheme."""
    scheme = named_scheme(vocabulary)
    for language in site_languages():
        text = getattr(vocabulary, f"description_{language}")
        scheme.say("dct:description", text, language)
    if vocabulary.public_source:
        scheme.link("dct:source", good_uri(vocabulary.public_source))
    latest = concepts.aggregate(latest=Max("modified_at"))["latest"]
    if latest is not None:
        scheme.say("dct:modified", moment(latest), "xsd:dateTime")
    for uri in at_the_top:
        scheme.link("skos:hasTopConcept", uri)
    return scheme


def subjects_of(vocabulary: Vocabulary, concepts: ConceptQuerySet) -> Iterator[Thing]:
    """Yield the subjects of a vocabulary with those of their concepts that go out."""
    members: dict[int, list[str]] = defaultdict(list)
    rows = Concept.subjects.through.objects.filter(
        subject__vocabulary=vocabulary,
        concept__in=concepts.order_by().values("pk"),
    )
    for subject_id, uri in rows.values_list("subject_id", "concept__uri"):
        members[subject_id].append(uri)
    for subject in vocabulary.subjects.order_by("uri"):
        thing = _subject(subject)
        thing.link("skos:inScheme", vocabulary.base_uri)
        for uri in members[subject.pk]:
            thing.link("skos:member", uri)
        yield thing


def _subject(subject: Subject) -> Thing:
    thing = Thing(subject.uri, "skos:Collection")
    for language in site_languages():
        thing.say("skos:prefLabel", getattr(subject, f"title_{language}"), language)
    thing.say("skos:notation", subject.code)
    return thing


def _things(parts: Parts, top_uris: set[str]) -> Iterator[Thing]:
    """Yield each concept of a batch, followed by what is named after it."""
    for row in parts.concepts:
        concept = Thing(row.uri, "skos:Concept")
        _say_state(concept, row)
        if row.uri in top_uris:
            concept.link("skos:topConceptOf", row.scheme)
        _say_links(concept, parts, row.pk)
        more = chain(
            _terms(concept, parts.terms[row.pk]),
            _texts(concept, parts, row.pk),
            _legislation(concept, parts.legislation[row.pk]),
        )
        named_after = sorted(more, key=lambda thing: thing.uri)
        yield concept
        yield from named_after


def _say_state(concept: Thing, row: Any) -> None:
    concept.link("skos:inScheme", row.scheme)
    concept.say("skos:notation", row.code)
    concept.say("kv:status", row.status)
    if row.approved_on:
        concept.say("kv:approvedOn", row.approved_on.isoformat(), "xsd:date")
    concept.say("kv:approvedBy", row.approved_by)
    if row.status in _ENDED:
        concept.say("owl:deprecated", "true", "xsd:boolean")
    _say_sources(concept, row.source)
    concept.say("dct:created", moment(row.created), "xsd:dateTime")
    concept.say("dct:modified", moment(row.modified), "xsd:dateTime")


def _say_links(concept: Thing, parts: Parts, pk: int) -> None:
    concept.link("dct:isReplacedBy", parts.heirs.get(pk, ""))
    for names, rows in ((_UP, parts.above[pk]), (_DOWN, parts.below[pk])):
        for kind, uri, _other in rows:
            for name in names[kind]:
                concept.link(name, uri)
    for role, uri in parts.waiting[pk]:
        for name in _WAITING[role]:
            concept.link(name, uri)
    for kind, uri in parts.mappings[pk]:
        concept.link(_MAPPINGS[kind], uri)


def _terms(concept: Thing, rows: Iterable[Any]) -> Iterator[Thing]:
    """Say the terms of a concept, and yield those of which there is more to say."""
    for row in rows:
        language = tag_of(row.language)
        concept.say(_LABELS[row.kind], row.text, language)
        extras = (row.source, row.scope_note, row.homonym_number, row.equivalence)
        if row.kind not in _ALWAYS_TELLING and not any(extras):
            continue
        label = Thing(
            uri_after(concept.uri, "term", row.kind, row.language, row.text),
            "skosxl:Label",
        )
        label.say("skosxl:literalForm", row.text, language)
        _say_sources(label, row.source)
        label.say("skos:scopeNote", row.scope_note)
        if row.homonym_number:
            label.say("kv:homonymNumber", str(row.homonym_number), "xsd:integer")
        label.say("kv:equivalence", row.equivalence)
        concept.link(_TELLING_LABELS[row.kind], label.uri)
        yield label


def _texts(concept: Thing, parts: Parts, pk: int) -> Iterator[Thing]:
    """Say the definitions and notes of a concept, and yield those with sources."""
    rows = [("skos:definition", *row) for row in parts.definitions[pk]]
    rows += [(_NOTES[kind], *row) for kind, *row in parts.notes[pk] if kind in _NOTES]
    for name, language, text, source in rows:
        if not source:
            concept.say(name, text, tag_of(language))
            continue
        thing = Thing(
            uri_after(concept.uri, "text", name, language, text, source), "kv:Text"
        )
        thing.say("rdf:value", text, tag_of(language))
        _say_sources(thing, source)
        concept.link(name, thing.uri)
        yield thing


def _legislation(concept: Thing, rows: Iterable[tuple[str, str]]) -> Iterator[Thing]:
    for text, url in rows:
        thing = Thing(uri_after(concept.uri, "law", text, url), "kv:LegalReference")
        thing.say("rdfs:label", text)
        if url:
            thing.link("rdfs:seeAlso", good_uri(url))
        concept.link("kv:legislation", thing.uri)
        yield thing


def _say_sources(thing: Thing, source: str) -> None:
    for line in source.splitlines():
        thing.say("dct:source", line.strip())


def uri_after(uri: str, what: str, *said: str) -> str:
    """Return the URI of a thing that belongs to a concept and is known by what it says."""
    digest = hashlib.sha256("\0".join(said).encode()).hexdigest()[:16]
    return f"{uri}{'-' if '#' in uri else '#'}{what}-{digest}"


def tag_of(language: str) -> str:
    """Return a stored language as RDF can carry it: "und" where it is no tag at all."""
    return language if _TAG.fullmatch(language) else "und"


def good_uri(address: str) -> str:
    """Return an address with the characters escaped that no URI may have."""
    return quote(address, safe=_URI_CHARACTERS)


def moment(value: datetime) -> str:
    """Return a moment as xsd:dateTime in UTC."""
    return value.astimezone(UTC).isoformat()
