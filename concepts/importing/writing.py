"""Storing what an import has planned, in bulk and in the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone

from concepts.alphabet import sort_key
from concepts.importing.comparing import Difference, Plan, completed, status_of
from concepts.importing.records import DefinitionText, NoteText, TermText
from concepts.models import (
    Concept,
    Definition,
    LegalReference,
    Mapping,
    Note,
    PendingRelation,
    Relation,
    Subject,
    Term,
    Vocabulary,
)
from concepts.models.concepts import label_of
from concepts.services import resolve_pending, touch_vocabulary
from concepts.versions import keep_first_version, keep_versions
from members import audit
from members.models import User
from network_site.base.bulk import insert_rows
from network_site.base.registries import mark_dirty
from projects.models import Project

BATCH = 500
_TITLES = ("fi", "sv", "en")
_ASSOCIATIVE = Relation.Kind.ASSOCIATIVE.value
_SUBJECT_LINKS: Any = Concept.subjects.through
_PROJECT_LINKS: Any = Concept.origin_projects.through
_COLUMNS = (
    "vocabulary",
    "uri",
    "code",
    "source",
    "status",
    "approved_on",
    "approved_by",
    "contact",
    "created_at",
    "modified_at",
    "label",
    "label_language",
    "label_key",
)
# Where the rows of each part of a concept are kept.
_MODELS: dict[str, Any] = {
    "terms": Term,
    "definitions": Definition,
    "notes": Note,
    "mappings": Mapping,
    "legislation": LegalReference,
    "pending": PendingRelation,
    "broader": Relation,
    "related": Relation,
    "subjects": _SUBJECT_LINKS,
    "projects": _PROJECT_LINKS,
}


def write(
    plan: Plan,
    vocabulary: Vocabulary,
    status: str,
    acting_user: User | None,
    reason: str = "",
) -> None:
    """Store a plan.

    Args:
        plan: what is new and what changes.
        vocabulary: where the concepts go, saved.
        status: what new concepts become, and drafts when it is approved.
        acting_user: who imports; None for the command.
        reason: why, for the history of the concepts.
    """
    old = [stored.pk for _record, stored, _difference in plan.changed]
    keep_first_version(old)
    ids = _create_concepts(plan, vocabulary, status)
    ids |= {record.uri: stored.pk for record, stored, _difference in plan.changed}
    _create_subjects(plan, vocabulary)
    _delete_what_goes(plan)
    _create_texts(plan, ids)
    _update_concepts(plan, vocabulary)
    targets = _ids_of_targets(plan, ids)
    _link(plan, ids, targets)
    _lead_to_heirs(plan, ids, targets)
    _join_subjects_and_projects(plan, ids)
    resolve_pending()
    keep_versions(
        [*old, *_approved(plan, ids, status)],
        acting_user=acting_user,
        reason=reason,
    )
    audit.record(
        acting_user=acting_user,
        action="concepts.imported",
        subject=f"vocabulary:{vocabulary.pk}",
        after={"new": len(plan.new), "changed": len(plan.changed), "status": status},
    )
    touch_vocabulary(vocabulary.pk)
    mark_dirty("concept", *ids.values())


def _approved(plan: Plan, ids: dict[str, int], status: str) -> list[int]:
    """Return the new concepts that the import has approved."""
    return [
        ids[record.uri]
        for record in plan.new
        if status_of(record, plan.pending[record.uri], status)
        == Concept.Status.APPROVED
    ]


def _create_concepts(plan: Plan, vocabulary: Vocabulary, status: str) -> dict[str, int]:
    """Make the new concepts and return their ids by URI."""
    now, today = timezone.now(), timezone.localdate()
    people = _people(plan)
    rows = []
    for record in plan.new:
        becomes = status_of(record, plan.pending[record.uri], status)
        is_approved_now = (
            becomes == Concept.Status.APPROVED and record.approved_on is None
        )
        rows.append(
            (
                vocabulary.pk,
                record.uri,
                record.code or "",
                record.source or "",
                becomes,
                today if is_approved_now else _day(record.approved_on),
                record.approved_by or "",
                people.get(record.contact),
                record.created or now,
                record.modified or now,
                *label_of(record.terms, vocabulary.default_language),
            )
        )
    insert_rows(Concept, _COLUMNS, rows)
    new = {record.uri for record in plan.new}
    stored = Concept.objects.filter(vocabulary=vocabulary).order_by("pk")
    return {uri: pk for uri, pk in stored.values_list("uri", "pk") if uri in new}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _people(plan: Plan) -> dict[str | None, int]:
    """Return the ids of the contact persons by e-mail address."""
    records = [*plan.new, *(record for record, _stored, _difference in plan.changed)]
    wanted = {record.contact for record in records if record.contact}
    found = User.objects.filter(email__in=wanted) if wanted else User.objects.none()
    return dict(found.values_list("email", "pk"))


def _create_subjects(plan: Plan, vocabulary: Vocabulary) -> None:
    Subject.objects.bulk_create(
        Subject(
            vocabulary=vocabulary,
            uri=subject.uri,
            code=subject.code,
            **{f"title_{tag}": subject.titles.get(tag, "") for tag in _TITLES},
        )
        for subject in plan.subjects
    )


def _additions(plan: Plan, part: str) -> Iterable[tuple[str, Any]]:
    """Yield the URI and the row of everything that a part of the concepts gets."""
    for record in plan.new:
        rows = (
            sorted(plan.pending[record.uri])
            if part == "pending"
            else completed(part, getattr(record, part))
        )
        # The same text twice in a file is once here; dict keeps the file's order.
        for row in dict.fromkeys(rows):
            yield record.uri, row
    for record, _stored, difference in plan.changed:
        for row in difference.added.get(part, ()):
            yield record.uri, row


def _create_texts(plan: Plan, ids: dict[str, int]) -> None:
    terms = (
        (
            ids[uri],
            *row._replace(homonym_number=row.homonym_number or None),
            sort_key(row.text),
        )
        for uri, row in _additions(plan, "terms")
    )
    insert_rows(Term, ("concept", *TermText._fields, "sort_key"), terms)
    for part, owner, names in (
        ("definitions", "concept", DefinitionText._fields),
        ("notes", "concept", NoteText._fields),
        ("mappings", "concept", ("kind", "uri")),
        ("legislation", "concept", ("text", "url")),
        ("pending", "source", ("role", "target_uri")),
    ):
        insert_rows(
            _MODELS[part],
            (owner, *names),
            ((ids[uri], *row) for uri, row in _additions(plan, part)),
            ignore_conflicts=part == "pending",
        )


def _delete_what_goes(plan: Plan) -> None:
    """Take out of the changed drafts what the file no longer says."""
    for part, model in _MODELS.items():
        gone = [
            stored.parts[part][row]
            for _record, stored, difference in plan.changed
            for row in difference.removed.get(part, ())
        ]
        for start in range(0, len(gone), BATCH):
            model.objects.filter(pk__in=gone[start : start + BATCH]).delete()


def _update_concepts(plan: Plan, vocabulary: Vocabulary) -> None:
    """Bring the rows of the changed drafts in step with their records."""
    now, people = timezone.now(), _people(plan)
    rows = Concept.objects.in_bulk([stored.pk for _r, stored, _d in plan.changed])
    for record, stored, difference in plan.changed:
        concept = rows[stored.pk]
        concept.vocabulary = vocabulary
        concept.modified_at = record.modified or now
        concept.settle_label(difference.terms)
        _set_fields(concept, difference, people)
    Concept.objects.bulk_update(
        rows.values(),
        [
            "code",
            "source",
            "status",
            "approved_on",
            "approved_by",
            "contact",
            "label",
            "label_language",
            "label_key",
            "modified_at",
        ],
        batch_size=BATCH,
    )


def _set_fields(
    concept: Concept, difference: Difference, people: dict[str | None, int]
) -> None:
    changes = difference.fields
    for name in ("code", "source", "status", "approved_by"):
        if name in changes:
            setattr(concept, name, changes[name])
    if "approved_on" in changes:
        concept.approved_on = _day(changes["approved_on"])
    if "contact" in changes:
        concept.contact_id = people.get(changes["contact"])
    if concept.status == Concept.Status.APPROVED and not concept.approved_on:
        concept.approved_on = timezone.localdate()


def _link(plan: Plan, ids: dict[str, int], targets: dict[str, int]) -> None:
    """Make the relations."""
    rows = [
        (ids[uri], targets[link.uri], link.kind)
        for uri, link in _additions(plan, "broader")
    ]
    pairs = {
        tuple(sorted((ids[uri], targets[other])))
        for uri, other in _additions(plan, "related")
    }
    rows += [(one, other, _ASSOCIATIVE) for one, other in sorted(pairs)]
    insert_rows(Relation, ("source", "target", "kind"), rows, ignore_conflicts=True)


def _lead_to_heirs(plan: Plan, ids: dict[str, int], targets: dict[str, int]) -> None:
    """Lead what has been replaced to its heir."""
    records = [*plan.new, *(record for record, _stored, _difference in plan.changed)]
    rows = [
        Concept(pk=ids[record.uri], replaced_by_id=targets[record.replaced_by])
        for record in records
        if record.replaced_by
    ]
    Concept.objects.bulk_update(rows, ["replaced_by"], batch_size=BATCH)


def _join_subjects_and_projects(plan: Plan, ids: dict[str, int]) -> None:
    subjects = dict(Subject.objects.values_list("uri", "pk"))
    insert_rows(
        _SUBJECT_LINKS,
        ("concept", "subject"),
        (
            (ids[uri], subjects[subject])
            for uri, subject in _additions(plan, "subjects")
        ),
    )
    projects = {
        str(key): pk for key, pk in Project.objects.values_list("translation_key", "pk")
    }
    insert_rows(
        _PROJECT_LINKS,
        ("concept", "project"),
        ((ids[uri], projects[key]) for uri, key in _additions(plan, "projects")),
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
