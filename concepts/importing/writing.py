"""Storing what an import has planned, in bulk and in the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from concepts.importing.comparing import Difference, Plan, Stored, status_of
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
from concepts.services import resolve_pending, touch_vocabulary
from concepts.versions import keep_versions
from members import audit
from members.models import User
from network_site.base.registries import mark_dirty

BATCH = 500
_ASSOCIATIVE = Relation.Kind.ASSOCIATIVE.value


def write(
    plan: Plan, vocabulary: Vocabulary, status: str, acting_user: User | None
) -> None:
    """Store a plan.

    Args:
        plan: what is new and what changes.
        vocabulary: where the concepts go, saved.
        status: what new concepts become, and drafts when it is approved.
        acting_user: who imports; None for the command.
    """
    ids = _create_concepts(plan, vocabulary, status)
    ids |= {record.uri: stored.pk for record, stored, _difference in plan.changed}
    _delete_what_goes(plan)
    _create_texts(plan, ids)
    _update_concepts(plan, vocabulary)
    _link(plan, ids)
    resolve_pending()
    keep_versions(
        ids.values(), acting_user=acting_user, reason=_("Import"), only_public=True
    )
    audit.record(
        acting_user=acting_user,
        action="concepts.imported",
        subject=f"vocabulary:{vocabulary.pk}",
        after={"new": len(plan.new), "changed": len(plan.changed), "status": status},
    )
    touch_vocabulary(vocabulary.pk)
    mark_dirty("concept", *ids.values())


def _create_concepts(plan: Plan, vocabulary: Vocabulary, status: str) -> dict[str, int]:
    """Make the new concepts and return their ids by URI."""
    now, today = timezone.now(), timezone.localdate()
    rows = []
    for record in plan.new:
        concept = Concept(
            vocabulary=vocabulary,
            uri=record.uri,
            code=record.code,
            source=record.source,
            status=status_of(record, plan.pending[record.uri], status),
            created_at=record.created or now,
            modified_at=record.modified or now,
        )
        if concept.status == Concept.Status.APPROVED:
            concept.approved_on = today
        concept.settle_label(record.terms)
        rows.append(concept)
    Concept.objects.bulk_create(rows, batch_size=BATCH)
    return {concept.uri: concept.pk for concept in rows}


def _additions(plan: Plan, part: str) -> Iterable[tuple[str, Any]]:
    """Yield the URI and the row of everything that a part of the concepts gets."""
    for record in plan.new:
        rows = plan.pending[record.uri] if part == "pending" else getattr(record, part)
        # The same text twice in a file is once here; dict keeps the file's order.
        for row in dict.fromkeys(rows):
            yield record.uri, row
    for record, _stored, difference in plan.changed:
        for row in sorted(difference.added[part]):
            yield record.uri, row


def _create_texts(plan: Plan, ids: dict[str, int]) -> None:
    Term.objects.bulk_create(
        (
            Term(
                concept_id=ids[uri],
                language=row[0],
                kind=row[1],
                text=row[2],
                source=row[3] if len(row) > 3 else "",
            )
            for uri, row in _additions(plan, "terms")
        ),
        batch_size=BATCH,
    )
    Definition.objects.bulk_create(
        (
            Definition(
                concept_id=ids[uri],
                language=row[0],
                text=row[1],
                source=row[2] if len(row) > 2 else "",
            )
            for uri, row in _additions(plan, "definitions")
        ),
        batch_size=BATCH,
    )
    Note.objects.bulk_create(
        (
            Note(concept_id=ids[uri], language=row[0], kind=row[1], text=row[2])
            for uri, row in _additions(plan, "notes")
        ),
        batch_size=BATCH,
    )
    Mapping.objects.bulk_create(
        (
            Mapping(concept_id=ids[uri], kind=row[0], uri=row[1])
            for uri, row in _additions(plan, "mappings")
        ),
        batch_size=BATCH,
    )
    PendingRelation.objects.bulk_create(
        (
            PendingRelation(source_id=ids[uri], role=row[0], target_uri=row[1])
            for uri, row in _additions(plan, "pending")
        ),
        batch_size=BATCH,
        ignore_conflicts=True,
    )


def _delete_what_goes(plan: Plan) -> None:
    """Take out of the changed drafts what the file no longer says."""
    removals = (
        ("terms", Term, "concept", ("language", "kind", "text")),
        ("definitions", Definition, "concept", ("language", "text")),
        ("notes", Note, "concept", ("language", "kind", "text")),
        ("mappings", Mapping, "concept", ("kind", "uri")),
        ("pending", PendingRelation, "source", ("role", "target_uri")),
        ("broader", Relation, "source", ("kind", "target__uri")),
    )
    for _record, stored, difference in plan.changed:
        for part, model, owner, names in removals:
            for row in difference.removed[part]:
                values = dict(zip(names, row, strict=True))
                model.objects.filter(**{owner: stored.pk}, **values).delete()
        for uri in difference.removed["related"]:
            Relation.objects.filter(
                Q(source=stored.pk, target__uri=uri)
                | Q(target=stored.pk, source__uri=uri),
                kind=_ASSOCIATIVE,
            ).delete()


def _update_concepts(plan: Plan, vocabulary: Vocabulary) -> None:
    """Bring the rows of the changed drafts in step with their records."""
    now = timezone.now()
    rows = Concept.objects.in_bulk([stored.pk for _r, stored, _d in plan.changed])
    for record, stored, difference in plan.changed:
        concept = rows[stored.pk]
        concept.vocabulary = vocabulary
        concept.modified_at = record.modified or now
        concept.settle_label(record.terms)
        _set_fields(concept, difference, stored)
    Concept.objects.bulk_update(
        rows.values(),
        [
            "code",
            "source",
            "status",
            "approved_on",
            "label",
            "label_language",
            "label_key",
            "modified_at",
        ],
        batch_size=BATCH,
    )


def _set_fields(concept: Concept, difference: Difference, stored: Stored) -> None:
    for name in ("code", "source", "status"):
        if name in difference.fields:
            setattr(concept, name, difference.fields[name])
    if concept.status == Concept.Status.APPROVED and not concept.approved_on:
        concept.approved_on = timezone.localdate()


def _link(plan: Plan, ids: dict[str, int]) -> None:
    """Make the relations, and lead what has been replaced to its heir."""
    records = [*plan.new, *(record for record, _stored, _difference in plan.changed)]
    targets = _ids_of_targets(plan, ids)
    rows = [
        Relation(source_id=ids[uri], target_id=targets[link.uri], kind=link.kind)
        for uri, link in _additions(plan, "broader")
    ]
    pairs = {
        tuple(sorted((ids[uri], targets[other])))
        for uri, other in _additions(plan, "related")
    }
    rows += [
        Relation(source_id=one, target_id=other, kind=_ASSOCIATIVE)
        for one, other in sorted(pairs)
    ]
    Relation.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
    for record in records:
        if record.replaced_by:
            Concept.objects.filter(pk=ids[record.uri]).update(
                replaced_by=targets[record.replaced_by]
            )


def _ids_of_targets(plan: Plan, ids: dict[str, int]) -> dict[str, int]:
    """Return the ids of every concept that the plan links to."""
    wanted = {link.uri for _uri, link in _additions(plan, "broader")}
    wanted |= {uri for _uri, uri in _additions(plan, "related")}
    wanted |= {record.replaced_by for record in plan.new}
    wanted |= {record.replaced_by for record, _stored, _difference in plan.changed}
    missing = wanted - ids.keys() - {""}
    if not missing:
        return ids
    found = Concept.objects.order_by().values_list("uri", "pk")
    return ids | {uri: pk for uri, pk in found if uri in missing}
