"""Wagtail's admin obeys the rule of spaces, whatever permissions stand in the tree.

Coordinators may edit the whole tree, but not what a closed or hidden space has said to
its own people: permissions given above a space do not reach into it.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from wagtail.models import Page, PagePermissionTester

from groups.models.spaces import Space
from network_site.base.visibility import Access


def _is_archived(page: Any) -> bool:
    return page.space is not None and not page.space.is_running


class SpacePagePermissionTester(PagePermissionTester):
    """Takes every permission away from those who may not read the page."""

    def __init__(self, user: Any, page: Any) -> None:
        super().__init__(user, page)
        if user.is_superuser:
            return
        if page.access_for(user) is not Access.FULL or _is_archived(page):
            self.permissions = self.left_for_outsiders() & self.permissions

    def left_for_outsiders(self) -> set[str]:
        return set()


class SpaceHomePermissionTester(SpacePagePermissionTester):
    """Coordinators keep the card of every space: purpose, mandate, how to join."""

    def left_for_outsiders(self) -> set[str]:
        return {"change", "publish"} if self.user.is_coordinator else set()


def without_unseen(pages: Any, user: Any) -> Any:
    """Leave out the pages below spaces that a reader may not read, and hidden homes.

    Args:
        pages: a queryset of pages.
        user: who looks at a list or a chooser of the admin.
    """
    if user.is_superuser:
        return pages
    seen = Space.objects.content_visible_to(user).values("pk")
    unseen = Space.objects.exclude(pk__in=seen).values("translation_key")
    paths = Page.objects.filter(translation_key__in=unseen).values_list("path", "depth")
    below = Q()
    for path, depth in paths:
        below |= Q(path__startswith=path, depth__gt=depth)
    cards = Space.objects.visible_to(user).values("translation_key")
    hidden = Space.objects.exclude(translation_key__in=cards).values("translation_key")
    pages = pages.exclude(translation_key__in=hidden)
    return pages.exclude(below) if below else pages
