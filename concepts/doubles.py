"""Concepts that look the same: found, judged once, and merged where they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from concepts.hierarchy import above
from concepts.models import Concept, DoubleVerdict, Mapping, Relation, Term
from concepts.rules import hierarchy
from concepts.services import (
    require_editor,
    save_concept,
    supersede_concept,
    touch_vocabulary,
)
from concepts.versions import keep_versions
from members import audit
from members.models import User
from network_site.base.registries import mark_dirty

_NAMING = (Term.Kind.RECOMMENDED, Term.Kind.SYNONYM)
_ENDED = (Concept.Status.SUPERSEDED, Concept.Status.RETIRED)
Verdict = DoubleVerdict.Verdict


@dataclass
class Pair:
    """Two concepts that look the same, and by what."""

    first: Concept
    second: Concept
    terms: list[str] = field(default_factory=list)
    mappings: list[str] = field(default_factory=list)


def shared_terms() -> QuerySet[Term]:
    """Return the terms that a concept with a greater id has as well, unjudged pairs only.

    Terms are the same when they sort alike: capitals, hyphens and foreign accents do
    not count.
    """
    others = Term.objects.filter(
        language=OuterRef("language"),
        sort_key=OuterRef("sort_key"),
        kind__in=_NAMING,
        concept__gt=OuterRef("concept"),
    )
    return (
        Term.objects.filter(kind__in=_NAMING)
        .exclude(sort_key="")
        .exclude(concept__status__in=_ENDED)
        .filter(Exists(_unjudged(others)))
        .order_by("sort_key", "language", "pk")
    )


def shared_mappings() -> QuerySet[Mapping]:
    """Return the exact mappings that a concept with a greater id has as well."""
    others = Mapping.objects.filter(
        kind=Mapping.Kind.EXACT, uri=OuterRef("uri"), concept__gt=OuterRef("concept")
    )
    return (
        Mapping.objects.filter(kind=Mapping.Kind.EXACT)
        .exclude(concept__status__in=_ENDED)
        .filter(Exists(_unjudged(others)))
        .order_by("uri", "pk")
    )


def _unjudged(others: QuerySet[Any]) -> QuerySet[Any]:
    """Keep the rows of living concepts about which nobody has decided."""
    verdict = DoubleVerdict.objects.filter(
        first=OuterRef(OuterRef("concept")), second=OuterRef("concept")
    )
    return others.exclude(concept__status__in=_ENDED).filter(~Exists(verdict))


def pairs_of(rows: Iterable[Term | Mapping]) -> list[Pair]:
    """Return the unjudged pairs that some shared terms or mappings stand for.

    Args:
        rows: a page of ``shared_terms`` or ``shared_mappings``.
    """
    wanted = list(rows)
    shared: dict[tuple[int, int], list[str]] = defaultdict(list)
    if not wanted:
        return []
    is_term = isinstance(wanted[0], Term)
    for row, other in _partners(wanted):
        text = row.text if isinstance(row, Term) else row.uri
        shared[row.concept_id, other].append(text)
    ids = {pk for pair in shared for pk in pair}
    judged = set(
        DoubleVerdict.objects.filter(first__in=ids).values_list("first", "second")
    )
    concepts = (
        Concept.objects.labelled()
        .select_related("contact")
        .prefetch_related("definitions", "terms", "origin_projects")
        .in_bulk(ids)
    )
    return [
        Pair(
            concepts[first],
            concepts[second],
            **{"terms" if is_term else "mappings": list(dict.fromkeys(texts))},
        )
        for (first, second), texts in shared.items()
        if (first, second) not in judged
    ]


def _partners(rows: list[Any]) -> Iterable[tuple[Any, int]]:
    """Yield each row with each later concept that has the same."""
    if isinstance(rows[0], Term):
        names = ("language", "sort_key")
        found: QuerySet[Any] = Term.objects.filter(
            kind__in=_NAMING, sort_key__in={row.sort_key for row in rows}
        )
    else:
        names = ("uri",)
        found = Mapping.objects.filter(
            kind=Mapping.Kind.EXACT, uri__in={row.uri for row in rows}
        )
    having = defaultdict(set)
    living = found.exclude(concept__status__in=_ENDED)
    for concept_id, *key in living.values_list("concept", *names):
        having[tuple(key)].add(concept_id)
    for row in rows:
        key = tuple(getattr(row, name) for name in names)
        for other in sorted(having[key]):
            if other > row.concept_id:
                yield row, other


@transaction.atomic
def give_verdict(
    *,
    first: Concept,
    second: Concept,
    verdict: str,
    acting_user: User,
    reason: str = "",
) -> DoubleVerdict:
    """Remember what was found of two concepts, so that it is not asked again.

    Args:
        first, second: the pair, in either order.
        verdict: one of ``DoubleVerdict.Verdict``.

    Raises:
        PermissionDenied: the person is no concept editor.
        ValidationError: it is one concept, not two.
    """
    require_editor(acting_user)
    if first.pk == second.pk:
        raise ValidationError(_("Choose two different concepts."))
    low, high = sorted((first.pk, second.pk))
    row, _is_new = DoubleVerdict.objects.update_or_create(
        first_id=low,
        second_id=high,
        defaults={"verdict": verdict, "reason": reason, "given_by": acting_user},
    )
    audit.record(
        acting_user=acting_user,
        action="concepts.judged",
        subject=f"concept:{low}",
        after={"other": high, "verdict": verdict},
    )
    return row


@transaction.atomic
def merge(*, kept: Concept, merged: Concept, acting_user: User, reason: str) -> Concept:
    """Bring what is said of one concept to another, and lead the one to the other.

    Both URIs go on working: the merged concept stays readable as superseded. A term
    that the kept one has in another role keeps that role; a second recommended term
    becomes a synonym.

    Raises:
        PermissionDenied: the person is no concept editor.
        ValidationError: one of the two has ended already.
    """
    require_editor(acting_user)
    rows = Concept.objects.select_for_update().in_bulk([kept.pk, merged.pk])
    if len(rows) < 2:
        raise ValidationError(_("Choose two different concepts."))
    kept, merged = rows[kept.pk], rows[merged.pk]
    if kept.status in _ENDED or merged.status in _ENDED:
        raise ValidationError(_("One of the concepts has ended already."))
    _bring_texts(kept, merged)
    _move_links(kept, merged, acting_user, reason)
    save_concept(concept=kept, acting_user=acting_user, reason=reason)
    supersede_concept(
        concept=merged, replaced_by=kept, acting_user=acting_user, reason=reason
    )
    give_verdict(
        first=kept,
        second=merged,
        verdict=Verdict.MERGED,
        acting_user=acting_user,
        reason=reason[:500],
    )
    return kept


def _bring_texts(kept: Concept, merged: Concept) -> None:
    """Add to a concept what is said of the other and not of it."""
    terms = list(kept.terms.all())
    named = {t.language for t in terms if t.kind == Term.Kind.RECOMMENDED}
    known = {(term.language, term.text.casefold()) for term in terms}
    for term in merged.terms.all():
        if (term.language, term.text.casefold()) in known:
            continue
        if term.kind == Term.Kind.RECOMMENDED and term.language in named:
            term.kind = Term.Kind.SYNONYM
        terms.append(_copied(term))
    kept.terms = terms
    for part, names in (
        ("definitions", ("language", "text")),
        ("notes", ("language", "kind", "text")),
        ("mappings", ("kind", "uri")),
        ("legislation", ("text",)),
    ):
        rows = list(getattr(kept, part).all())
        said = {tuple(getattr(row, name) for name in names) for row in rows}
        rows += [
            _copied(row)
            for row in getattr(merged, part).all()
            if tuple(getattr(row, name) for name in names) not in said
        ]
        setattr(kept, part, rows)
    kept.origin_projects = list(
        {*kept.origin_projects.all(), *merged.origin_projects.all()}
    )
    if kept.vocabulary_id == merged.vocabulary_id:
        kept.subjects = list({*kept.subjects.all(), *merged.subjects.all()})


def _copied(row: Any) -> Any:
    row.pk = None
    row._state.adding = True
    return row


def _move_links(kept: Concept, merged: Concept, acting_user: User, reason: str) -> None:
    """Let the relations of a concept lead to and from the other one."""
    graph = hierarchy()
    links = Relation.objects.filter(Q(source=merged) | Q(target=merged))
    others = set()
    for link in links.order_by("pk"):
        ends = [kept.pk if pk == merged.pk else pk for pk in _ends(link)]
        others.add(next(pk for pk in _ends(link) if pk != merged.pk))
        if _may_link(link.kind, ends[0], ends[1], graph):
            link.source_id, link.target_id = ends
            link.save()
            if link.kind in Relation.HIERARCHICAL:
                graph.setdefault(ends[0], []).append(ends[1])
        else:
            link.delete()
    others.discard(kept.pk)
    keep_versions(others, acting_user=acting_user, reason=reason)
    # The copies that the caller holds were read before.
    kept.relations = list(Relation.objects.filter(source=kept))
    mark_dirty("concept", *others)
    for pk in set(Concept.objects.filter(pk__in=others).values_list(F("vocabulary"))):
        touch_vocabulary(pk[0])


def _ends(link: Relation) -> tuple[int, int]:
    return link.source_id, link.target_id


def _may_link(kind: str, lower: int, upper: int, graph: dict[Any, Any]) -> bool:
    """Tell whether a moved link says something new and closes no ring."""
    pair = (lower, upper)
    told = Relation.objects.filter(source__in=pair, target__in=pair)
    if lower == upper or told.exists():
        return False
    uppers, lowers = above(graph, [lower]), above(graph, [upper])
    if kind in Relation.HIERARCHICAL:
        return lower not in lowers
    return upper not in uppers and lower not in lowers
