from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from pathlib import Path

import psycopg
from psycopg import sql

from tests.servers.keeping import Missing, Server, apt_install, docker_runs

IMAGE = "postgres:17"
# What a crash of the machine would lose, these tests do not miss.
SETTINGS = [
    word
    for setting in (
        "fsync=off",
        "synchronous_commit=off",
        "full_page_writes=off",
        "max_connections=200",
    )
    for word in ("-c", setting)
]


def server() -> Server:
    """Return a PostgreSQL whose user ``network`` may do everything, without a password.

    It orders text as Finnish does, which is not the order of bytes that SQLite has.
    """
    programs = _programs()
    if programs is None and apt_install("postgresql"):
        programs = _programs()
    if programs is None and not docker_runs():
        raise Missing("PostgreSQL", "apt install postgresql, or set TEST_DATABASE_URL")
    user = _user() if programs else ""

    def prepare(folder: Path) -> None:
        subprocess.run(
            [
                f"{programs}/initdb",
                f"--pgdata={folder}/data",
                "--username=network",
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--locale-provider=icu",
                "--icu-locale=fi",
                "--no-sync",
            ],
            user=user or None,
            cwd=folder,
            check=True,
            capture_output=True,
        )

    def here(folder: Path, port: int) -> list[str]:
        where = ["-h", "127.0.0.1", "-p", str(port), "-k", str(folder)]
        return [f"{programs}/postgres", "-D", f"{folder}/data", *where, *SETTINGS]

    return Server(
        "postgresql",
        command=here if programs else _in_docker,
        url="postgres://network@127.0.0.1:{port}/postgres",
        user=user,
        prepare=prepare if programs else None,
        ready=_answers,
    )


def _programs() -> Path | None:
    """Return the newest folder of PostgreSQL's programs; Debian's are not on the path."""
    if found := shutil.which("initdb"):
        return Path(found).parent
    folders = Path("/usr/lib/postgresql").glob("*/bin")
    return max(folders, key=lambda path: float(path.parent.name), default=None)


def _user() -> str:
    """Return who runs it: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return ""
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _in_docker(_folder: Path, port: int) -> list[str]:
    trusting = ["-e", "POSTGRES_USER=network", "-e", "POSTGRES_HOST_AUTH_METHOD=trust"]
    published = ["--publish", f"127.0.0.1:{port}:5432"]
    return ["docker", "run", "--rm", *published, *trusting, IMAGE, *SETTINGS]


def _answers(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def create_database(server_url: str, name: str, template: str = "template1") -> str:
    """Make a database, empty or a copy of one that nobody uses; return its address."""
    with psycopg.connect(server_url, autocommit=True) as connection:
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        connection.execute(
            statement.format(sql.Identifier(name), sql.Identifier(template))
        )
    return server_url.rpartition("/")[0] + f"/{name}"
