from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "notifications"
    verbose_name = _("Notifications")

    def ready(self) -> None:
        from network_site.base.registries import (
            notification_kinds,
            readiness,
            sweepers,
        )
        from notifications.accounts import AccountMail
        from notifications.sending import ledger_state, send_due

        notification_kinds.register(AccountMail.key, AccountMail())
        sweepers.register("notifications", send_due)
        readiness.register("mail", ledger_state)
