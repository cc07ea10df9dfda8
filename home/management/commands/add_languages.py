from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from home.languages import add_languages


class Command(BaseCommand):
    help = (
        "Open the site in every language of the settings; what is there is left alone."
    )

    def handle(self, **options: Any) -> None:
        made = add_languages()
        self.stdout.write(f"front page made: {', '.join(made) or 'none was missing'}")
