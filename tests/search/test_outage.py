"""Elasticsearch goes away and comes back; nobody meets an error, nothing is lost."""

from __future__ import annotations

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.db import connections
from elasticsearch import ApiError

from search import backends
from search.backends import elasticsearch
from search.backends.elasticsearch import ElasticsearchBackend
from search.services import check, index_dirty, index_objects, mark, repair, search
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
    state = backends.current().state()
    assert (state["state"], state["pending"]) == ("away", 2)

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


def test_a_rebuild_waits_for_a_node_that_has_too_much_to_do(
    outside, reader, monkeypatch
):
    monkeypatch.setattr(elasticsearch, "PAUSE", 0.2)
    before, right = outside._answering(), found(reader)

    def limit(memory: str | None) -> None:
        settings = {"indices.breaker.total.limit": memory}
        outside._client.cluster.put_settings(persistent=settings)

    limit("1b")
    with pytest.raises(ApiError, match="circuit_breaking"):
        outside._answering()
    relief = threading.Timer(1, limit, [None])
    relief.start()
    outside.rebuild()
    relief.join()
    assert list(outside._indexes()) == [before + 1]
    assert found(reader) == right
    assert check().is_right


def test_a_new_version_of_the_documents_begins_an_index_of_its_own(
    outside, shelf, reader, monkeypatch
):
    right, _degraded = found(reader)
    [old] = outside._indexes()
    monkeypatch.setattr(elasticsearch, "VERSION", "another")
    newer = ElasticsearchBackend(settings.ELASTICSEARCH_URL, outside.prefix)
    monkeypatch.setattr(backends, "_outside", lambda *_address: newer)
    # The database answers until the new index has everything.
    assert found(reader) == (right, True)
    monkeypatch.setattr(newer._asking, "_pause", 0.1)
    index_dirty()
    wait_for(lambda: not found(reader)[1])
    assert found(reader) == (right, False)
    assert list(newer._indexes()) == [old + 1]
    assert check().is_right


def closed_but_not_told(outside, shelf, monkeypatch, numbers):
    """Close things whose new audience Elasticsearch does not get to know."""
    with monkeypatch.context() as patch:
        patch.setattr(ElasticsearchBackend, "deliver", lambda _backend: None)
        for number in numbers:
            shelf.put(number, f"Ohje {number}", audience={"s999"})
        mark(shelf.key, numbers)
        index_dirty()


def test_what_elasticsearch_has_not_been_told_of_is_left_out_of_its_answers(
    outside, shelf, reader, monkeypatch
):
    closed_but_not_told(outside, shelf, monkeypatch, [1, 2])
    shelf.take(4)
    with monkeypatch.context() as patch:
        patch.setattr(ElasticsearchBackend, "deliver", lambda _backend: None)
        index_objects(kind=shelf.key, object_ids=[4])
    right = {number for number in range(1, 31) if number % 3} - {1, 2, 4}
    assert found(reader) == (right, False)
    assert outside.state()["pending"] == 3
    index_dirty()
    assert found(reader) == (right, False)
    assert outside.state()["pending"] == 0


def test_when_it_is_too_far_behind_the_database_answers(
    outside, shelf, reader, monkeypatch
):
    monkeypatch.setattr(elasticsearch, "MOST_COMPARED", 3)
    closed_but_not_told(outside, shelf, monkeypatch, [1, 2, 4, 5])
    right = {number for number in range(1, 31) if number % 3} - {1, 2, 4, 5}
    assert found(reader) == (right, True)
    index_dirty()
    assert found(reader) == (right, False)


def test_an_index_that_has_lost_or_kept_too_much_is_seen_and_made_anew(
    outside, shelf, reader
):
    alias = f"{outside._index(max(outside._indexes()))}"
    outside._client.delete(index=alias, id=f"{shelf.key}:1")
    outside._client.index(
        index=alias, id="leaflet:77", document={"key": "leaflet:77", "fingerprint": "x"}
    )
    outside._refresh()
    drifted = check().index
    assert [line.split(" ")[0] for line in drifted] == ["leaflet:1", "leaflet:77"]
    repair()
    assert check().is_right
