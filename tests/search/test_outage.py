"""Elasticsearch goes away and comes back; nobody meets an error, nothing is lost."""

from __future__ import annotations

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from search import backends
from search.services import check, index_dirty, index_objects, search
from tests.factories.members import UserFactory
from tests.servers import of_our_own
from tests.stack import wait_for

pytestmark = pytest.mark.only_on("postgresql")


@pytest.fixture
def engine():
    """None of those that the other tests share: this one is killed."""


@pytest.fixture(scope="module")
def server():
    with of_our_own("elasticsearch") as node:
        yield node


@pytest.fixture
def outside(server, settings, committed, shelf, monkeypatch):
    """Elasticsearch with thirty things in it; who fails rests for a moment only."""
    settings.ELASTICSEARCH_URL = server.url
    settings.ELASTICSEARCH_INDEX = f"test-{uuid.uuid4().hex}"
    backend = backends.current()
    for breaker in (backend._asking, backend._telling):
        monkeypatch.setattr(breaker, "_pause", 0.2)
    for number in range(1, 31):
        audience = {"s999"} if number % 3 == 0 else {"all"}
        shelf.put(number, f"Ohje {number}", audience=audience)
    index_objects(kind=shelf.key, object_ids=shelf.object_ids())
    return backend


@pytest.fixture
def reader(outside):
    user = UserFactory()
    index_objects(kind="person", object_ids=[user.pk])
    return user


def found(reader):
    results = search(user=reader, query="ohje", language="fi", limit=100)
    assert results.total == len(results.hits)
    return {hit.id for hit in results.hits}, results.degraded


def test_a_kill_under_load_shows_in_no_answer_and_loses_nothing(
    outside, server, shelf, reader
):
    right = {number for number in range(1, 31) if number % 3}
    assert found(reader) == (right, False)
    stop = threading.Event()

    def read() -> list[tuple[set[int], bool]]:
        answers = []
        while not stop.is_set():
            answers.append(found(reader))
        connections.close_all()
        return answers

    with ThreadPoolExecutor(3) as pool:
        readers = [pool.submit(read) for _ in range(3)]
        try:
            server.kill()
            wait_for(lambda: found(reader)[1])
        finally:
            stop.set()
        answers = [answer for each in readers for answer in each.result()]
    assert all(ids == right for ids, _degraded in answers)

    shelf.put(31, "Ohje 31")
    shelf.take(1)
    index_objects(kind=shelf.key, object_ids=[1, 31])
    right = right - {1} | {31}
    assert found(reader) == (right, True)
    assert backends.current().state() == {"state": "away", "pending": 2}

    server.start()
    wait_for(lambda: index_dirty() == 0 and not found(reader)[1], seconds=60)
    assert found(reader) == (right, False)
    assert check().is_right


def test_what_is_written_while_the_index_is_rebuilt_is_in_the_new_one(
    outside, shelf, reader
):
    stop = threading.Event()

    def write() -> int:
        number = 100
        while not stop.is_set():
            number += 1
            shelf.put(number, f"Ohje {number}")
            shelf.put(number - 50, f"Ohje uusi {number}")
            index_objects(kind=shelf.key, object_ids=[number, number - 50])
        connections.close_all()
        return number

    with ThreadPoolExecutor(1) as pool:
        writer = pool.submit(write)
        before = outside._answering()
        try:
            for _ in range(3):
                outside.rebuild()
        finally:
            stop.set()
        last = writer.result()
    assert list(outside._indexes()) == [before + 3]
    assert last > 100
    assert check().is_right
    ids, degraded = found(reader)
    assert not degraded
    assert set(range(101, last + 1)) <= ids
