from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from groups.permissions import derive_all


class Command(BaseCommand):
    help = (
        "Compare Wagtail's groups, permissions, collections and restrictions with the "
        "memberships they follow from. Exits 1 when something has drifted."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--repair", action="store_true", help="put it right, too")

    def handle(self, *, repair: bool, **options: Any) -> None:
        with transaction.atomic():
            drift = derive_all()
            if not repair:
                transaction.set_rollback(True)
        for subject, changes in drift.items():
            for change in changes:
                self.stdout.write(f"{subject}: {change}")
        if drift and not repair:
            raise CommandError(f"{len(drift)} drifted; run with --repair")
        self.stdout.write("repaired" if drift else "all permissions are as derived")
