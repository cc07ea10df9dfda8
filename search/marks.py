"""Dirty marks: what must be indexed again, written where it changes.

The ledger's pattern: a mark is part of the causing transaction, and whoever indexes
claims it, so that nothing is lost and nothing older is written over something newer.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from datetime import timedelta
from typing import Any

from django.db.models import Count, F, Min, Q, QuerySet
from django.utils import timezone

from network_site.base.bulk import insert_rows
from search.models import DirtyMark

Target = DirtyMark.Target

BATCH = 500
# A worker that dies while it indexes gives its marks back after this time.
LEASE = timedelta(minutes=2)


def mark(
    kind: str,
    object_ids: Iterable[int],
    *,
    target: str = Target.ENTRIES,
    in_doubt: Collection[int] = (),
    anew: bool = False,
) -> int:
    """Write marks, or renew those that are there, and return how many.

    Runs inside the caller's transaction: the mark is there if the change is.

    Args:
        kind: key of a search kind.
        object_ids: ids of things of that kind.
        target: what is behind.
        in_doubt: those of the things whose rows may have become too open. A doubt that
            is there already stays.
        anew: make their rows even where nothing seems to have changed; stays, too.
    """
    now, stamp = timezone.now(), uuid.uuid4()
    ids = set(object_ids)
    doubted = ids & set(in_doubt)
    for some, doubt in ((ids - doubted, False), (doubted, True)):
        said = {"in_doubt": doubt, "anew": anew}
        insert_rows(
            DirtyMark,
            ["target", "kind", "object_id", "stamp", "marked_at", *said],
            ((target, kind, pk, stamp, now, *said.values()) for pk in sorted(some)),
            unique_fields=["target", "kind", "object_id"],
            update_fields=["stamp", "marked_at", *(n for n in said if said[n])],
        )
    return len(ids)


def doubts(*targets: str, limit: int) -> list[tuple[str, str, int]]:
    """Return target, kind and id of what is in doubt, in one look at the table."""
    rows = DirtyMark.objects.filter(target__in=targets, in_doubt=True).order_by()
    return list(rows.values_list("target", "kind", "object_id")[:limit])


def doubt_what_is_claimed(kind: str, object_ids: Collection[int]) -> None:
    """Put in doubt what a worker has in its hands: it may write what was before."""
    claimed = DirtyMark.objects.filter(
        target=Target.ENTRIES, kind=kind, claim__isnull=False
    )
    wanted = set(object_ids)
    held = [
        pk for pk, thing in claimed.values_list("pk", "object_id") if thing in wanted
    ]
    DirtyMark.objects.filter(pk__in=held).update(in_doubt=True)


def claim(limit: int, *, target: str = Target.ENTRIES) -> list[DirtyMark]:
    """Take the oldest free marks for this worker; none are left when it is empty.

    What is in doubt goes first: it is hidden from readers meanwhile, or costs them time.

    A mark that is renewed while it is claimed stays claimed, so that two workers never
    index one thing at the same time and the older state cannot be written last.
    """
    now = timezone.now()
    free = DirtyMark.objects.filter(
        Q(claimed_until=None) | Q(claimed_until__lt=now), target=target
    )
    in_turn = free.order_by("-in_doubt", "marked_at", "pk")
    oldest = list(in_turn.values_list("pk", flat=True)[:limit])
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


def queue_state(target: str = Target.ENTRIES) -> dict[str, int]:
    """Tell how many things wait to be indexed, and the oldest's age in seconds."""
    queue = DirtyMark.objects.filter(target=target).order_by()
    state = queue.aggregate(waiting=Count("pk"), oldest=Min("marked_at"))
    oldest = state["oldest"]
    age = int((timezone.now() - oldest).total_seconds()) if oldest else 0
    return {"waiting": state["waiting"], "oldest_seconds": age}
