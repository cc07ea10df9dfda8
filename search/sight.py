"""What a reader sees of rows that may be older than the things they stand for.

A row keeps the audience of the time when it was indexed. Between the commit of a change
and its indexing the change has a mark that is *in doubt*, and whoever searches compares
the rows in doubt with the things themselves. So a right to read ends with the commit
that ends it, on every road and engine.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Q

from network_site.base.registries import search_kinds
from network_site.base.visibility import tokens_held_by
from search import marks
from search.models import DirtyMark, Entry

# As many things are compared in a search; of more, none is seen until it is indexed.
MOST_COMPARED = 500
# As many things a bulk comparison looks at in one query.
BATCH = 2_000

Thing = tuple[str, int]

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Sight:
    """The tokens that a reader holds, and what they do not open for now.

    ``without`` are things by kind and id; ``sure`` leaves out all that is in doubt.
    """

    tokens: frozenset[str]
    without: frozenset[Thing] = field(default_factory=frozenset)
    sure: bool = False

    def __bool__(self) -> bool:
        return bool(self.tokens)

    def keeps(self) -> Q:
        """Return what a row's thing must not be."""
        kept: Any = Q()
        for kind, ids in by_kind(self.without).items():
            kept &= ~Q(kind=kind, object_id__one_of=ids)
        if self.sure:
            waiting = DirtyMark.objects.filter(
                target=marks.Target.ENTRIES,
                in_doubt=True,
                kind=OuterRef("kind"),
                object_id=OuterRef("object_id"),
            )
            kept &= ~Exists(waiting)
        return kept


def sight_of(user: Any) -> Sight:
    """Return what a reader sees of the rows in the database."""
    tokens = tokens_held_by(user)
    if not tokens:
        return Sight(tokens)
    doubted = marks.doubts(marks.Target.ENTRIES, limit=MOST_COMPARED + 1)
    if len(doubted) > MOST_COMPARED:
        return Sight(tokens, sure=True)
    things = [(kind, pk) for _target, kind, pk in doubted]
    return Sight(tokens, frozenset(_closed_to(tokens, things)))


def _closed_to(tokens: frozenset[str], things: Iterable[Thing]) -> Iterable[Thing]:
    """Return the things that have a row which the tokens do not open any more."""
    for kind, ids in by_kind(things).items():
        rows: dict[int, list[str]] = defaultdict(list)
        stored = Entry.objects.of(kind, ids).order_by()
        for pk, language in stored.values_list("object_id", "language"):
            rows[pk].append(language)
        live = _live(kind, ids)
        for pk in ids:
            # One that has no row any more may still stand in an engine outside.
            audiences = [live.get((pk, code)) for code in rows[pk]] or [None]
            if any(not audience or not audience & tokens for audience in audiences):
                yield kind, pk


def narrowed(kind: str, object_ids: Iterable[int]) -> set[int]:
    """Return the things that somebody may see no more who sees a row of theirs."""
    found: set[int] = set()
    ids = sorted(object_ids)
    for start in range(0, len(ids), BATCH):
        rows = list(
            Entry.objects.of(kind, ids[start : start + BATCH])
            .order_by()
            .values_list("object_id", "language", "audience__key")
        )
        live = _live(kind, sorted({pk for pk, _language, _key in rows}))
        found |= {
            pk
            for pk, language, key in rows
            if not set(key.split()) <= live.get((pk, language), frozenset())
        }
    return found


def _live(kind: str, ids: list[int]) -> dict[tuple[int, str], frozenset[str]]:
    if not ids or kind not in search_kinds:
        return {}
    try:
        return search_kinds.get(kind).audiences(ids)
    except Exception:
        # One thing that cannot be made closes those that are asked for with it, until
        # they are indexed; a search goes on.
        log.exception("Nobody can tell who may see some of %s", kind)
        return {}


def by_kind(things: Iterable[Thing]) -> dict[str, list[int]]:
    """Return the ids of things by their kind."""
    ids: dict[str, list[int]] = defaultdict(list)
    for kind, pk in sorted(things):
        ids[kind].append(pk)
    return ids
