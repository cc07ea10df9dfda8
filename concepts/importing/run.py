"""An import from its first byte to its report."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from rdflib import Graph

from concepts.importing import checking
from concepts.importing.comparing import Plan, load_bank, plan_for
from concepts.importing.extracting import Extractor, names_of
from concepts.importing.messages import Refused, Report
from concepts.importing.reading import (
    FORMAT_NAMES,
    RDF_XML,
    named_otherwise,
    read_graph,
)
from concepts.importing.records import ConceptRecord, SchemeRecord
from concepts.importing.writing import write
from concepts.models import Concept, Vocabulary
from concepts.services import may_edit_concepts, save_vocabulary
from concepts.uris import own_base_uri
from members.models import User

_IMPORTABLE = (Concept.Status.DRAFT, Concept.Status.APPROVED)
# How a concept's own lines begin in Turtle, and how RDF/XML names it.
_SUBJECT = re.compile(r"^[ \t]*(?:<([^<>\s]+)>|([\w.-]*):([^\s;,]*))[ \t\r]", re.M)
_ABOUT = re.compile(r"rdf:about\s*=\s*[\"']([^\"']+)[\"']")


def import_concepts(
    *,
    content: bytes,
    vocabulary_slug: str,
    acting_user: User | None,
    status: str = Concept.Status.DRAFT,
    apply: bool = False,
    file_name: str = "",
    scheme: str = "",
) -> Report:
    """Import the concepts of a SKOS file, or tell what an import would do.

    Args:
        content: the file's bytes, packed with gzip or not.
        vocabulary_slug: where the concepts go; made when it is new.
        acting_user: who imports; None for the command.
        status: what new concepts become: draft or approved. Approved also promotes
            drafts that the file holds; nothing is ever taken back to a draft.
        apply: store it. Otherwise nothing is written.
        file_name: only to say when it promises another format.
        scheme: URI of the one vocabulary of the file to import; all when empty.

    Returns:
        Counts and messages. A refused file has ``refused`` set and nothing stored.

    Raises:
        PermissionDenied: the person is no concept editor.
        ValueError: the status is not one that an import may give.
        ValidationError: a new vocabulary's address is not free.
    """
    if acting_user is not None and not may_edit_concepts(acting_user):
        raise PermissionDenied
    if status not in _IMPORTABLE:
        raise ValueError(f"not a status for an import: {status}")
    started = time.monotonic()
    report = Report()
    try:
        records, schemes = _read(content, vocabulary_slug, scheme, file_name, report)
    except Refused as refusal:
        report.messages.append(refusal.message)
        report.refused = True
    else:
        _plan_and_write(
            records, schemes, vocabulary_slug, status, apply, acting_user, report
        )
    report.seconds = time.monotonic() - started
    return report


def _read(
    content: bytes, slug: str, scheme: str, file_name: str, report: Report
) -> tuple[list[ConceptRecord], list[SchemeRecord]]:
    """Return what a file holds.

    Raises:
        Refused: the file cannot be read, or holds no concepts.
    """
    known = Vocabulary.objects.filter(slug=slug).first()
    base = known.base_uri if known else own_base_uri(slug)
    language = known.default_language if known else Vocabulary().default_language
    graph, found, text = read_graph(content, base)
    if named_otherwise(file_name, found):
        report.add("format-not-as-named", format=FORMAT_NAMES[found])
    report.lines = _lines_of(text, found, graph)
    extractor = Extractor(graph, language, report)
    records = extractor.concepts()
    if not records and not report.rejected:
        raise Refused("no-concepts")
    return _of_scheme(records, scheme, report), extractor.schemes()


def _of_scheme(
    records: list[ConceptRecord], scheme: str, report: Report
) -> list[ConceptRecord]:
    """Keep the concepts of one scheme where the caller has named it."""
    if scheme:
        return [record for record in records if scheme in record.schemes]
    named = dict.fromkeys(uri for record in records for uri in record.schemes)
    if len(named) > 1:
        report.add("several-schemes", schemes=names_of(named))
    return records


def _plan_and_write(
    found: list[ConceptRecord],
    schemes: list[SchemeRecord],
    slug: str,
    status: str,
    apply: bool,
    acting_user: User | None,
    report: Report,
) -> None:
    """Compare what was read with what is stored, and store it where that is wanted."""
    with transaction.atomic():
        # Two imports into one vocabulary take turns.
        vocabulary = Vocabulary.objects.select_for_update().filter(slug=slug).first()
        vocabulary = vocabulary or _new_vocabulary(slug, schemes, found)
        plan = _plan(found, vocabulary, status, report)
        if apply:
            report.applied = True
            if plan.new or plan.changed:
                if vocabulary.pk is None:
                    save_vocabulary(vocabulary=vocabulary, acting_user=acting_user)
                write(plan, vocabulary, status, acting_user)


def _plan(
    found: list[ConceptRecord], vocabulary: Vocabulary, status: str, report: Report
) -> Plan:
    records = checking.accepted(found, vocabulary.default_language, report)
    checking.note_shared_terms(records, report)
    checking.settle_links(records, report)
    return plan_for(records, load_bank(vocabulary), vocabulary, status, report)


def _new_vocabulary(
    slug: str, schemes: Iterable[SchemeRecord], records: list[ConceptRecord]
) -> Vocabulary:
    """Return a vocabulary, not saved, named as the file names it."""
    vocabulary = Vocabulary(slug=slug, base_uri=own_base_uri(slug))
    used = {uri for record in records for uri in record.schemes}
    scheme = next((s for s in schemes if s.uri in used), None)
    if scheme is not None:
        for language in ("fi", "sv", "en"):
            title = scheme.titles.get(language, "")[:200]
            setattr(vocabulary, f"title_{language}", title)
        if scheme.uri.startswith(("http://", "https://")) and len(scheme.uri) <= 200:
            vocabulary.public_source = scheme.uri
    if not (vocabulary.title_fi or vocabulary.title_sv or vocabulary.title_en):
        vocabulary.title_fi = slug
    return vocabulary


def _lines_of(text: str, found: str, graph: Graph) -> dict[str, int]:
    """Return the line on which each concept begins, as far as it can be told."""
    pattern = _ABOUT if found == RDF_XML else _SUBJECT
    spaces = {prefix: str(uri) for prefix, uri in graph.namespaces()}
    lines: dict[str, int] = {}
    line, counted = 1, 0
    for match in pattern.finditer(text):
        line += text.count("\n", counted, match.start())
        counted = match.start()
        uri = match[1]
        if uri is None:
            uri = spaces.get(match[2], "") + match[3]
        lines.setdefault(uri, line)
    return lines
