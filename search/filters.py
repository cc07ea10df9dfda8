"""What a reader has narrowed a search to, as data that every engine can apply."""

from __future__ import annotations

from dataclasses import dataclass


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

    def lets_through(self, kind: str, space_id: int | None) -> bool:
        """Tell whether a thing of a kind and a space passes, whatever its language."""
        return self.kind in (None, kind) and (
            self.places is None or space_id in self.places
        )
