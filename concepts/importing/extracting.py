"""From a graph to records: SKOS, SKOS-XL labels, ISO 25964's kinds of broader.

Texts are brought to one form here: composed letters (NFC), no characters that cannot
be seen, no spaces around, language tags in small letters.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DC, DCTERMS
from rdflib.term import Node

from concepts.importing.messages import Report
from concepts.importing.records import (
    ConceptRecord,
    DefinitionText,
    Link,
    NoteText,
    SchemeRecord,
    TermText,
)
from concepts.languages import TAG_LENGTH, is_known
from concepts.models import Mapping, Note, Relation, Term
from concepts.models.texts import SOURCE_LENGTH
from concepts.rules import UNSEEN_TABLE
from concepts.uris import is_good_uri

SKOS_XL = Namespace("http://www.w3.org/2008/05/skos-xl#")
ISO_THES = Namespace("http://purl.org/iso25964/skos-thes#")

_TERMS: dict[Node, Term.Kind] = {
    SKOS.prefLabel: Term.Kind.RECOMMENDED,
    SKOS.altLabel: Term.Kind.SYNONYM,
    SKOS.hiddenLabel: Term.Kind.SEARCH_TERM,
    SKOS_XL.prefLabel: Term.Kind.RECOMMENDED,
    SKOS_XL.altLabel: Term.Kind.SYNONYM,
    SKOS_XL.hiddenLabel: Term.Kind.SEARCH_TERM,
}
_NOTES: dict[Node, Note.Kind] = {
    SKOS.note: Note.Kind.NOTE,
    SKOS.scopeNote: Note.Kind.SCOPE_NOTE,
    SKOS.example: Note.Kind.EXAMPLE,
}
# Plain SKOS does not say which kind of broader it means; generic is the usual one.
_BROADER: dict[Node, Relation.Kind] = {
    SKOS.broader: Relation.Kind.GENERIC,
    ISO_THES.broaderGeneric: Relation.Kind.GENERIC,
    ISO_THES.broaderInstantial: Relation.Kind.GENERIC,
    ISO_THES.broaderPartitive: Relation.Kind.PARTITIVE,
}
_NARROWER: dict[Node, Relation.Kind] = {
    SKOS.narrower: Relation.Kind.GENERIC,
    ISO_THES.narrowerGeneric: Relation.Kind.GENERIC,
    ISO_THES.narrowerInstantial: Relation.Kind.GENERIC,
    ISO_THES.narrowerPartitive: Relation.Kind.PARTITIVE,
}
_MAPPINGS: dict[Node, Mapping.Kind] = {
    SKOS.exactMatch: Mapping.Kind.EXACT,
    SKOS.closeMatch: Mapping.Kind.CLOSE,
    SKOS.broadMatch: Mapping.Kind.BROAD,
    SKOS.narrowMatch: Mapping.Kind.NARROW,
    SKOS.relatedMatch: Mapping.Kind.RELATED,
}
_DATES: dict[Node, str] = {DCTERMS.created: "created", DCTERMS.modified: "modified"}
_SOURCES = {DCTERMS.source, DC.source}
# Said in another way as well, or of the file rather than of the concept.
_PASSED_OVER = {
    RDF.type,
    SKOS.topConceptOf,
    SKOS.broaderTransitive,
    SKOS.narrowerTransitive,
    SKOS.semanticRelation,
    RDFS.label,
    RDFS.isDefinedBy,
}
_MOJIBAKE = ("Ã", "Â", "â€")


class Extractor:
    """Reads the concepts of one graph, and says in a report what it met.

    Args:
        graph: what the file holds.
        language: taken for texts that come without one.
        report: where to say what is odd.
    """

    def __init__(self, graph: Graph, language: str, report: Report) -> None:
        self.graph = graph
        self.language = language
        self.report = report
        self.left_out: Counter[str] = Counter()
        self.readers: dict[Node, Callable[[ConceptRecord, Node, Node], None]] = {
            **dict.fromkeys(_TERMS, self._term),
            **dict.fromkeys(_NOTES, self._note),
            **dict.fromkeys(_BROADER, self._broader),
            **dict.fromkeys(_NARROWER, self._narrower),
            **dict.fromkeys(_MAPPINGS, self._mapping),
            **dict.fromkeys(_DATES, self._date),
            **dict.fromkeys(_SOURCES, self._source),
            SKOS.definition: self._definition,
            SKOS.related: self._related,
            SKOS.inScheme: self._scheme,
            SKOS.notation: self._code,
            OWL.deprecated: self._deprecated,
            DCTERMS.isReplacedBy: self._replaced_by,
        }

    def concepts(self) -> list[ConceptRecord]:
        """Return the records of all concepts that have a usable URI, in file order."""
        records = []
        for subject in dict.fromkeys(self.graph.subjects(RDF.type, SKOS.Concept)):
            if isinstance(subject, BNode):
                self.report.rejected += 1
                self.report.add("no-uri")
            elif not is_good_uri(str(subject)):
                self.report.rejected += 1
                self.report.add("bad-uri", str(subject), uri=str(subject)[:200])
            else:
                records.append(self._record(subject))
        for name, number in sorted(self.left_out.items()):
            self.report.add("not-imported", property=name, number=number)
        return records

    def schemes(self) -> list[SchemeRecord]:
        """Return the vocabularies that the file describes."""
        found = []
        for subject in self.graph.subjects(RDF.type, SKOS.ConceptScheme):
            scheme = SchemeRecord(str(subject))
            for said in (SKOS.prefLabel, DCTERMS.title, DC.title, RDFS.label):
                for value in self.graph.objects(subject, said):
                    if isinstance(value, Literal) and str(value).strip():
                        tag = (value.language or self.language).lower()
                        scheme.titles.setdefault(tag, str(value).strip())
            found.append(scheme)
        return found

    def _record(self, subject: Node) -> ConceptRecord:
        record = ConceptRecord(uri=str(subject))
        for said, value in self.graph.predicate_objects(subject):
            reader = self.readers.get(said)
            if reader is not None:
                reader(record, said, value)
            elif said not in _PASSED_OVER:
                self.left_out[self._name_of(said)] += 1
        return record

    def _name_of(self, said: Node) -> str:
        try:
            return self.graph.namespace_manager.qname(str(said))
        except ValueError:
            return str(said)

    # Texts

    def _text(self, record: ConceptRecord, value: Node) -> tuple[str, str] | None:
        """Return language and text of a literal, or None where nothing is left."""
        if not isinstance(value, Literal):
            return None
        text = self._clean(record, str(value))
        if not text:
            self.report.add("empty-text", record.uri)
            return None
        return self._language_of(record, value), text

    def _language_of(self, record: ConceptRecord, value: Literal) -> str:
        if not value.language:
            self.report.add("no-language", record.uri, language=self.language)
            return self.language
        tag = value.language.lower()[:TAG_LENGTH]
        if not is_known(tag):
            self.report.add("unknown-language", record.uri, language=tag)
        return tag

    def _clean(self, record: ConceptRecord, raw: str) -> str:
        """Return a text in the form in which it is stored."""
        composed = unicodedata.normalize("NFC", raw)
        seen = composed.translate(UNSEEN_TABLE)
        text = seen.strip()
        if seen != composed:
            self.report.add("unseen-characters", record.uri, text=text[:80])
        elif text and text != seen:
            self.report.add("trimmed", record.uri, text=text[:80])
        if (better := _repaired(text)) != text:
            self.report.add(
                "broken-characters", record.uri, text=text[:80], better=better[:80]
            )
        return text

    def _term(self, record: ConceptRecord, said: Node, value: Node) -> None:
        source = self._source_of(value)
        if not isinstance(value, Literal):
            value = self.graph.value(value, SKOS_XL.literalForm) or value
        if found := self._text(record, value):
            language, text = found
            term = TermText(
                language,
                _TERMS[said].value,
                " ".join(text.replace("\u00ad", "").split()),
                source,
            )
            # SKOS-XL files often say the same as plain labels, too.
            if all(term[:3] != other[:3] for other in record.terms):
                record.terms.append(term)

    def _note(self, record: ConceptRecord, said: Node, value: Node) -> None:
        value = self._value_of(value)
        if found := self._text(record, value):
            record.notes.append(NoteText(found[0], _NOTES[said].value, found[1]))

    def _definition(self, record: ConceptRecord, said: Node, value: Node) -> None:
        if found := self._text(record, self._value_of(value)):
            record.definitions.append(DefinitionText(*found, self._source_of(value)))

    def _value_of(self, value: Node) -> Node:
        """Return the text of a note that is a thing with a value of its own."""
        if isinstance(value, Literal):
            return value
        return self.graph.value(value, RDF.value) or value

    def _source_of(self, value: Node) -> str:
        """Return the sources of a text that is a thing with properties of its own."""
        if isinstance(value, Literal):
            return ""
        sources = map(str, self.graph.objects(value, DCTERMS.source))
        return "\n".join(sorted(sources))[:SOURCE_LENGTH]

    def _source(self, record: ConceptRecord, said: Node, value: Node) -> None:
        if text := self._clean(record, str(value)):
            record.sources.append(text)

    def _code(self, record: ConceptRecord, said: Node, value: Node) -> None:
        code = self._clean(record, str(value))[:60]
        record.code = min(filter(None, (record.code, code)), default="")

    # Links

    def _link(self, record: ConceptRecord, value: Node) -> str:
        """Return the URI that a link leads to, or an empty string if it is no good."""
        uri = str(value)
        if isinstance(value, URIRef) and is_good_uri(uri):
            return uri
        self.report.add("bad-link", record.uri, uri=uri[:200])
        return ""

    def _broader(self, record: ConceptRecord, said: Node, value: Node) -> None:
        if uri := self._link(record, value):
            _add_link(record.broader, Link(_BROADER[said].value, uri))

    def _narrower(self, record: ConceptRecord, said: Node, value: Node) -> None:
        if uri := self._link(record, value):
            _add_link(record.narrower, Link(_NARROWER[said].value, uri))

    def _related(self, record: ConceptRecord, said: Node, value: Node) -> None:
        if uri := self._link(record, value):
            record.related.append(uri)

    def _mapping(self, record: ConceptRecord, said: Node, value: Node) -> None:
        if uri := self._link(record, value):
            record.mappings.append((_MAPPINGS[said].value, uri))

    def _scheme(self, record: ConceptRecord, said: Node, value: Node) -> None:
        record.schemes.append(str(value))

    def _replaced_by(self, record: ConceptRecord, said: Node, value: Node) -> None:
        if uri := self._link(record, value):
            # A concept has one heir here; the choice is the same at every run.
            record.replaced_by = min(filter(None, (record.replaced_by, uri)))

    def _deprecated(self, record: ConceptRecord, said: Node, value: Node) -> None:
        record.deprecated = str(value).strip().lower() in ("true", "1")

    def _date(self, record: ConceptRecord, said: Node, value: Node) -> None:
        moment = parsed_moment(str(value))
        if moment is None:
            self.report.add("bad-date", record.uri, text=str(value)[:80])
        else:
            setattr(record, _DATES[said], moment)


def _add_link(links: list[Link], link: Link) -> None:
    """Add a link; a partitive one says more than the generic one beside it."""
    for place, other in enumerate(links):
        if other.uri == link.uri:
            if link.kind == Relation.Kind.PARTITIVE:
                links[place] = link
            return
    links.append(link)


def _repaired(text: str) -> str:
    """Return what a text was before somebody read UTF-8 as Latin-1; else the text."""
    if not any(mark in text for mark in _MOJIBAKE):
        return text
    for wrong in ("cp1252", "latin-1"):
        try:
            return text.encode(wrong).decode()
        except UnicodeError:
            continue
    return text


def parsed_moment(text: str) -> datetime | None:
    """Return a date or a moment in ISO 8601 as an aware datetime, None if it is none."""
    bare = text.strip()
    try:
        found: Any = parse_datetime(bare) or parse_date(bare)
    except ValueError:
        return None
    if isinstance(found, date) and not isinstance(found, datetime):
        found = datetime.combine(found, time())
    if found is not None and timezone.is_naive(found):
        found = timezone.make_aware(found)
    return found


def names_of(uris: Iterable[str]) -> str:
    """Return some URIs as words for a message, not endlessly many."""
    listed = list(uris)
    more = f" … (+{len(listed) - 5})" if len(listed) > 5 else ""
    return ", ".join(listed[:5]) + more
