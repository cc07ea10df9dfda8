"""Concepts as something that rounds are about: proposing them, and what a decision does."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from concepts.models import Concept
from concepts.presentation import STATUS_TAGS, language_attribute
from concepts.querysets import ROUND_SUBJECT, sees_all_drafts
from concepts.services import approve_concept, may_edit_concepts, store_status
from concepts.wording import put_text, rows_of
from groups.models import Decision, Space
from members.models import User
from network_site.base.matching import has_word, words_typed
from network_site.base.registries import mark_dirty
from network_site.base.round_subjects import RoundCard, RoundSubject

Status = Concept.Status
# Those that have ended are not put before anybody any more.
PROPOSABLE = (Status.DRAFT, Status.PROPOSED, Status.APPROVED)
MOST_OFFERED = 60


def proposable_by(user: Any) -> Any:
    """Return the concepts that a person may put before others.

    Concept editors propose all; those who lead the space of an origin project propose
    what comes from it.
    """
    concepts = Concept.objects.filter(status__in=PROPOSABLE)
    if sees_all_drafts(user):
        return concepts
    led = Space.objects.running().led_by(user).order_by().values("pk")
    origins = Concept.origin_projects.through.objects.filter(project__space__in=led)
    return concepts.filter(pk__in=origins.values("concept"))


def propose(*, concept: Concept, acting_user: User) -> Concept:
    """Mark a draft as waiting for approval; others stay as they are.

    Raises:
        PermissionDenied: the person is neither a concept editor nor leads the space of
            an origin project.
    """
    if not proposable_by(acting_user).filter(pk=concept.pk).exists():
        raise PermissionDenied
    if concept.status == Status.DRAFT:
        store_status(concept, acting_user, "", status=Status.PROPOSED)
    return concept


def return_to_draft(
    *, concept: Concept, acting_user: User, reason: str = ""
) -> Concept:
    """Make a proposal a draft again; the caller has asked for the right to the round."""
    if concept.status == Status.PROPOSED:
        store_status(concept, acting_user, reason, status=Status.DRAFT)
    return concept


class ConceptSubject(RoundSubject):
    """Concepts, proposed and decided by the bank's own services."""

    key = ROUND_SUBJECT
    label = _("Concept")
    label_plural = _("Concepts")

    def keeps(self, user: Any) -> bool:
        return may_edit_concepts(user)

    def keepers(self) -> Iterable[User]:
        return User.objects.active().filter(is_concept_editor=True)

    def cards(self, ids: Iterable[int], user: Any) -> dict[int, RoundCard]:
        concepts = (
            Concept.objects.visible_to(user)
            .filter(pk__in=list(ids))
            .labelled()
            .prefetch_related("terms", "definitions", "notes")
        )
        return {concept.pk: _card(concept, rows_of(concept)) for concept in concepts}

    def offered(self, words: str, space: Any, user: Any) -> list[RoundCard]:
        found = proposable_by(user)
        typed = words_typed(words)
        if typed:
            for word in typed:
                found = found.filter(
                    Q(pk__in=Concept.objects.filter(has_word(word, "terms__text")))
                )
        else:
            of_space = Concept.origin_projects.through.objects.filter(
                project__space=space
            )
            found = found.filter(
                status__in=(Status.DRAFT, Status.PROPOSED),
                pk__in=of_space.values("concept"),
            )
        rows = found.labelled().order_by("reader_key", "pk")[:MOST_OFFERED]
        return [_card(concept, ()) for concept in rows]

    def proposable(self, ids: Iterable[int], user: Any) -> set[int]:
        found = proposable_by(user).filter(pk__in=list(ids)).order_by("pk")
        return set(found.select_for_update().values_list("pk", flat=True))

    def propose(self, ids: Iterable[int], *, acting_user: Any) -> None:
        for concept in Concept.objects.filter(pk__in=list(ids)):
            propose(concept=concept, acting_user=acting_user)

    def give_back(self, ids: Iterable[int], *, acting_user: Any) -> None:
        for concept in Concept.objects.filter(pk__in=list(ids)):
            return_to_draft(concept=concept, acting_user=acting_user)

    def decide(
        self,
        pk: int,
        *,
        decision: str,
        reason: str,
        body: str,
        day: date,
        acting_user: Any,
    ) -> None:
        concept = Concept.objects.get(pk=pk)
        if not may_edit_concepts(acting_user):
            raise PermissionDenied
        if decision == Decision.APPROVED:
            approve_concept(
                concept=concept,
                approved_by=body,
                approved_on=day,
                acting_user=acting_user,
                reason=reason,
            )
        else:
            return_to_draft(concept=concept, acting_user=acting_user, reason=reason)

    def apply(
        self,
        pk: int,
        *,
        field: str,
        before: str,
        text: str,
        reason: str,
        acting_user: Any,
    ) -> None:
        put_text(
            concept_id=pk,
            key=field,
            before=before,
            text=text,
            reason=reason,
            acting_user=acting_user,
        )

    def circle_changed(self, ids: Iterable[int]) -> None:
        mark_dirty("concept", *ids)


def _card(concept: Concept, rows: tuple[Any, ...]) -> RoundCard:
    lang = concept.shown_language
    return RoundCard(
        pk=concept.pk,
        title=concept.shown_label,
        url=concept.url,
        lang=language_attribute(lang) if lang else "",
        state=concept.get_status_display(),
        state_tag=STATUS_TAGS[Status(concept.status)],
        rows=rows,
    )
