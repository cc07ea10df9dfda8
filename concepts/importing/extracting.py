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
    Carried,
    ConceptRecord,
    DefinitionText,
    Found,
    Link,
    NoteText,
    SchemeRecord,
    SubjectRecord,
    TermText,
)
from concepts.importing.triples import said_of
from concepts.languages import TAG_LENGTH, is_known
from concepts.models import Concept, Mapping, Note, Relation, Term
from concepts.rules import UNSEEN_TABLE
from concepts.uris import is_good_uri, is_web_address

SKOS_XL = Namespace("http://www.w3.org/2008/05/skos-xl#")
ISO_THES = Namespace("http://purl.org/iso25964/skos-thes#")
# What our own files say beside SKOS: see ``concepts.exporting.graph``.
OWN = Namespace("urn:kumppanuusverkosto:concepts#")

_TERMS: dict[Node, Term.Kind] = {
    SKOS.prefLabel: Term.Kind.RECOMMENDED,
    SKOS.altLabel: Term.Kind.SYNONYM,
    SKOS.hiddenLabel: Term.Kind.SEARCH_TERM,
    SKOS_XL.prefLabel: Term.Kind.RECOMMENDED,
    SKOS_XL.altLabel: Term.Kind.SYNONYM,
    SKOS_XL.hiddenLabel: Term.Kind.SEARCH_TERM,
    OWN.discouragedTerm: Term.Kind.DISCOURAGED,
    OWN.rejectedTerm: Term.Kind.REJECTED,
}
_NOTES: dict[Node, Note.Kind] = {
    SKOS.note: Note.Kind.NOTE,
    SKOS.scopeNote: Note.Kind.SCOPE_NOTE,
    SKOS.example: Note.Kind.EXAMPLE,
    SKOS.historyNote: Note.Kind.HISTORY_NOTE,
    SKOS.changeNote: Note.Kind.CHANGE_NOTE,
    SKOS.editorialNote: Note.Kind.EDITORIAL_NOTE,
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
# What every SKOS file would say of a concept. A run leaves the rest alone, unless the
# file says something of it somewhere.
_CARRIED = frozenset(
    [
        ("terms", Term.Kind.RECOMMENDED.value, ""),
        ("terms", Term.Kind.SYNONYM.value, ""),
        ("terms", Term.Kind.SEARCH_TERM.value, ""),
        ("definitions", "", ""),
        *(
            ("notes", kind.value, "")
            for kind in Note.Kind
            if kind != Note.Kind.EDITORIAL_NOTE
        ),
        *((part, "", "") for part in ("broader", "narrower", "related", "mappings")),
        *((part, "", "") for part in ("replaced_by", "waiting")),
    ]
)
_OWN_CARRIED = frozenset(
    [
        ("terms", Term.Kind.DISCOURAGED.value, ""),
        ("terms", Term.Kind.REJECTED.value, ""),
        ("legislation", "", ""),
    ]
)
_TITLE_LANGUAGES = ("fi", "sv", "en")
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
            OWN.status: self._status,
            OWN.approvedOn: self._approved_on,
            OWN.approvedBy: self._approved_by,
            OWN.legislation: self._law,
        }

    def found(self) -> Found:
        """Return everything that the graph holds."""
        records = self.concepts()
        subjects = self._subjects({record.uri: record for record in records})
        parts = set(_CARRIED)
        if self.is_own:
            parts |= _OWN_CARRIED
        if subjects:
            parts.add(("subjects", "", ""))
        editorial = Note.Kind.EDITORIAL_NOTE.value
        if any(note.kind == editorial for r in records for note in r.notes):
            parts.add(("notes", editorial, ""))
        return Found(records, Carried(frozenset(parts)), self.schemes(), subjects)

    @property
    def is_own(self) -> bool:
        """Tell whether the file speaks in our own words beside SKOS."""
        return (None, OWN.status, None) in self.graph

    def concepts(self) -> list[ConceptRecord]:
        """Return the records of all concepts that have a usable URI, in file order."""
        records = []
        for subject in dict.fromkeys(self.graph.subjects(RDF.type, SKOS.Concept)):
            if isinstance(subject, BNode):
                self.report.reject("no-uri")
            elif not is_good_uri(str(subject)):
                self.report.reject("bad-uri", str(subject), uri=str(subject)[:200])
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
            if self.is_own:
                scheme.fields = self._own_fields(subject)
            found.append(scheme)
        return found

    def _own_fields(self, subject: Node) -> dict[str, str]:
        """Return what our own files say of a vocabulary beside its titles."""
        fields = {"base_uri": str(subject), "public_source": ""}
        for value in self.graph.objects(subject, DCTERMS.description):
            if isinstance(value, Literal) and value.language in _TITLE_LANGUAGES:
                fields[f"description_{value.language}"] = str(value)
        for value in self.graph.objects(subject, DCTERMS.source):
            fields["public_source"] = str(value)
        return fields

    def _subjects(self, records: dict[str, ConceptRecord]) -> list[SubjectRecord]:
        """Return the collections that can be subjects, and put the concepts in them."""
        found = []
        kinds = (SKOS.Collection, SKOS.OrderedCollection)
        nodes = [node for kind in kinds for node in self.graph.subjects(RDF.type, kind)]
        for node in dict.fromkeys(nodes):
            titles = {
                value.language or self.language: str(value).strip()[:200]
                for value in self.graph.objects(node, SKOS.prefLabel)
                if isinstance(value, Literal) and str(value).strip()
            }
            if not titles or isinstance(node, BNode) or not is_good_uri(str(node)):
                self.report.add("bad-collection", text=str(node)[:200])
                continue
            if titles.keys().isdisjoint(_TITLE_LANGUAGES):
                titles = {"fi": min(titles.values())}
            code = min(map(str, self.graph.objects(node, SKOS.notation)), default="")
            found.append(SubjectRecord(str(node), code.strip()[:60], titles))
            for member in self._members(node):
                if (record := records.get(str(member))) is not None:
                    record.subjects.append(str(node))
        return found

    def _members(self, node: Node) -> set[Node]:
        """Return what a collection holds, listed or not; a list may be broken."""
        members = set(self.graph.objects(node, SKOS.member))
        for place in self.graph.objects(node, SKOS.memberList):
            seen: set[Node] = set()
            item: Node | None = place
            while item is not None and item not in seen:
                seen.add(item)
                members.update(self.graph.objects(item, RDF.first))
                item = self.graph.value(item, RDF.rest)
        return members

    def _record(self, subject: Node) -> ConceptRecord:
        record = ConceptRecord(uri=str(subject))
        for said, values in said_of(self.graph, subject).items():
            reader = self.readers.get(said)
            if reader is not None:
                for value in values:
                    reader(record, said, value)
            elif said not in _PASSED_OVER:
                self.left_out[self._name_of(said)] += len(values)
        _settle_kinds(record)
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
        if _is_plain(raw):
            return raw
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
        label = value
        if not isinstance(value, Literal):
            value = self.graph.value(value, SKOS_XL.literalForm) or value
        if found := self._told(record, said, value):
            language, text = found
            term = TermText(
                language,
                _TERMS[said].value,
                " ".join(text.replace("\u00ad", "").split()),
            )
            if label is not value:
                term = self._with_label(record, term, label)
            # SKOS-XL files often say the same as plain labels, too.
            for place, other in enumerate(record.terms):
                if term[:3] == other[:3]:
                    record.terms[place] = max(term, other, key=_fullness)
                    return
            record.terms.append(term)

    def _with_label(
        self, record: ConceptRecord, term: TermText, label: Node
    ) -> TermText:
        """Return a term with what its SKOS-XL label says of it."""
        note = self.graph.value(label, SKOS.scopeNote)
        number = self.graph.value(label, OWN.homonymNumber)
        mark = self.graph.value(label, OWN.equivalence)
        digits = str(number or "")
        return term._replace(
            source=self._source_of(label),
            scope_note=None if note is None else self._clean(record, str(note)),
            homonym_number=int(digits)
            if digits.isdigit() and len(digits) < 5
            else None,
            equivalence=str(mark) if str(mark) in Term.Equivalence.values else None,
        )

    def _note(self, record: ConceptRecord, said: Node, value: Node) -> None:
        if found := self._told(record, said, self._value_of(value)):
            source = self._source_of(value)
            kind = _NOTES[said].value
            record.notes.append(NoteText(found[0], kind, found[1], source))

    def _definition(self, record: ConceptRecord, said: Node, value: Node) -> None:
        if found := self._told(record, said, self._value_of(value)):
            record.definitions.append(DefinitionText(*found, self._source_of(value)))

    def _told(
        self, record: ConceptRecord, said: Node, value: Node
    ) -> tuple[str, str] | None:
        """Return language and text; what is no text is counted as left out."""
        if not isinstance(value, Literal):
            self.left_out[self._name_of(said)] += 1
        return self._text(record, value)

    def _value_of(self, value: Node) -> Node:
        """Return the text of a note that is a thing with a value of its own."""
        if isinstance(value, Literal):
            return value
        return self.graph.value(value, RDF.value) or value

    def _source_of(self, value: Node) -> str | None:
        """Return the sources of a text that is a thing with properties of its own."""
        if isinstance(value, Literal):
            return None
        sources = map(str, self.graph.objects(value, DCTERMS.source))
        return "\n".join(sorted(filter(None, map(str.strip, sources)))) or None

    def _source(self, record: ConceptRecord, said: Node, value: Node) -> None:
        if text := self._clean(record, str(value)):
            lines = {*(record.source or "").split("\n"), text} - {""}
            record.source = "\n".join(sorted(lines))

    def _code(self, record: ConceptRecord, said: Node, value: Node) -> None:
        code = self._clean(record, str(value))[:60]
        record.code = min(filter(None, (record.code, code)), default=None)

    # What our own files say

    def _status(self, record: ConceptRecord, said: Node, value: Node) -> None:
        if str(value) in Concept.Status.values:
            record.status = str(value)

    def _approved_on(self, record: ConceptRecord, said: Node, value: Node) -> None:
        moment = parsed_moment(str(value))
        if moment is None:
            self.report.add("bad-date", record.uri, text=str(value)[:80])
        else:
            record.approved_on = moment.date().isoformat()

    def _approved_by(self, record: ConceptRecord, said: Node, value: Node) -> None:
        record.approved_by = self._clean(record, str(value))[:200]

    def _law(self, record: ConceptRecord, said: Node, value: Node) -> None:
        text = self._clean(record, str(self.graph.value(value, RDFS.label) or ""))
        address = str(self.graph.value(value, RDFS.seeAlso) or "")
        if text:
            url = address if is_web_address(address) else ""
            record.legislation.append((text, url))

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


