"""What an import would change: each record against what is stored.

Only drafts change. A concept that is proposed, approved or has ended is somebody's
decision: where the file differs from it, that is a conflict, told and left.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from concepts.importing import checking
from concepts.importing.bank import Bank, Stored
from concepts.importing.checking import Records
from concepts.importing.messages import Report
from concepts.importing.records import (
    Carried,
    ConceptRecord,
    DefinitionText,
    Found,
    NoteText,
    SubjectRecord,
    TermText,
)
from concepts.models import Concept, PendingRelation, Relation, Vocabulary

Status = Concept.Status
Role = PendingRelation.Role
_ASSOCIATIVE = Relation.Kind.ASSOCIATIVE
_MOST_SHOWN = 20
# How many columns of a text's row tell which text it is; the others belong to it.
_KEY_WIDTHS = {"terms": 3, "definitions": 2, "notes": 3}
_EMPTY: dict[str, tuple[Any, ...]] = {
    "terms": TermText("", "", "", "", 0, "", ""),
    "definitions": DefinitionText("", "", ""),
    "notes": NoteText("", "", "", ""),
}
_FIELDS = ("code", "source", "approved_on", "approved_by", "contact")
# The part of a file that would tell of a link which waits.
_PART_OF_ROLE = {
    Role.GENERIC: ("broader", Relation.Kind.GENERIC),
    Role.PARTITIVE: ("broader", Relation.Kind.PARTITIVE),
    Role.ASSOCIATIVE: ("related", ""),
    Role.NARROWER_GENERIC: ("narrower", Relation.Kind.GENERIC),
    Role.NARROWER_PARTITIVE: ("narrower", Relation.Kind.PARTITIVE),
    Role.REPLACED_BY: ("replaced_by", ""),
}


@dataclass
class Difference:
    """What a record adds to a stored concept, and what it takes away, by part."""

    added: dict[str, list[Any]] = field(default_factory=dict)
    removed: dict[str, set[Any]] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)
    # The terms as they are going to be, for the concept's name in lists.
    terms: list[TermText] = field(default_factory=list)

    def __bool__(self) -> bool:
        parts = (*self.added.values(), *self.removed.values())
        return bool(self.fields) or any(parts)

    def compare(self, part: str, wanted: Iterable[Any], stored: Iterable[Any]) -> None:
        wanted, there = dict.fromkeys(wanted), set(stored)
        self.added[part] = [row for row in wanted if row not in there]
        self.removed[part] = there - wanted.keys()


@dataclass
class Plan:
    """What is to be written."""

    new: list[ConceptRecord] = field(default_factory=list)
    changed: list[tuple[ConceptRecord, Stored, Difference]] = field(
        default_factory=list
    )
    # Links that wait for their target, by the URI of the record.
    pending: dict[str, set[tuple[str, str]]] = field(default_factory=dict)
    subjects: list[SubjectRecord] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.subjects)


def plan_for(
    records: Records,
    found: Found,
    bank: Bank,
    vocabulary: Vocabulary,
    status: str,
    report: Report,
) -> Plan:
    """Sort the records into new, changed, unchanged and conflicting, and count them.

    Args:
        records: what the file says of concepts, in order among itself.
        found: what else the file says.
        bank: what is stored.
        vocabulary: where the records go; not saved yet when it is new.
        status: what new concepts become that do not say it themselves, and drafts
            when it is approved.
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
            report.outcomes[uri] = "new"
            continue
        difference = _difference(
            record, stored, mine, writable, plan.pending[uri], found.carried
        )
        _compare_fields(difference, record, stored, status)
        if difference:
            report.sides[uri] = sides_of(difference, stored)
        if not difference:
            report.unchanged += 1
            report.outcomes[uri] = "unchanged"
        elif uri in writable:
            plan.changed.append((record, stored, difference))
            report.changed += 1
            report.outcomes[uri] = "changed"
            report.add("changes", uri, what=in_words(report.sides[uri]))
        else:
            report.conflicts += 1
            report.outcomes[uri] = "conflict"
            label = Status(stored.status).label
            report.add("conflict", uri, status=label, what=in_words(report.sides[uri]))
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
            report.outcomes[uri] = "conflict"
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
    below = {row for row in waiting if _may_go_below(row[1], record, bank)}
    return kept | below | set(record.waiting)


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
    carried: Carried,
) -> Difference:
    """Return what a record would change in a stored concept, its own fields aside."""
    found = Difference()
    parts = stored.parts
    found.terms = _terms_to_be(record, parts["terms"], carried)
    found.compare("terms", found.terms, parts["terms"])
    for part in ("definitions", "notes", "mappings", "legislation"):
        told = completed(part, getattr(record, part), parts[part])
        found.compare(part, told + _untold(part, parts[part], carried), parts[part])
    for part in ("subjects", "projects"):
        if carried.says(part):
            found.compare(part, getattr(record, part), parts[part])
    # Links to concepts that the file does not hold may be told from their side only.
    broader = {
        link
        for link in parts["broader"]
        if link.uri in mine and carried.says("broader", link.kind)
    }
    outside = parts["broader"].keys() - broader
    found.compare("broader", set(record.broader) - outside, broader)
    if carried.says("related"):
        _compare_related(found, record, parts["related"].keys(), mine, writable)
    waiting = {
        row
        for row in parts["pending"]
        if not carried.says("waiting")
        and not carried.says(*_PART_OF_ROLE[Role(row[0])])
    }
    found.compare("pending", pending | waiting, parts["pending"])
    return found


def _terms_to_be(
    record: ConceptRecord, stored: dict[TermText, int], carried: Carried
) -> list[TermText]:
    """Return the terms of a concept as they are going to be."""
    untold = [
        term for term in stored if not carried.says("terms", term.kind, term.language)
    ]
    kept = {(term.language, term.text.casefold()) for term in untold}
    told = [
        term
        for term in record.terms
        if (term.language, term.text.casefold()) not in kept
    ]
    return completed("terms", told, stored) + untold


