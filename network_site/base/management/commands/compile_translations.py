from __future__ import annotations

from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand


def catalogues() -> list[Path]:
    """Return the project's own .po files: of the apps and for the editor."""
    root = Path(settings.BASE_DIR)
    return sorted(
        path
        for path in root.glob("**/*locale/*/LC_MESSAGES/*.po")
        if ".venv" not in path.parts
    )


class Command(BaseCommand):
    help = "Compile the .po files that are newer than their .mo, without GNU gettext."

    def handle(self, **options: Any) -> None:
        for source in catalogues():
            target = source.with_suffix(".mo")
            if not target.exists() or target.stat().st_mtime <= source.stat().st_mtime:
                polib.pofile(str(source)).save_as_mofile(str(target))
                if options["verbosity"]:
                    self.stdout.write(
                        f"compiled {source.relative_to(settings.BASE_DIR)}"
                    )
