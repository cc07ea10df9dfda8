"""Keeping every state of a concept: who changed it, when and why."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef

from concepts.models import Concept, ConceptVersion
from concepts.snapshots import BATCH, snapshots_by_id
from members.models import User
from network_site.base.bulk import insert_rows

_COLUMNS = ("concept", "number", "status", "snapshot", "made_by", "reason")
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
    made, maker = 0, acting_user.pk if acting_user else None
    ids = sorted(set(concept_ids))
    for start in range(0, len(ids), BATCH):
        some = ids[start : start + BATCH]
        if only_public:
            public = Concept.objects.filter(pk__in=some).public()
            some = list(public.order_by("pk").values_list("pk", flat=True))
        last = _last_versions(some)
        versions = [
            (pk, number + 1, snapshot["status"], snapshot, maker, reason)
            for pk, snapshot in zip(some, snapshots_by_id(some), strict=True)
            for number, before in [last.get(pk, (0, None))]
            if not _is_same(snapshot, before)
        ]
        insert_rows(ConceptVersion, _COLUMNS, versions)
        made += len(versions)
    return made


def _last_versions(ids: list[int]) -> dict[int, tuple[int, dict[str, Any]]]:
    """Return number and state of the last version of each concept that has one."""
    newer = ConceptVersion.objects.filter(
        concept=OuterRef("concept"), number__gt=OuterRef("number")
    )
    rows = ConceptVersion.objects.filter(~Exists(newer), concept__in=ids).order_by()
    return {
        pk: (number, snapshot)
        for pk, number, snapshot in rows.values_list("concept", "number", "snapshot")
    }


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
