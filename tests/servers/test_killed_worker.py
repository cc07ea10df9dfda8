"""A worker killed while it talks to a real relay, with Redis between it and the site."""

from __future__ import annotations

import sys

import psycopg
import pytest

from tests.servers.keeping import Server
from tests.stack import ROOT, environment, manage, wait_for

pytestmark = [pytest.mark.stack, pytest.mark.xdist_group("servers")]

KILLS = 3
LINES = 2
FILL = """
from home.models import Update
from members.models import User
from notifications.services import notify
update = Update.objects.filter(space=None).first()
for version in range({first}, {first} + 8):
    notify("update_published", subject_id=str(update.pk), version=version,
           recipients=User.objects.filter(is_guest=False))
"""


def test_mails_survive_a_worker_that_is_killed(state, redis_server, relay):
    env = environment(
        state.var,
        DATABASE_URL=state.database_url,
        REDIS_URL=redis_server.url,
        EMAIL_URL=relay.url,
        LEDGER_LEASE_SECONDS="5",
        LEDGER_LINES=str(LINES),
    )
    relay.behave("slow", "0.05")
    worker = Server(
        "worker",
        command=lambda _folder, _port: [
            *(sys.executable, "-m", "celery", "--workdir", str(ROOT)),
            *("--app=network_site", "worker", "--pool=solo", "--loglevel=warning"),
        ],
        url="",
        env=env | {"PYTHONPATH": str(ROOT)},
        ready=lambda _url: True,
    )
    with worker:
        for number in range(KILLS):
            if number:
                worker.start()
            before = len(relay.accepted())
            # A thing is told once, so each round tells another.
            fill = FILL.format(first=10 * number + 1)
            manage(env, "shell", "-v0", "-c", fill)
            wait_for(lambda so_far=before: len(relay.accepted()) > so_far + 5, 90)
            worker.kill()
    relay.behave("accept")

    def states() -> list[tuple[str, str]]:
        manage(env, "sweep")
        with psycopg.connect(state.database_url) as connection:
            return connection.execute(
                "SELECT mail_state, message_id FROM notifications_notice "
                "WHERE mail_state <> 'none'"
            ).fetchall()

    # What the last one held comes free when its lease has run out.
    wait_for(lambda: {mail_state for mail_state, _id in states()} == {"sent"}, 60)
    rows = states()
    taken = relay.accepted()
    assert {mail_state for mail_state, _id in rows} == {"sent"}
    assert {message_id for _state, message_id in rows} == set(taken)
    # Without a journal of the relay each kill may repeat the mails that it cut short, one
    # on each line.
    assert len(taken) <= len(rows) + KILLS * LINES
