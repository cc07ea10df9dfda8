"""Concepts with what the answers of /rest/v1 say of each: name, notation, children."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from concepts.models import Concept, Relation, Term
from concepts.querysets import ConceptQuerySet


def in_language(language: str, name: str = "language") -> Q:
    """Return the rows in a language, whatever its region: en is en-gb, too."""
    return Q(**{name: language}) | Q(**{f"{name}__startswith": f"{language}-"})


def named(concepts: ConceptQuerySet, language: str) -> ConceptQuerySet:
    """Attach ``rest_label`` and put the concepts in its order.

    A concept that has no term in the language keeps its own name.
    """
    term = (
        Term.objects.filter(
            in_language(language),
            concept=OuterRef("pk"),
            kind=Term.Kind.RECOMMENDED,
        )
        .order_by("language")
        .values("text", "sort_key")
    )
    return concepts.annotate(
        rest_label=Coalesce(Subquery(term.values("text")[:1]), F("label")),
        rest_key=Coalesce(Subquery(term.values("sort_key")[:1]), F("label_key")),
    ).order_by("rest_key", "rest_label", "uri")


def with_children(concepts: ConceptQuerySet) -> ConceptQuerySet:
    """Attach ``has_children``: whether there is anything public below."""
    below = Relation.objects.filter(
        kind__in=Relation.HIERARCHICAL,
        target=OuterRef("pk"),
        source__status__in=Concept.PUBLIC_STATUSES,
    )
    return concepts.annotate(has_children=Exists(below))


def without_broader(concepts: ConceptQuerySet) -> ConceptQuerySet:
    """Keep those with nothing public of their own vocabulary above."""
    above = Relation.objects.filter(
        kind__in=Relation.HIERARCHICAL,
        source=OuterRef("pk"),
        target__vocabulary=OuterRef("vocabulary"),
        target__status__in=Concept.PUBLIC_STATUSES,
    )
    return concepts.filter(~Exists(above))


def related_to(concepts: ConceptQuerySet, concept: Concept) -> ConceptQuerySet:
    """Keep those with an associative relation to a concept, from either end."""
    links = Relation.objects.filter(kind=Relation.Kind.ASSOCIATIVE)
    return concepts.filter(
        Q(pk__in=links.filter(source=concept).values("target"))
        | Q(pk__in=links.filter(target=concept).values("source"))
    )


def local_name(uri: str) -> str:
    """Return the end of a URI."""
    return uri.rstrip("/#").replace("#", "/").rpartition("/")[2]


def branch(concept: Any, label_key: str = "prefLabel") -> dict[str, Any]:
    """Return a concept as a node of the tree."""
    node = {
        "uri": concept.uri,
        label_key: concept.rest_label,
        "hasChildren": concept.has_children,
    }
    return node | ({"notation": concept.code} if concept.code else {})


def leaf(concept: Any) -> dict[str, Any]:
    """Return a concept by its name alone."""
    return {"uri": concept.uri, "prefLabel": concept.rest_label}
