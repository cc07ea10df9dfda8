from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db.models import Field
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


def _install_index(**_kwargs: Any) -> None:
    from search import backends

    backends.embedded().install()


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from network_site.base.registries import (
            Panel,
            dirty_handlers,
            panels,
            readiness,
            sweepers,
        )
        from search.lookups import OneOf
        from search.panels import insight_panel
        from search.readiness import index_state
        from search.services import index_dirty, mark
        from search.tallies import forget_old_queries

        Field.register_lookup(OneOf)
        dirty_handlers.register("search", mark)
        sweepers.register("search", index_dirty)
        sweepers.register("old queries", forget_old_queries)
        panels.register(
            "me.insight", Panel("search/panel_insight.html", insight_panel, order=90)
        )
        readiness.register("search", index_state)
        post_migrate.connect(_install_index, sender=self, dispatch_uid="search_index")
