"""What an import would change: each record against what is stored.

Only drafts change. A concept that is proposed, approved or has ended is somebody's
decision: where the file differs from it, that is a conflict, told and left.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from concepts.importing import checking
from concepts.importing.checking import Records
from concepts.importing.messages import Report
from concepts.importing.records import ConceptRecord, Link
from concepts.models import (
    Concept,
    Definition,
    Mapping,
    Note,
    PendingRelation,
    Relation,
    Term,
    Vocabulary,
)

Status = Concept.Status
Role = PendingRelation.Role
# SKOS has no words for the other kinds, so an import leaves them alone.
CARRIED_KINDS = (Term.Kind.RECOMMENDED, Term.Kind.SYNONYM, Term.Kind.SEARCH_TERM)
_ASSOCIATIVE = Relation.Kind.ASSOCIATIVE


class Identity(NamedTuple):
    """What must be known of every stored concept."""

    pk: int
    status: str
    vocabulary_id: int


@dataclass
class Stored:
    """A stored concept, in the words of a record."""

    pk: int
    status: str
    code: str = ""
    source: str = ""
    replaced_by: str = ""
    terms: set[tuple[str, str, str]] = field(default_factory=set)
    kept_terms: set[tuple[str, str]] = field(default_factory=set)
    definitions: set[tuple[str, str]] = field(default_factory=set)
    notes: set[tuple[str, str, str]] = field(default_factory=set)
    mappings: set[tuple[str, str]] = field(default_factory=set)
    broader: set[Link] = field(default_factory=set)
    related: set[str] = field(default_factory=set)
    pending: set[tuple[str, str]] = field(default_factory=set)


@dataclass
class Bank:
    """What the concept bank holds already, as far as an import must know."""

    identities: dict[str, Identity]
    hierarchy: dict[str, list[str]]
    concepts: dict[str, Stored]


def load_bank(vocabulary: Vocabulary) -> Bank:
    """Read what is stored; a handful of queries, whatever the size."""
    identities = {
        uri: Identity(pk, status, vocabulary_id)
        for uri, pk, status, vocabulary_id in Concept.objects.order_by().values_list(
            "uri", "pk", "status", "vocabulary_id"
        )
    }
    hierarchy: dict[str, list[str]] = defaultdict(list)
    concepts = _stored_concepts(vocabulary)
    by_pk = {stored.pk: stored for stored in concepts.values()}
    links = Relation.objects.order_by("pk").values_list(
        "kind", "source_id", "source__uri", "target_id", "target__uri"
    )
    for kind, source_id, source, target_id, target in links:
        if kind != _ASSOCIATIVE:
            hierarchy[source].append(target)
            if source_id in by_pk:
                by_pk[source_id].broader.add(Link(kind, target))
        else:
            for pk, other in ((source_id, target), (target_id, source)):
                if pk in by_pk:
                    by_pk[pk].related.add(other)
    return Bank(identities, dict(hierarchy), concepts)


def _stored_concepts(vocabulary: Vocabulary) -> dict[str, Stored]:
    """Return the concepts of a vocabulary by URI, without their relations."""
    if vocabulary.pk is None:
        return {}
    rows = Concept.objects.filter(vocabulary=vocabulary).order_by()
    concepts: dict[str, Stored] = {}
    for uri, pk, status, code, source, heir in rows.values_list(
        "uri", "pk", "status", "code", "source", "replaced_by__uri"
    ):
        concepts[uri] = Stored(pk, status, code, source, heir or "")
    by_pk = {stored.pk: stored for stored in concepts.values()}

    def rows_of(model: Any, path: str, *names: str) -> Iterator[tuple[Any, ...]]:
        found = model.objects.filter(**{f"{path}__vocabulary": vocabulary}).order_by()
        return found.values_list(f"{path}_id", *names).iterator(chunk_size=5000)

    for pk, language, kind, text in rows_of(
        Term, "concept", "language", "kind", "text"
    ):
        if kind in CARRIED_KINDS:
            by_pk[pk].terms.add((language, kind, text))
        else:
            by_pk[pk].kept_terms.add((language, text.casefold()))
    for pk, *row in rows_of(Definition, "concept", "language", "text"):
        by_pk[pk].definitions.add(tuple(row))
    for pk, *row in rows_of(Note, "concept", "language", "kind", "text"):
        by_pk[pk].notes.add(tuple(row))
    for pk, *row in rows_of(Mapping, "concept", "kind", "uri"):
        by_pk[pk].mappings.add(tuple(row))
    for pk, *row in rows_of(PendingRelation, "source", "role", "target_uri"):
        by_pk[pk].pending.add(tuple(row))
    return concepts


@dataclass
class Difference:
    """What a record adds to a stored concept, and what it takes away, by part."""

    added: dict[str, set[Any]] = field(default_factory=dict)
    removed: dict[str, set[Any]] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        parts = (*self.added.values(), *self.removed.values())
        return bool(self.fields) or any(parts)

    def compare(self, part: str, wanted: set[Any], stored: set[Any]) -> None:
        self.added[part] = wanted - stored
        self.removed[part] = stored - wanted


@dataclass
class Plan:
    """What is to be written."""

    new: list[ConceptRecord] = field(default_factory=list)
    changed: list[tuple[ConceptRecord, Stored, Difference]] = field(
        default_factory=list
    )
    # Links that wait for their target, by the URI of the record.
    pending: dict[str, set[tuple[str, str]]] = field(default_factory=dict)


def plan_for(
    records: Records, bank: Bank, vocabulary: Vocabulary, status: str, report: Report
) -> Plan:
    """Sort the records into new, changed, unchanged and conflicting, and count them.

    Args:
        records: what the file says, in order among itself.
        bank: what is stored.
        vocabulary: where the records go; not saved yet when it is new.
        status: what new concepts become, and drafts when it is approved.
        report: gets the counts, and a message for each difference.
    """
    mine = _of_this_vocabulary(records, bank, vocabulary, report)
    writable = {
        uri: record
        for uri, record in mine.items()
        if uri not in bank.concepts or bank.concepts[uri].status == Status.DRAFT
    }
    graph = _graph_to_be(writable, mine, bank)
    checking.drop_rings(writable, graph, report)
    checking.drop_related_in_line(mine, graph, report)
    _mirror_related(mine)
    plan = Plan()
    known = bank.identities.keys() | mine.keys()
    for uri, record in mine.items():
        plan.pending[uri] = _settle_targets(record, known, bank, report)
    for uri, record in mine.items():
        stored = bank.concepts.get(uri)
        if stored is None:
            plan.new.append(record)
            report.new += 1
            continue
        difference = _difference(record, stored, mine, writable, plan.pending[uri])
        _compare_fields(difference, record, stored, status)
        if not difference:
            report.unchanged += 1
        elif uri in writable:
            plan.changed.append((record, stored, difference))
            report.changed += 1
            report.add("changes", uri, what=in_words(difference))
        else:
            report.conflicts += 1
            label = Status(stored.status).label
            report.add("conflict", uri, status=label, what=in_words(difference))
    return plan


def _of_this_vocabulary(
    records: Records, bank: Bank, vocabulary: Vocabulary, report: Report
) -> Records:
    """Leave out the concepts that another vocabulary has already: those are conflicts."""
    mine: Records = {}
    slugs = dict(Vocabulary.objects.values_list("pk", "slug"))
    for uri, record in records.items():
        known = bank.identities.get(uri)
        if known is None or known.vocabulary_id == vocabulary.pk:
            mine[uri] = record
        else:
            report.conflicts += 1
            report.add("other-vocabulary", uri, vocabulary=slugs[known.vocabulary_id])
    return mine


def _graph_to_be(writable: Records, mine: Records, bank: Bank) -> dict[str, list[str]]:
    """Return the links upwards as they would stand after the import."""
    graph: dict[str, list[str]] = {}
    for uri, uppers in bank.hierarchy.items():
        # A writable record replaces its links within the file, and no others.
        graph[uri] = [
            upper for upper in uppers if uri not in writable or upper not in mine
        ]
    known = bank.identities.keys() | mine.keys()
    for uri, record in writable.items():
        uppers = graph.setdefault(uri, [])
        uppers.extend(
            link.uri
            for link in record.broader
            if link.uri in known and link.uri not in uppers
        )
    return graph


def _mirror_related(records: Records) -> None:
    """Let both ends of a related link know of it."""
    for uri, record in records.items():
        for other in record.related:
            if other in records and uri not in records[other].related:
                records[other].related.append(uri)


def _settle_targets(
    record: ConceptRecord, known: set[str], bank: Bank, report: Report
) -> set[tuple[str, str]]:
    """Take out of a record the links to concepts that are not here, and return them."""
    waiting: list[tuple[str, str]] = [
        *((link.kind, link.uri) for link in record.broader if link.uri not in known),
        *((f"narrower_{link.kind}", link.uri) for link in record.narrower),
        *((_ASSOCIATIVE.value, uri) for uri in record.related if uri not in known),
    ]
    if record.replaced_by and record.replaced_by not in known:
        waiting.append((Role.REPLACED_BY.value, record.replaced_by))
        record.replaced_by = ""
        # The file says that there is an heir, so the concept is superseded.
        record.deprecated = True
    record.broader = [link for link in record.broader if link.uri in known]
    record.related = [uri for uri in record.related if uri in known]
    kept = {row for row in waiting if row[1] not in known}
    for _role, uri in sorted(kept):
        report.add("missing-target", record.uri, uri=uri)
    return kept | {row for row in waiting if _may_go_below(row[1], record, bank)}


def _may_go_below(lower: str, record: ConceptRecord, bank: Bank) -> bool:
    """Tell whether a stored concept, not in the file, may be put below a record."""
    stored = bank.identities.get(lower)
    if stored is None or stored.status != Status.DRAFT:
        return False
    return record.uri not in bank.hierarchy.get(lower, ())


def _difference(
    record: ConceptRecord,
    stored: Stored,
    mine: Records,
    writable: Records,
    pending: set[tuple[str, str]],
) -> Difference:
    """Return what a record would change in a stored concept, its own fields aside."""
    found = Difference()
    terms = {
        term[:3]
        for term in record.terms
        if (term.language, term.text.casefold()) not in stored.kept_terms
    }
    found.compare("terms", terms, stored.terms)
    found.compare(
        "definitions", {d[:2] for d in record.definitions}, stored.definitions
    )
    found.compare("notes", set(record.notes), stored.notes)
    found.compare("mappings", set(record.mappings), stored.mappings)
    # Links to concepts that the file does not hold may be told from their side only.
    broader = {link for link in stored.broader if link.uri in mine}
    outside = stored.broader - broader
    found.compare("broader", set(record.broader) - outside, broader)
    related = {uri for uri in stored.related if uri in mine}
    wanted = {uri for uri in record.related if uri in mine or uri not in stored.related}
    if record.uri not in writable:
        # The other end is still being written, and brings or takes the link.
        wanted = {uri for uri in wanted if uri not in writable} | (
            related & set(writable)
        )
    found.compare("related", wanted, related)
    found.compare("pending", pending, stored.pending)
    return found


def _compare_fields(
    difference: Difference, record: ConceptRecord, stored: Stored, status: str
) -> None:
    """Add the fields of the concept itself that would change."""
    if record.code and record.code != stored.code:
        difference.fields["code"] = record.code
    if record.source and record.source != stored.source:
        difference.fields["source"] = record.source
    if record.replaced_by and record.replaced_by != stored.replaced_by:
        difference.fields["replaced_by"] = record.replaced_by
    wanted = status_of(record, difference.added["pending"] | stored.pending, status)
    told = wanted in (Status.SUPERSEDED, Status.RETIRED)
    promoted = stored.status == Status.DRAFT and wanted == Status.APPROVED
    if wanted != stored.status and (told or promoted):
        difference.fields["status"] = wanted


def status_of(
    record: ConceptRecord, pending: Iterable[tuple[str, str]], status: str
) -> str:
    """Return the status of a concept that an import writes.

    What the file calls replaced is superseded, and what it calls deprecated retired.
    """
    replaced = record.replaced_by or any(
        role == Role.REPLACED_BY for role, _uri in pending
    )
    if replaced:
        return Status.SUPERSEDED.value
    return Status.RETIRED.value if record.deprecated else status


def in_words(difference: Difference) -> str:
    """Return what differs, for a message: what comes with +, what goes with −."""
    names = {
        "terms": _("terms"),
        "definitions": _("definitions"),
        "notes": _("notes"),
        "mappings": _("mappings"),
        "broader": _("broader concepts"),
        "related": _("related concepts"),
        "pending": _("links to missing concepts"),
        "code": _("code"),
        "source": _("source"),
        "replaced_by": _("replaced by"),
        "status": _("status"),
    }
    said = []
    for part, name in names.items():
        signs = [
            *(f"+{_short(row)}" for row in sorted(difference.added.get(part, ()))),
            *(f"−{_short(row)}" for row in sorted(difference.removed.get(part, ()))),
        ]
        if part in difference.fields:
            signs.append(difference.fields[part])
        if signs:
            more = ["…"] if len(signs) > 6 else []
            said.append(f"{name}: {', '.join(signs[:6] + more)}")
    return "; ".join(said)


def _short(row: Any) -> str:
    text = row if isinstance(row, str) else row[-1]
    return text if len(text) <= 60 else f"{text[:60]}…"
