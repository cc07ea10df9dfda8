"""The real servers of a test run: started when first asked for, once for the whole run.

Addresses in the environment (TEST_DATABASE_URL, TEST_REDIS_URL, TEST_ELASTICSEARCH_URL)
come first. Else a module of this package with the server's name lays out and starts one:
its ``server()`` returns a ``Server`` that has not been started, or raises ``Missing``.
Tests that stop, kill or restart a server take one ``of_our_own``.
"""

from __future__ import annotations

import os
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from multiprocessing.connection import Client, Connection, Listener

from tests.machine import lacking
from tests.servers.keeping import Missing, Server

HOST = "127.0.0.1"
# Workers of one run ask the process that started them: its port, and a key to it.
DOOR = "TEST_SERVERS_DOOR"


def postgresql_url() -> str:
    """Return the address of a PostgreSQL on which databases may be made."""
    return _address("postgresql", "TEST_DATABASE_URL")


def redis_url() -> str:
    """Return the address of an empty Redis."""
    return _address("redis", "TEST_REDIS_URL")


def elasticsearch_url() -> str:
    """Return the address of an Elasticsearch on which indices may be made."""
    return _address("elasticsearch", "TEST_ELASTICSEARCH_URL")


@cache
def _address(name: str, variable: str) -> str:
    if given := os.environ.get(variable):
        return given
    try:
        return _asked(name) if DOOR in os.environ else _started(name).url
    except Missing as missing:
        lacking(missing.what, missing.remedy)
        raise


@contextmanager
def of_our_own(name: str) -> Iterator[Server]:
    """Start a server for tests that stop, kill or restart it; it ends with them."""
    try:
        server = import_module(f"tests.servers.{name}").server()
    except Missing as missing:
        lacking(missing.what, missing.remedy)
        raise
    with server:
        yield server


@cache
def _started(name: str) -> Server:
    # Kept by the cache: a server ends with the last reference to it.
    return import_module(f"tests.servers.{name}").server().start()


def _asked(name: str) -> str:
    port, key = os.environ[DOOR].split()
    with Client((HOST, int(port)), authkey=key.encode()) as door:
        door.send(name)
        answer = door.recv()
    if isinstance(answer, Exception):
        raise answer
    return answer


def open_door() -> None:
    """Start servers for the workers that this process is about to start."""
    key = secrets.token_hex()
    listener = Listener((HOST, 0), authkey=key.encode())
    os.environ[DOOR] = f"{listener.address[1]} {key}"
    threading.Thread(target=_answer, args=(listener,), daemon=True).start()


def _answer(listener: Listener) -> None:
    while True:
        with listener.accept() as door:
            _answer_one(door)


def _answer_one(door: Connection) -> None:
    try:
        door.send(_started(door.recv()).url)
    except Exception as error:  # noqa: BLE001 - raised again where it was asked for
        door.send(error)
