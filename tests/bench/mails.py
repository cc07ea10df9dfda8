"""How many mails with a calendar part leave in a minute, over a relay that takes its time.

The relay answers after 50 ms. Two senders, as the worker of ``compose.yaml`` has them,
empty a ledger of confirmations; beside them bare loops of ``smtplib`` hand over the same
message, as it is, over one line and over as many lines as the senders keep.
"""

from __future__ import annotations

import smtplib
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg

from tests.servers import smtp
from tests.servers.smtp import Relay
from tests.stack import ROOT

MAILS = 1500
SENDERS = 2
LINES = 8
ANSWERS_AFTER = "0.05"
# Mails a minute: what must hold, and what is aimed at.
MUST, AIM = 2500, 5000
FILL = """
from events.models import Event, Registration
from events.notices import CONFIRMED
from members.models import User
from notifications.services import Telling, notify_each
from django.utils import timezone
people = [
    User(email=f"bench{{number}}@example.org", first_name="Mitta", last_name=str(number))
    for number in range({mails})
]
User.objects.bulk_create(people)
people = list(User.objects.filter(email__startswith="bench"))
seen = Event.objects.visible_to(people[0]).filter(cancelled_at=None)
event = seen.filter(starts_at__gt=timezone.now()).order_by("starts_at", "pk")[0]
Event.objects.filter(pk=event.pk).update(capacity=None)
seats = Registration.objects.bulk_create([
    Registration(event=event, user=user, email=user.email, state="confirmed",
                 queue_number=100_000 + number, revision=1, confirmed_at=timezone.now())
    for number, user in enumerate(people)
])
notify_each(CONFIRMED, [Telling(str(seat.pk), seat.user, "", 1) for seat in seats])
"""
SEND = "from notifications.sending import send_due; send_due()"


def _shell(env: dict[str, str], code: str) -> subprocess.Popen[bytes]:
    words = [sys.executable, "manage.py", "shell", "-v0", "-c", code]
    return subprocess.Popen(words, cwd=ROOT, env=env)


def _pending(database: str, *states: str) -> int:
    """Return how many of our mails are in these states; by default, have not gone."""
    query = (
        "SELECT count(*) FROM notifications_notice "
        "WHERE mail_state = ANY(%s) AND email LIKE 'bench%%'"
    )
    wanted = list(states or ("waiting", "sending"))
    with psycopg.connect(database) as connection:
        return connection.execute(query, [wanted]).fetchone()[0]


def _ledger_rate(relay: Relay, env: dict[str, str]) -> float:
    """Return how many mails a minute the senders hand over, once they are at it."""
    with psycopg.connect(env["DATABASE_URL"]) as connection:
        # What the other measurements have caused does not go with ours.
        connection.execute(
            "UPDATE notifications_notice SET mail_state = 'dropped' "
            "WHERE mail_state IN ('waiting', 'sending', 'digest')"
        )
    fill = _shell(env, FILL.format(mails=MAILS))
    assert fill.wait() == 0
    senders = [_shell(env, SEND) for _ in range(SENDERS)]
    while len(relay.accepted()) < MAILS // 10:
        assert any(sender.poll() is None for sender in senders), "nothing was sent"
        time.sleep(0.05)
    begun, first = time.monotonic(), len(relay.accepted())
    while _pending(env["DATABASE_URL"]):
        time.sleep(0.05)
    rate = (len(relay.accepted()) - first) / (time.monotonic() - begun) * 60
    for sender in senders:
        sender.wait()
    assert len(set(relay.accepted())) == len(relay.accepted()) == MAILS
    return rate


def _resume_seconds(relay: Relay, env: dict[str, str]) -> float:
    """Return how long a mail waits whose sender was killed, with a worker beside it."""
    relay.behave("slow", "30")
    again = (
        "UPDATE notifications_notice SET mail_state = 'waiting', not_before = now() "
        "WHERE id = (SELECT max(id) FROM notifications_notice WHERE email LIKE 'bench%')"
    )
    with psycopg.connect(env["DATABASE_URL"]) as connection:
        connection.execute(again)
    sender = _shell(env, SEND)
    while not _pending(env["DATABASE_URL"], "sending"):
        time.sleep(0.05)
    begun = time.monotonic()
    sender.kill()
    sender.wait()
    relay.behave("accept")
    words = ["--app=network_site", "worker", "--beat", "--pool=solo"]
    schedule = f"--schedule={env['VAR_DIR']}/beat"
    worker = subprocess.Popen(
        [sys.executable, "-m", "celery", *words, schedule, "--loglevel=error"],
        cwd=ROOT,
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while _pending(env["DATABASE_URL"]):
        time.sleep(0.2)
    waited = time.monotonic() - begun
    worker.terminate()
    worker.wait()
    return waited


def _bare_rate(relay: Relay, content: bytes, lines: int) -> float:
    number = 40 * lines if lines > 1 else 150

    def hand_over(count: int) -> None:
        with smtplib.SMTP("127.0.0.1", relay.port) as line:
            for _ in range(count):
                line.sendmail("a@example.org", ["b@example.org"], content)

    begun = time.monotonic()
    with ThreadPoolExecutor(lines) as pool:
        list(pool.map(hand_over, [number // lines] * lines))
    return number / (time.monotonic() - begun) * 60


def measure(database: str, env: dict[str, str]) -> dict[str, Any]:
    """Measure on a prepared database and return the rates in mails a minute."""
    with smtp.server() as relay:
        relay.behave("slow", ANSWERS_AFTER)
        told = {
            "DATABASE_URL": database,
            "EMAIL_URL": relay.url,
            "LEDGER_LINES": str(LINES),
            "DJANGO_SETTINGS_MODULE": "network_site.settings.local",
        }
        ledger = _ledger_rate(relay, env | told)
        content = next(relay.folder.glob("*.eml")).read_bytes()
        one = _bare_rate(relay, content, 1)
        many = _bare_rate(relay, content, SENDERS * LINES)
        resumed = _resume_seconds(relay, env | told)
    return {
        "ledger": round(ledger),
        "bare_one_line": round(one),
        "bare_all_lines": round(many),
        "lines": SENDERS * LINES,
        "resume_seconds": round(resumed),
        "must": MUST,
        "aim": AIM,
    }


def line(result: dict[str, Any]) -> str:
    """Return the result in a line of the bench's table."""
    return (
        "mails with a calendar part a minute, relay answering in 50 ms: "
        f"{result['ledger']} (must {result['must']}, aim {result['aim']}); bare smtplib "
        f"over one line {result['bare_one_line']}, "
        f"over {result['lines']} lines {result['bare_all_lines']}; goes on after a "
        f"killed sender in {result['resume_seconds']} s (must 60)"
    )
