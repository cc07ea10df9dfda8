"""/metrics tells a watching program what /readyz tells, and nobody else."""

from __future__ import annotations

import pytest
from django.utils import timezone

from network_site.base.registries import readiness
from search.models import DirtyMark
from search.services import mark
from tests.clients import signed_in
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/metrics"
KEY = "a-long-secret-of-the-watching-program"


def gauges(answer) -> dict[str, float]:
    lines = answer.content.decode().splitlines()
    told = [line.split(" ") for line in lines if not line.startswith("#")]
    return {name: float(value) for name, value in told}


def asked_with(client, header: str):
    return client.get(ADDRESS, headers={"Authorization": header})


def test_an_administrator_reads_the_queues():
    mark("page", [1, 2, 3])
    DirtyMark.objects.update(marked_at=timezone.now() - timezone.timedelta(minutes=5))
    answer = signed_in(UserFactory(administrator=True)).get(ADDRESS)
    told = gauges(answer)
    assert answer["Content-Type"].startswith("text/plain; version=0.0.4")
    assert told["network_search_waiting"] == 3
    assert told["network_search_oldest_seconds"] >= 300
    assert told["network_mail_waiting"] == 0
    assert told["network_database_ok"] == 1


def test_a_program_reads_with_the_token(client, settings):
    settings.METRICS_TOKEN = KEY
    assert "network_database_ok" in gauges(asked_with(client, f"Bearer {KEY}"))


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", f"Basic {KEY}", KEY, "Bearer ä", "Bearer x"]
)
@pytest.mark.parametrize("token", ["", KEY])
def test_nobody_else_does(client, settings, header, token):
    settings.METRICS_TOKEN = token
    answer = asked_with(client, header)
    assert answer.status_code == 401
    assert b"network_" not in answer.content
    assert asked_with(signed_in(UserFactory()), header).status_code == 403


def test_a_part_that_fails_is_told_as_not_well(client, settings, monkeypatch):
    settings.METRICS_TOKEN = KEY
    monkeypatch.setitem(readiness._items, "broken", lambda: 1 / 0)
    assert gauges(asked_with(client, f"Bearer {KEY}"))["network_broken_ok"] == 0


def test_every_line_is_a_name_and_a_number(client, settings):
    settings.METRICS_TOKEN = KEY
    told = asked_with(client, f"Bearer {KEY}").content.decode()
    assert told.endswith("\n")
    assert len(gauges(asked_with(client, f"Bearer {KEY}"))) == told.count("# TYPE")
