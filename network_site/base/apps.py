from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BaseConfig(AppConfig):
    name = "network_site.base"
    label = "base"
    verbose_name = _("Base")

    def ready(self) -> None:
        from network_site.base import remembered, translations
        from network_site.base.readiness import database_state
        from network_site.base.registries import readiness

        remembered.connect()
        translations.connect()
        readiness.register("database", database_state)
