"""The engines: the one of this installation, and the one inside its database."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

from django.conf import settings
from django.db import connection

from search.backends.base import EngineAwayError, SearchBackend
from search.backends.database import DatabaseBackend
from search.backends.elasticsearch import ElasticsearchBackend
from search.backends.postgresql import PostgresqlBackend
from search.backends.sqlite import SqliteBackend

Answer = TypeVar("Answer")
_EMBEDDED: dict[str, DatabaseBackend] = {
    "postgresql": PostgresqlBackend(),
    "sqlite": SqliteBackend(),
}


def current() -> SearchBackend:
    """Return the engine of this installation."""
    if settings.ELASTICSEARCH_URL:
        return _outside(settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_INDEX)
    return embedded()


def embedded() -> DatabaseBackend:
    """Return the engine inside the database, which answers whenever the site does."""
    return _EMBEDDED[connection.vendor]


def answered(ask: Callable[[SearchBackend], Answer]) -> tuple[Answer, bool]:
    """Ask the engine of this installation; while it is away, the embedded one.

    Returns:
        The answer, and whether it comes from the embedded engine for that reason.
    """
    try:
        return ask(current()), False
    except EngineAwayError:
        return ask(embedded()), True


# One object a process: it keeps the connections, and knows when the engine is away.
_outside = lru_cache(maxsize=1)(ElasticsearchBackend)
