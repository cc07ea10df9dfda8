"""Writing concepts: every change is checked, audited, and told to the search."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from concepts.annotation.page_links import forget_links
from concepts.hierarchy import above
from concepts.models import (
    Concept,
    PendingRelation,
    Relation,
    Subject,
    Term,
    Vocabulary,
)
from concepts.rules import check_concept, hierarchy
from concepts.uris import LOCAL_NAME, own_base_uri
from concepts.versions import keep_first_version, keep_versions
from members import audit
from members.models import User
from network_site.base.registries import mark_dirty

Status = Concept.Status


def may_edit_concepts(user: Any) -> bool:
    """Tell whether a person writes in the concept bank."""
    return user.is_active and (user.is_concept_editor or user.is_superuser)


def require_editor(acting_user: User | None) -> None:
    """Raise PermissionDenied unless the person may write; None is the system itself."""
    if acting_user is not None and not may_edit_concepts(acting_user):
        raise PermissionDenied


def touch_vocabulary(vocabulary_id: int) -> None:
    """Let every process know that copies of the vocabulary in its memory are old.

    Whoever writes concepts past these services calls it in the same transaction.
    """
    Vocabulary.objects.filter(pk=vocabulary_id).update(
        revision=uuid.uuid4(), modified_at=timezone.now()
    )
    forget_links()


@transaction.atomic
def save_vocabulary(*, vocabulary: Vocabulary, acting_user: User | None) -> Vocabulary:
    """Store a vocabulary, and give a new one the base of its URIs for ever.

    Args:
        vocabulary: the row as it is going to be.
        acting_user: who does it; None for a command of the system itself.

    Raises:
        PermissionDenied: the person is no concept editor.
        ValidationError: the vocabulary has no title, or its address is taken.
    """
    require_editor(acting_user)
    is_new = vocabulary._state.adding
    if is_new:
        vocabulary.base_uri = vocabulary.base_uri or own_base_uri(vocabulary.slug)
    else:
        vocabulary.base_uri = Vocabulary.objects.get(pk=vocabulary.pk).base_uri
    vocabulary.full_clean()
    vocabulary.save()
    touch_vocabulary(vocabulary.pk)
    audit.record(
        acting_user=acting_user,
        action="vocabulary.created" if is_new else "vocabulary.changed",
        subject=f"vocabulary:{vocabulary.pk}",
        after={"slug": vocabulary.slug},
    )
    return vocabulary


@transaction.atomic
def save_subject(*, subject: Subject, acting_user: User | None) -> Subject:
    """Store a subject of a vocabulary; a new one gets a URI for ever.

    Args:
        subject: the row as it is going to be.
        acting_user: who does it; None for a command of the system itself.

    Raises:
        PermissionDenied: the person is no concept editor.
        ValidationError: the subject has no title.
    """
    require_editor(acting_user)
    is_new = subject._state.adding
    if is_new:
        base = subject.vocabulary.base_uri
        subject.uri = subject.uri or f"{base}subject-{uuid.uuid4().hex[:12]}"
    subject.full_clean()
    subject.save()
    audit.record(
        acting_user=acting_user,
        action="subject.created" if is_new else "subject.changed",
        subject=f"subject:{subject.pk}",
        after={"title": subject.title},
    )
    touch_vocabulary(subject.vocabulary_id)
    return subject


@transaction.atomic
def save_concept(
    *, concept: Concept, acting_user: User | None, reason: str = ""
) -> Concept:
    """Store a concept with its terms, definitions, notes, relations and mappings.

    What it was before, and what it became, stay readable as versions.

    A new concept may be built whole: ``Concept(vocabulary=…, terms=[Term(…)],
    definitions=[…], origin_projects=[…])``. It gets a URI unless it brings one.

    Args:
        concept: the concept as it is going to be.
        acting_user: who does it; None for a command of the system itself.
        reason: why, for the history of the concept.

    Raises:
        PermissionDenied: the person is no concept editor.
        ValidationError: a rule of ``concepts.rules`` is broken, or a text is missing
            or over-long.
    """
    require_editor(acting_user)
    is_new = concept._state.adding
    stored = None if is_new else Concept.objects.select_for_update().get(pk=concept.pk)
    touched = set() if stored is None else _associated(stored.pk)
    if stored is None:
        concept.uri = concept.uri or _new_uri(concept)
    else:
        keep_first_version([stored.pk])
        # Both are part of the concept's name in the world.
        concept.uri, concept.vocabulary_id = stored.uri, stored.vocabulary_id
    _drop_doubled_links(concept)
    terms = list(concept.terms.all())
    check_concept(concept, terms, list(concept.relations.all()))
    if concept.status == Status.APPROVED and not concept.approved_on:
        concept.approved_on = timezone.localdate()
    concept.settle_label(terms)
    concept.modified_at = timezone.now()
    concept.full_clean(exclude=["label", "label_language", "label_key"])
    _clean_children(concept)
    concept.terms = _renewed(terms)
    concept.save()
    resolve_pending()
    touched ^= _associated(concept.pk)
    keep_versions([concept.pk, *touched], acting_user=acting_user, reason=reason)
    _tell(concept, acting_user, is_new, stored.status if stored else "")
    return concept


def _associated(pk: int) -> set[int]:
    """Return the concepts that a concept is related to, from either end."""
    links = Relation.objects.filter(Q(source=pk) | Q(target=pk))
    pairs = links.filter(kind=Relation.Kind.ASSOCIATIVE).values_list("source", "target")
    return {end for pair in pairs for end in pair} - {pk}


def _new_uri(concept: Concept) -> str:
    """Return a free URI: of the concept's own code, else of the next number as a code."""
    vocabulary = Vocabulary.objects.select_for_update().get(pk=concept.vocabulary_id)
    if LOCAL_NAME.fullmatch(concept.code):
        uri = f"{vocabulary.base_uri}{concept.code}"
        if not Concept.objects.filter(uri=uri).exists():
            return uri
    while True:
        vocabulary.last_number += 1
        local = f"k-{vocabulary.last_number:04d}"
        uri = f"{vocabulary.base_uri}{local}"
        if not Concept.objects.filter(uri=uri).exists():
            break
    vocabulary.save(update_fields=["last_number"])
    concept.code = concept.code or local
    return uri


