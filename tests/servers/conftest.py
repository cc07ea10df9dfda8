from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest

from tests.servers import of_our_own, postgresql, smtp
from tests.servers.keeping import Server
from tests.servers.smtp import Relay
from tests.stack import Stack, copy_of, prepare


@dataclass
class Site:
    """The site of ``make run`` over real servers, which a test may stop and start."""

    stack: Stack
    database: Server
    redis: Server
    relay: Relay


@dataclass
class State:
    """What a site keeps: its folder and the address of its database."""

    var: Path
    database_url: str


@pytest.fixture(scope="session")
def database_server() -> Iterator[Server]:
    """A PostgreSQL for these tests alone, since they stop it."""
    with of_our_own("postgresql") as server:
        yield server


@pytest.fixture(scope="session")
def demonstration_state(database_server, tmp_path_factory) -> State:
    """The demonstration on PostgreSQL, made once; tests copy it and leave it alone."""
    url = postgresql.create_database(database_server.url, "demonstration")
    var = tmp_path_factory.mktemp("demo-postgresql") / "var"
    return State(prepare(var, DATABASE_URL=url), url)


@pytest.fixture
def state(database_server, demonstration_state, tmp_path) -> State:
    """A copy of the demonstration."""
    name = f"copy_{uuid4().hex}"
    url = postgresql.create_database(database_server.url, name, "demonstration")
    return State(copy_of(demonstration_state.var, tmp_path / "var"), url)


@pytest.fixture
def redis_server() -> Iterator[Server]:
    with of_our_own("redis") as server:
        yield server


@pytest.fixture
def relay() -> Iterator[Relay]:
    with smtp.server() as running:
        yield running


@pytest.fixture
def site(database_server, state, redis_server, relay) -> Iterator[Site]:
    with _running(database_server, state, redis_server, relay) as running:
        yield running


@pytest.fixture(scope="session")
def search_server() -> Iterator[Server]:
    """An Elasticsearch for these tests alone, since they stop it."""
    with of_our_own("elasticsearch") as server:
        yield server


@pytest.fixture
def searching_site(
    database_server, state, redis_server, relay, search_server
) -> Iterator[Site]:
    """The same site with Elasticsearch, which knows all that is in the demonstration."""
    told = {
        "ELASTICSEARCH_URL": search_server.url,
        "ELASTICSEARCH_INDEX": f"test-{uuid4().hex}",
    }
    with _running(database_server, state, redis_server, relay, **told) as running:
        # The files are read first: what a worker finds in them would come in between.
        running.stack.manage("sweep")
        running.stack.manage("search_index", "--rebuild")
        yield running


@contextmanager
def _running(
    database: Server, state: State, redis: Server, relay: Relay, **told: str
) -> Iterator[Site]:
    stack = Stack(
        state.var,
        DATABASE_URL=state.database_url,
        REDIS_URL=redis.url,
        EMAIL_URL=relay.url,
        LEDGER_LEASE_SECONDS="1",
        **told,
    )
    yield Site(stack.start(), database, redis, relay)
    stack.stop()
    sys.stdout.write(stack.story())
