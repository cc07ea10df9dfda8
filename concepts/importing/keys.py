"""Which concepts a table means: it may name them by URI, code or recommended term."""

from __future__ import annotations

import hashlib
from collections import defaultdict

from django.utils.text import slugify

from concepts.importing.bank import Bank
from concepts.importing.messages import Report
from concepts.importing.records import (
    ConceptRecord,
    Found,
    Link,
    Reference,
    SubjectRecord,
)
from concepts.importing.tables import recommended_terms
from concepts.models import Subject, Term, Vocabulary
from concepts.tabular import name_and_address
from concepts.uris import LOCAL_NAME, is_good_uri


class Keys:
    """Finds concepts and subjects by what a table calls them.

    Args:
        found: what the table says; its records get their URIs and links.
        bank: what is stored.
        vocabulary: where the concepts go.
        report: where to say what was not found.
    """

    def __init__(
        self, found: Found, bank: Bank, vocabulary: Vocabulary, report: Report
    ) -> None:
        self.found = found
        self.bank = bank
        self.vocabulary = vocabulary
        self.report = report
        self.by_code: dict[str, set[str]] = defaultdict(set)
        self.by_term: dict[tuple[str, str], set[str]] = defaultdict(set)
        self.by_any_term: dict[str, set[str]] = defaultdict(set)
        self.subjects: dict[str, str] = {}

    def settle(self) -> None:
        """Give every record its URI, and turn what it says of others into links."""
        self._learn_stored()
        self._learn_subjects()
        self._name_records()
        for record in self.found.records:
            for reference in record.references:
                self._follow(record, reference)
            record.subjects = list(dict.fromkeys(record.subjects))

    def _learn_stored(self) -> None:
        for uri, stored in self.bank.concepts.items():
            if stored.fields["code"]:
                self.by_code[stored.fields["code"].casefold()].add(uri)
            for term in stored.parts["terms"]:
                if term.kind == Term.Kind.RECOMMENDED:
                    self._learn_term((term.language, term.text.casefold()), uri)

    def _learn_subjects(self) -> None:
        mine = Subject.objects.filter(vocabulary_id=self.vocabulary.pk)
        for subject in Subject.objects.all():
            self.subjects[subject.uri] = subject.uri
        for subject in mine:
            names = (subject.title_fi, subject.title_sv, subject.title_en, subject.code)
            for name in filter(None, names):
                self.subjects.setdefault(name.casefold(), subject.uri)

    def _name_records(self) -> None:
        """Give the records their URIs; of two for one concept, the first stays."""
        taken: dict[str, int] = {}
        kept = []
        known = set(self.bank.identities)
        known.update(record.uri for record in self.found.records)
        for record in self.found.records:
            given = record.uri or record.code or record.label
            record.uri = record.uri or self._known_uri(record)
            record.uri = record.uri or self._new_uri(record, known)
            if record.uri in taken:
                first = taken[record.uri]
                self.report.reject(
                    "duplicate-key", row=record.row, text=given, first=first
                )
                self.report.outcomes[f"#{record.row}"] = "rejected"
                continue
            taken[record.uri] = record.row or 0
            known.add(record.uri)
            kept.append(record)
            self._learn(record)
        self.found.records[:] = kept

    def _learn(self, record: ConceptRecord) -> None:
        self.report.rows[record.uri] = record.row or 0
        if record.code:
            self.by_code[record.code.casefold()].add(record.uri)
        for key in recommended_terms(record):
            self._learn_term(key, record.uri)

    def _learn_term(self, key: tuple[str, str], uri: str) -> None:
        self.by_term[key].add(uri)
        self.by_any_term[key[1]].add(uri)

    def _known_uri(self, record: ConceptRecord) -> str:
        """Return the URI of the one concept that a row without a URI means, if any."""
        if record.code:
            uris = self.by_code.get(record.code.casefold(), set())
        else:
            first = self.vocabulary.default_language
            terms = sorted(recommended_terms(record), key=lambda term: term[0] != first)
            uris = self.by_term.get(terms[0], set()) if terms else set()
        return next(iter(uris)) if len(uris) == 1 else ""

    def _new_uri(self, record: ConceptRecord, known: set[str]) -> str:
        base = self.vocabulary.base_uri
        if record.code and LOCAL_NAME.fullmatch(record.code):
            return f"{base}{record.code}"
        said = "\0".join(f"{term.language} {term.text}" for term in record.terms)
        digest = hashlib.sha256(f"{record.code}\0{said}".encode()).hexdigest()
        uri = f"{base}k-{digest[:12]}"
        return f"{base}k-{digest[:20]}" if uri in known else uri

    def _follow(self, record: ConceptRecord, reference: Reference) -> None:
        """Put one link into a record, or say why not."""
        if reference.part == "subjects":
            record.subjects.append(self._subject(reference.value))
            return
        uris = self._meant(reference.value)
        if len(uris) != 1:
            code = "ambiguous-reference" if uris else "unknown-reference"
            self.report.add(
                code,
                record.uri,
                row=reference.row,
                column=reference.column,
                text=reference.value[:200],
            )
            return
        (uri,) = uris
        if reference.part == "broader":
            record.broader.append(Link(reference.kind, uri))
        elif reference.part == "related":
            record.related.append(uri)
        else:
            record.replaced_by = uri

    def _meant(self, value: str) -> set[str]:
        """Return the concepts that a value may mean; a URI means itself."""
        if is_good_uri(value):
            return {value}
        folded = value.casefold()
        if folded in self.by_code:
            return self.by_code[folded]
        own = self.by_term.get((self.vocabulary.default_language, folded))
        return own or self.by_any_term.get(folded, set())

    def _subject(self, value: str) -> str:
        """Return the URI of a subject; one that is not known is made."""
        title, uri = name_and_address(value)
        if not uri and is_good_uri(value):
            title, uri = value.rstrip("/#").rpartition("/")[2] or value, value
        known = self.subjects.get(uri or title.casefold())
        if known:
            return known
        if not uri:
            ending = slugify(title) or hashlib.sha256(title.encode()).hexdigest()[:12]
            uri = f"{self.vocabulary.base_uri}subject-{ending}"
        self.subjects[uri] = self.subjects[title.casefold()] = uri
        language = self.vocabulary.default_language
        tag = language if language in ("fi", "sv", "en") else "fi"
        self.found.subjects.append(SubjectRecord(uri, "", {tag: title[:200]}))
        return uri
