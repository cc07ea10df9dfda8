"""The panels of the editor's first page."""

from __future__ import annotations

from typing import Any

from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import LockedPagesPanel, RecentEditsPanel

from groups.actions import actions_for
from groups.editing import may_open, without_unseen
from groups.models import Space


class LedSpacesPanel(Component):
    """On the editor's first page: the spaces that a person leads, and what to do."""

    name = "led_spaces"
    template_name = "groups/admin/led_spaces.html"
    order = 50

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        spaces = list(Space.objects.led_by(user).running().with_pages())
        for space in spaces:
            if space.page is not None:
                space.page.space = space
        return {
            "spaces": [
                {"space": space, "actions": actions_for(user, space.page)}
                for space in spaces
                if space.page is not None
            ]
        }


class SeenRecentEdits(RecentEditsPanel):
    """What a person has edited, as far as it is still theirs to read."""

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context = super().get_context_data(parent_context)
        user = parent_context["request"].user
        context["last_edits"] = [
            (when, page) for when, page in context["last_edits"] if may_open(user, page)
        ]
        return context


class SeenLockedPages(LockedPagesPanel):
    """What a person has locked, as far as it is still theirs to read."""

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context = super().get_context_data(parent_context)
        user = parent_context["request"].user
        context["locked_pages"] = without_unseen(context["locked_pages"], user)
        return context


# Whose place they take; Wagtail's other panels are about workflows, which are not used.
OURS = {RecentEditsPanel: SeenRecentEdits, LockedPagesPanel: SeenLockedPages}


def only_seen(panels: list[Any], user: Any) -> list[Any]:
    """Return the panels for a person, those of Wagtail's that ask nobody as our own."""
    if user.is_superuser:
        return panels
    return [OURS[type(panel)]() for panel in panels if type(panel) in OURS]
