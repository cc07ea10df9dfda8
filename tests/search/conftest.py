from __future__ import annotations

import pytest

from network_site.base.registries import search_kinds
from search.services import rebuild
from tests.factories.search import Shelf


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
