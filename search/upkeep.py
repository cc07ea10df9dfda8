"""Comparing the index with what it is made of, and putting it right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from network_site.base.registries import search_kinds
from search import backends, dictionary, marks
from search.indexing import BATCH, audience_key, differs, documents_of, index_dirty
from search.models import AudienceSet, DirtyMark, Entry


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
        return {
            "entries": self.entries,
            "waiting": self.waiting,
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
    for key in sorted(documents.keys() | entries.keys()):
        document, entry = documents.get(key), entries.get(key)
        if document is None:
            found = report.orphaned
        elif entry is None:
            found = report.missing
        elif entry.audience.key != audience_key(document.audience):
            found = report.wrong_audience
        elif differs(entry, document):
            found = report.stale
        else:
            continue
        found.append(f"{kind} {key[0]} {key[1]}")
        report.things.add((kind, key[0]))


def repair() -> Report:
    """Put right what a check finds; returns what it found.

    Entries are made again by the same road as ever, mark and claim, so that a repair
    beside running workers overwrites nothing newer.
    """
    report = check()
    for kind in sorted({kind for kind, _pk in report.things}):
        marks.mark(kind, [pk for of_kind, pk in report.things if of_kind == kind])
    _drain()
    if report.index:
        backends.current().rebuild()
    dictionary.repair()
    return report


def rebuild() -> int:
    """Make every entry anew, and return how many there are.

    The old entries answer until each is replaced. Writes that go on meanwhile leave
    marks of their own and are not lost.
    """
    kinds = {key for key, _kind in search_kinds.items()}
    kinds |= set(Entry.objects.order_by().values_list("kind", flat=True).distinct())
    Entry.objects.update(source_hash="")
    for kind in sorted(kinds):
        marks.mark(kind, _ids(kind))
    _drain()
    AudienceSet.objects.filter(entries=None).delete()
    backends.current().rebuild()
    dictionary.repair()
    return Entry.objects.count()


def _drain() -> None:
    with dictionary.held_back():
        while index_dirty():
            pass
