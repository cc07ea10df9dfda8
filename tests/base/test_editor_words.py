"""Wagtail's Finnish and Swedish have gaps; our supplement fills them, and no more."""

from __future__ import annotations

import re
from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from typing import TypeAlias

import django
import polib
import pytest
from django.apps import apps
from django.conf import settings

Key: TypeAlias = tuple[str | None, str]
Entry: TypeAlias = polib.POEntry | polib.MOEntry

SUPPLEMENT = settings.BASE_DIR / "network_site" / "editor_locale"
MAKERS = {"wagtail", "wagtail_localize", "taggit", "allauth"}
BLOCKS_ONLY = ["wagtail.contrib.typed_table_block"]
# Of allauth's many parts the site uses this one.
ALLAUTH_USED = ("account/", "templates/account/")
PLACEHOLDER = re.compile(r"<[^>]*>|%\(\w+\)[a-z]|%[sd]|\{\w*\}")

both_languages = pytest.mark.parametrize("language", ["fi", "sv"])
both_domains = pytest.mark.parametrize("domain", ["django", "djangojs"])


def key(entry: Entry) -> Key:
    return entry.msgctxt, entry.msgid


def of_makers(makers: set[str]) -> list[Path]:
    """The folders of the installed apps that come from these packages."""
    configs = apps.get_app_configs()
    return [Path(c.path) for c in configs if c.name.split(".")[0] in makers]


def packages() -> list[Path]:
    folders = of_makers(MAKERS)
    for name in BLOCKS_ONLY:
        spec = find_spec(name)
        assert spec is not None
        assert spec.origin is not None
        folders.append(Path(spec.origin).parent)
    return sorted(set(folders))


def read(path: Path) -> list[Entry]:
    """The finished entries of a catalogue, source or compiled; none without a file."""
    if not path.exists():
        return []
    if path.suffix == ".mo":
        return list(polib.mofile(path))
    return polib.pofile(path).translated_entries()


def catalogue(folder: Path, language: str, name: str) -> Path:
    return folder / language / "LC_MESSAGES" / name


def words(package: Path, domain: str) -> set[Key]:
    """Everything a package has to say, translated or not."""
    name = f"{domain}.po"
    source = catalogue(package / "locale", "en", name)
    if not source.exists():
        others = sorted(package.glob(f"locale/*/LC_MESSAGES/{name}"))
        if not others:
            return set()
        source = others[0]
    entries = [entry for entry in polib.pofile(source) if not entry.obsolete]
    if package.name == "allauth":
        entries = [
            entry
            for entry in entries
            if any(place.startswith(ALLAUTH_USED) for place, _line in entry.occurrences)
        ]
    return {key(entry) for entry in entries}


def said(folders: list[Path], language: str, domain: str) -> set[Key]:
    paths = [
        catalogue(folder / "locale", language, f"{domain}.mo") for folder in folders
    ]
    return {key(entry) for path in paths for entry in read(path)}


def gaps(language: str, domain: str) -> set[Key]:
    """What stays English without us.

    Django pours the catalogues of all apps into one, so a word is not lacking when
    some package has it. A script's catalogue holds the words of its own package only.
    """
    if domain == "djangojs":
        return {
            word
            for package in packages()
            for word in words(package, domain) - said([package], language, domain)
        }
    everyone = [
        Path(django.__file__).parent / "conf",
        *of_makers({"django"}),
        *packages(),
    ]
    return {word for package in packages() for word in words(package, domain)} - said(
        everyone, language, domain
    )


def ours(language: str, domain: str) -> list[Entry]:
    return read(catalogue(SUPPLEMENT, language, f"{domain}.po"))


@both_domains
@both_languages
def test_an_editor_meets_no_word_without_a_translation(
    language: str, domain: str
) -> None:
    filled = {key(entry) for entry in ours(language, domain)}
    assert sorted(gaps(language, domain) - filled, key=str) == []


@both_domains
@both_languages
def test_the_supplement_keeps_nothing_that_the_packages_say_themselves(
    language: str, domain: str
) -> None:
    filled = {key(entry) for entry in ours(language, domain)}
    assert sorted(filled - gaps(language, domain), key=str) == []


@both_domains
@both_languages
def test_a_translation_keeps_the_placeholders_the_tags_and_the_space_around(
    language: str, domain: str
) -> None:
    pairs = []
    for entry in ours(language, domain):
        if entry.msgid_plural:
            assert sorted(entry.msgstr_plural) == [0, 1], entry.msgid
            pairs.append((entry.msgid, entry.msgstr_plural[0]))
            pairs.append((entry.msgid_plural, entry.msgstr_plural[1]))
        else:
            pairs.append((entry.msgid, entry.msgstr))
    for source, translation in pairs:
        assert Counter(PLACEHOLDER.findall(translation)) == Counter(
            PLACEHOLDER.findall(source)
        ), source
        assert re.split(r"\S.*\S|\S", translation, flags=re.DOTALL) == re.split(
            r"\S.*\S|\S", source, flags=re.DOTALL
        ), source


@both_languages
def test_the_supplement_never_contradicts_a_word_of_the_site(language: str) -> None:
    """A catalogue of LOCALE_PATHS goes before those of the apps."""
    supplement = {key(entry): entry for entry in ours(language, "django")}
    own = [
        config.path
        for config in apps.get_app_configs()
        if Path(config.path).is_relative_to(settings.BASE_DIR)
        and "site-packages" not in config.path
    ]
    folders = [*(Path(path) / "locale" for path in own), *settings.LOCALE_PATHS]
    for folder in folders:
        for entry in read(catalogue(Path(folder), language, "django.po")):
            if key(entry) in supplement:
                assert supplement[key(entry)].msgstr == entry.msgstr, entry.msgid