def _untold(part: str, stored: Iterable[Any], carried: Carried) -> list[Any]:
    """Return the stored rows of which the file does not tell."""
    if part == "definitions":
        return [row for row in stored if not carried.says(part, "", row.language)]
    if part == "notes":
        return [row for row in stored if not carried.says(part, row.kind, row.language)]
    if part == "mappings":
        return [row for row in stored if not carried.says(part, row[0])]
    return [] if carried.says(part) else list(stored)


def completed(part: str, rows: Iterable[Any], stored: Iterable[Any] = ()) -> list[Any]:
    """Return rows with what the file leaves open filled in, from the stored ones.

    Args:
        part: terms, definitions, notes or another part of a record.
        rows: what the file says.
        stored: what is there; nothing where the concept is new.
    """
    if part not in _EMPTY:
        return list(rows)
    width = _KEY_WIDTHS[part]
    there = {row[:width]: row for row in stored}
    filled = []
    for row in rows:
        same = there.get(row[:width], _EMPTY[part])
        if row != same:
            pairs = zip(row, same, strict=True)
            row = row._make([b if a is None else a for a, b in pairs])  # noqa: PLW2901
            if _same_lines(row.source, same.source):
                row = row._replace(source=same.source)  # noqa: PLW2901
        filled.append(row)
    return filled


def _same_lines(one: str, other: str) -> bool:
    """Tell whether two sources are the same: the order of their lines says nothing."""
    return one != other and sorted(one.splitlines()) == sorted(other.splitlines())


def _compare_related(
    found: Difference,
    record: ConceptRecord,
    stored: Iterable[str],
    mine: Records,
    writable: Records,
) -> None:
    """Add the links to related concepts, which either end may tell."""
    related = {uri for uri in stored if uri in mine}
    wanted = {uri for uri in record.related if uri in mine or uri not in stored}
    if record.uri not in writable:
        # The other end is still being written, and brings or takes the link.
        wanted = {uri for uri in wanted if uri not in writable} | (
            related & set(writable)
        )
    found.compare("related", sorted(wanted), related)


def _compare_fields(
    difference: Difference, record: ConceptRecord, stored: Stored, status: str
) -> None:
    """Add the fields of the concept itself that would change."""
    for name in _FIELDS:
        told = getattr(record, name)
        known = stored.fields[name]
        if told is not None and told != known and not _same_lines(told, known):
            difference.fields[name] = told
    if record.replaced_by and record.replaced_by != stored.fields["replaced_by"]:
        difference.fields["replaced_by"] = record.replaced_by
    pending = {*difference.added["pending"], *stored.parts["pending"]}
    wanted = status_of(record, pending, status)
    told = wanted in (Status.SUPERSEDED, Status.RETIRED)
    promoted = stored.status == Status.DRAFT and wanted != Status.DRAFT
    if wanted != stored.status and (told or promoted):
        difference.fields["status"] = wanted


def status_of(
    record: ConceptRecord, pending: Iterable[tuple[str, str]], status: str
) -> str:
    """Return the status of a concept that an import writes.

    What the file calls replaced is superseded, and what it calls deprecated retired.
    """
    ended = (Status.SUPERSEDED, Status.RETIRED)
    replaced = record.replaced_by or any(
        role == Role.REPLACED_BY for role, _uri in pending
    )
    if record.status and (record.status in ended or not replaced):
        return record.status
    if replaced:
        return Status.SUPERSEDED.value
    return Status.RETIRED.value if record.deprecated else status


def sides_of(
    difference: Difference, stored: Stored
) -> list[tuple[str, list[str], list[str]]]:
    """Return each part that differs, with what the bank has and what the file has."""
    names = {
        "terms": _("terms"),
        "definitions": _("definitions"),
        "notes": _("notes"),
        "mappings": _("mappings"),
        "legislation": _("legislation"),
        "subjects": _("subjects"),
        "projects": _("projects"),
        "broader": _("broader concepts"),
        "related": _("related concepts"),
        "pending": _("links to missing concepts"),
        "code": _("code"),
        "source": _("source"),
        "approved_on": _("approved on"),
        "approved_by": _("approved by"),
        "contact": _("contact person"),
        "replaced_by": _("replaced by"),
        "status": _("status"),
    }
    found = []
    for part, name in names.items():
        new = [_short(part, row) for row in sorted(difference.added.get(part, ()))]
        old = [_short(part, row) for row in sorted(difference.removed.get(part, ()))]
        if part in difference.fields:
            told = stored.status if part == "status" else stored.fields[part]
            old = [_value(part, told)]
            new = [_value(part, difference.fields[part])]
        if new or old:
            found.append((name, old[:_MOST_SHOWN], new[:_MOST_SHOWN]))
    return found


def in_words(sides: list[tuple[str, list[str], list[str]]]) -> str:
    """Return what differs, for a message: what comes with +, what goes with −."""
    said = []
    for name, old, new in sides:
        signs = [*(f"+{text}" for text in new), *(f"−{text}" for text in old)]
        more = ["…"] if len(signs) > 6 else []
        said.append(f"{name}: {', '.join(signs[:6] + more)}")
    return "; ".join(said)


def _value(name: str, value: str) -> str:
    return str(Status(value).label) if name == "status" else value or "–"


def _short(part: str, row: Any) -> str:
    if isinstance(row, str):
        text = row
    elif part == "legislation":
        text = row[0]
    else:
        text = row[_KEY_WIDTHS.get(part, 0) - 1]
    return text if len(text) <= 60 else f"{text[:60]}…"
