"""Which concepts a reader sees, and what they are called in the reader's language.

Approved, superseded and retired concepts are everybody's who has signed in, guests
too. Drafts and proposals are seen by concept editors, by the members of the spaces of
the projects they come from, and, while a round about them is open, by its people.
"""

from __future__ import annotations

from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from groups.models import RoundItem, Space

# What everybody signed in may see; the others are still being worked on.
PUBLIC_STATUSES = ("approved", "superseded", "retired")
# How rounds call what they are about, where it is a concept.
ROUND_SUBJECT = "concept"


def sees_all_drafts(user: Any) -> bool:
    """Tell whether a reader sees every concept, whatever project it comes from."""
    return user.is_superuser or user.is_concept_editor


def _concept() -> Any:
    return apps.get_model("concepts", "Concept")


class ConceptQuerySet(models.QuerySet):
    def public(self) -> Self:
        """Keep what everybody signed in may see."""
        return self.filter(status__in=PUBLIC_STATUSES)

    def visible_to(self, user: Any) -> Self:
        """Return the concepts that a reader may see."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if sees_all_drafts(user):
            return self
        origins = _concept().origin_projects.through.objects.filter(
            concept=OuterRef("pk"), project__space__in=Space.objects.of(user)
        )
        in_rounds = RoundItem.objects.opened_to(user, ROUND_SUBJECT)
        return self.filter(
            Q(status__in=PUBLIC_STATUSES)
            | Exists(origins)
            | Q(pk__in=in_rounds.order_by().values("subject_id"))
        )

    def labelled(self, language: str | None = None) -> Self:
        """Attach the recommended term of a language, for lists in its order.

        Args:
            language: the reader's; the active one when left out. A concept that has no
                term in it keeps its own name.
        """
        term = apps.get_model("concepts", "Term").objects.filter(
            concept=OuterRef("pk"),
            kind="recommended",
            language=language or get_language(),
        )
        return self.select_related("vocabulary").annotate(
            reader_label=Subquery(term.values("text")[:1]),
            reader_key=Coalesce(Subquery(term.values("sort_key")[:1]), F("label_key")),
        )

    def knowing_its_parts(self) -> Self:
        """Attach which of its rarer parts a concept has, so that none is asked in vain."""
        get = apps.get_model

        def having(rows: Any) -> Exists:
            return Exists(rows.order_by())

        own = {"concept": OuterRef("pk")}
        return self.annotate(
            has_subjects=having(_concept().subjects.through.objects.filter(**own)),
            has_suggestions=having(get("concepts", "Suggestion").objects.filter(**own)),
            has_uses=having(get("concepts", "TermUse").objects.filter(**own)),
            has_rounds=having(
                RoundItem.objects.filter(
                    subject_kind=ROUND_SUBJECT, subject_id=OuterRef("pk")
                )
            ),
        )

    def in_alphabet(self, language: str) -> Self:
        """Keep the concepts with a recommended term in a language, in its order."""
        return (
            self.select_related("vocabulary")
            .filter(terms__kind="recommended", terms__language=language)
            .annotate(reader_label=F("terms__text"), reader_key=F("terms__sort_key"))
            .order_by("reader_key", "pk")
        )

    def top_of(self, vocabulary: Any, user: Any) -> Self:
        """Keep the concepts of a vocabulary above which a reader sees none of it."""
        above = self._hierarchy().filter(
            source=OuterRef("pk"),
            target__in=_concept()
            .objects.visible_to(user)
            .filter(vocabulary=vocabulary),
        )
        return self.filter(vocabulary=vocabulary).filter(~Exists(above))

    def narrower_than(self, concept: Any) -> Self:
        """Keep the concepts directly below another."""
        below = self._hierarchy().filter(source=OuterRef("pk"), target=concept)
        return self.filter(Exists(below))

    def broader_than(self, concept: Any) -> Self:
        """Keep the concepts directly above another."""
        above = self._hierarchy().filter(target=OuterRef("pk"), source=concept)
        return self.filter(Exists(above))

    def with_narrower_count(self, user: Any) -> Self:
        """Attach how many concepts directly below each a reader sees."""
        below = (
            self._hierarchy()
            .filter(
                target=OuterRef("pk"), source__in=_concept().objects.visible_to(user)
            )
            .order_by()
            .values("target")
            .annotate(number=models.Count("source", distinct=True))
        )
        return self.annotate(
            narrower_count=Coalesce(Subquery(below.values("number")), 0)
        )

    @staticmethod
    def _hierarchy() -> Any:
        relation = apps.get_model("concepts", "Relation")
        return relation.objects.filter(kind__in=relation.HIERARCHICAL)
