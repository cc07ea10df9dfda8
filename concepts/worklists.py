"""What is left to do in the concept bank: lists made of what the checks have found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from concepts.findings import CHECKS, list_title
from concepts.models import Concept, Definition, StoredFinding, Term, Vocabulary

_OPEN = (Concept.Status.DRAFT, Concept.Status.PROPOSED, Concept.Status.APPROVED)
WAITING = "waiting"


@dataclass(frozen=True)
class Worklist:
    """A list with its name and how many concepts are on it.

    Attributes:
        kind: ``waiting``, or a key of ``concepts.findings.CHECKS``.
        language: tag, where a list has one; empty otherwise.
    """

    kind: str
    language: str
    title: str
    number: int


def worklists(vocabulary: Vocabulary | None) -> list[Worklist]:
    """Return the lists that are not empty, the most urgent first.

    Args:
        vocabulary: count in this one only.
    """
    concepts = Concept.objects.filter(status__in=_OPEN)
    found = StoredFinding.objects.filter(concept__status__in=_OPEN)
    if vocabulary is not None:
        concepts = concepts.filter(vocabulary=vocabulary)
        found = found.filter(concept__vocabulary=vocabulary)
    waiting = concepts.filter(status=Concept.Status.PROPOSED).count()
    counts = found.order_by().values("kind", "language").annotate(n=Count("pk"))
    order = list(CHECKS)
    rows = sorted(counts, key=lambda r: (order.index(r["kind"]), r["language"]))
    lists = [
        Worklist(
            row["kind"],
            row["language"],
            title_of(row["kind"], row["language"]),
            row["n"],
        )
        for row in rows
    ]
    if waiting:
        lists.insert(0, Worklist(WAITING, "", title_of(WAITING, ""), waiting))
    return lists


def title_of(kind: str, language: str) -> str:
    """Return what a list is called.

    Raises:
        KeyError: there is no such list.
    """
    if kind == WAITING:
        return _("Waiting for approval")
    title = list_title(kind, language) or str(CHECKS[kind].words)
    several = kind != "missing-language" and language
    return f"{title} ({language})" if several else title


def listed(
    kind: str, language: str, vocabulary: Vocabulary | None
) -> QuerySet[Concept]:
    """Return the concepts of a list, by name."""
    concepts = Concept.objects.filter(status__in=_OPEN)
    if vocabulary is not None:
        concepts = concepts.filter(vocabulary=vocabulary)
    if kind == WAITING:
        concepts = concepts.filter(status=Concept.Status.PROPOSED)
    else:
        found = StoredFinding.objects.filter(
            concept=OuterRef("pk"), kind=kind, language=language
        )
        concepts = concepts.filter(Exists(found))
    return concepts.labelled().order_by("reader_key", "pk")


def clashing_terms(user: Any) -> QuerySet[Any]:
    """Return language and sort key of the terms that are defined in several ways.

    Args:
        user: the reader; a term counts when two of its concepts are theirs to see.
    """
    return (
        _clashing(user)
        .order_by()
        .values("language", "sort_key")
        .annotate(number=Count("concept", distinct=True))
        .filter(number__gte=2)
        .order_by("sort_key", "language")
    )


def _clashing(user: Any) -> QuerySet[Term]:
    found = StoredFinding.objects.filter(
        concept=OuterRef("concept"), kind="same-term", language=OuterRef("language")
    )
    visible = Concept.objects.visible_to(user).filter(status__in=_OPEN)
    return Term.objects.filter(
        Exists(found),
        kind=Term.Kind.RECOMMENDED,
        concept__in=visible.order_by().values("pk"),
    )


@dataclass
class Clash:
    """A term with the concepts that it names, and how each of them is defined."""

    term: str
    language: str
    sides: list[tuple[Concept, list[Definition]]]


def clashes(keys: list[dict[str, Any]], user: Any) -> list[Clash]:
    """Return what stands side by side for a page of ``clashing_terms``."""
    terms = _clashing(user).filter(sort_key__in=[row["sort_key"] for row in keys])
    ids = set(terms.values_list("concept", flat=True))
    concepts = (
        Concept.objects.labelled()
        .select_related("contact")
        .prefetch_related("definitions", "origin_projects")
        .in_bulk(ids)
    )
    found: dict[tuple[str, str], Clash] = {}
    for term in terms.order_by("concept"):
        concept = concepts[term.concept_id]
        same = [d for d in concept.definitions.all() if d.language == term.language]
        key = (term.language, term.sort_key)
        clash = found.setdefault(key, Clash(term.text, term.language, []))
        clash.sides.append((concept, same))
    return [found[row["language"], row["sort_key"]] for row in keys]