def _drop_doubled_links(concept: Concept) -> None:
    """Leave out associative relations that the other concept tells already."""
    if concept._state.adding:
        return
    told = set(
        Relation.objects.filter(
            target=concept, kind=Relation.Kind.ASSOCIATIVE
        ).values_list("source_id", flat=True)
    )
    kept = [
        relation
        for relation in concept.relations.all()
        if relation.kind != Relation.Kind.ASSOCIATIVE or relation.target_id not in told
    ]
    concept.relations = kept


def _renewed(terms: list[Term]) -> list[Term]:
    """Turn terms that have changed into new rows, and return them all.

    Rows that go are deleted before new ones come, so that a recommended term and a
    synonym can change places without meeting on the way.
    """
    rows = Term.objects.filter(pk__in=[term.pk for term in terms if term.pk])
    stored = {
        pk: said for pk, *said in rows.values_list("pk", "language", "kind", "text")
    }
    for term in terms:
        if term.pk and stored.get(term.pk) != [term.language, term.kind, term.text]:
            term.pk = None
    return terms


def _clean_children(concept: Concept) -> None:
    """Check each text, mapping and reference by its own fields."""
    parts = ("terms", "definitions", "notes", "mappings", "legislation")
    for rows in (getattr(concept, part) for part in parts):
        for row in rows.all():
            row.clean_fields(exclude=["concept", "sort_key"])


def _tell(
    concept: Concept, acting_user: User | None, is_new: bool, old_status: str
) -> None:
    """Write the audit row, and say that the concept has changed."""
    audit.record(
        acting_user=acting_user,
        action="concept.created" if is_new else "concept.changed",
        subject=f"concept:{concept.pk}",
        before={"status": old_status} if old_status else {},
        after={"status": concept.status, "replaced_by": concept.replaced_by_id},
    )
    touch_vocabulary(concept.vocabulary_id)
    mark_dirty("concept", concept.pk)


def _change_status(
    concept: Concept, acting_user: User | None, reason: str, **changes: Any
) -> Concept:
    """Store a new status with what belongs to it, as an editor."""
    require_editor(acting_user)
    return store_status(concept, acting_user, reason, **changes)


def store_status(
    concept: Concept, acting_user: User | None, reason: str, **changes: Any
) -> Concept:
    """Store a new status with what belongs to it; the caller has asked for the right."""
    locked = Concept.objects.select_for_update().get(pk=concept.pk)
    keep_first_version([locked.pk])
    before = locked.status
    for name, value in changes.items():
        setattr(locked, name, value)
        setattr(concept, name, value)
    locked.modified_at = concept.modified_at = timezone.now()
    locked.full_clean(exclude=["label", "label_language", "label_key"])
    Concept.objects.filter(pk=locked.pk).update(
        modified_at=locked.modified_at, **changes
    )
    keep_versions([locked.pk], acting_user=acting_user, reason=reason)
    _tell(locked, acting_user, False, before)
    return concept


