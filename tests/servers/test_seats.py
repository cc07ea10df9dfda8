"""Two hundred people at once over HTTP: nobody too many, nobody out of order."""

from __future__ import annotations

import json
import sys
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
import requests

from tests.servers.keeping import Server
from tests.stack import ROOT, environment, manage

pytestmark = [pytest.mark.stack, pytest.mark.xdist_group("servers")]

CROWD = 200
PLACES = 20

PLAN = f"""
import json
from events.models import Event, EventIndexPage
from members.models import Organisation
from members.services import create_token
from tests.factories.members import UserFactory
from tests.factories.site import make_event_page
page = make_event_page(EventIndexPage.objects.first(), capacity={PLACES})
event = Event.objects.get(series__translation_key=page.translation_key)
home = Organisation.objects.first()
people = UserFactory.create_batch({CROWD}, password=None, organisation=home)
tokens = [create_token(user=one, name="testi", acting_user=one) for one in people]
print(json.dumps({{"event": event.pk, "tokens": tokens}}))
"""


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


def rush(module: str, state) -> tuple[list[requests.Response], list[tuple[int, str]]]:
    """Let the crowd register through ``module``; return the answers and the rows."""
    env = environment(state.var, DATABASE_URL=state.database_url)
    plan = json.loads(manage(env, "shell", "-v0", "-c", PLAN))
    with web(module, env) as server, ThreadPoolExecutor(CROWD // 4) as crowd:
        path = f"{server.url}/api/events/{plan['event']}/registration"

        def come(token: str) -> requests.Response:
            headers = {"Authorization": f"Bearer {token}"}
            return requests.post(path, headers=headers, timeout=120)

        answers = list(crowd.map(come, plan["tokens"]))
    with psycopg.connect(state.database_url) as connection:
        rows = connection.execute(
            "SELECT queue_number, state FROM events_registration "
            "WHERE event_id = %s ORDER BY queue_number",
            [plan["event"]],
        ).fetchall()
    return answers, rows


IN_ORDER = [
    (number, "confirmed" if number <= PLACES else "waiting")
    for number in range(1, CROWD + 1)
]


def test_a_crowd_takes_the_seats_there_are_and_queues_in_order(state):
    answers, rows = rush("network_site.wsgi", state)
    assert {answer.status_code for answer in answers} == {201}
    places = [answer.json()["position"] for answer in answers]
    assert places.count(None) == PLACES
    assert sorted(filter(None, places)) == list(range(1, CROWD - PLACES + 1))
    assert rows == IN_ORDER


def test_without_the_lock_the_same_crowd_breaks_the_seats(state):
    _answers, rows = rush("tests.servers.unlocked", state)
    assert len(rows) > PLACES
    assert rows != IN_ORDER
