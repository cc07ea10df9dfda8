"""Real processes, killed while they send: nothing lost, and with the journal nothing
doubled."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.stack import ROOT, copy_of, environment

pytestmark = [pytest.mark.stack, pytest.mark.xdist_group("stack")]

KILLS = 6
SEED = 20261122


def count(var: Path, query: str) -> int:
    with sqlite3.connect(var / "network.sqlite3", timeout=20) as database:
        return database.execute(query).fetchone()[0]


def manage(var: Path, *words: str) -> subprocess.Popen[bytes]:
    env = environment(var, LEDGER_LEASE_SECONDS="1")
    return subprocess.Popen([sys.executable, "manage.py", *words], cwd=ROOT, env=env)


FILL = """
from members.models import User
from home.models import Update
from notifications.services import notify
update = Update.objects.filter(space=None).first()
for version in range(1, 16):
    notify("update_published", subject_id=str(update.pk), version=version,
           recipients=User.objects.filter(is_guest=False))
"""


def test_mails_survive_their_senders(demonstration, tmp_path):
    var = copy_of(demonstration, tmp_path / "var")
    assert manage(var, "shell", "-v0", "-c", FILL).wait() == 0
    waiting = count(
        var, "select count(*) from notifications_notice where mail_state = 'waiting'"
    )
    assert waiting > 500
    chance = random.Random(SEED)  # noqa: S311 - a schedule, not a secret
    cut_short = 0
    for _ in range(KILLS):
        before = len(list((var / "mail").glob("*.eml")))
        sender = manage(var, "sweep")
        # Only time spent on sending counts; Django's start is not what is tested.
        while sender.poll() is None and _sent(var) == before:
            time.sleep(0.01)
        time.sleep(chance.uniform(0.0, 0.3))
        if sender.poll() is None:
            sender.kill()
            cut_short += 1
        sender.wait()
    assert cut_short >= KILLS // 2
    time.sleep(1.1)
    assert manage(var, "sweep").wait() == 0
    sent = count(
        var, "select count(*) from notifications_notice where mail_state = 'sent'"
    )
    ids = {
        line
        for path in (var / "mail").glob("*.eml")
        for line in path.read_text().splitlines()
        if line.startswith("Message-ID:")
    }
    assert sent == waiting
    assert len(ids) == waiting


def _sent(var: Path) -> int:
    return len(list((var / "mail").glob("*.eml")))
