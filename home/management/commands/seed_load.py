from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from groups.permissions import derive_all
from home.load.loading import BulkLoader, NotReady
from network_site.base.remembered import forget

NUMBERS = {
    "members": "people: load0001@example.org and on, with the demo password",
    "groups": "spaces of every policy; every eighth is a project",
    "pages": "pages of text: updates, and standard pages in a tree of their own",
    "events": "event pages; every tenth repeats weekly",
    "concepts": "concepts, in a vocabulary of their own",
}


class Command(BaseCommand):
    help = (
        "Load an invented network of any size beside the demonstration, for load "
        "tests. The same seed makes the same data on the same day."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        for name, what in NUMBERS.items():
            parser.add_argument(
                f"--{name}", type=int, default=0, metavar="N", help=what
            )
        parser.add_argument("--seed", type=int, default=1, metavar="S")

    def handle(self, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Bulk data has known passwords: not in production.")
        numbers = {name: options[name] for name in NUMBERS}
        if min(numbers.values()) < 0:
            raise CommandError("Give numbers from zero up.")
        with transaction.atomic():
            self._load(numbers, options["seed"])
            with self._timed("permissions"):
                derive_all()
            forget()
        with self._timed("editor's search"):
            call_command("wagtail_update_index", verbosity=0, stdout=self.stderr)
        with self._timed("search index"):
            call_command("search_index", "--rebuild", verbosity=0, stdout=self.stderr)

    def _load(self, numbers: dict[str, int], seed: int) -> None:
        try:
            parts = BulkLoader(**numbers, seed=seed).load()
        except NotReady as error:
            raise CommandError(str(error)) from None
        began = time.monotonic()
        for name, number in parts:
            self._say(f"{number} {name}", began)
            began = time.monotonic()

    @contextmanager
    def _timed(self, name: str) -> Iterator[None]:
        began = time.monotonic()
        yield
        self._say(name, began)

    def _say(self, what: str, began: float) -> None:
        self.stdout.write(f"{what}: {time.monotonic() - began:.1f} s")
