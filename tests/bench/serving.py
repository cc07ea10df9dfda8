"""Serving an application for the bench."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import requests

from tests.stack import ROOT, free_port, wait_for


@contextmanager
def served(module: str, env: dict[str, str], *options: str) -> Iterator[str]:
    """Serve an application with two gunicorn workers and yield its address."""
    port = free_port()
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", f"{module}:application()"),
            *(f"--bind=127.0.0.1:{port}", "--workers=2", "--log-level=error"),
            *options,
        ],
        cwd=ROOT,
        env=env,
    )
    try:
        url = f"http://127.0.0.1:{port}"
        wait_for(lambda: _answers(url), seconds=60)
        yield url
    finally:
        server.terminate()
        server.wait(timeout=20)


def _answers(url: str) -> bool:
    try:
        return requests.get(f"{url}/healthz", timeout=2).status_code < 500
    except requests.RequestException:
        return False
