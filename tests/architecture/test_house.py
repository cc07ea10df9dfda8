"""The house rules that import-linter cannot see: relations and templates point down."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from network_site.base.registries import Registry
from tests.servers.plugin import ON_SQLITE_ALONE
from tests.stack import ROOT

# The floor of each app; a higher number may look down to lower ones only.
FLOORS = {
    "base": 0,
    "members": 1,
    "notifications": 2,
    "groups": 3,
    "projects": 4,
    "concepts": 5,
    "events": 5,
    "home": 6,
    "search": 6,
}
TAGS = {"network": "base"}


def ours(app_label: str) -> bool:
    return app_label in FLOORS


def may_look_at(app: str, other: str) -> bool:
    return app == other or FLOORS[app] > FLOORS[other]


def test_relations_between_models_point_down():
    wrong = []
    for model in apps.get_models():
        label = model._meta.app_label
        if not ours(label):
            continue
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if target is None or field.auto_created or isinstance(target, str):
                continue
            if target._meta.label == settings.AUTH_USER_MODEL:
                continue
            if ours(target._meta.app_label) and not may_look_at(
                label, target._meta.app_label
            ):
                wrong.append(f"{model._meta.label}.{field.name} → {target._meta.label}")
    assert wrong == []


def template_files() -> list[tuple[str, Path]]:
    root = Path(settings.BASE_DIR)
    found = []
    for app in FLOORS:
        folder = root / ("network_site/base" if app == "base" else app) / "templates"
        found += [(app, path) for path in folder.rglob("*") if path.is_file()]
    return found


def test_templates_extend_include_and_load_downwards_only():
    wrong = []
    names = re.compile(r'{%\s*(?:extends|include)\s+["\']([^"\']+)["\']')
    for app, path in template_files():
        text = path.read_text()
        for name in names.findall(text):
            owner = name.split("/")[0]
            owner = {"account": "members"}.get(owner, owner)
            if owner in FLOORS and not may_look_at(app, owner):
                wrong.append(f"{path}: {name}")
        for libraries in re.findall(r"{%\s*load\s+([^%]+)%}", text):
            wrong += [
                f"{path}: load {library}"
                for library in libraries.split()
                if not may_look_at(app, TAGS.get(library, app))
            ]
    assert wrong == []


def test_templates_hold_no_query_and_no_inline_script_or_style():
    """A strict content policy forbids inline code; mails need inline style."""
    wrong = [
        str(path)
        for _app, path in template_files()
        if "/mail/" not in str(path)
        and re.search(
            r"<script(?![^>]*\bsrc=)|\sstyle=|\son\w+=|javascript:", path.read_text()
        )
    ]
    assert wrong == []


def test_templates_write_ids_as_they_are_and_not_as_numbers_to_read():
    """Finnish writes 1135 as "1 135", which is no id to any form or address."""
    id_alone = re.compile(r"\{\{ [\w.]*\b(?:pk|choice\.value) \}\}")
    wrong = [
        f"{path.name}: {found}"
        for _app, path in template_files()
        for found in id_alone.findall(path.read_text())
    ]
    assert wrong == []


def test_no_page_of_ours_names_another_host():
    """Links that a reader follows come from content; nothing is fetched by itself."""
    pattern = re.compile(r'(?:src|href)="(?:https?:)?//')
    root = Path(settings.BASE_DIR)
    static = [p for p in root.glob("**/static/**/*.css") if ".venv" not in p.parts]
    wrong = [
        str(path)
        for path in [p for _app, p in template_files()] + static
        if pattern.search(path.read_text()) or "url(http" in path.read_text()
    ]
    assert wrong == []


def test_registering_a_key_twice_fails_loudly():
    registry: Registry[int] = Registry("numbers")
    registry.register("one", 1)
    with pytest.raises(ImproperlyConfigured, match="numbers: 'one'"):
        registry.register("one", 2)


def test_every_installed_app_of_ours_has_a_floor():
    labels = {
        config.label
        for config in apps.get_app_configs()
        if Path(config.path).is_relative_to(settings.BASE_DIR)
        and ".venv" not in Path(config.path).parts
    }
    assert labels == set(FLOORS)


def test_the_tests_run_on_the_settings_that_are_made_for_them():
    assert settings.SETTINGS_MODULE == "network_site.settings.test"


def test_what_is_tried_on_sqlite_alone_is_still_there():
    gone = [path for path in ON_SQLITE_ALONE if not (ROOT / path).exists()]
    assert not gone, f"Take these out of tests/servers/plugin.py: {gone}"
