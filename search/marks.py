"""Dirty marks: what must be indexed again, written where it changes.

The ledger's pattern: a mark is part of the causing transaction, and whoever indexes
claims it, so that nothing is lost and nothing older is written over something newer.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from network_site.base.bulk import insert_rows
from search.models import DirtyMark

Target = DirtyMark.Target

BATCH = 500
# A worker that dies while it indexes gives its marks back after this time.
LEASE = timedelta(minutes=2)


def mark(kind: str, object_ids: Iterable[int], *, target: str = Target.ENTRIES) -> int:
    """Write marks, or renew those that are there, and return how many.

    Runs inside the caller's transaction: the mark is there if the change is.
    """
    now, stamp = timezone.now(), uuid.uuid4()
    ids = sorted(set(object_ids))
    insert_rows(
        DirtyMark,
        ["target", "kind", "object_id", "stamp", "marked_at"],
        ((target, kind, pk, stamp, now) for pk in ids),
        unique_fields=["target", "kind", "object_id"],
        update_fields=["stamp", "marked_at"],
    )
    return len(ids)


def claim(limit: int, *, target: str = Target.ENTRIES) -> list[DirtyMark]:
    """Take the oldest free marks for this worker; none are left when it is empty.

    A mark that is renewed while it is claimed stays claimed, so that two workers never
    index one thing at the same time and the older state cannot be written last.
    """
    now = timezone.now()
    free = DirtyMark.objects.filter(
        Q(claimed_until=None) | Q(claimed_until__lt=now), target=target
    )
    oldest = list(free.order_by("marked_at", "pk").values_list("pk", flat=True)[:limit])
    if not oldest:
        return []
    mine = uuid.uuid4()
    free.filter(pk__in=oldest).update(
        claim=mine, claimed_stamp=F("stamp"), claimed_until=now + LEASE
    )
    return list(DirtyMark.objects.filter(claim=mine))


def settle(marks: Iterable[DirtyMark]) -> None:
    """Take away the marks of what is indexed; free those that were renewed meanwhile."""
    for mine in _held(marks):
        mine.filter(stamp=F("claimed_stamp")).delete()
        _free(mine)


def release(marks: Iterable[DirtyMark]) -> None:
    """Give claimed marks back, for whoever tries next."""
    for mine in _held(marks):
        _free(mine)


def _held(marks: Iterable[DirtyMark]) -> list[QuerySet[DirtyMark]]:
    by_claim: dict[Any, list[int]] = {}
    for item in marks:
        by_claim.setdefault(item.claim, []).append(item.pk)
    return [
        DirtyMark.objects.filter(pk__in=pks, claim=owner)
        for owner, pks in by_claim.items()
    ]


def _free(marks: QuerySet[DirtyMark]) -> None:
    marks.update(claim=None, claimed_stamp=None, claimed_until=None)


def queue_state() -> dict[str, int]:
    """Tell how many things wait to be indexed, and the oldest's age in seconds."""
    waiting = DirtyMark.objects.filter(target=Target.ENTRIES)
    oldest = waiting.order_by("marked_at").values_list("marked_at", flat=True).first()
    age = int((timezone.now() - oldest).total_seconds()) if oldest else 0
    return {"waiting": waiting.count(), "oldest_seconds": age}
