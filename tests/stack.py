"""The processes of ``make run``, started for real on a free port and a state of its own."""

from __future__ import annotations

import email
import email.policy
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# What a site is told from outside; the test run's own values are not for it.
TOLD = (
    "DJANGO_SETTINGS_MODULE",
    "DATABASE_URL",
    "REDIS_URL",
    "ELASTICSEARCH_URL",
    "EMAIL_URL",
)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(truth: Callable[[], object], seconds: float = 30) -> object:
    """Return what ``truth`` returns once it is true; fail when time is up."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := truth():
            return found
        time.sleep(0.1)
    raise AssertionError(f"not true within {seconds} s")


def inherited() -> dict[str, str]:
    """Return the environment of this process without what only the test run is told."""
    return {key: value for key, value in os.environ.items() if key not in TOLD}


def environment(var: Path, **told: str) -> dict[str, str]:
    """Return the environment of a site with its state in ``var``.

    Args:
        var: holds what ``var/`` holds for ``make run``.
        told: further variables, such as DATABASE_URL.
    """
    return inherited() | {"VAR_DIR": str(var)} | told


def manage(env: dict[str, str], *words: str) -> str:
    """Run a management command on a site's state and return its output."""
    done = subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


class Stack:
    """A running site. ``var`` holds its state, as ``var/`` does for ``make run``."""

    def __init__(self, var: Path, **told: str) -> None:
        self.var = var
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.env = environment(var, PORT=str(self.port), **told)
        self.process: subprocess.Popen[str] | None = None

    def start(self) -> Stack:
        # Imported late: whoever imports the site before pytest has chosen the settings
        # gets those of `make run`.
        from network_site.run import die_with_parent  # noqa: PLC0415

        self.process = subprocess.Popen(
            [sys.executable, "-m", "network_site.run"],
            cwd=ROOT,
            env=self.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            preexec_fn=die_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509
        )
        wait_for(self.is_up, seconds=120)
        return self

    def is_up(self) -> bool:
        assert self.process is not None
        assert self.process.poll() is None, self.process.communicate()[0]
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=2) as answer:
                return answer.status == 200
        except OSError:
            return False

    def stop(self, number: int = signal.SIGINT) -> str:
        """Stop the site as Ctrl-C does and return what it printed."""
        assert self.process is not None
        self.process.send_signal(number)
        output, _ = self.process.communicate(timeout=30)
        return output

    def story(self) -> str:
        """Return the end of what its processes have logged."""
        logs = sorted(self.var.glob("*.log"))
        ends = [
            f"{log.name}: {log.read_text(errors='replace')[-3000:]}" for log in logs
        ]
        return "\n".join(ends)

    def manage(self, *words: str) -> str:
        return manage(self.env, *words)

    def token(self, address: str) -> str:
        return self.manage("api_token", address).strip()

    def mails(self) -> list[EmailMessage]:
        """Return the mails that the site has written, oldest first."""
        paths = sorted(
            (self.var / "mail").glob("*.eml"), key=lambda p: p.stat().st_mtime
        )
        return [
            email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            for path in paths
        ]


def prepare(var: Path, **told: str) -> Path:
    """Make a state with the demonstration in it."""
    subprocess.run(
        [sys.executable, "manage.py", "prepare"],
        cwd=ROOT,
        env=environment(var, **told),
        check=True,
        capture_output=True,
    )
    return var


def copy_of(var: Path, target: Path) -> Path:
    """Copy a state that no process uses."""
    shutil.copytree(var, target)
    return target