def _fullness(term: TermText) -> int:
    return sum(value is not None for value in term)


def _settle_kinds(record: ConceptRecord) -> None:
    """Leave out search terms that our own file calls discouraged or rejected as well."""
    kinds = (Term.Kind.DISCOURAGED, Term.Kind.REJECTED)
    told = {(term.language, term.text) for term in record.terms if term.kind in kinds}
    if told:
        record.terms = [
            term
            for term in record.terms
            if term.kind != Term.Kind.SEARCH_TERM
            or (term.language, term.text) not in told
        ]


def _add_link(links: list[Link], link: Link) -> None:
    """Add a link; a partitive one says more than the generic one beside it."""
    for place, other in enumerate(links):
        if other.uri == link.uri:
            if link.kind == Relation.Kind.PARTITIVE:
                links[place] = link
            return
    links.append(link)


def _is_plain(text: str) -> bool:
    """Tell at once of most texts that there is nothing to put right in them."""
    return (
        text.isprintable()
        and not text[:1].isspace()
        and not text[-1:].isspace()
        and unicodedata.is_normalized("NFC", text)
        and not _looks_broken(text)
    )


def _looks_broken(text: str) -> bool:
    return not text.isascii() and any(mark in text for mark in _MOJIBAKE)


def _repaired(text: str) -> str:
    """Return what a text was before somebody read UTF-8 as Latin-1; else the text."""
    if not _looks_broken(text):
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
