from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.images.apps import WagtailImagesAppConfig


class GroupsConfig(AppConfig):
    name = "groups"
    verbose_name = _("Spaces")

    def ready(self) -> None:
        from groups import signals
        from groups.access import access_to_collection, tokens_of
        from groups.models import GroupIndexPage
        from groups.policies import SpaceKind
        from groups.search_kinds import DocumentKind, SpaceKindOfSearch
        from groups.services import make_group_page
        from groups.tabs import (
            documents_panel,
            documents_tab,
            members_tab,
            my_spaces,
        )
        from network_site.base.navigation import index_page_url
        from network_site.base.registries import (
            NavItem,
            Panel,
            SpaceTab,
            audience_providers,
            collection_guards,
            nav_items,
            panels,
            search_kinds,
            space_homes,
            space_tabs,
        )

        signals.connect()
        audience_providers.register("spaces", tokens_of)
        collection_guards.register("spaces", access_to_collection)
        for kind in SpaceKind:
            if kind != SpaceKind.PROJECT_TEAM:
                space_homes.register(kind, make_group_page)
        search_kinds.register("space", SpaceKindOfSearch())
        search_kinds.register("document", DocumentKind())
        space_tabs.register(
            "documents",
            SpaceTab(_("Documents"), "groups/tab_documents.html", documents_tab),
        )
        space_tabs.register(
            "members", SpaceTab(_("Members"), "groups/tab_members.html", members_tab)
        )
        panels.register(
            "space.documents",
            Panel("groups/panel_documents.html", documents_panel, order=30),
        )
        panels.register(
            "me.spaces", Panel("groups/panel_my_spaces.html", my_spaces, order=20)
        )
        panels.register(
            "front.spaces",
            Panel("groups/panel_my_spaces.html", my_spaces, order=30, column="side"),
        )
        nav_items.register(
            "groups",
            NavItem(
                label=_("Groups"),
                icon="groups",
                url=lambda language: index_page_url(GroupIndexPage, language),
                order=20,
            ),
        )


class WagtailFilesConfig(WagtailImagesAppConfig):
    """Wagtail's images, the last of its apps that sets a policy of its own."""

    def ready(self) -> None:
        from groups.editing import register_policies

        super().ready()
        register_policies()
