"""Senders killed by a seeded schedule at named points, before a real relay's journal.

``make prove`` runs the same with a thousand kills and keeps what came of it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from tests.servers.killing import POINTS
from tests.stack import ROOT, environment

pytestmark = [pytest.mark.stack, pytest.mark.xdist_group("servers")]

KILLS = int(os.environ.get("KILLS", "30"))
SEED = 20261122


@pytest.fixture
def killing(state, relay):
    """Run the schedule by a rule and return what became of the mails."""

    def run(rule: str, kills: int) -> dict[str, Any]:
        env = environment(
            state.var,
            DATABASE_URL=state.database_url,
            EMAIL_URL=relay.url,
            DJANGO_SETTINGS_MODULE="network_site.settings.local",
            RELAY_JOURNAL=str(relay.folder / "journal"),
            LEDGER_LEASE_SECONDS="3",
            LEDGER_LINES="2",
        )
        words = ["-m", "tests.servers.killing", str(kills), str(SEED), rule]
        done = subprocess.run(
            [sys.executable, *words],
            cwd=ROOT,
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-3000:]
        found = json.loads(done.stdout)
        if "KEEP_PROOF" in os.environ:
            kept = ROOT / "var" / f"kills-{rule.replace(' ', '-')}.json"
            kept.parent.mkdir(exist_ok=True)
            kept.write_text(json.dumps(found, indent=1))
        return found

    return run


def test_with_the_journal_no_kill_loses_or_doubles_a_mail(killing):
    found = killing("journal", KILLS)
    assert sum(found["kills"].values()) >= KILLS
    assert set(found["kills"]) <= set(POINTS)
    assert found["mails"] > KILLS
    assert (found["lost"], found["doubled"]) == (0, 0), found
    assert set(found["states"]) == {"sent"}


def ambiguous(found: dict[str, Any]) -> int:
    """Return how many kills left open whether the relay had the mail."""
    left_open = ("after claim", "after DATA", "before mark")
    return sum(found["kills"].get(point, 0) for point in left_open)


def test_without_it_a_kind_sent_at_least_once_loses_none(killing):
    found = killing("at least once", max(KILLS // 5, 10))
    assert found["lost"] == 0
    assert found["copies"] - found["mails"] <= 2 * ambiguous(found)


def test_without_it_a_kind_sent_at_most_once_doubles_none(killing):
    found = killing("at most once", max(KILLS // 5, 10))
    assert found["doubled"] == 0
    assert found["lost"] <= 2 * ambiguous(found)
    assert found["states"].get("dropped", 0) >= found["lost"]
