"""What must hold of every concept, whoever writes it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q

from concepts.findings import Finding
from concepts.hierarchy import above
from concepts.models import Concept, Relation, Term

# The direction-giving and unseen characters that can make a text look like another,
# and the control characters that databases refuse.
UNSEEN = (
    {code for code in range(32) if chr(code) not in "\t\n\r"}
    | set(range(0x7F, 0xA0))
    | set(range(0x202A, 0x202F))
    | set(range(0x2066, 0x206A))
    | {0x200B, 0x200E, 0x200F, 0xFEFF}
)
UNSEEN_TABLE = dict.fromkeys(UNSEEN)


def check_concept(
    concept: Concept, terms: Iterable[Term], relations: Iterable[Relation]
) -> None:
    """Raise ValidationError with everything that is wrong with a concept.

    Args:
        concept: the concept, saved or not.
        terms: all its terms as they are going to be.
        relations: its own relations (it is their source) as they are going to be.
    """
    found = [
        *term_problems(list(terms)),
        *relation_problems(concept, list(relations)),
        *status_problems(concept),
    ]
    if found:
        raise ValidationError(
            [ValidationError(finding.text, code=finding.check) for finding in found]
        )


def term_problems(terms: list[Term]) -> list[Finding]:
    """Return what is wrong with the terms of a concept."""
    found = []
    recommended = Counter(
        term.language for term in terms if term.kind == Term.Kind.RECOMMENDED
    )
    if not recommended:
        found.append(Finding("no-recommended-term"))
    if any(number > 1 for number in recommended.values()):
        found.append(Finding("two-recommended-terms"))
    written = Counter((term.language, term.text.casefold()) for term in terms)
    found += [
        Finding("term-twice", language, {"term": text})
        for (language, text), number in written.items()
        if number > 1
    ]
    if any(ord(character) in UNSEEN for term in terms for character in term.text):
        found.append(Finding("unseen-characters"))
    return found


def status_problems(concept: Concept) -> list[Finding]:
    """Return what is wrong with the status of a concept."""
    ended = concept.status in (Concept.Status.SUPERSEDED, Concept.Status.RETIRED)
    if concept.replaced_by_id and not ended:
        return [Finding("replaced-while-in-use")]
    if concept.replaced_by_id and concept.replaced_by_id == concept.pk:
        return [Finding("replaced-by-itself")]
    return []


def relation_problems(concept: Concept, relations: list[Relation]) -> list[Finding]:
    """Return what is wrong with the relations of a concept."""
    targets = [relation.target_id for relation in relations]
    if concept.pk and concept.pk in targets:
        return [Finding("related-to-itself")]
    found = []
    if len(set(targets)) < len(targets):
        found.append(Finding("related-twice"))
    if not concept.pk or not relations:
        return found
    broader = [r.target_id for r in relations if r.kind in Relation.HIERARCHICAL]
    related = {r.target_id for r in relations if r.kind == Relation.Kind.ASSOCIATIVE}
    related |= _related_from_elsewhere(concept)
    graph = hierarchy(leaving_out=concept.pk) | {concept.pk: broader}
    uppers = above(graph, [concept.pk])
    if concept.pk in uppers:
        found.append(Finding("ring"))
    lowers = {node for node in related if concept.pk in above(graph, [node])}
    if related & (uppers | lowers):
        found.append(Finding("related-and-broader"))
    return found


def hierarchy(leaving_out: int | None = None) -> dict[Any, list[Any]]:
    """Return the concepts directly above each concept, as ids.

    Args:
        leaving_out: a concept whose own links upwards are left out.
    """
    graph: dict[Any, list[Any]] = defaultdict(list)
    links = Relation.objects.filter(kind__in=Relation.HIERARCHICAL).order_by("pk")
    for source, target in links.values_list("source_id", "target_id"):
        if source != leaving_out:
            graph[source].append(target)
    return dict(graph)


def _related_from_elsewhere(concept: Concept) -> set[int]:
    """Return the concepts whose own associative relations lead here."""
    links = Relation.objects.filter(
        Q(kind=Relation.Kind.ASSOCIATIVE), target=concept.pk
    )
    return set(links.values_list("source_id", flat=True))
