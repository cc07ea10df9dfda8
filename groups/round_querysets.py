"""Who sees a round, and what it lets its people see while it is open."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from groups.querysets import belongs
from network_site.base.registries import round_subjects


def _taking_part(user: Any) -> Q:
    """Return the condition that a person belongs to a round: its space, or its parties."""
    parties = apps.get_model("groups", "RoundParty").objects.of(user)
    mine = parties.order_by().values("round_id")
    return belongs(user, "space_id") | Q(pk__in=mine)


class RoundQuerySet(models.QuerySet):
    def of(self, user: Any) -> Self:
        """Keep the rounds in which a person takes part."""
        return self.filter(_taking_part(user))

    def taking_comments(self) -> Self:
        """Keep those whose people may see what is proposed, and comment on it."""
        return self.filter(state="open", deadline__gt=timezone.now())

    def running(self) -> Self:
        """Keep those whose decision is still to come."""
        return self.filter(state__in=("open", "closed"))

    def visible_to(self, user: Any) -> Self:
        """Return the rounds that a reader may know of.

        Those who take part in them, and those who look after what they are about.
        """
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.is_superuser:
            return self
        kept = [key for key, kind in round_subjects.items() if kind.keeps(user)]
        if not kept:
            return self.of(user)
        items = apps.get_model("groups", "RoundItem").objects
        looked_after = items.filter(round=OuterRef("pk"), subject_kind__in=kept)
        return self.filter(_taking_part(user) | Exists(looked_after))


class RoundItemQuerySet(models.QuerySet):
    def undecided(self) -> Self:
        return self.filter(decision="")

    def opened_to(self, user: Any, kind: str) -> Self:
        """Keep the undecided items that a person sees because of an open round."""
        rounds = apps.get_model("groups", "Round").objects.of(user).taking_comments()
        return self.undecided().filter(
            subject_kind=kind, round__in=rounds.order_by().values("pk")
        )

    def in_running_rounds(self, kind: str, ids: Iterable[int]) -> list[int]:
        """Return which of some things wait for the decision of a round already."""
        rows = self.undecided().filter(
            subject_kind=kind,
            subject_id__in=list(ids),
            round__state__in=("open", "closed"),
        )
        return list(rows.values_list("subject_id", flat=True).distinct().order_by())

    def open_rounds(self, kind: str, ids: Iterable[int]) -> dict[int, list[int]]:
        """Return the open rounds in which things wait for a decision, by the thing."""
        rows = self.undecided().filter(
            subject_kind=kind, subject_id__in=ids, round__state="open"
        )
        found: dict[int, list[int]] = {}
        for subject_id, round_id in rows.values_list("subject_id", "round_id"):
            found.setdefault(subject_id, []).append(round_id)
        return found


class RoundPartyQuerySet(models.QuerySet):
    def of(self, user: Any) -> Self:
        """Keep the parties that a person is, or belongs to."""
        return self.filter(Q(user=user) | belongs(user, "space_id"))

    def answerable_by(self, user: Any) -> Self:
        """Keep those for which a person answers: oneself, and the spaces one leads."""
        led = apps.get_model("groups", "Space").objects.running().led_by(user)
        return self.filter(Q(user=user) | Q(space__in=led.order_by().values("pk")))

    def unanswered(self) -> Self:
        return self.filter(view="")
