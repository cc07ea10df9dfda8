from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

LANGUAGES = ("fi", "sv")
# Not "python -m django": that would take our calendar.py for Python's own.
DJANGO_ADMIN = str(Path(sys.executable).with_name("django-admin"))


def folders() -> list[Path]:
    """Return the folders that keep catalogues of their own."""
    root = Path(settings.BASE_DIR)
    return sorted(
        path.parent
        for path in root.glob("**/locale")
        if path.is_dir() and ".venv" not in path.parts
    )


class Command(BaseCommand):
    help = (
        "Compare the words of the interface with the catalogues: what is missing, "
        "untranslated, fuzzy, no longer used, or translated in two ways. Needs GNU "
        "gettext."
    )

    def handle(self, **options: Any) -> None:
        if shutil.which("xgettext") is None:
            raise CommandError("GNU gettext is missing: apt install gettext")
        problems: list[str] = []
        for folder in folders():
            problems += self.compare(folder)
        problems += disagreements()
        for problem in problems:
            self.stdout.write(problem)
        if problems:
            raise CommandError(f"{len(problems)} translations are not in order")
        self.stdout.write("every word of the interface is translated")

    def compare(self, folder: Path) -> list[str]:
        """Return what is wrong with one folder's catalogues, in words."""
        with tempfile.TemporaryDirectory() as scratch:
            copy = Path(scratch) / folder.name
            ignored = ["__pycache__", "*.mo", "static"]
            nested = [f.name for f in folders() if f.parent == folder]
            shutil.copytree(
                folder, copy, ignore=shutil.ignore_patterns(*ignored, *nested)
            )
            for language in LANGUAGES:
                (copy / "locale" / language / "LC_MESSAGES").mkdir(
                    parents=True, exist_ok=True
                )
            subprocess.run(  # noqa: S603 - our own words only
                [
                    *(DJANGO_ADMIN, "makemessages", "--no-obsolete"),
                    *("--no-location", "-v0"),
                    *(f"--locale={language}" for language in LANGUAGES),
                ],
                cwd=copy,
                check=True,
                capture_output=True,
                env={"PATH": "/usr/bin:/bin:/usr/local/bin"},
            )
            return [
                f"{folder.relative_to(settings.BASE_DIR)} {language}: {problem}"
                for language in LANGUAGES
                for problem in _differences(folder, copy, language)
            ]


def disagreements() -> list[str]:
    """Return the words that two catalogues translate differently.

    Django puts all catalogues in one; which of the two ways would win is chance.
    """
    ways: dict[tuple[str, str, str], dict[str, str]] = defaultdict(dict)
    for folder in folders():
        for language in LANGUAGES:
            for entry in _read(folder, language):
                said = entry.msgstr or " | ".join(entry.msgstr_plural.values())
                ways[language, *_key(entry)].setdefault(said, folder.name)
    return [
        f"{' and '.join(said.values())} {language}: in two ways: {msgid!r}"
        for (language, _context, msgid), said in sorted(ways.items())
        if len(said) > 1
    ]


def _read(folder: Path, language: str) -> polib.POFile:
    path = folder / "locale" / language / "LC_MESSAGES" / "django.po"
    return polib.pofile(str(path)) if path.exists() else polib.POFile()


def _key(entry: polib.POEntry) -> tuple[str, str]:
    return entry.msgctxt or "", entry.msgid


def _differences(folder: Path, copy: Path, language: str) -> list[str]:
    kept = {_key(e): e for e in _read(folder, language) if not e.obsolete}
    fresh = {_key(e) for e in _read(copy, language) if not e.obsolete}
    found = [f"missing: {msgid!r}" for _context, msgid in sorted(fresh - set(kept))]
    found += [f"unused: {msgid!r}" for _context, msgid in sorted(set(kept) - fresh)]
    for (_context, msgid), entry in sorted(kept.items()):
        if "fuzzy" in entry.flags:
            found.append(f"fuzzy: {msgid!r}")
        elif not entry.translated():
            found.append(f"untranslated: {msgid!r}")
    return found
