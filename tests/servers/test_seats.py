"""Hundreds of people at once over HTTP: nobody too many, nobody out of order."""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
import pytest
import requests

from tests.servers.keeping import Server
from tests.stack import ROOT, environment, manage

pytestmark = [pytest.mark.stack, pytest.mark.xdist_group("servers")]

CROWD = 500
PLACES = 50
AT_ONCE = 50

PLAN = """
import json
from django.db import transaction
from events.models import Event, EventIndexPage
from members.models import Organisation
from members.services import create_token
from tests.factories.members import UserFactory
from tests.factories.site import make_event_page
page = make_event_page(EventIndexPage.objects.first(), capacity={places})
event = Event.objects.get(series__translation_key=page.translation_key)
home = Organisation.objects.first()
with transaction.atomic():
    people = UserFactory.create_batch({crowd}, password=None, organisation=home)
    people.append(UserFactory(coordinator=True, password=None, organisation=home))
    tokens = [create_token(user=one, name="testi", acting_user=one) for one in people]
print(json.dumps({{"event": event.pk, "tokens": tokens}}))
"""


@dataclass
class Rush:
    """A running site with an event, a crowd that wants to come, and an organiser."""

    url: str
    event: int
    tokens: list[str]
    organiser: str
    database_url: str

    def ask(
        self, method: str, token: str, path: str = "/registration", **data: object
    ) -> requests.Response:
        return requests.request(
            method,
            f"{self.url}/api/events/{self.event}{path}",
            json=data or None,
            headers={"Authorization": f"Bearer {token}"},
            timeout=120,
        )

    def rows(self) -> list[tuple[int, str]]:
        return self.sql(
            "SELECT queue_number, state FROM events_registration "
            "WHERE event_id = %s ORDER BY queue_number"
        )

    def sql(self, query: str) -> list:
        with psycopg.connect(self.database_url) as connection:
            return connection.execute(query, [self.event]).fetchall()


def web(module: str, env: dict[str, str]) -> Server:
    """Return two processes of four threads each, as production has them."""

    def command(_folder: object, port: int) -> list[str]:
        return [
            *(sys.executable, "-m", "gunicorn", module, f"--bind=127.0.0.1:{port}"),
            *("--worker-class=gthread", "--workers=2", "--threads=4"),
            *("--chdir", str(ROOT)),
        ]

    def ready(url: str) -> bool:
        try:
            return requests.get(f"{url}/healthz", timeout=5).ok
        except requests.RequestException:
            return False

    url = "http://127.0.0.1:{port}"
    return Server("web", command=command, url=url, env=env, ready=ready)


@contextmanager
def rushed(
    state, *, module: str = "network_site.wsgi", crowd: int, places: int
) -> Iterator[Rush]:
    """Serve a site through ``module``, with an event that ``crowd`` people want."""
    env = environment(state.var, DATABASE_URL=state.database_url)
    plan = PLAN.format(crowd=crowd, places=places)
    made = json.loads(manage(env, "shell", "-v0", "-c", plan))
    *tokens, organiser = made["tokens"]
    with web(module, env) as server:
        yield Rush(server.url, made["event"], tokens, organiser, state.database_url)


def come(rush: Rush) -> list[requests.Response]:
    with ThreadPoolExecutor(AT_ONCE) as crowd:
        return list(crowd.map(lambda token: rush.ask("POST", token), rush.tokens))


def in_order(crowd: int, places: int) -> list[tuple[int, str]]:
    return [
        (number, "confirmed" if number <= places else "waiting")
        for number in range(1, crowd + 1)
    ]


def test_a_crowd_takes_the_seats_there_are_and_queues_in_order(state):
    """Case 1: five hundred people and fifty seats."""
    with rushed(state, crowd=CROWD, places=PLACES) as rush:
        answers = come(rush)
        assert {answer.status_code for answer in answers} == {201}
        places = [answer.json()["position"] for answer in answers]
        assert places.count(None) == PLACES
        assert sorted(filter(None, places)) == list(range(1, CROWD - PLACES + 1))
        assert rush.rows() == in_order(CROWD, PLACES)


def broken_rules(rush: Rush) -> list[str]:
    """Return what is wrong with the seats, asked of the database alone."""
    [(taken, capacity)] = rush.sql(
        "SELECT taken, capacity FROM events_event WHERE id = %s"
    )
    rows = rush.rows()
    seated = [number for number, state in rows if state == "confirmed"]
    waiting = [number for number, state in rows if state == "waiting"]
    rules = {
        "more people than seats": len(seated) > capacity,
        "the count is wrong": len(seated) != taken,
        "a seat stands free before the queue": waiting and len(seated) < capacity,
        "somebody has been passed": waiting and max(seated, default=0) > min(waiting),
    }
    return [rule for rule, is_broken in rules.items() if is_broken]


def mixed_steps(rush: Rush) -> list:
    """Return two hundred seeded steps of people and of the organiser."""
    chance = random.Random(6)  # noqa: S311 - a seed, so that a failure comes again

    def set_fields(**fields: object):
        return lambda: rush.ask("PATCH", rush.organiser, "", **fields)

    def person(method: str):
        token = chance.choice(rush.tokens)
        return lambda: rush.ask(method, token)

    steps = [person("POST") for _ in range(110)]
    steps += [person("DELETE") for _ in range(66)]
    steps += [set_fields(capacity=chance.randint(5, 25)) for _ in range(16)]
    steps += [set_fields(deadline="2020-01-01T00:00") for _ in range(4)]
    steps += [set_fields(deadline=None) for _ in range(4)]
    chance.shuffle(steps)
    return steps


def test_registering_cancelling_and_changing_seats_at_once_has_one_history(state):
    """Cases 2 to 4: retries, capacity up and down, closing, all at the same time."""
    with rushed(state, crowd=60, places=10) as rush:
        with ThreadPoolExecutor(20) as crowd:
            same = list(
                crowd.map(lambda _n: rush.ask("POST", rush.tokens[0]), range(20))
            )
        assert sorted(answer.status_code for answer in same) == [200] * 19 + [201]
        assert {answer.text for answer in same} == {same[0].text}
        assert rush.rows() == [(1, "confirmed")]
        with ThreadPoolExecutor(16) as crowd:
            answers = list(crowd.map(lambda step: step(), mixed_steps(rush)))
        codes = {answer.status_code for answer in answers}
        assert codes <= {200, 201, 204, 409, 422}
        assert broken_rules(rush) == []


def test_without_the_lock_the_same_crowd_breaks_the_seats(state):
    """Case 5: what proves that the tests above can see it."""
    unlocked = "tests.servers.unlocked"
    with rushed(state, module=unlocked, crowd=200, places=20) as rush:
        come(rush)
        rows = rush.rows()
        assert len(rows) > 20
        assert rows != in_order(200, 20)


def test_a_lock_that_is_held_too_long_is_told_and_leaves_nothing_half_done(state):
    """Case 29: the answer is 503 with when to try again, and then it goes through."""
    with rushed(state, crowd=1, places=1) as rush:
        with psycopg.connect(rush.database_url) as other:
            other.execute(
                "SELECT 1 FROM events_event WHERE id = %s FOR UPDATE", [rush.event]
            )
            answer = rush.ask("POST", rush.tokens[0])
        assert answer.status_code == 503
        assert answer.headers["Retry-After"]
        assert rush.rows() == []
        assert rush.ask("POST", rush.tokens[0]).status_code == 201
