"""``make run``: the site on one machine, by one command.

Prepares the database and the demonstration, starts web and worker, says where they
are, and on Ctrl-C ends both and everything they started. Only the standard library is
imported here: this process stays small and outlives the others.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parents[1]
HOST = "127.0.0.1"
STARTED_WITHIN = 90.0
ENDED_WITHIN = 10.0
PR_SET_PDEATHSIG = 1
ACCOUNTS = (
    ("aino@example.org", "member"),
    ("eero@example.org", "group lead"),
    ("kaisa@example.org", "coordinator"),
    ("admin@example.org", "administrator"),
)
DEMO_PASSWORD = "verkosto-demo"  # noqa: S105 - the demonstration's, refused in production


class Stopped(Exception):
    """Somebody asked us to stop."""


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def wanted_port() -> int:
    """Return the port to listen on; exits with one line when it cannot be had."""
    text = os.environ.get("PORT", "8000")
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        sys.exit(f"PORT must be a number from 1 to 65535, not {text!r}.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(text)))
        except PermissionError:
            sys.exit(f"Port {text} needs root. Choose another: PORT=8001 make run")
        except OSError:
            other = int(text) + 1 if int(text) < 65535 else 8001
            sys.exit(f"Port {text} is in use. Choose another: PORT={other} make run")
    return int(text)


def die_with_parent() -> None:
    """In a child: be ended by the kernel if the supervisor is killed outright."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def start(name: str, *command: str, env: dict[str, str]) -> subprocess.Popen[bytes]:
    """Start a process in a session of its own, so that Ctrl-C reaches only us."""
    log = (Path(env["VAR_DIR"]) / f"{name}.log").open("ab")
    return subprocess.Popen(  # noqa: S603 - our own words only
        [sys.executable, *command],
        cwd=ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        start_new_session=True,
        # This process has one thread.
        preexec_fn=die_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509
    )


def stop(processes: list[subprocess.Popen[bytes]]) -> None:
    """End every process and all that they started, by force if they do not listen."""
    for process in processes:
        _signal_group(process, signal.SIGTERM)
    deadline = time.monotonic() + ENDED_WITHIN
    for process in processes:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(max(0.1, deadline - time.monotonic()))
    for process in processes:
        _signal_group(process, signal.SIGKILL)
        process.wait()


def _signal_group(process: subprocess.Popen[bytes], number: int) -> None:
    try:
        os.killpg(process.pid, number)
    except ProcessLookupError:
        return


def wait_until_up(url: str, processes: list[subprocess.Popen[bytes]]) -> None:
    """Wait for the web to answer; exits when it ends or takes too long."""
    deadline = time.monotonic() + STARTED_WITHIN
    while time.monotonic() < deadline:
        if any(process.poll() is not None for process in processes):
            return
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=2):  # noqa: S310
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)


def _stop_on_signal(number: int, frame: FrameType | None) -> None:
    raise Stopped


def watch(processes: list[subprocess.Popen[bytes]], logs: Path) -> int:
    """Stay until a process ends by itself; returns the exit code."""
    while True:
        for process in processes:
            if process.poll() is not None:
                say(f"A process has ended unexpectedly; see the logs in {logs}.")
                return 1
        time.sleep(0.5)


def main() -> int:
    """Prepare, start, watch, and end; returns the exit code."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop_on_signal)
    port = wanted_port()
    url = f"http://{HOST}:{port}"
    env = os.environ | {
        "PORT": str(port),
        "VAR_DIR": os.environ.get("VAR_DIR", str(ROOT / "var")),
        "DJANGO_SETTINGS_MODULE": "network_site.settings.local",
    }
    processes: list[subprocess.Popen[bytes]] = []
    try:
        prepared = subprocess.run(
            [sys.executable, "manage.py", "prepare"], cwd=ROOT, env=env, check=False
        )
        if prepared.returncode:
            return prepared.returncode
        processes = [
            start("web", "-m", "gunicorn", *_gunicorn(port), env=env),
            start("worker", "-m", "celery", *_celery(env), env=env),
        ]
        wait_until_up(url, processes)
        say(f"\nThe intranet runs at {url}/\n")
        for email, role in ACCOUNTS:
            say(f"  {email:<20} {role}")
        say(f"  password for all: {DEMO_PASSWORD}\n\nCtrl-C stops it.")
        return watch(processes, Path(env["VAR_DIR"]))
    except Stopped:
        return 0
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        stop(processes)


def _gunicorn(port: int) -> list[str]:
    return [
        "network_site.wsgi",
        f"--bind={HOST}:{port}",
        "--worker-class=gthread",
        "--workers=1",
        "--threads=8",
        "--graceful-timeout=5",
        "--log-level=warning",
    ]


def _celery(env: dict[str, str]) -> list[str]:
    return [
        "--app=network_site",
        "worker",
        "--beat",
        "--pool=solo",
        f"--schedule={Path(env['VAR_DIR']) / 'beat-schedule'}",
        "--loglevel=warning",
        "--without-gossip",
        "--without-mingle",
    ]


if __name__ == "__main__":
    sys.exit(main())
