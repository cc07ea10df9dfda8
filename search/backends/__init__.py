from __future__ import annotations

from functools import lru_cache

from search.backends.base import SearchBackend
from search.backends.sqlite import SqliteBackend


@lru_cache(maxsize=1)
def current() -> SearchBackend:
    """Return the engine of this installation."""
    return SqliteBackend()
