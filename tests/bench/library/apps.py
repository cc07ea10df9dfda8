from __future__ import annotations

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "tests.bench.library"
    label = "library"

    def ready(self) -> None:
        from network_site.base.registries import search_kinds
        from tests.bench.library.kinds import KINDS, Sheets

        for key in KINDS:
            search_kinds.register(key, Sheets(key))
