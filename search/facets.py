"""The counts beside a reader's choices, worked out from one count of the engine's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from search.backends.base import GroupCount
from search.filters import Filters, Places

MINE, NETWORK, OTHERS = "mine", "network", "others"


@dataclass(frozen=True)
class Facets:
    """How many things each choice would give, with the other choices as they are."""

    kinds: dict[str, int]
    spaces: dict[int, int]
    where: dict[str, int]
    languages: dict[str, int]
    total: int
    unfiltered: int


def places(
    where: Iterable[str], spaces: Iterable[int], own: frozenset[int]
) -> Places | None:
    """Return the reader's choice of places; None when there is none.

    Args:
        where: any of ``mine``, ``network`` and ``others``.
        spaces: ids of single spaces, among those that ``where`` lets through.
        own: the spaces that the reader belongs to.
    """
    chosen, single = set(where), frozenset(spaces)
    if not chosen:
        return Places(spaces=single) if single else None
    wide = Places(
        spaces=own if MINE in chosen else frozenset(),
        network=NETWORK in chosen,
        others_than=own if OTHERS in chosen else None,
    )
    if not single:
        return wide
    return Places(spaces=frozenset(pk for pk in single if pk in wide))


def facets(groups: list[GroupCount], filters: Filters, own: frozenset[int]) -> Facets:
    """Count for each choice what it would give.

    Args:
        groups: things by kind and space, as the engine counted them.
        filters: the reader's choices.
        own: the spaces that the reader belongs to.
    """
    kinds: dict[str, int] = {}
    spaces: dict[int, int] = {}
    where = dict.fromkeys((MINE, NETWORK, OTHERS), 0)
    languages: dict[str, int] = {}
    total = 0
    for group in groups:
        in_place = filters.places is None or group.space_id in filters.places
        of_kind = filters.kind in (None, group.kind)
        if in_place:
            kinds[group.kind] = kinds.get(group.kind, 0) + group.chosen
        if of_kind:
            where[_place(group.space_id, own)] += group.chosen
            if group.space_id is not None:
                spaces[group.space_id] = spaces.get(group.space_id, 0) + group.chosen
        if in_place and of_kind:
            total += group.chosen
            for language, count in group.languages.items():
                languages[language] = languages.get(language, 0) + count
    return Facets(
        kinds={kind: count for kind, count in kinds.items() if count},
        spaces={space: count for space, count in spaces.items() if count},
        where=where,
        languages=languages,
        total=total,
        unfiltered=sum(group.things for group in groups),
    )


def _place(space_id: int | None, own: frozenset[int]) -> str:
    if space_id is None:
        return NETWORK
    return MINE if space_id in own else OTHERS
