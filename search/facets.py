"""The reader's choice of places, and the counts of the engine as choices show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from search.backends.base import Tallies
from search.filters import Filters, Places

MINE, NETWORK, OTHERS = "mine", "network", "others"


@dataclass(frozen=True)
class Facets:
    """How many things each choice would give, with the other choices as they are.

    The keys of ``departments`` are ids of organisations.
    """

    kinds: dict[str, int]
    spaces: dict[int, int]
    where: dict[str, int]
    departments: dict[int, int]
    years: dict[int, int]
    statuses: dict[str, int]
    languages: dict[str, int]
    file_types: dict[str, int]
    total: int
    unfiltered: int


NOTHING = Facets({}, {}, {}, {}, {}, {}, {}, {}, 0, 0)


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


def facets(tallies: Tallies, filters: Filters, own: frozenset[int]) -> Facets:
    """Return an engine's counts as the choices that a reader has.

    Args:
        tallies: as the engine counted them, with these filters.
        filters: the reader's choices.
        own: those of the spaces counted that the reader belongs to.
    """
    where = dict.fromkeys((MINE, NETWORK, OTHERS), 0)
    for space_id, things in tallies.spaces.items():
        where[_place(space_id, own)] += things
    return Facets(
        kinds=tallies.kinds,
        spaces={pk: count for pk, count in tallies.spaces.items() if pk is not None},
        where=where,
        departments=tallies.departments,
        years=tallies.years,
        statuses=tallies.statuses,
        languages=tallies.languages,
        file_types=tallies.file_types,
        total=tallies.total(filters.kind),
        unfiltered=tallies.unfiltered,
    )


def _place(space_id: int | None, own: frozenset[int]) -> str:
    if space_id is None:
        return NETWORK
    return MINE if space_id in own else OTHERS
