"""No road of the URLconf tells anybody what is not theirs to know."""

from __future__ import annotations

import html
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from unittest.mock import patch
from urllib.parse import unquote
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import override_settings

from tests import servers
from tests.architecture.addresses import routes
from tests.architecture.roads import ROADS, Road
from tests.architecture.secrets import CANARY, LEADS, ROLES, PlantedSite, plant_secrets
from tests.conftest import restore_roots

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("visibility")]


# Where Wagtail sends those who may not use its admin.
NO_ENTRY = ("/admin/no-access/", "/accounts/login/")


def _search_engine() -> dict[str, str]:
    """Beside PostgreSQL the search is asked of Elasticsearch, as in production."""
    if connection.vendor != "postgresql":
        return {}
    return {
        "ELASTICSEARCH_URL": servers.elasticsearch_url(),
        "ELASTICSEARCH_INDEX": f"test-{uuid4().hex}",
    }


def _held() -> transaction.Atomic:
    """Return a transaction inside which the site's own may be the outermost."""
    atomic = transaction.atomic()
    atomic._from_testcase = True
    return atomic


def _no_copies(*_args: Any, **_kwargs: Any) -> None:
    """Take what the signal of a rendered template sends, and keep nothing."""


@contextmanager
def _nothing_happens() -> Iterator[None]:
    """Undo in the cache what a request does: its own part is done by its transaction.

    What is the same for every reader stays as it was, or each refusal would make the
    menus anew; counters and everything else are forgotten.
    """
    values, times = (
        {key: value for key, value in kept.items() if ":pages:" in key}
        for kept in (cache._cache, cache._expire_info)
    )
    yield
    cache.clear()
    cache._cache.update(values)
    cache._expire_info.update(times)


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker) -> Iterator[PlantedSite]:
    """The planted site, made once in a transaction that is never committed."""
    with (
        django_db_blocker.unblock(),
        override_settings(**_search_engine()),
        # A copy of every context of every template, which nobody here reads.
        patch("django.test.client.store_rendered_templates", _no_copies),
    ):
        restore_roots()
        cache.clear()
        # Every refusal would be a line.
        logging.disable(logging.ERROR)
        with _held():
            yield plant_secrets()
            transaction.set_rollback(True)
        logging.disable(logging.NOTSET)
        cache.clear()


# Who is signed in, and what somebody has looked at, is kept for refused requests too.
KEPT_ANYWAY = ("django_session", "members_auditentry")


