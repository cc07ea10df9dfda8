"""Comparing the index with what it is made of, and putting it right."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from network_site.base.registries import search_kinds
from search import backends, dictionary, marks
from search.indexing import (
    BATCH,
    Key,
    audience_key,
    differs,
    documents_of,
    index_dirty,
)
from search.models import AudienceSet, DirtyMark, Entry, Upkeep
from search.sight import by_kind, narrowed

log = logging.getLogger(__name__)

# A repair of everything takes minutes; one that has died is begun anew the next night.
LONGEST = timedelta(hours=6)


@dataclass
class Report:
    """What a check found. Each line of drift names kind, id and language.

    Things that wait to be indexed are counted and are no drift: the sweep takes them.
    """

    entries: int = 0
    waiting: int = 0
    missing: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    orphaned: list[str] = field(default_factory=list)
    wrong_audience: list[str] = field(default_factory=list)
    index: list[str] = field(default_factory=list)
    dictionary: int = 0
    # Kind and id of everything that must be indexed again.
    things: set[tuple[str, int]] = field(default_factory=set)

    @property
    def is_right(self) -> bool:
        return not (self.things or self.index or self.dictionary)

    def counts(self) -> dict[str, int]:
        sizes = {"entries": self.entries, "waiting": self.waiting}
        return sizes | self.drift()

    def drift(self) -> dict[str, int]:
        return {
            "missing": len(self.missing),
            "stale": len(self.stale),
            "orphaned": len(self.orphaned),
            "wrong_audience": len(self.wrong_audience),
            "index": len(self.index),
            "dictionary": self.dictionary,
        }

    def lines(self) -> Iterator[str]:
        for name in ("missing", "stale", "orphaned", "wrong_audience", "index"):
            yield from (f"{name}: {what}" for what in getattr(self, name))
        if self.dictionary:
            yield f"dictionary: {self.dictionary} counts are wrong"


def check() -> Report:
    """Compare index, entries and database, and change nothing."""
    waiting = marks.queue_state()["waiting"]
    report = Report(entries=Entry.objects.count(), waiting=waiting)
    kinds = {key for key, _kind in search_kinds.items()}
    kinds |= set(Entry.objects.order_by().values_list("kind", flat=True).distinct())
    for kind in sorted(kinds):
        for ids in _id_batches(kind):
            _compare(kind, ids, report)
    report.index = backends.current().check()
    report.dictionary = len(dictionary.drift())
    return report


def _ids(kind: str) -> list[int]:
    """Return the ids of a kind's things, both those that are and those indexed."""
    ids = set(Entry.objects.filter(kind=kind).values_list("object_id", flat=True))
    if kind in search_kinds:
        ids |= set(search_kinds.get(kind).object_ids())
    return sorted(ids)


def _id_batches(kind: str) -> Iterator[list[int]]:
    ids = _ids(kind)
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]


def _compare(kind: str, ids: list[int], report: Report) -> None:
    """Add to the report what differs, and still does at a second look.

    Things go on changing while they are compared, and marks come and go.
    """
    for (object_id, language), found in _differences(
        kind, sorted({pk for pk, _language in _differences(kind, ids)})
    ).items():
        getattr(report, found).append(f"{kind} {object_id} {language}")
        report.things.add((kind, object_id))


def _differences(kind: str, ids: list[int]) -> dict[Key, str]:
    """Return how the entries of some things differ from what they are made of."""
    if not ids:
        return {}
    waiting = set(
        DirtyMark.objects.filter(
            target=marks.Target.ENTRIES, kind=kind, object_id__in=ids
        ).values_list("object_id", flat=True)
    )
    ids = [pk for pk in ids if pk not in waiting]
    documents = documents_of(kind, ids)
    entries = {
        (entry.object_id, entry.language): entry
        for entry in Entry.objects.of(kind, ids).select_related("audience")
    }
    found = {}
    for key in sorted(documents.keys() | entries.keys()):
        document, entry = documents.get(key), entries.get(key)
        if document is None:
            found[key] = "orphaned"
        elif entry is None:
            found[key] = "missing"
        elif entry.audience.key != audience_key(document.audience):
            found[key] = "wrong_audience"
        elif differs(entry, document):
            found[key] = "stale"
    return found


def repair() -> Report:
    """Put right what a check finds; returns what it found.

    Entries are made again by the same road as ever, mark and claim, so that a repair
    beside running workers overwrites nothing newer.
    """
    report = check()
    for kind, ids in by_kind(report.things).items():
        marks.mark(kind, ids, in_doubt=narrowed(kind, ids))
    _drain()
    if report.index:
        backends.current().rebuild()
    dictionary.repair()
    return report


def keep_up() -> Report | None:
    """Repair the index, as every night, unless that goes on already.

    Returns:
        What was found; None where another process is at it.
    """
    now = timezone.now()
    Upkeep.objects.get_or_create(pk=1)
    free = Q(held_until=None) | Q(held_until__lt=now)
    mine = {"started_at": now, "finished_at": None, "held_until": now + LONGEST}
    if not Upkeep.objects.filter(free, pk=1).update(**mine):
        log.warning("The search index is being repaired already")
        return None
    own = Upkeep.objects.filter(pk=1, started_at=now)
    try:
        report = repair()
        own.update(finished_at=timezone.now(), found=report.drift())
    finally:
        own.update(held_until=None)
    if not report.is_right:
        log.warning("The search index had drifted: %s", report.drift())
    return report


def last_upkeep() -> dict[str, Any]:
    """Tell when the index was last compared as a whole, and what was found."""
    upkeep = Upkeep.objects.filter(pk=1).first()
    if upkeep is None or upkeep.started_at is None:
        return {"started": None, "finished": None, "found": {}}
    finished = upkeep.finished_at
    return {
        "started": upkeep.started_at.isoformat(),
        "finished": finished.isoformat() if finished else None,
        "found": upkeep.found,
    }


def rebuild() -> int:
    """Make every entry anew, and return how many there are.

    The old entries answer until each is replaced. Writes that go on meanwhile leave
    marks of their own and are not lost.
    """
    kinds = {key for key, _kind in search_kinds.items()}
    kinds |= set(Entry.objects.order_by().values_list("kind", flat=True).distinct())
    for kind in sorted(kinds):
        marks.mark(kind, _ids(kind), anew=True)
    _drain()
    AudienceSet.objects.filter(entries=None).delete()
    backends.current().rebuild()
    dictionary.repair()
    return Entry.objects.count()


def _drain() -> None:
    with dictionary.held_back():
        while index_dirty():
            pass