@transaction.atomic
def approve_concept(
    *,
    concept: Concept,
    approved_by: str,
    acting_user: User | None,
    approved_on: date | None = None,
    reason: str = "",
) -> Concept:
    """Make a draft or a proposal the field's common concept.

    Args:
        approved_by: the body that decided.
        approved_on: the day of the decision; today when left out.
        reason: why, for the history of the concept.

    Raises:
        PermissionDenied: the person is no concept editor.
        ValidationError: the concept has ended already.
    """
    if concept.status in (Status.SUPERSEDED, Status.RETIRED):
        raise ValidationError(_("The concept has ended. Make a new one instead."))
    return _change_status(
        concept,
        acting_user,
        reason,
        status=Status.APPROVED,
        approved_on=approved_on or timezone.localdate(),
        approved_by=approved_by,
    )


@transaction.atomic
def supersede_concept(
    *,
    concept: Concept,
    replaced_by: Concept,
    acting_user: User | None,
    reason: str = "",
) -> Concept:
    """End a concept in favour of another; its page leads there.

    Args:
        replaced_by: the concept to use instead.
        reason: why, for the history of the concept.

    Raises:
        PermissionDenied: the person is no concept editor.
        ValidationError: the other is itself replaced, in the end, by this one.
    """
    seen = {concept.pk}
    heir: Concept | None = replaced_by
    while heir is not None:
        if heir.pk in seen:
            raise ValidationError(_("The concepts would replace each other."))
        seen.add(heir.pk)
        heir = heir.replaced_by
    return _change_status(
        concept,
        acting_user,
        reason,
        status=Status.SUPERSEDED,
        replaced_by=replaced_by,
    )


@transaction.atomic
def retire_concept(
    *, concept: Concept, acting_user: User | None, reason: str = ""
) -> Concept:
    """End a concept that nothing replaces; it stays readable.

    Args:
        reason: why, for the history of the concept.

    Raises:
        PermissionDenied: the person is no concept editor.
    """
    return _change_status(
        concept, acting_user, reason, status=Status.RETIRED, replaced_by=None
    )


def resolve_pending() -> int:
    """Make the links that have waited for concepts that are here by now.

    A link that would close a ring, or that stands already, is forgotten.

    Returns:
        How many links were made.
    """
    here = Concept.objects.filter(uri__in=PendingRelation.objects.values("target_uri"))
    uris = dict(here.values_list("uri", "pk"))
    if not uris:
        return 0
    waiting = list(PendingRelation.objects.filter(target_uri__in=uris))
    graph = hierarchy()
    made = [_resolve(row, uris[row.target_uri], graph) for row in waiting]
    PendingRelation.objects.filter(pk__in=[row.pk for row in waiting]).delete()
    return sum(made)


def _resolve(row: PendingRelation, target_id: int, graph: dict[Any, Any]) -> bool:
    """Make one waiting link; ``graph`` learns of it."""
    if row.role == PendingRelation.Role.REPLACED_BY:
        return bool(
            Concept.objects.filter(
                pk=row.source_id, replaced_by=None, status=Status.SUPERSEDED
            )
            .exclude(pk=target_id)
            .update(replaced_by=target_id)
        )
    lower, upper = row.source_id, target_id
    kind = row.role
    if kind.startswith("narrower_"):
        lower, upper = upper, lower
        kind = kind.removeprefix("narrower_")
    if _stands_against(lower, upper, kind, graph):
        return False
    Relation.objects.create(source_id=lower, target_id=upper, kind=kind)
    if kind in Relation.HIERARCHICAL:
        graph.setdefault(lower, []).append(upper)
    return True


def _stands_against(lower: int, upper: int, kind: str, graph: dict[Any, Any]) -> bool:
    """Tell whether a link must not be made between two concepts."""
    is_below = upper in above(graph, [lower])
    is_above = lower in above(graph, [upper])
    if kind in Relation.HIERARCHICAL:
        direct = upper in graph.get(lower, ())
        related = Relation.objects.filter(
            kind=Relation.Kind.ASSOCIATIVE,
            source_id__in=(lower, upper),
            target_id__in=(lower, upper),
        )
        return lower == upper or direct or is_above or related.exists()
    pair = (lower, upper)
    told = Relation.objects.filter(source_id__in=pair, target_id__in=pair)
    return lower == upper or is_below or is_above or told.exists()
