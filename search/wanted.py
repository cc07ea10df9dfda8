"""What the address of the search page asks for; whatever is no choice is left out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import QueryDict

from network_site.base.registries import search_kinds
from search.facets import MINE, NETWORK, OTHERS
from search.query import clean
from search.services import REACHABLE, Order

PAGE = 10
# The kind whose things are held, and are sought by what comes next.
EVENT = "event"
# More of one sort than this nobody chooses by hand.
MOST_CHOSEN = 50


@dataclass(frozen=True)
class Wanted:
    """A reader's query and choices, as read from an address."""

    query: str
    kind: str
    where: tuple[str, ...]
    spaces: tuple[int, ...]
    departments: tuple[int, ...]
    years: tuple[int, ...]
    statuses: tuple[str, ...]
    languages: tuple[str, ...]
    file_types: tuple[str, ...]
    exactly: bool
    order: Order
    page: int

    @classmethod
    def read(cls, data: QueryDict) -> Wanted:
        """Read an address; nothing in it is an error."""
        codes = [code for code, _name in settings.LANGUAGES]
        kind = data.get("kind", "")
        kind = kind if kind in search_kinds else ""
        orders = {order.value: order for order in Order}
        if kind != EVENT:
            del orders[Order.SOONEST]
        return cls(
            query=clean(data.get("q", "")),
            kind=kind,
            where=_known(data.getlist("where"), (MINE, NETWORK, OTHERS)),
            spaces=_numbers(data.getlist("space")),
            departments=_numbers(data.getlist("department")),
            years=tuple(y for y in _numbers(data.getlist("year")) if y < 10_000),
            statuses=_words(data.getlist("status")),
            languages=_known(data.getlist("language"), codes),
            file_types=_words(data.getlist("file")),
            exactly="exactly" in data,
            order=orders.get(data.get("sort", ""), Order.BEST),
            page=min(max(_number(data.get("page", "")), 1), REACHABLE // PAGE),
        )

    @property
    def narrowing(self) -> dict[str, Any]:
        """The choices beside the kind, as arguments of ``search.services.search``."""
        return {
            "where": self.where,
            "spaces": self.spaces,
            "departments": self.departments,
            "years": self.years,
            "statuses": self.statuses,
            "languages": self.languages,
            "file_types": self.file_types,
        }

    @property
    def is_narrowed(self) -> bool:
        """Tell whether anything but the words and the page has been chosen."""
        return bool(self.kind or self.exactly or any(self.narrowing.values()))

    def arguments(self) -> dict[str, Any]:
        """Return the same as arguments of ``search.services.search``."""
        return {
            **self.narrowing,
            "query": self.query,
            "kind": self.kind or None,
            "exactly": self.exactly,
            "order": self.order,
            "limit": PAGE,
            "offset": (self.page - 1) * PAGE,
        }


def _known(values: list[str], known: Any) -> tuple[str, ...]:
    return tuple(value for value in known if value in values)


def _words(values: list[str]) -> tuple[str, ...]:
    """Return what can be the name of a state or of a type of files."""
    named = {value for value in values if re.fullmatch(r"[a-z0-9_]{1,40}", value)}
    return tuple(sorted(named))[:MOST_CHOSEN]


def _numbers(values: list[str]) -> tuple[int, ...]:
    return tuple(sorted({_number(value) for value in values} - {0}))[:MOST_CHOSEN]


def _number(text: str) -> int:
    """Return a number of at most nine digits, or 0."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
