"""``pytest --database=postgresql``: the same tests on the other database."""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest

from tests import servers

# Tests of what is said, shown, read from files or written to them, once rows are known:
# no database changes that. They run on SQLite alone. That PostgreSQL takes the queries
# of the same roads is shown there by the walk of tests/architecture/test_visibility.py,
# on which no address may break; and by all other tests, which run on both.
ON_SQLITE_ALONE = (
    "tests/base/test_metrics.py",
    "tests/base/test_production.py",
    "tests/base/test_remembered.py",
    "tests/base/test_uploads.py",
    "tests/base/test_views.py",
    "tests/concepts/test_admin.py",
    "tests/concepts/test_annotation.py",
    "tests/concepts/test_glossary.py",
    "tests/concepts/test_page_links.py",
    "tests/concepts/test_pages.py",
    "tests/concepts/test_paragraphs.py",
    "tests/concepts/test_rdf.py",
    "tests/concepts/test_round_pages.py",
    "tests/concepts/test_round_trips.py",
    "tests/concepts/test_uris.py",
    "tests/concepts/test_writing_hints.py",
    "tests/events/test_calendar_files.py",
    "tests/events/test_calendar_page.py",
    "tests/events/test_clock_changes.py",
    "tests/events/test_event_editor.py",
    "tests/events/test_event_form.py",
    "tests/events/test_golden_files.py",
    "tests/events/test_materials.py",
    "tests/events/test_pages.py",
    "tests/home/test_entries.py",
    "tests/home/test_pages.py",
    "tests/home/test_update_form.py",
)


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


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Keep the tests that have something to say about the chosen database."""
    database = config.getoption("database")
    kept = [item for item in items if _concerns(item, database)]
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = kept


def _concerns(item: pytest.Item, database: str) -> bool:
    only = item.get_closest_marker("only_on")
    if only:
        return only.args == (database,)
    if database == "sqlite":
        return True
    if item.nodeid.partition("::")[0] in ON_SQLITE_ALONE:
        return False
    # A site that a test starts has a database of its own choice.
    touches = {"db", "transactional_db"} & {*getattr(item, "fixturenames", ())}
    marked = item.get_closest_marker("django_db") or touches
    return bool(marked) and item.get_closest_marker("stack") is None


def _postgresql() -> str:
    try:
        return servers.postgresql_url()
    except pytest.skip.Exception as missing:
        pytest.exit(f"Nothing was run on PostgreSQL: {missing}", returncode=0)
    except pytest.fail.Exception as missing:
        pytest.exit(f"Nothing was run on PostgreSQL: {missing}", returncode=1)
