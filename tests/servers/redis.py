from __future__ import annotations

import shutil
from pathlib import Path

from tests.servers.keeping import Missing, Server, apt_install, docker_runs

IMAGE = "redis:7"
# Nothing is kept on disk.
SETTINGS = ("--save", "", "--appendonly", "no")


def server() -> Server:
    """Return a Redis that keeps nothing."""
    if shutil.which("redis-server") or apt_install("redis-server"):
        command = _here
    elif docker_runs():
        command = _in_docker
    else:
        raise Missing("Redis", "apt install redis-server, or set TEST_REDIS_URL")
    return Server("redis", command=command, url="redis://127.0.0.1:{port}/0")


def _here(_folder: Path, port: int) -> list[str]:
    return [
        "redis-server",
        f"--port {port}",
        "--bind 127.0.0.1",
        *SETTINGS,
    ]


def _in_docker(_folder: Path, port: int) -> list[str]:
    published = f"127.0.0.1:{port}:6379"
    return ["docker", "run", "--rm", "--publish", published, IMAGE, *SETTINGS]
