import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from network_site.base.sweeping import sweep_all


class Command(BaseCommand):
    help = "Run one pass of every sweeper and print its counts as JSON."

    def handle(self, **options: Any) -> None:
        counts = sweep_all()
        self.stdout.write(json.dumps(counts))
        if failed := [key for key, count in counts.items() if count < 0]:
            raise CommandError(f"failed: {', '.join(failed)}; see the log")
