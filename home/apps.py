from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Home")

    def ready(self) -> None:
        from home import signals
        from home.desk import UpdateDesk
        from home.models import Update, UpdateIndexPage, UpdatePage
        from home.notices import UpdateNotice
        from home.panels import (
            current_strategy,
            of_project,
            of_space,
            strategy_card,
            updates_tab,
            updates_words,
        )
        from home.permissions import let_coordinators_edit
        from home.search_kinds import PageKind, UpdateKind, mark_updates_of
        from home.services import apply_update_page
        from network_site.base.navigation import index_page_url
        from network_site.base.registries import (
            NavItem,
            Panel,
            SpaceAction,
            SpaceCount,
            SpaceTab,
            content_desks,
            content_publishers,
            dirty_handlers,
            nav_items,
            notification_kinds,
            panels,
            role_permissions,
            search_kinds,
            space_actions,
            space_counts,
            space_tabs,
        )

        signals.connect()
        content_publishers.register(UpdatePage._meta.label, apply_update_page)
        desk = UpdateDesk()
        content_desks.register(UpdatePage._meta.label, desk)
        notification_kinds.register(UpdateNotice.key, UpdateNotice())
        search_kinds.register("update", UpdateKind())
        search_kinds.register("page", PageKind())
        dirty_handlers.register("updates of people", mark_updates_of)
        role_permissions.register("is_coordinator.home", let_coordinators_edit)
        space_tabs.register(
            "updates", SpaceTab(_("Updates"), "home/tab_updates.html", updates_tab)
        )
        panels.register(
            "space.updates", Panel("home/panel_updates.html", of_space, order=10)
        )
        panels.register(
            "project.updates",
            Panel("home/panel_updates_side.html", of_project, 50, "side"),
        )
        panels.register(
            "front.strategy",
            Panel("home/panel_strategy.html", strategy_card, 40, "side"),
        )
        space_counts.register(
            "updates",
            SpaceCount(Update.objects.by_audience, updates_words),
        )
        space_actions.register(
            "home.new_update",
            SpaceAction(
                label=_("New update"),
                icon="plus",
                url=lambda user, page: desk.url_of_new(page.space),
                order=10,
                main=True,
            ),
        )

        def strategy_url(language: str) -> str | None:
            page = current_strategy(language)
            return page.url if page else None

        nav_items.register(
            "strategy",
            NavItem(label=_("Strategy"), icon="target", url=strategy_url, order=50),
        )
        nav_items.register(
            "updates",
            NavItem(
                label=_("Updates"),
                icon="news",
                url=lambda language: index_page_url(UpdateIndexPage, language),
                order=60,
                in_menu=False,
            ),
        )
