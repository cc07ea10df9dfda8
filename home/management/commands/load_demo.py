from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from home.demo.loading import DemoLoader


class Command(BaseCommand):
    help = "Load the demonstration into an empty site."

    def handle(self, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "The demonstration has known passwords: not in production."
            )
        if get_user_model().objects.exists():
            raise CommandError("The site has people already; nothing was loaded.")
        with transaction.atomic():
            counts = DemoLoader().load()
        self.stdout.write(
            ", ".join(f"{number} {what}" for what, number in counts.items())
        )
