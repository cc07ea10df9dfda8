"""A concept as plain data that loses nothing: for versions, differences and exports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from concepts.languages import rank
from concepts.models import (
    Concept,
    Definition,
    LegalReference,
    Mapping,
    Note,
    PendingRelation,
    Relation,
    Term,
)

BATCH = 500
_KIND_ORDER = [kind.value for kind in Term.Kind]
# The parts of a concept: model, column of the concept, other columns in the data.
_PARTS: tuple[tuple[str, Any, str, dict[str, str]], ...] = (
    (
        "terms",
        Term,
        "concept_id",
        {
            name: name
            for name in (
                "language",
                "kind",
                "text",
                "homonym_number",
                "source",
                "scope_note",
                "equivalence",
            )
        },
    ),
    (
        "definitions",
        Definition,
        "concept_id",
        {name: name for name in ("language", "text", "source")},
    ),
    (
        "notes",
        Note,
        "concept_id",
        {name: name for name in ("kind", "language", "text", "source")},
    ),
    ("mappings", Mapping, "concept_id", {"kind": "kind", "uri": "uri"}),
    ("legislation", LegalReference, "concept_id", {"text": "text", "url": "url"}),
    ("waiting", PendingRelation, "source_id", {"role": "role", "uri": "target_uri"}),
    ("relations", Relation, "source_id", {"kind": "kind", "uri": "target__uri"}),
)
_SUBJECTS: Any = Concept.subjects.through
_PROJECTS: Any = Concept.origin_projects.through

Rows = defaultdict[tuple[str, int], list[Any]]


def snapshots_of(concepts: Iterable[Concept]) -> Iterator[dict[str, Any]]:
    """Yield each concept as data, in the order given.

    Relations tell what the concept says itself: what is broader, and associative ones
    whichever end keeps them. Texts stand by language, kind and in the editor's order;
    all else is sorted, so that equal concepts give equal data.

    Args:
        concepts: stored concepts. Their parts are fetched afresh, in as many queries
            for 500 concepts as for one.
    """
    yield from snapshots_by_id(concept.pk for concept in concepts)


def snapshots_by_id(ids: Iterable[int]) -> Iterator[dict[str, Any]]:
    """Yield each concept of these ids as data, in the order given."""
    rows = iter(ids)
    while batch := list(islice(rows, BATCH)):
        heads, parts = _heads_of(batch), _parts_of(batch)
        for pk in batch:
            yield _snapshot(pk, heads[pk], parts)


def _heads_of(ids: list[int]) -> dict[int, dict[str, Any]]:
    """Return the concepts' own columns by id."""
    rows = Concept.objects.filter(pk__in=ids).order_by()
    return {
        row["pk"]: row
        for row in rows.values(
            "pk",
            "uri",
            "code",
            "status",
            "replaced_by__uri",
            "approved_on",
            "approved_by",
            "source",
            "contact__email",
            "created_at",
            "modified_at",
        )
    }


def _parts_of(ids: list[int]) -> Rows:
    """Return the rows of each part of the concepts, by part and id, oldest first.

    Rows of values, not of models: a vocabulary has hundreds of thousands.
    """
    parts: Rows = defaultdict(list)
    for part, model, owner, names in _PARTS:
        found = model.objects.filter(**{f"{owner}__in": ids}).order_by("pk")
        for pk, *values in found.values_list(owner, *names.values()):
            parts[part, pk].append(dict(zip(names, values, strict=True)))
    associative = Relation.objects.filter(
        target__in=ids, kind=Relation.Kind.ASSOCIATIVE
    ).order_by()
    for pk, kind, uri in associative.values_list("target_id", "kind", "source__uri"):
        parts["relations", pk].append({"kind": kind, "uri": uri})
    for part, links, name in (
        ("subjects", _SUBJECTS, "subject__uri"),
        ("projects", _PROJECTS, "project__translation_key"),
    ):
        rows = links.objects.filter(concept__in=ids).order_by()
        for pk, value in rows.values_list("concept_id", name):
            parts[part, pk].append(str(value))
    return parts


def _snapshot(pk: int, head: dict[str, Any], parts: Rows) -> dict[str, Any]:
    approved_on = head["approved_on"]
    return {
        "uri": head["uri"],
        "code": head["code"],
        "status": head["status"],
        "replaced_by": head["replaced_by__uri"] or "",
        "approved_on": approved_on.isoformat() if approved_on else "",
        "approved_by": head["approved_by"],
        "source": head["source"],
        "contact": head["contact__email"] or "",
        "projects": sorted(parts["projects", pk]),
        "subjects": sorted(parts["subjects", pk]),
        "terms": sorted(parts["terms", pk], key=_place_of_term),
        "definitions": sorted(parts["definitions", pk], key=_place_of_text),
        "notes": sorted(parts["notes", pk], key=_place_of_text),
        "relations": _each_once(parts["relations", pk]),
        "waiting": _each_once(parts["waiting", pk]),
        "mappings": _each_once(parts["mappings", pk]),
        "legislation": parts["legislation", pk],
        "created": head["created_at"].isoformat(),
        "modified": head["modified_at"].isoformat(),
    }


def _place_of_term(term: dict[str, Any]) -> tuple[Any, ...]:
    return (*rank(term["language"], "fi"), _KIND_ORDER.index(term["kind"]))


def _place_of_text(row: dict[str, Any]) -> tuple[Any, ...]:
    return (*rank(row["language"], "fi"), row.get("kind", ""))


def _each_once(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return rows in order, each of them once."""
    return [dict(row) for row in sorted({tuple(row.items()) for row in rows})]
