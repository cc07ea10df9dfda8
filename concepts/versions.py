"""Keeping every state of a concept: who changed it, when and why."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import OuterRef, Subquery

from concepts.models import Concept, ConceptVersion
from concepts.snapshots import snapshots_of
from members.models import User

_BATCH = 500
# Moves with every save, also of one that changes nothing.
_PASSED_OVER = "modified"


def keep_versions(
    concept_ids: Iterable[int],
    *,
    acting_user: User | None,
    reason: str = "",
    only_public: bool = False,
) -> int:
    """Keep the present state of concepts, where it differs from the last one kept.

    Args:
        concept_ids: stored concepts, locked by the caller or new.
        acting_user: who has changed them; None for the system itself.
        reason: why, in the words of who did it.
        only_public: pass over drafts and proposals.

    Returns:
        How many versions were made.
    """
    last = ConceptVersion.objects.filter(
        concept=OuterRef("pk"), number=OuterRef("last_number")
    )
    ids = sorted(set(concept_ids))
    made = 0
    for start in range(0, len(ids), _BATCH):
        concepts = (
            Concept.objects.filter(pk__in=ids[start : start + _BATCH])
            .annotate(
                last_number=Subquery(
                    ConceptVersion.objects.filter(concept=OuterRef("pk"))
                    .order_by("-number")
                    .values("number")[:1]
                )
            )
            .annotate(last_snapshot=Subquery(last.values("snapshot")[:1]))
            .order_by("pk")
        )
        rows = list(concepts.public() if only_public else concepts)
        versions = [
            ConceptVersion(
                concept=concept,
                number=(concept.last_number or 0) + 1,
                status=snapshot["status"],
                snapshot=snapshot,
                made_by=acting_user,
                reason=reason,
            )
            for concept, snapshot in zip(rows, snapshots_of(rows), strict=True)
            if not _is_same(snapshot, concept.last_snapshot)
        ]
        ConceptVersion.objects.bulk_create(versions, batch_size=_BATCH)
        made += len(versions)
    return made


def _is_same(snapshot: dict[str, Any], last: dict[str, Any] | None) -> bool:
    return last is not None and {**snapshot, _PASSED_OVER: ""} == {
        **last,
        _PASSED_OVER: "",
    }


def keep_first_version(concept_ids: Iterable[int]) -> None:
    """Keep the state of concepts that have changed past the services until now."""
    unkept = Concept.objects.filter(pk__in=concept_ids, versions=None)
    keep_versions(unkept.values_list("pk", flat=True), acting_user=None)


def versions_for(concept: Concept, *, sees_drafts: bool) -> list[ConceptVersion]:
    """Return the versions of a concept that a reader may compare, newest first.

    Args:
        sees_drafts: whether states before and between the approved ones are shown,
            as to those who edit concepts.
    """
    rows = concept.versions.select_related("made_by").order_by("-number")
    if not sees_drafts:
        rows = rows.filter(status__in=Concept.PUBLIC_STATUSES)
    return list(rows.defer("snapshot"))
