"""What a file may not say of its concepts, put right or refused one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from concepts.hierarchy import above, depth, detours, rings
from concepts.importing.extracting import names_of
from concepts.importing.messages import Report
from concepts.importing.records import ConceptRecord, Link, TermText
from concepts.languages import name_of
from concepts.models import Concept, LegalReference, Term
from concepts.models.concepts import TERM_LENGTH
from concepts.models.texts import DEFINITION_LENGTH, NOTE_LENGTH, SOURCE_LENGTH

DEEP = 30
_SOURCE_LENGTH = Concept._meta.get_field("source").max_length
_SCOPE_NOTE_LENGTH = Term._meta.get_field("scope_note").max_length
_LAW_LENGTH = LegalReference._meta.get_field("text").max_length
# Of two ways to say the same, the one that binds more is kept.
_KIND_ORDER = [kind.value for kind in Term.Kind]

Records = dict[str, ConceptRecord]


def accepted(
    records: Iterable[ConceptRecord], language: str, report: Report
) -> Records:
    """Return the records that can be stored, by URI, with their terms in order.

    Args:
        records: what the file holds.
        language: the vocabulary's main language.
        report: where to say what was left out, and why.
    """
    kept: Records = {}
    for record in records:
        if _too_long(record, report):
            report.rejected += 1
            report.outcomes[record.uri] = "rejected"
            continue
        _settle_terms(record, report)
        if not any(t.kind == Term.Kind.RECOMMENDED for t in record.terms):
            report.reject("no-recommended-term", record.uri)
            continue
        if not record.recommended(language):
            report.add("missing-language", record.uri, language=language)
        kept[record.uri] = record
    return kept


def _too_long(record: ConceptRecord, report: Report) -> bool:
    """Say which texts of a record do not fit, and tell whether there are any."""
    texts = [
        *((_("A term"), term.text, TERM_LENGTH) for term in record.terms),
        *((_("A definition"), d.text, DEFINITION_LENGTH) for d in record.definitions),
        *((_("A note"), note.text, NOTE_LENGTH) for note in record.notes),
        (_("The source"), record.source or "", _SOURCE_LENGTH),
        *(
            (_("The source"), row.source or "", SOURCE_LENGTH)
            for row in (*record.terms, *record.definitions, *record.notes)
        ),
        *((_("A note"), t.scope_note or "", _SCOPE_NOTE_LENGTH) for t in record.terms),
        *((_("A legal reference"), row[0], _LAW_LENGTH) for row in record.legislation),
    ]
    over = [row for row in texts if len(row[1]) > row[2]]
    for what, text, limit in over:
        report.add("too-long", record.uri, what=what, length=len(text), limit=limit)
    return bool(over)


def _settle_terms(record: ConceptRecord, report: Report) -> None:
    """Leave one recommended term in each language, and each term once."""
    recommended: dict[str, str] = {}
    kept: dict[tuple[str, str], TermText] = {}
    for term in sorted(record.terms, key=lambda term: _KIND_ORDER.index(term.kind)):
        first = recommended.get(term.language)
        if term.kind == Term.Kind.RECOMMENDED and first is None:
            recommended[term.language] = term.text
        same = kept.get((term.language, term.text.casefold()))
        if same is not None:
            report.add(
                "term-twice",
                record.uri,
                term=term.text,
                language=term.language,
                kind=Term.Kind(same.kind).label,
            )
            continue
        if term.kind == Term.Kind.RECOMMENDED and first is not None:
            report.add(
                "two-recommended",
                record.uri,
                language=name_of(term.language),
                kept=first,
                other=term.text,
            )
            term = term._replace(kind=Term.Kind.SYNONYM.value)  # noqa: PLW2901
        kept[term.language, term.text.casefold()] = term
    record.terms = list(kept.values())


def note_shared_terms(records: Records, report: Report) -> None:
    """Say which terms stand for several concepts; they are never merged by themselves."""
    users: dict[tuple[str, str], list[ConceptRecord]] = defaultdict(list)
    for record in records.values():
        for term in record.terms:
            if term.kind in (Term.Kind.RECOMMENDED, Term.Kind.SYNONYM):
                users[term.language, term.text.casefold()].append(record)
    for (language, text), sharing in users.items():
        for record in sharing if len(sharing) > 1 else ():
            others = names_of(other.uri for other in sharing if other is not record)
            report.add(
                "same-term", record.uri, term=text, language=language, others=others
            )


def settle_links(records: Records, report: Report) -> None:
    """Bring the links between the records into order: no rings, nothing to itself."""
    for record in records.values():
        _drop_self_links(record, report)
    _turn_narrower(records)
    drop_rings(records, hierarchy_of(records), report)
    graph = hierarchy_of(records)
    for uri, upper in detours(graph):
        report.add("redundant-broader", uri, other=records[upper].label)
    levels = depth(graph)
    if levels > DEEP:
        report.add("deep-hierarchy", levels=levels, limit=DEEP)


def _drop_self_links(record: ConceptRecord, report: Report) -> None:
    """Leave out the links of a record to itself. A concept above itself is a ring."""
    if any(link.uri == record.uri for link in [*record.broader, *record.narrower]):
        report.add("ring", record.uri, ring=f"{record.label} → {record.label}")
    if record.uri in record.related:
        report.add("self-relation", record.uri)
    record.broader = [link for link in record.broader if link.uri != record.uri]
    record.narrower = [link for link in record.narrower if link.uri != record.uri]
    record.related = [uri for uri in dict.fromkeys(record.related) if uri != record.uri]


def _turn_narrower(records: Records) -> None:
    """Say from below what is said from above, where the file has both concepts."""
    for record in records.values():
        elsewhere = []
        for link in record.narrower:
            lower = records.get(link.uri)
            if lower is None:
                elsewhere.append(link)
            elif all(known.uri != record.uri for known in lower.broader):
                lower.broader.append(Link(link.kind, record.uri))
        record.narrower = elsewhere


def hierarchy_of(records: Records) -> dict[str, list[str]]:
    """Return the concepts directly above each record, as far as the file has them."""
    return {
        uri: [link.uri for link in record.broader if link.uri in records]
        for uri, record in records.items()
    }


def drop_rings(records: Records, graph: dict[str, list[str]], report: Report) -> None:
    """Leave out links of the records until nothing is above itself.

    Args:
        records: the records whose links may be left out.
        graph: the links upwards of these records and of what is stored; changed
            along with the records.
        report: each ring is named there.
    """
    while found := rings(graph):
        for ring in found:
            _open_ring(records, graph, ring, report)


def _open_ring(
    records: Records, graph: dict[str, list[str]], ring: list[str], report: Report
) -> None:
    """Leave out the last link of a ring that the file may give up."""
    links = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    if any(upper not in graph[lower] for lower, upper in links):
        return  # opened already, with another ring that shared the link
    lower, upper = next(
        (lower, upper)
        for lower, upper in reversed(links)
        if lower in records
        and any(link.uri == upper for link in records[lower].broader)
    )
    names = [records[uri].label if uri in records else uri for uri in ring]
    shown = names if len(names) <= 8 else [*names[:4], "…", *names[-3:]]
    report.add("ring", lower, ring=" → ".join([*shown, names[0]]))
    graph[lower].remove(upper)
    record = records[lower]
    record.broader = [link for link in record.broader if link.uri != upper]


def drop_related_in_line(
    records: Records, graph: dict[str, list[str]], report: Report
) -> None:
    """Leave out related links between concepts of which one is above the other.

    Args:
        graph: the links upwards as they are going to be.
    """
    for record in records.values():
        if not record.related:
            continue
        uppers = above(graph, [record.uri])
        kept = []
        for uri in record.related:
            if uri in uppers or record.uri in above(graph, [uri]):
                other = records[uri].label if uri in records else uri
                report.add("related-and-broader", record.uri, other=other)
            else:
                kept.append(uri)
        record.related = kept
