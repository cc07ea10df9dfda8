"""``pytest --database=postgresql``: the same tests on the other database."""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest

from tests import servers


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=["sqlite", "postgresql"], default="sqlite")


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None]:
    """Choose the database before Django reads its settings."""
    if early_config.known_args_namespace.database == "postgresql":
        os.environ["DATABASE_URL"] = _postgresql()
    return (yield)


def pytest_configure(config: pytest.Config) -> None:
    starts_workers = getattr(config.option, "numprocesses", None)
    if starts_workers and not hasattr(config, "workerinput"):
        servers.open_door()


def _postgresql() -> str:
    try:
        return servers.postgresql_url()
    except pytest.skip.Exception as missing:
        pytest.exit(f"Nothing was run on PostgreSQL: {missing}", returncode=0)
    except pytest.fail.Exception as missing:
        pytest.exit(f"Nothing was run on PostgreSQL: {missing}", returncode=1)
