from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BaseConfig(AppConfig):
    name = "network_site.base"
    label = "base"
    verbose_name = _("Base")

    def ready(self) -> None:
        from network_site.base import owners, remembered, translations
        from network_site.base.documents import noting
        from network_site.base.documents.reading import sweep_documents
        from network_site.base.readiness import database_state
        from network_site.base.registries import (
            Belonging,
            belongings,
            readiness,
            sweepers,
        )

        remembered.connect()
        translations.connect()
        noting.connect()
        sweepers.register("documents", sweep_documents)
        readiness.register("database", database_state)
        belongings.register(
            "pages",
            Belonging(_("Pages to keep up to date"), owners.held, owners.hand_over),
        )
