from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
from django.db import connection

from network_site.base.registries import search_kinds
from search import backends
from search.backends.base import SearchBackend
from search.services import rebuild
from tests import servers
from tests.factories.search import Shelf

# What stands beside the database is tried once: in the run on PostgreSQL.
ENGINES = {"sqlite": ["sqlite"], "postgresql": ["postgresql", "elasticsearch"]}


@pytest.fixture(params=ENGINES[connection.vendor], autouse=True)
def engine(request, db, settings) -> Iterator[SearchBackend]:
    """Every test of the search runs on every engine, on an index of its own."""
    if request.param != "elasticsearch":
        yield backends.current()
        return
    settings.ELASTICSEARCH_URL = servers.elasticsearch_url()
    settings.ELASTICSEARCH_INDEX = f"test-{uuid.uuid4().hex}"
    elasticsearch = backends.current()
    elasticsearch.deliver()
    yield elasticsearch
    # What it had not answered itself, the database would have, and the test passed.
    assert elasticsearch.state()["state"] == "answers"
    names = [elasticsearch._index(number) for number in elasticsearch._indexes()]
    elasticsearch._client.indices.delete(index=names)


@pytest.fixture
def shelf(monkeypatch) -> Shelf:
    """A registered kind of findable thing, empty; gone again after the test."""
    kind = Shelf()
    monkeypatch.setitem(search_kinds._items, kind.key, kind)
    return kind


@pytest.fixture
def reindex(db):
    """Bring the whole index in step."""
    return rebuild
