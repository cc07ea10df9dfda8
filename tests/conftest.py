from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright
from wagtail.models import Collection, Locale, Page
from wagtail_localize.models import Translation

from tests.factories.site import plant_anew
from tests.machine import chromium
from tests.stack import Stack, copy_of, prepare

# How long a test takes is no part of what it says.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def restore_roots() -> None:
    """Make again what migrations made and a flush between tests has taken away."""
    locale, _created = Locale.objects.get_or_create(language_code="fi")
    if not Page.objects.filter(depth=1).exists():
        Page.add_root(title="Root", slug="root", locale=locale)
    if not Collection.objects.filter(depth=1).exists():
        Collection.add_root(name="Root")
    Permission.objects.get_or_create(
        content_type=ContentType.objects.get_for_model(Translation),
        codename="submit_translation",
        defaults={"name": "Can submit translations"},
    )


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Plant the tree that nearly every test needs once, and not in each of them.

    A database kept from an earlier run may have been flushed at its end.
    """
    with django_db_blocker.unblock():
        restore_roots()
        plant_anew()
        cache.clear()


@pytest.fixture(autouse=True)
def _nothing_remembered():
    """What one test has cached is not true in the next one's database."""
    cache.clear()


@pytest.fixture
def committed(transactional_db):
    """For tests whose threads or processes must see each other's commits."""
    restore_roots()


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory):
    """A state with the demonstration, made once; tests copy it and leave it alone."""
    return prepare(tmp_path_factory.mktemp("demo") / "var")


@pytest.fixture
def stack(demonstration, tmp_path) -> Iterator[Stack]:
    """The site of ``make run``, running on a copy of the demonstration."""
    yield from _running(copy_of(demonstration, tmp_path / "var"))


@pytest.fixture(scope="module")
def shared_stack(demonstration, tmp_path_factory) -> Iterator[Stack]:
    """The same, started once for tests that do not meet each other's doings on it."""
    yield from _running(
        copy_of(demonstration, tmp_path_factory.mktemp("shared") / "var")
    )


def _running(var: Path) -> Iterator[Stack]:
    running = Stack(var).start()
    yield running
    if running.process.poll() is None:
        running.stop()
    # pytest shows it beside a test that has failed.
    sys.stdout.write(running.story())


@pytest.fixture(scope="module")
def chromium_of_module() -> Iterator[Browser]:
    """A headless Chromium that asks nothing of its maker."""
    path = chromium()
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=path,
            args=[
                "--no-sandbox",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--disable-dev-shm-usage",
                "--disable-quic",
            ],
        )
        yield opened
        opened.close()


@pytest.fixture
def browser(chromium_of_module) -> Iterator[Browser]:
    """A Chromium in which nobody has been: what a test opens is closed after it."""
    yield chromium_of_module
    for context in chromium_of_module.contexts:
        context.close()
