"""Senders that die at named points: ``python -m tests.servers.killing KILLS SEED RULE``.

A warm parent forks real senders, two at a time, each of which kills itself with SIGKILL
at a point that the seed has chosen. Run on the state that the environment names, with
RELAY_JOURNAL naming the file in which the relay notes what it has accepted. Prints what
became of the mails, as JSON.
"""

from __future__ import annotations

import itertools
import json
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

POINTS = ("before claim", "after claim", "after DATA", "before mark", "after mark")
RULES = ("journal", "at least once", "at most once")
KIND = "update_published"
AT_ONCE = 2
# A sender dies with its first mail or one of these.
LATEST = 5


def relay_journal(message_id: str) -> bool:
    """Tell whether the relay has accepted a message."""
    return message_id in _accepted()


def _accepted() -> Counter[str]:
    journal = Path(os.environ["RELAY_JOURNAL"])
    return Counter(journal.read_text().split() if journal.exists() else ())


def _dies_at(point: str, number: int) -> None:
    """Let this process die the ``number``-th time that it comes to a point."""
    from network_site.base.mail import RelayBackend  # noqa: PLC0415 - after setup
    from notifications import sending  # noqa: PLC0415

    places: dict[str, tuple[Any, str]] = {
        "claim": (sending, "claim"),
        "DATA": (RelayBackend, "_hand_over"),
        "mark": (sending, "mark"),
    }
    when, place = point.split()
    holder, name = places[place]
    real, count = getattr(holder, name), itertools.count(1)

    def die() -> None:
        if next(count) == number:
            os.kill(os.getpid(), signal.SIGKILL)

    def deadly(*args: Any, **kwargs: Any) -> Any:
        if when == "before":
            die()
        result = real(*args, **kwargs)
        if when == "after" and (result or place != "claim"):
            die()
        return result

    setattr(holder, name, deadly)


def _fork(work: Callable[[], Any]) -> int:
    """Start a child that does some work and ends; return its process id."""
    pid = os.fork()
    if pid:
        return pid
    try:
        work()
    finally:
        os._exit(0)
    return 0


def _was_killed(pid: int) -> bool:
    _pid, status = os.waitpid(pid, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def _fill(first: int, versions: int) -> None:
    from home.models import Update  # noqa: PLC0415 - after setup
    from members.models import User  # noqa: PLC0415
    from notifications.services import notify  # noqa: PLC0415

    update = Update.objects.filter(space=None)[0]
    members = list(User.objects.filter(is_guest=False, is_active=True))
    for version in range(first, first + versions):
        notify(KIND, subject_id=str(update.pk), version=version, recipients=members)


def _send(point: str = "", number: int = 0) -> None:
    from notifications.sending import send_due  # noqa: PLC0415 - after setup

    if point:
        _dies_at(point, number)
    send_due()


def _rows() -> dict[str, str]:
    """Return the state of each row of this run's kind by its Message-ID."""
    from django.db import connection  # noqa: PLC0415 - after setup

    from notifications.models import Notice  # noqa: PLC0415

    rows = Notice.objects.filter(kind=KIND, version__gt=0)
    found = dict(rows.values_list("message_id", "mail_state"))
    # What forks must hold no connection.
    connection.close()
    return found


def run(kills: int, seed: int, rule: str) -> dict[str, Any]:
    """Kill so many senders, let the last one finish, and count the mails."""
    from django.conf import settings  # noqa: PLC0415 - after setup

    from network_site.base.registries import notification_kinds  # noqa: PLC0415

    uses_journal = rule == "journal"
    journal = "tests.servers.killing.relay_journal"
    settings.MAIL_JOURNAL = journal if uses_journal else ""
    notification_kinds.get(KIND).at_least_once = rule != "at most once"
    chance = random.Random(seed)  # noqa: S311 - a schedule, not a secret
    killed: Counter[str] = Counter()
    versions = itertools.count(1, 5)
    while killed.total() < kills:
        states = Counter(_rows().values())
        if states["waiting"] < 10 * AT_ONCE * LATEST:
            first = next(versions)
            os.waitpid(_fork(lambda start=first: _fill(start, 5)), 0)
        senders = {}
        for _ in range(AT_ONCE):
            point, number = chance.choice(POINTS), chance.randint(1, LATEST)
            senders[_fork(lambda p=point, n=number: _send(p, n))] = point
        for pid, point in senders.items():
            if _was_killed(pid):
                killed[point] += 1
    while set(_rows().values()) & {"waiting", "sending"}:
        os.waitpid(_fork(_send), 0)
        time.sleep(0.5)
    rows, accepted = _rows(), _accepted()
    return {
        "seed": seed,
        "rule": rule,
        "kills": dict(killed),
        "mails": len(rows),
        "lost": sum(1 for message_id in rows if not accepted[message_id]),
        "doubled": sum(1 for message_id in rows if accepted[message_id] > 1),
        "copies": sum(accepted[message_id] for message_id in rows),
        "states": dict(Counter(rows.values())),
    }


def main(kills: str, seed: str, rule: str) -> None:
    django.setup()
    sys.stdout.write(json.dumps(run(int(kills), int(seed), rule)))


if __name__ == "__main__":
    main(*sys.argv[1:])
