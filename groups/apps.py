from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.images.apps import WagtailImagesAppConfig


class GroupsConfig(AppConfig):
    name = "groups"
    verbose_name = _("Spaces")

    def ready(self) -> None:
        from groups import leaving, signals
        from groups.access import access_to_collection, tokens_of
        from groups.documents import documents_by_audience, documents_in_words
        from groups.guests import mind_guests
        from groups.leadership import keeps_account
        from groups.models import GroupIndexPage
        from groups.notices import KINDS
        from groups.policies import SpaceKind
        from groups.round_notices import KINDS as ROUND_KINDS
        from groups.round_notices import remind
        from groups.rounds import close_overdue
        from groups.search_kinds import (
            DocumentKind,
            SpaceKindOfSearch,
            index_spaces_of_leads,
        )
        from groups.services import make_group_page
        from groups.tabs import (
            documents_panel,
            documents_tab,
            invitations_panel,
            members_address,
            members_tab,
            my_spaces,
            requests_panel,
            rounds_panel,
            rounds_tab,
        )
        from groups.waiting import sweep_unused
        from network_site.base.navigation import index_page_url
        from network_site.base.registries import (
            Belonging,
            NavItem,
            Panel,
            SpaceAction,
            SpaceCount,
            SpaceTab,
            account_guards,
            audience_providers,
            belongings,
            collection_guards,
            dirty_handlers,
            nav_items,
            notification_kinds,
            panels,
            search_kinds,
            space_actions,
            space_counts,
            space_homes,
            space_tabs,
            sweepers,
        )

        signals.connect()
        audience_providers.register("spaces", tokens_of)
        belongings.register(
            "spaces", Belonging(_("Spaces"), leaving.held, leaving.hand_over)
        )
        belongings.register(
            "guests",
            Belonging(
                _("Guests to answer for"), leaving.guests_held, leaving.hand_over_guests
            ),
        )
        collection_guards.register("spaces", access_to_collection)
        for kind in SpaceKind:
            if kind != SpaceKind.PROJECT_TEAM:
                space_homes.register(kind, make_group_page)
        account_guards.register("spaces", keeps_account)
        sweepers.register("guests", mind_guests)
        sweepers.register("unused_files", sweep_unused)
        sweepers.register("rounds", close_overdue)
        sweepers.register("round_reminders", remind)
        for notice in (*KINDS, *ROUND_KINDS):
            notification_kinds.register(notice.key, notice)
        search_kinds.register("space", SpaceKindOfSearch())
        search_kinds.register("document", DocumentKind())
        dirty_handlers.register("spaces of leads", index_spaces_of_leads)
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
        for slot in ("space", "project"):
            panels.register(
                f"{slot}.requests",
                Panel("groups/panel_requests.html", requests_panel, order=1),
            )
        panels.register(
            "me.invitations",
            Panel("groups/panel_invitations.html", invitations_panel, order=5),
        )
        space_actions.register(
            "groups.members",
            SpaceAction(
                label=_("Edit members"), icon="user", url=members_address, order=40
            ),
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
        space_tabs.register(
            "rounds", SpaceTab(_("Rounds"), "groups/tab_rounds.html", rounds_tab)
        )
        for slot, column in (("me", "main"), ("front", "side")):
            panels.register(
                f"{slot}.rounds",
                Panel("groups/panel_rounds.html", rounds_panel, 5, column),
            )
        space_actions.register(
            "groups.open_round",
            SpaceAction(
                label=_("Open a round"),
                icon="flag",
                url=lambda user, page: reverse("open_round", args=[page.space.pk]),
                order=50,
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


class WagtailFilesConfig(WagtailImagesAppConfig):
    """Wagtail's images, the last of its apps that sets a policy of its own."""

    def ready(self) -> None:
        from groups.editing import register_policies

        super().ready()
        register_policies()
