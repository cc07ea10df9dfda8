"""What the address of the search page asks for; whatever is no choice is left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import QueryDict

from network_site.base.registries import search_kinds
from search.facets import MINE, NETWORK, OTHERS
from search.query import clean
from search.services import BLOCK, BLOCKS

PAGE = 10
NEWEST = "newest"


@dataclass(frozen=True)
class Wanted:
    """A reader's query and choices, as read from an address."""

    query: str
    kind: str
    where: tuple[str, ...]
    spaces: tuple[int, ...]
    languages: tuple[str, ...]
    exactly: bool
    newest_first: bool
    page: int

    @classmethod
    def read(cls, data: QueryDict) -> Wanted:
        """Read an address; nothing in it is an error."""
        codes = [code for code, _name in settings.LANGUAGES]
        kind = data.get("kind", "")
        return cls(
            query=clean(data.get("q", "")),
            kind=kind if kind in search_kinds else "",
            where=_known(data.getlist("where"), (MINE, NETWORK, OTHERS)),
            spaces=tuple(sorted({_number(pk) for pk in data.getlist("space")} - {0})),
            languages=_known(data.getlist("language"), codes),
            exactly="exactly" in data,
            newest_first=data.get("sort") == NEWEST,
            page=min(max(_number(data.get("page", "")), 1), BLOCK * BLOCKS // PAGE),
        )

    @property
    def is_narrowed(self) -> bool:
        """Tell whether anything but the words and the page has been chosen."""
        return bool(
            self.kind or self.where or self.spaces or self.languages or self.exactly
        )

    def arguments(self) -> dict[str, Any]:
        """Return the same as arguments of ``search.services.search``."""
        return {
            "query": self.query,
            "kind": self.kind or None,
            "where": self.where,
            "spaces": self.spaces,
            "languages": self.languages,
            "exactly": self.exactly,
            "newest_first": self.newest_first,
            "limit": PAGE,
            "offset": (self.page - 1) * PAGE,
        }


def _known(values: list[str], known: Any) -> tuple[str, ...]:
    return tuple(value for value in known if value in values)


def _number(text: str) -> int:
    """Return a number of at most nine digits, or 0."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
