from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from groups.permissions import require_sign_in_everywhere
from home.languages import add_languages
from home.models import HomePage
from home.planting import plant_site


class Command(BaseCommand):
    help = (
        "Make the front page and the index pages of an empty site, in every language "
        "of the settings; what is there is left alone."
    )

    def handle(self, **options: Any) -> None:
        if not HomePage.objects.exists():
            plant_site()
        add_languages()
        require_sign_in_everywhere()