@dataclass
class Written:
    """Notes the tables that a request writes in."""

    tables: set[str] = field(default_factory=set)

    def __call__(
        self, execute: Any, sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        found = re.match(r'(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"', sql)
        if found and found[1] not in KEPT_ANYWAY:
            self.tables.add(found[1])
        return execute(sql, params, many, context)


@dataclass
class Walk:
    """One reader on every road: what was told that should not have been."""

    site: PlantedSite
    role: str
    everywhere: bool
    leaks: list[str] = field(default_factory=list)
    met: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.client = Client(raise_request_exception=False)
        if user := self.site.people.get(self.role):
            self.client.force_login(user)
        self.cookies = self.client.cookies.output(header="", sep=";")

    def take(self, route: str, road: Road, *, posting: bool) -> None:
        """Ask for every address of a road, and send it what it takes.

        Whom the admin does not let in, it refuses before it looks at anything; trying
        one address of each road shows that.
        """
        everything = self._values(road)
        if route.startswith("admin/"):
            if self._is_refused(road, everything[0]):
                everything = everything[:1]
            elif not self.everywhere and len(everything) > 1:
                everything = self._of_one_space(route, everything)
        for values in everything:
            for template in road.addresses:
                self._ask(route, road, "get", "/" + template.format(*values))
            if posting:
                self._send(route, road, values)

    def _send(self, route: str, road: Road, values: tuple[Any, ...]) -> None:
        how = {"content_type": "application/json"}
        for template in road.sent_to:
            address = "/" + template.format(*values)
            for form in road.forms:
                self._ask(route, road, "post", address, _filled(form, values))
            for body in road.bodies:
                for method in ("post", "patch"):
                    if method == "post" or route.startswith("api/"):
                        self._ask(
                            route, road, method, address, _filled(body, values), **how
                        )
            if route.startswith("api/"):
                self._ask(route, road, "delete", address)

    def _of_one_space(self, route: str, things: list[Any]) -> list[Any]:
        """Return the half that was planted in one of the two spaces, by turns.

        The admin is slow, and to most of those who edit, the two are the same.
        """
        half = len(things) // 2
        turn = (list(ROADS).index(route) + ROLES.index(self.role)) % 2
        return things[half:] if turn else things[:half]

    def _is_refused(self, road: Road, values: tuple[Any, ...]) -> bool:
        address = "/" + road.addresses[0].format(*values)
        with _held():
            response = self.client.get(address)
            transaction.set_rollback(True)
        return response.status_code == 302 and response.url.startswith(NO_ENTRY)

    def _values(self, road: Road) -> list[tuple[Any, ...]]:
        return self.site.things[road.thing] if road.thing else [()]

    def _ask(
        self, route: str, road: Road, method: str, address: str, *data: Any, **how: Any
    ) -> None:
        question = f"{method} {address} {data}"
        if question in self.asked:
            return
        self.asked.add(question)
        self.client.cookies = SimpleCookie(self.cookies)
        undone = nullcontext() if method == "get" else _nothing_happens()
        with undone, _held(), connection.execute_wrapper(written := Written()):
            response = getattr(self.client, method)(address, *data, **how)
            told = _told(response)
            transaction.set_rollback(True)
        refused = response.status_code in (401, 403, 404)
        if method != "get" and refused and written.tables:
            self.leaks.append(
                f"{method} {address}: refused, and wrote {written.tables}"
            )
        if response.status_code >= 500 and not road.breaks:
            self.leaks.append(f"{method} {address}: breaks")
        if CANARY in told:
            self._judge(route, f"{method} {address}", told)

    def _judge(self, route: str, asked: str, told: str) -> None:
        for secret in self.site.secrets:
            if secret.word not in told or secret.word in asked:
                continue
            self.met.add(secret.word)
            if self.role in secret.readers or route.startswith(secret.told_by or " "):
                continue
            self.leaks.append(f"{asked}: {secret.word}")


def _filled(form: dict[str, Any], values: tuple[Any, ...]) -> dict[str, Any]:
    return {
        name: value.format(*values) if isinstance(value, str) else value
        for name, value in form.items()
    }


def _told(response: HttpResponse) -> str:
    """Return all that an answer says: head, body, and the message for the next page."""
    parts = b"".join(response) if response.streaming else response.content
    said = [f"{name}: {value}" for name, value in response.headers.items()]
    said.append(parts.decode("utf-8", "replace"))
    session = getattr(getattr(response, "wsgi_request", None), "session", {})
    said.append(str(session.get("_messages", "")))
    text = unquote(html.unescape("\n".join(said))).replace("\u00ad", "")
    return re.sub(r"</?(?:mark|em|b|wbr)\b[^>]*>", "", text).lower()


def test_every_url_has_been_classified():
    unknown = [route for route in routes() if route not in ROADS]
    gone = [route for route in ROADS if route not in routes()]
    assert not unknown, (
        "Say in tests/architecture/roads.py what these URLs are asked for, so that "
        f"every role is tried on them: {unknown}"
    )
    assert not gone, f"These URLs are gone; take them out of roads.py: {gone}"


# Once, where production is: an address that breaks there breaks the walk as well.
walked_on_postgresql = pytest.mark.only_on("postgresql")

# Those whom something is kept from; a lead and an administrator may read every secret.
KEPT_OUT = [role for role in ROLES if role not in LEADS]


@walked_on_postgresql
@pytest.mark.parametrize("role", KEPT_OUT)
def test_no_road_tells_what_its_reader_may_not_know(site, role):
    # Coordinators alone know of a closed space what they do not of a hidden one.
    walk = Walk(site, role, everywhere=role == "coordinator")
    for route, road in ROADS.items():
        walk.take(route, road, posting=True)
    assert not walk.leaks, "\n".join(walk.leaks)


@walked_on_postgresql
def test_every_secret_is_met_by_somebody_on_some_road(site):
    """A word that nobody could meet would prove nothing."""
    walk = Walk(site, "lead", everywhere=True)
    words = {secret.word for secret in site.secrets}
    for route, road in ROADS.items():
        if walk.met != words:
            walk.take(route, road, posting=False)
    # Outputs are kept by coordinators, those of closed spaces by administrators;
    # imports by concept editors, whose right administrators have, too.
    keeper = Walk(site, "administrator", everywhere=True)
    for route, road in ROADS.items():
        if route.startswith(("admin/outputs/edit/", "fi/concepts/import/")):
            keeper.take(route, road, posting=False)
    assert not walk.leaks, "\n".join(walk.leaks)
    assert words - walk.met - keeper.met == set()
