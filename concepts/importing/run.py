"""An import from its first byte to its report."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction
from rdflib import Graph

from concepts.importing import checking
from concepts.importing.bank import load_bank
from concepts.importing.comparing import Plan, plan_for
from concepts.importing.extracting import Extractor, names_of
from concepts.importing.keys import Keys
from concepts.importing.limits import no_collecting, within_limits
from concepts.importing.messages import Refused, Report
from concepts.importing.own_json import is_own, read_own_json
from concepts.importing.people import (
    new_subjects,
    settle_people_and_projects,
)
from concepts.importing.reading import (
    CSV,
    FORMAT_NAMES,
    JSON_LD,
    OWN_JSON,
    RDF_XML,
    XLSX,
    decoded,
    format_of,
    named_otherwise,
    parsed_json,
    read_graph,
    unpacked,
)
from concepts.importing.records import ConceptRecord, Found, SchemeRecord
from concepts.importing.sheets import is_workbook, rows_of_csv, rows_of_workbook
from concepts.importing.tables import read_table
from concepts.importing.writing import write
from concepts.models import Concept, Vocabulary
from concepts.services import may_edit_concepts, save_vocabulary
from concepts.uris import URI_LENGTH, is_good_uri, own_base_uri
from members.models import User

IMPORTABLE = (Concept.Status.DRAFT, Concept.Status.APPROVED)
# How a concept's own lines begin in Turtle, and how RDF/XML names it.
_SUBJECT = re.compile(r"^[ \t]*(?:<([^<>\s]+)>|([\w.-]*):([^\s;,]*))[ \t\r]", re.M)
_ABOUT = re.compile(r"rdf:about\s*=\s*[\"']([^\"']+)[\"']")
_TITLES = ("fi", "sv", "en")
_BASE_LENGTH = URI_LENGTH - 100


class Wish(NamedTuple):
    """What somebody wants of a file.

    Attributes:
        slug: where the concepts go; made when it is new.
        status: what new concepts become that do not say it: draft or approved. Approved
            also promotes drafts that the file holds; nothing is ever taken back to a
            draft.
        scheme: URI of the one vocabulary of the file to import; all when empty.
        language: main language of a new vocabulary.
        file_name: only to say when it promises another format.
        reason: why, for the history of the concepts.
    """

    slug: str
    status: str = Concept.Status.DRAFT
    scheme: str = ""
    language: str = "fi"
    file_name: str = ""
    reason: str = ""


def import_concepts(
    *,
    content: bytes,
    vocabulary_slug: str,
    acting_user: User | None,
    status: str = Concept.Status.DRAFT,
    apply: bool = False,
    file_name: str = "",
    scheme: str = "",
    language: str = "fi",
    reason: str = "",
    expected: str = "",
    progress: Callable[[str], None] = lambda stage: None,
) -> Report:
    """Import the concepts of a file, or tell what an import would do.

    Args:
        content: the file's bytes, packed with gzip or not, of any format that
            ``reading.FORMAT_NAMES`` names.
        vocabulary_slug, status, file_name, scheme, language, reason: see ``Wish``.
        acting_user: who imports; None for the command.
        apply: store it. Otherwise nothing is written.
        expected: fingerprint of the trial that somebody has seen. Where the report
            has another by now, nothing is written and it is ``stale``.
        progress: is told "comparing" when the file has been read.

    Returns:
        Counts and messages. A refused file has ``refused`` set and nothing stored.

    Raises:
        PermissionDenied: the person is no concept editor.
        ValueError: the status is not one that an import may give.
        ValidationError: a new vocabulary's address is not free.
    """
    if acting_user is not None and not may_edit_concepts(acting_user):
        raise PermissionDenied
    if status not in IMPORTABLE:
        raise ValueError(f"not a status for an import: {status}")
    wish = Wish(vocabulary_slug, status, scheme, language, file_name, reason)
    started = time.monotonic()
    with no_collecting():
        try:
            found, report = within_limits(
                partial(_read, content, _language(wish), wish)
            )
        except Refused as refusal:
            report = Report(refused=True)
            report.messages.append(refusal.message)
        else:
            progress("comparing")
            _plan_and_write(found, wish, apply, expected, acting_user, report)
    report.seconds = time.monotonic() - started
    return report


def _language(wish: Wish) -> str:
    """Return the main language of the vocabulary that a file goes into."""
    rows = Vocabulary.objects.filter(slug=wish.slug)
    return rows.values_list("default_language", flat=True).first() or wish.language


def _read(content: bytes, language: str, wish: Wish) -> tuple[Found, Report]:
    """Return what a file holds, and what was odd with it.

    Raises:
        Refused: nothing of the file can be used.
    """
    report = Report()
    content = unpacked(content)
    if is_workbook(content):
        _say_format(XLSX, wish, report)
        found = read_table(rows_of_workbook(content), report)
    else:
        found = _read_text(decoded(content), language, wish, report)
    if not found.records and not report.rejected:
        raise Refused("no-concepts")
    found.records = _of_scheme(found.records, wish.scheme, report)
    return found, report


def _read_text(text: str, language: str, wish: Wish, report: Report) -> Found:
    kind = format_of(text)
    if kind == CSV:
        _say_format(CSV, wish, report)
        return read_table(rows_of_csv(text), report)
    if kind == JSON_LD:
        data = parsed_json(text)
        if is_own(data):
            _say_format(OWN_JSON, wish, report)
            return read_own_json(data, report)
        if '"@' not in text:
            raise Refused("unknown-format", guess="JSON")
    graph = read_graph(text, kind, own_base_uri(wish.slug))
    _say_format(kind, wish, report)
    if kind != JSON_LD:
        report.lines.update(_lines_of(text, kind, graph))
    return Extractor(graph, language, report).found()


def _say_format(kind: str, wish: Wish, report: Report) -> None:
    if named_otherwise(wish.file_name, kind):
        report.add("format-not-as-named", format=FORMAT_NAMES[kind])


def _of_scheme(
    records: list[ConceptRecord], scheme: str, report: Report
) -> list[ConceptRecord]:
    """Keep the concepts of one scheme where the caller has named it."""
    if scheme:
        return [record for record in records if scheme in record.schemes]
    named = dict.fromkeys(uri for record in records for uri in record.schemes)
    if len(named) > 1:
        report.add("several-schemes", schemes=names_of(named))
        report.schemes = list(named)[:50]
    return records


def _plan_and_write(
    found: Found,
    wish: Wish,
    apply: bool,
    expected: str,
    acting_user: User | None,
    report: Report,
) -> None:
    """Compare what was read with what is stored, and store it where that is wanted."""
    with transaction.atomic():
        # Two imports into one vocabulary take turns.
        vocabulary = (
            Vocabulary.objects.select_for_update().filter(slug=wish.slug).first()
        )
        vocabulary = vocabulary or _new_vocabulary(wish, found)
        plan = _plan(found, vocabulary, wish.status, report)
        report.writes = bool(plan)
        report.stale = bool(expected) and report.fingerprint() != expected
        if apply and not report.stale:
            report.applied = True
            if plan:
                if vocabulary.pk is None:
                    save_vocabulary(vocabulary=vocabulary, acting_user=acting_user)
                write(plan, vocabulary, wish.status, acting_user, wish.reason)


def _plan(found: Found, vocabulary: Vocabulary, status: str, report: Report) -> Plan:
    bank = load_bank(vocabulary)
    Keys(found, bank, vocabulary, report).settle()
    settle_people_and_projects(found.records, report)
    report.labels.update((record.uri, record.label) for record in found.records)
    records = checking.accepted(found.records, vocabulary.default_language, report)
    checking.note_shared_terms(records, report)
    checking.settle_links(records, report)
    subjects = new_subjects(found, records, report)
    plan = plan_for(records, found, bank, vocabulary, status, report)
    plan.subjects = subjects
    return plan


def _new_vocabulary(wish: Wish, found: Found) -> Vocabulary:
    """Return a vocabulary, not saved, named as the file names it."""
    vocabulary = Vocabulary(
        slug=wish.slug,
        base_uri=own_base_uri(wish.slug),
        default_language=wish.language,
    )
    scheme = _scheme_of(found)
    if scheme is not None:
        for language in _TITLES:
            title = scheme.titles.get(language, "")[:200]
            setattr(vocabulary, f"title_{language}", title)
        if scheme.uri.startswith(("http://", "https://")) and len(scheme.uri) <= 200:
            vocabulary.public_source = scheme.uri
        _take_fields(vocabulary, scheme)
    if not (vocabulary.title_fi or vocabulary.title_sv or vocabulary.title_en):
        vocabulary.title_fi = wish.slug
    return vocabulary


def _scheme_of(found: Found) -> SchemeRecord | None:
    """Return the vocabulary of which the file speaks, if it says so."""
    used = {uri for record in found.records for uri in record.schemes}
    told = (s for s in found.schemes if s.uri in used or s.fields)
    return next(told, None)


def _take_fields(vocabulary: Vocabulary, scheme: SchemeRecord) -> None:
    """Take what our own files say of a vocabulary; a base of URIs is one's own."""
    fields = dict(scheme.fields)
    base = fields.pop("base_uri", "")
    usable = is_good_uri(base) and len(base) <= _BASE_LENGTH
    if usable and not Vocabulary.objects.filter(base_uri=base).exists():
        vocabulary.base_uri = base
    for name, value in fields.items():
        setattr(vocabulary, name, value)


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
