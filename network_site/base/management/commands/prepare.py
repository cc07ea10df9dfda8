from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from network_site.base.language.analysis import finnish_engine


class Command(BaseCommand):
    help = (
        "Bring the site's state up to date: words, tables, first pages, and where "
        "there is one, the demonstration."
    )

    def handle(self, **options: Any) -> None:
        call_command("compile_translations", verbosity=0)
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Making the database …")
            call_command("migrate", verbosity=0)
        if finnish_engine() != "libvoikko":
            self.stdout.write(
                "libvoikko is not on this machine; Finnish words are read with "
                "simplemma. To find more: apt install libvoikko1 voikko-fi"
            )
        if not settings.DEMO:
            call_command("plant_site")
        elif not get_user_model().objects.exists():
            self.stdout.write("Loading the demonstration …")
            call_command("load_demo")
            self.stdout.write("Building the search …")
            call_command("search_index", "--rebuild", verbosity=0)
