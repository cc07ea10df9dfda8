"""Registrations a second over a bare row lock's, and whether any seat is sold twice."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import local
from typing import Any

import psycopg
import requests

from tests.bench.serving import served
from tests.stack import manage

MUST, AIM = 0.08, 0.25
LIMITS = (1, 20, 100)
CROWD = 400
AT_ONCE = 16
ROUNDS = 3
THREADS = ("--worker-class=gthread", "--threads=4")

PLAN = """
import json
from django.db import transaction
from events.models import Event, EventIndexPage
from members.models import Organisation
from members.services import create_token
from tests.factories.members import UserFactory
from tests.factories.site import make_event_page
home = Organisation.objects.first()
with transaction.atomic():
    people = UserFactory.create_batch({crowd}, password=None, organisation=home)
    tokens = [create_token(user=one, name="mittaus", acting_user=one) for one in people]
events = []
for number, capacity in enumerate({capacities}):
    index = EventIndexPage.objects.first()
    page = make_event_page(index, f"Mittaus {{number}}", capacity=capacity)
    events.append(Event.objects.get(series__translation_key=page.translation_key).pk)
print(json.dumps({{"events": events, "tokens": tokens}}))
"""


def rush(requests_to_make: list[tuple[str, dict[str, str]]]) -> tuple[float, list[int]]:
    """Post everything at once; return how many a second, and the answers' codes."""
    kept = local()

    def post(one: tuple[str, dict[str, str]]) -> int:
        if not hasattr(kept, "session"):
            kept.session = requests.Session()
        url, headers = one
        return kept.session.post(url, headers=headers, timeout=120).status_code

    with ThreadPoolExecutor(AT_ONCE) as crowd:
        started = time.perf_counter()
        codes = list(crowd.map(post, requests_to_make))
        spent = time.perf_counter() - started
    return len(codes) / spent, codes


def _sql(database: str, query: str, *values: Any) -> list[tuple]:
    with psycopg.connect(database, autocommit=True) as connection:
        cursor = connection.execute(query, values)
        return cursor.fetchall() if cursor.description else []


def measure_seats(database: str, env: dict[str, str]) -> dict:
    """Return the rows of the bench about seats.

    Args:
        database: address of a PostgreSQL with the demonstration.
        env: of a site on it.
    """
    here = env | {"DJANGO_SETTINGS_MODULE": "network_site.settings.local"}
    bare = env | {"DJANGO_SETTINGS_MODULE": "tests.bench.lock_ceiling"}
    capacities = [*LIMITS, *[CROWD] * ROUNDS]
    plan = PLAN.format(crowd=CROWD, capacities=capacities)
    made = json.loads(manage(here, "shell", "-v0", "-c", plan))
    _sql(database, "CREATE TABLE bench_seats (taken integer)")
    _sql(database, "INSERT INTO bench_seats VALUES (0)")
    with (
        served("tests.bench.lock_ceiling", bare, *THREADS) as ceiling,
        served("tests.bench.site", here, *THREADS) as site,
    ):
        posts = _posts(site, made["tokens"])
        over, codes = {}, set()
        for limit, event in zip(LIMITS, made["events"], strict=False):
            codes |= set(rush(posts(event))[1])
            over[limit] = _over(database, event)
        ours, least = [], []
        for event in made["events"][len(LIMITS) :]:
            least.append(rush([(ceiling, {})] * CROWD)[0])
            ours.append(rush(posts(event))[0])
    accepted, possible = statistics.median(ours), statistics.median(least)
    return {
        "registrations_a_second": round(accepted, 1),
        "row_locks_a_second": round(possible, 1),
        "ratio": round(accepted / possible, 3),
        "over": over,
        "codes": sorted(codes),
    }


def _posts(site: str, tokens: list[str]) -> Callable[[int], list]:
    def posts(event: int) -> list[tuple[str, dict[str, str]]]:
        url = f"{site}/api/events/{event}/registration"
        return [(url, {"Authorization": f"Bearer {token}"}) for token in tokens]

    return posts


def _over(database: str, event: int) -> int:
    query = (
        "SELECT count(*) FILTER (WHERE r.state = 'confirmed') - e.capacity "
        "FROM events_event e JOIN events_registration r ON r.event_id = e.id "
        "WHERE e.id = %s GROUP BY e.capacity"
    )
    [(over,)] = _sql(database, query, event)
    return max(over, 0)


def seat_lines(found: dict) -> Iterator[str]:
    """Yield what was found in words."""
    yield (
        f"registrations: {found['registrations_a_second']} a second, "
        f"{found['ratio']} of a bare row lock's {found['row_locks_a_second']} "
        f"(must {MUST}, aim {AIM})"
    )
    over = ", ".join(f"{limit}: {rows}" for limit, rows in found["over"].items())
    yield f"rows over capacity by limit: {over} (must 0); answers {found['codes']}"
