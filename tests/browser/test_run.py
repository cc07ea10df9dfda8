"""``make run`` itself: it starts, keeps what was done, and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import requests

from tests.stack import ROOT, Stack, copy_of, wait_for

pytestmark = [pytest.mark.stack, pytest.mark.xdist_group("stack")]


def processes_of(var: Path) -> list[int]:
    """Return the processes whose environment names this state."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            environment = (entry / "environ").read_bytes()
            alive = "State:\tZ" not in (entry / "status").read_text()
        except OSError:
            continue
        if f"VAR_DIR={var}\0".encode() in environment and alive:
            found.append(int(entry.name))
    return found


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_stopping_leaves_no_process(demonstration, tmp_path, number):
    stack = Stack(copy_of(demonstration, tmp_path / "var")).start()
    assert len(processes_of(stack.var)) >= 3
    stack.stop(number)
    assert processes_of(stack.var) == []


def test_a_supervisor_that_is_killed_takes_its_processes_with_it(
    demonstration, tmp_path
):
    stack = Stack(copy_of(demonstration, tmp_path / "var")).start()
    os.kill(stack.process.pid, signal.SIGKILL)
    stack.process.communicate()
    wait_for(lambda: processes_of(stack.var) == [])


def test_the_accounts_are_printed_and_a_second_start_keeps_what_was_done(
    demonstration, tmp_path
):
    first = Stack(copy_of(demonstration, tmp_path / "var")).start()
    token = first.token("aino@example.org")
    output = first.stop()
    for words in (first.url, "aino@example.org", "verkosto-demo", "Ctrl-C"):
        assert words in output
    second = Stack(first.var).start()
    answer = requests.get(
        f"{second.url}/api/me",
        headers={"Authorization": f"Bearer {token}"},
        timeout=10,
    )
    assert answer.json()["email"] == "aino@example.org"
    assert "Loading the demonstration" not in second.stop()


def run_with(tmp_path: Path, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "network_site.run"],
        cwd=ROOT,
        env={**os.environ, "VAR_DIR": str(tmp_path), **env},
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )


def test_a_busy_port_is_one_clear_line(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run_with(tmp_path, PORT=str(port))
    assert done.returncode != 0
    assert done.stderr.strip().splitlines() == [
        f"Port {port} is in use. Choose another: PORT={port + 1} make run"
    ]


def test_a_port_that_is_no_number_is_one_clear_line(tmp_path):
    done = run_with(tmp_path, PORT="kahdeksan")
    assert done.returncode != 0
    assert len(done.stderr.strip().splitlines()) == 1


def test_an_old_python_and_a_missing_venv_module_are_one_clear_line_each(tmp_path):
    """The Makefile's own checks, with a python that answers as such machines do."""
    for name, lines in (
        ("old", "exit 1"),
        ("bare", 'case "$2" in *ensurepip*) exit 1;; *) exit 0;; esac'),
    ):
        fake = tmp_path / name / "python3"
        fake.parent.mkdir()
        fake.write_text(f"#!/bin/sh\n{lines}\n")
        fake.chmod(0o755)
        work = tmp_path / f"{name}-clone"
        work.mkdir()
        for file in ("Makefile", "requirements.lock"):
            (work / file).write_bytes((ROOT / file).read_bytes())
        done = subprocess.run(
            ["make", "run"],
            cwd=work,
            env={"PATH": f"{fake.parent}:/usr/bin:/bin", "PYTHON": ""}
            if name == "old"
            else {"PATH": f"{fake.parent}:/usr/bin:/bin"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode != 0
        expected = "Python 3.11" if name == "old" else "python3-venv"
        assert expected in done.stdout
        assert len(done.stdout.strip().splitlines()) == 1
