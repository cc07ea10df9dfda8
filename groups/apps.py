from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class GroupsConfig(AppConfig):
    name = "groups"
    verbose_name = _("Spaces")

    def ready(self) -> None:
        from groups import signals
        from groups.access import access_to_collection, tokens_of
        from groups.documents import documents_by_audience, documents_in_words
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
            SpaceAction,
            SpaceCount,
            SpaceTab,
            audience_providers,
            collection_guards,
            nav_items,
            panels,
            search_kinds,
            space_actions,
            space_counts,
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
        space_actions.register(
            "groups.add_documents",
            SpaceAction(
                label=_("Add documents"),
                icon="file",
                url=lambda user, page: reverse("add_documents", args=[page.space.pk]),
                order=30,
            ),
        )
        space_actions.register(
            "groups.drafts",
            SpaceAction(
                label=_("Drafts"),
                icon="edit",
                url=lambda user, page: reverse("space_drafts", args=[page.space.pk]),
                order=60,
            ),
        )
        space_actions.register(
            "groups.policy",
            SpaceAction(
                label=_("Policy"),
                icon="lock",
                url=lambda user, page: reverse("space_policy", args=[page.space.pk]),
                order=80,
            ),
        )
        space_counts.register(
            "documents", SpaceCount(documents_by_audience, documents_in_words)
        )
        space_actions.register(
            "groups.editor",
            SpaceAction(
                label=_("Open in the editor"),
                icon="out",
                url=lambda user, page: reverse("wagtailadmin_explore", args=[page.pk]),
                order=90,
            ),
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
