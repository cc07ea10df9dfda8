"""What a reader has narrowed a search to, as data that every engine can apply."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Places:
    """Where something may stand; one of the three ways is enough.

    ``spaces``: in one of these spaces. ``network``: in no space at all.
    ``others_than``: in a space that is none of these.
    """

    spaces: frozenset[int] = frozenset()
    network: bool = False
    others_than: frozenset[int] | None = None

    def __contains__(self, space_id: object) -> bool:
        if space_id is None:
            return self.network
        elsewhere = self.others_than is not None and space_id not in self.others_than
        return space_id in self.spaces or elsewhere


@dataclass(frozen=True)
class Filters:
    """A reader's choices; what is left out lets everything through."""

    kind: str | None = None
    languages: frozenset[str] = frozenset()
    places: Places | None = None
    departments: frozenset[int] = frozenset()
    years: frozenset[int] = frozenset()
    statuses: frozenset[str] = frozenset()
    file_types: frozenset[str] = frozenset()
    # Of things with a date: from this moment on, or before it.
    since: datetime | None = None
    before: datetime | None = None
