from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "notifications"
    verbose_name = _("Notifications")

    def ready(self) -> None:
        from network_site.base.registries import (
            Panel,
            notification_kinds,
            panels,
            readiness,
            sweepers,
        )
        from notifications import panels as own_panels
        from notifications.accounts import AccountMail
        from notifications.digests import DigestKind, gather
        from notifications.refusals import release_changed
        from notifications.sending import ledger_state, send_due

        for kind in (AccountMail(), DigestKind()):
            notification_kinds.register(kind.key, kind)
        panels.register(
            "me.refused",
            Panel("notifications/panel_refused.html", own_panels.refused, 0),
        )
        panels.register(
            "me.preferences",
            Panel(
                "notifications/panel_preferences.html",
                own_panels.preferences,
                10,
                "side",
            ),
        )
        # In this order, so that what has become due goes in the same pass.
        sweepers.register("digests", gather)
        sweepers.register("held mail", release_changed)
        sweepers.register("notifications", send_due)
        readiness.register("mail", ledger_state)
