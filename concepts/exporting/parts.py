"""The rows of many concepts at a time: as many queries for a batch as for one concept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef

from concepts.models import (
    Concept,
    Definition,
    LegalReference,
    Mapping,
    Note,
    PendingRelation,
    Relation,
    Term,
    Vocabulary,
)
from concepts.querysets import PUBLIC_STATUSES, ConceptQuerySet

BATCH = 500

Rows = defaultdict[int, list[Any]]


class ConceptRow(NamedTuple):
    """A concept's own columns; ``scheme`` is the base URI of its vocabulary."""

    pk: int
    uri: str
    scheme: str
    code: str
    status: str
    approved_on: date | None
    approved_by: str
    source: str
    created: datetime
    modified: datetime


class TermRow(NamedTuple):
    language: str
    kind: str
    text: str
    source: str
    scope_note: str
    homonym_number: int | None
    equivalence: str


def _rows() -> Rows:
    return defaultdict(list)


@dataclass
class Parts:
    """Some concepts in the order of their URIs, with their parts by id.

    ``above`` and ``below`` hold (kind, URI, id) of the concepts at the other end of the
    links that a concept is the source, or the target, of.
    """

    concepts: list[ConceptRow]
    terms: Rows = field(default_factory=_rows)
    definitions: Rows = field(default_factory=_rows)
    notes: Rows = field(default_factory=_rows)
    mappings: Rows = field(default_factory=_rows)
    legislation: Rows = field(default_factory=_rows)
    waiting: Rows = field(default_factory=_rows)
    above: Rows = field(default_factory=_rows)
    below: Rows = field(default_factory=_rows)
    heirs: dict[int, str] = field(default_factory=dict)

    def others_of(self, pk: int) -> list[int]:
        """Return the ids of the concepts that one is linked with."""
        return [other for _k, _uri, other in (*self.above[pk], *self.below[pk])]


def tops(
    vocabulary: Vocabulary, concepts: ConceptQuerySet, only: Concept | None = None
) -> list[str]:
    """Return the URIs of the concepts of a vocabulary with none of its own above.

    Args:
        concepts: which of its concepts count.
        only: ask of this concept alone.
    """
    mine = concepts.filter(vocabulary=vocabulary)
    above = Relation.objects.filter(
        source=OuterRef("pk"),
        kind__in=Relation.HIERARCHICAL,
        target__in=mine.order_by().values("pk"),
    )
    rows = mine if only is None else mine.filter(pk=only.pk)
    return list(
        rows.filter(~Exists(above)).order_by("uri").values_list("uri", flat=True)
    )


def batches(concepts: ConceptQuerySet) -> Iterator[Parts]:
    """Yield concepts by URI, some hundreds at a time.

    A link stands where its other end is one of them, too, or is everybody's to see.
    """
    last = ""
    while True:
        rows = (
            concepts.filter(uri__gt=last)
            .order_by("uri")
            .values_list(
                "pk",
                "uri",
                "vocabulary__base_uri",
                "code",
                "status",
                "approved_on",
                "approved_by",
                "source",
                "created_at",
                "modified_at",
            )[:BATCH]
        )
        found = [ConceptRow(*row) for row in rows]
        if not found:
            return
        yield _parts_of(found, concepts)
        last = found[-1].uri


def _parts_of(found: list[ConceptRow], concepts: ConceptQuerySet) -> Parts:
    parts = Parts(found)
    ids = [concept.pk for concept in found]
    for pk, *row in (
        Term.objects.filter(concept__in=ids)
        .order_by()
        .values_list("concept_id", *TermRow._fields)
    ):
        parts.terms[pk].append(TermRow(*row))
    for rows, model, owner, names in (
        (parts.definitions, Definition, "concept", ("language", "text", "source")),
        (parts.notes, Note, "concept", ("kind", "language", "text", "source")),
        (parts.mappings, Mapping, "concept", ("kind", "uri")),
        (parts.legislation, LegalReference, "concept", ("text", "url")),
        (parts.waiting, PendingRelation, "source", ("role", "target_uri")),
    ):
        stored: Any = model.objects
        said = stored.filter(**{f"{owner}__in": ids}).order_by()
        for pk, *row in said.values_list(f"{owner}_id", *names):
            rows[pk].append(tuple(row))
    _add_links(parts, ids, concepts)
    return parts


def _add_links(parts: Parts, ids: list[int], concepts: ConceptQuerySet) -> None:
    """Add the links of a batch whose other ends may be known."""
    found: list[tuple[Rows, int, str, str, int, str]] = []
    for rows, own, other in (
        (parts.above, "source", "target"),
        (parts.below, "target", "source"),
    ):
        links = Relation.objects.filter(**{f"{own}__in": ids}).order_by()
        columns = ("kind", f"{other}__uri", f"{other}_id", f"{other}__status")
        found += [(rows, *link) for link in links.values_list(f"{own}_id", *columns)]
    heirs = Concept.objects.filter(pk__in=ids, replaced_by__isnull=False).order_by()
    columns = ("pk", "replaced_by__uri", "replaced_by_id", "replaced_by__status")
    ended = list(heirs.values_list(*columns))
    others = [row[-2:] for row in (*found, *ended)]
    hidden = {pk for pk, status in others if status not in PUBLIC_STATUSES}
    hidden -= set(
        concepts.filter(pk__in=hidden).order_by().values_list("pk", flat=True)
    )
    for rows, pk, kind, uri, other_pk, _status in found:
        if other_pk not in hidden:
            rows[pk].append((kind, uri, other_pk))
    parts.heirs.update((pk, uri) for pk, uri, heir, _s in ended if heir not in hidden)
