"""The dictionary: how many entries of each language hold a term.

Ranking weighs a term by how rare it is, and every engine must weigh alike, so the
counts are kept here, in the transaction that writes the entries. No real term begins
with a digit: under ``0entries``, ``0title`` and ``0text`` stand how many entries a
language has, and how many terms their titles and their texts hold in all.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from itertools import repeat

from django.db import connection, transaction
from django.db.models import Q

from search.models import Entry, TermCount

_TOTALS = ("0entries", "0title", "0text")
# Rows of a statement, and terms that are held back before they are written.
BATCH = 5_000
HELD_BACK = 300_000


# A language and a term in it: there are a thousand in a page, so they are plain pairs.
Occurrence = tuple[str, str]


@dataclass(frozen=True)
class Statistics:
    """What ranking needs to know of one language."""

    entries: int
    title_average: float
    text_average: float
    counts: dict[str, int]

    @classmethod
    def of_all(cls, languages: Iterable[Statistics]) -> Statistics:
        """Return what is known of several languages as of one."""
        each = list(languages)
        counts: Counter[str] = Counter()
        for one in each:
            counts.update(one.counts)
        return _of(counts)

    def rarity(self, term: str) -> float:
        """Return BM25's inverse document frequency of a term.

        A term that the dictionary does not know yet is as rare as can be.
        """
        count = self.counts.get(term, 0)
        return math.log(1 + (max(self.entries, count) - count + 0.5) / (count + 0.5))

    def may_be_in_text(self, term: str) -> bool:
        """Tell whether some text may have a term: terms of whole labels stand in none."""
        return term[0] not in "we" and term in self.counts


def occurrences(entry: Entry) -> Counter[Occurrence]:
    """Return what one entry adds to the dictionary."""
    terms = {
        *entry.label_tokens.split(),
        *entry.title_tokens.split(),
        *entry.text_tokens.split(),
    }
    found = Counter(dict.fromkeys(zip(repeat(entry.reading), terms), 1))
    found[entry.reading, "0entries"] = 1
    found[entry.reading, "0title"] = entry.title_length
    found[entry.reading, "0text"] = entry.text_length
    return found


def add(changes: Counter[Occurrence]) -> None:
    """Add to the counts, or take from them, inside the caller's transaction.

    Where somebody holds changes back, they are written later and together.
    """
    held = _held.get()
    if held is None:
        _write(changes)
    else:
        transaction.on_commit(lambda: _hold(held, changes))


@contextmanager
def held_back() -> Iterator[None]:
    """Write what is added meanwhile in large pieces, after the transactions of it.

    For whoever indexes everything: a batch of two hundred texts touches half of the
    dictionary. The counts come after the entries, so they are behind meanwhile; who is
    killed before they are written leaves them wrong until the nightly repair
    (``search.upkeep.keep_up``), ``search_index --repair`` or ``--rebuild``. Rows are found
    as ever by then; only their order may suffer.
    """
    held: Counter[Occurrence] = Counter()
    before = _held.set(held)
    try:
        yield
    finally:
        _held.reset(before)
        _write(held)


_held: ContextVar[Counter[Occurrence] | None] = ContextVar("held", default=None)


def _hold(held: Counter[Occurrence], changes: Counter[Occurrence]) -> None:
    held.update(changes)
    if len(held) > HELD_BACK:
        _write(held)
        held.clear()


@transaction.atomic
def _write(changes: Counter[Occurrence]) -> None:
    """Write changes in one order, so that two writers cannot wait for each other."""
    rows = sorted((key, change) for key, change in changes.items() if change)
    with connection.cursor() as cursor:
        for batch in _batches(rows):
            values = ", ".join(["(%s, %s, %s)"] * len(batch))
            # Both engines inside the database know this form of it; Django's own
            # bulk_create can only replace a value, not add to it.
            cursor.execute(
                _ADD + values + _OR_ADD,
                [item for (reading, term), n in batch for item in (reading, term, n)],
            )
    fewer = [key for key, change in rows if change < 0]
    for batch in _batches(fewer):
        gone = Q()
        for reading in {reading for reading, _term in batch}:
            terms = [term for of, term in batch if of == reading]
            gone |= Q(reading=reading, term__in=terms)
        TermCount.objects.filter(gone, count=0).delete()


_ADD = "INSERT INTO search_termcount (reading, term, count) VALUES "
_OR_ADD = """
ON CONFLICT (reading, term)
DO UPDATE SET count = search_termcount.count + excluded.count
"""


def _batches(rows: list) -> Iterator[list]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]


def statistics(terms: Mapping[str, Iterable[str]]) -> dict[str, Statistics]:
    """Return, with one query, what ranking needs to know of some terms.

    Args:
        terms: the terms of each language.
    """
    wanted = Q()
    for reading, words in terms.items():
        wanted |= Q(reading=reading, term__one_of=[*words, *_TOTALS])
    counts: dict[str, dict[str, int]] = {reading: {} for reading in terms}
    for reading, term, count in TermCount.objects.filter(wanted).values_list(
        "reading", "term", "count"
    ):
        counts[reading][term] = count
    return {reading: _of(found) for reading, found in counts.items()}


def _of(counts: dict[str, int]) -> Statistics:
    entries = counts.get("0entries", 0)
    return Statistics(
        entries=entries,
        title_average=counts.get("0title", 0) / max(entries, 1),
        text_average=counts.get("0text", 0) / max(entries, 1),
        counts=counts,
    )


def counted_anew() -> Counter[Occurrence]:
    """Count the terms of all entries."""
    counts: Counter[Occurrence] = Counter()
    fields = ("reading", "label_tokens", "title_tokens", "text_tokens")
    lengths = ("title_length", "text_length")
    for entry in Entry.objects.only(*fields, *lengths).iterator(chunk_size=500):
        counts.update(occurrences(entry))
    return Counter({key: count for key, count in counts.items() if count})


def drift() -> Counter[Occurrence]:
    """Return what must be added to the stored counts to make them right."""
    changes = counted_anew()
    for reading, term, count in TermCount.objects.values_list(
        "reading", "term", "count"
    ).iterator():
        changes[reading, term] -= count
    return Counter({key: change for key, change in changes.items() if change})


@transaction.atomic
def repair() -> int:
    """Put the counts right and return how many were wrong."""
    changes = drift()
    add(changes)
    TermCount.objects.filter(count=0).delete()
    return len(changes)
