"""What befalls mail on the way, on real servers: late at worst, never lost or twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import dataclass

import psycopg
import pytest
import redis

from tests.servers.conftest import State
from tests.servers.smtp import Relay
from tests.stack import ROOT, environment, manage, wait_for

pytestmark = [pytest.mark.stack, pytest.mark.xdist_group("servers")]

TELL = """
from home.models import Update
from members.models import User
from notifications.services import notify
update = Update.objects.filter(space=None)[0]
notify("update_published", subject_id=str(update.pk), version=1,
       recipients=User.objects.network_members().order_by("email")[:{number}])
"""


@dataclass
class Post:
    """A site's ledger between its database and a relay."""

    state: State
    relay: Relay
    env: dict[str, str]

    def tell(self, number: int = 12, **told: str) -> None:
        """Put a notice for so many members in the ledger."""
        code = TELL.format(number=number)
        manage(self.env | told, "shell", "-v0", "-c", code)

    def sweep(self, **told: str) -> None:
        manage(self.env | told, "sweep")

    def start_sweep(self) -> subprocess.Popen[bytes]:
        words = [sys.executable, "manage.py", "sweep"]
        return subprocess.Popen(words, cwd=ROOT, env=self.env)

    def ask(self, query: str) -> list[tuple]:
        with psycopg.connect(self.state.database_url) as connection:
            answer = connection.execute(query)
            return answer.fetchall() if answer.description else []

    def rows(self) -> list[tuple[str, str, str, str]]:
        """Return address, state, reason and Message-ID of each notice of ours."""
        return self.ask(
            "SELECT email, mail_state, why, message_id FROM notifications_notice "
            "WHERE kind = 'update_published' AND version = 1 ORDER BY email"
        )

    def states(self) -> list[str]:
        return [state for _email, state, _why, _id in self.rows()]

    def everything_arrived_once(self) -> bool:
        accepted = self.relay.accepted()
        ids = [message_id for *_rest, message_id in self.rows()]
        return sorted(accepted) == sorted(ids)


@pytest.fixture
def post(state, relay) -> Post:
    env = environment(
        state.var,
        DATABASE_URL=state.database_url,
        EMAIL_URL=relay.url,
        MAIL_JOURNAL="tests.servers.killing.relay_journal",
        RELAY_JOURNAL=str(relay.folder / "journal"),
        LEDGER_LEASE_SECONDS="1",
        LEDGER_LINES="2",
        EMAIL_TIMEOUT="2",
    )
    return Post(state, relay, env)


def test_one_address_is_greylisted_another_is_unknown_and_the_rest_get_theirs(post):
    post.tell()
    (later, *_), (unknown, *_), *others = post.rows()
    post.relay.answer_to(later, "450 greylisted, come back")
    post.relay.answer_to(unknown, "550 no such user")
    post.sweep()
    found = {email: (state, why) for email, state, why, _id in post.rows()}
    assert found[later] == ("waiting", "SMTP 450")
    assert found[unknown] == ("failed", "SMTP 550")
    assert {found[email] for email, *_ in others} == {("sent", "")}
    post.relay.answer_to(later, "accept")
    post.ask("UPDATE notifications_notice SET not_before = now() WHERE attempt > 0")
    post.sweep()
    assert post.states().count("sent") == len(found) - 1
    assert len(post.relay.accepted()) == len(found) - 1


def test_a_relay_that_is_silent_for_a_minute_holds_up_one_mail_and_no_other(post):
    post.tell()
    (slow, *_), *others = post.rows()
    post.relay.answer_to(slow, "slow 60")
    post.sweep()
    found = {email: (state, why) for email, state, why, _id in post.rows()}
    assert found[slow] == ("sending", "the relay has not answered")
    assert {found[email] for email, *_ in others} == {("sent", "")}
    # The relay still has time to take it: nothing is sent a second time meanwhile.
    post.sweep()
    assert len(post.relay.accepted()) == len(others)


def test_a_relay_that_hangs_up_after_taking_a_mail_is_not_given_it_again(post):
    post.tell(4)
    post.relay.behave("cut")
    post.sweep()
    post.relay.behave("accept")

    def settled() -> bool:
        post.sweep()
        return set(post.states()) == {"sent"}

    wait_for(settled, seconds=60)
    assert post.everything_arrived_once()


def test_a_database_that_is_restarted_while_mail_is_sent_costs_time_alone(post):
    post.tell(30)
    post.relay.behave("slow", "0.1")
    sweeping = post.start_sweep()
    wait_for(lambda: len(post.relay.accepted()) > 4, seconds=60)
    post.ask(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    sweeping.wait()
    post.relay.behave("accept")

    def settled() -> bool:
        post.sweep()
        return set(post.states()) == {"sent"}

    wait_for(settled, seconds=90)
    assert post.everything_arrived_once()


def test_a_redis_that_is_wiped_loses_hints_and_no_mail(post, redis_server):
    post.tell(4, REDIS_URL=redis_server.url)
    client = redis.Redis.from_url(redis_server.url)
    assert client.dbsize() > 0
    client.flushall()
    assert post.relay.accepted() == []
    post.sweep(REDIS_URL=redis_server.url)
    assert post.everything_arrived_once()


def test_a_redis_that_hangs_stops_neither_what_is_told_nor_what_is_sent(
    post, redis_server
):
    pid = redis.Redis.from_url(redis_server.url).info("server")["process_id"]
    os.kill(pid, signal.SIGSTOP)
    try:
        post.tell(4, REDIS_URL=redis_server.url)
        post.sweep(REDIS_URL=redis_server.url)
        assert post.everything_arrived_once()
    finally:
        os.kill(pid, signal.SIGCONT)


def test_two_beats_at_once_remind_each_person_once(post):
    post.ask(
        "UPDATE events_event SET starts_at = now() + interval '20 hours', "
        "ends_at = now() + interval '22 hours', cancelled_at = NULL, live = true "
        "WHERE id = (SELECT event_id FROM events_registration "
        "WHERE state = 'confirmed' GROUP BY event_id ORDER BY count(*) DESC LIMIT 1)"
    )
    post.ask("UPDATE events_registration SET confirmed_at = now() - interval '9 days'")
    sweeps = [post.start_sweep() for _ in range(2)]
    assert [sweep.wait() for sweep in sweeps] == [0, 0]
    [(reminders, people)] = post.ask(
        "SELECT count(*), count(DISTINCT email) FROM notifications_notice "
        "WHERE kind = 'event_reminder' AND mail_state = 'sent'"
    )
    assert reminders == people > 0
    accepted = post.relay.accepted()
    assert len(accepted) == len(set(accepted))
