"""Wagtail's admin obeys the rule of spaces, whatever permissions stand in the trees.

Coordinators may edit the whole tree of pages and all collections, but not what a closed
or hidden space has said to its own people: permissions given above a space do not reach
into it. ``groups.editing_middleware`` guards the views that ask nobody.
"""

from __future__ import annotations

from collections import defaultdict
from copy import copy
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Substr
from wagtail.models import Collection, Page, PagePermissionTester
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import register_permission_policy

from groups.models.spaces import Space
from network_site.base.models import BasePage, NetworkDocument, NetworkImage
from network_site.base.visibility import Access


def _is_archived(page: Any) -> bool:
    return page.space is not None and not page.space.is_running


def _ends_in_archive(destination: Page) -> bool:
    page = destination.specific
    return hasattr(page, "space") and _is_archived(page)


def _without_powers(user: Any) -> Any:
    """Return a user as one whom Wagtail asks for permissions like everybody else."""
    plain = copy(user)
    plain.is_superuser = False
    return plain


class SpacePagePermissionTester(PagePermissionTester):
    """Takes every permission away from those who may not read the page.

    Nobody has any on the pages of an archive, administrators included.
    """

    def __init__(self, user: Any, page: Any) -> None:
        archived = _is_archived(page)
        super().__init__(_without_powers(user) if archived else user, page)
        if archived:
            self.permissions = set()
        elif not user.is_superuser and page.access_for(user) is not Access.FULL:
            self.permissions = self.left_for_outsiders() & self.permissions

    def left_for_outsiders(self) -> set[str]:
        return set()

    def can_move_to(self, destination: Any) -> bool:
        return not _ends_in_archive(destination) and super().can_move_to(destination)

    def can_copy_to(self, destination: Any, recursive: bool = False) -> bool:
        if _ends_in_archive(destination):
            return False
        return super().can_copy_to(destination, recursive)


class SpaceHomePermissionTester(SpacePagePermissionTester):
    """Coordinators keep the card of every space: purpose, mandate, how to join."""

    def left_for_outsiders(self) -> set[str]:
        return {"change", "publish"} if self.user.is_coordinator else set()


def may_open(user: Any, page: Any) -> bool:
    """Tell whether the admin shows a page to one of its users."""
    if not isinstance(page, BasePage):
        return True
    access = page.access_for(user)
    return access is Access.FULL or (access is Access.CARD and user.is_coordinator)


def _unread_by(user: Any) -> Any:
    """Return the spaces whose content a reader may not read."""
    seen = Space.objects.content_visible_to(user).order_by().values("pk")
    return Space.objects.exclude(pk__in=seen).order_by()


def _paths_below(model: Any, roots: Any, *, inclusive: bool) -> Any:
    """Return the paths of all that stands below some nodes of a tree, as a subquery.

    Args:
        model: Page or Collection.
        roots: a queryset of the nodes.
        inclusive: whether the nodes themselves belong to it.
    """
    by_depth: dict[int, list[str]] = defaultdict(list)
    for path, depth in roots.values_list("path", "depth"):
        by_depth[depth].append(path)
    tree, below = model.objects.order_by(), Q(pk__in=[])
    for depth, paths in by_depth.items():
        # One look into a set for each row, however many spaces there are.
        tree = tree.alias(**{f"at_{depth}": Substr("path", 1, depth * model.steplen)})
        condition = Q(**{f"at_{depth}__in": paths})
        below |= condition if inclusive else condition & Q(depth__gt=depth)
    return tree.filter(below).values("path")


def without_unseen(pages: Any, user: Any) -> Any:
    """Leave out the pages below spaces that a reader may not read, and hidden homes.

    Args:
        pages: a queryset of pages.
        user: who looks at a list or a chooser of the admin.
    """
    if user.is_superuser:
        return pages
    cards = Space.objects.visible_to(user).order_by().values("translation_key")
    hidden = Space.objects.exclude(translation_key__in=cards).order_by()
    homes = Page.objects.filter(
        translation_key__in=_unread_by(user).values("translation_key")
    )
    return pages.exclude(translation_key__in=hidden.values("translation_key")).exclude(
        path__in=_paths_below(Page, homes, inclusive=False)
    )


def unseen_collections(user: Any) -> Any:
    """Return the collections whose files a reader may not see."""
    if user.is_superuser:
        return Collection.objects.none()
    roots = Collection.objects.filter(spaces__in=_unread_by(user))
    return Collection.objects.filter(
        path__in=_paths_below(Collection, roots, inclusive=True)
    )


class SpacePagePolicy(PagePermissionPolicy):
    """Wagtail's permissions on pages, less what their holder may not read."""

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> Any:
        found = super().instances_user_has_any_permission_for(user, actions)
        return without_unseen(found, user)

    def explorable_instances(self, user: Any) -> Any:
        return without_unseen(super().explorable_instances(user), user)

    def user_has_any_permission_for_instance(
        self, user: Any, actions: Any, instance: Any
    ) -> bool:
        if not may_open(user, instance.specific):
            return False
        return super().user_has_any_permission_for_instance(user, actions, instance)


def archived_collections() -> Any:
    """Return the collections of spaces that have ended: their files stay as they are."""
    roots = Collection.objects.filter(spaces__ended_on__isnull=False)
    return Collection.objects.filter(
        path__in=_paths_below(Collection, roots, inclusive=True)
    )


class SpaceFilePolicy(CollectionOwnershipPermissionPolicy):
    """Wagtail's permissions on files, less those of spaces that are not one's own.

    What stands in an archive can still be chosen, and is no longer changed.
    """

    def _shut(self, user: Any, actions: Any) -> list[Any]:
        shut = [unseen_collections(user)]
        if set(actions) - {"choose"}:
            shut.append(archived_collections())
        return shut

    def _check_perm(self, user: Any, actions: Any, collection: Any = None) -> bool:
        if collection and any(
            found.filter(pk=collection.pk).exists()
            for found in self._shut(user, actions)
        ):
            return False
        return super()._check_perm(user, actions, collection)

    def _collections_with_perm(self, user: Any, actions: Any) -> Any:
        collections = super()._collections_with_perm(user, actions)
        for found in self._shut(user, actions):
            collections = collections.exclude(pk__in=found.values("pk"))
        return collections


class SpaceContentPolicy(ModelPermissionPolicy):
    """Wagtail's permissions on content of spaces that is no page."""

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> Any:
        found = super().instances_user_has_any_permission_for(user, actions)
        seen = self.model._default_manager.visible_to(user).order_by().values("pk")
        return found.filter(pk__in=seen)

    def user_has_any_permission_for_instance(
        self, user: Any, actions: Any, instance: Any
    ) -> bool:
        seen = self.model._default_manager.visible_to(user).filter(pk=instance.pk)
        return seen.exists() and self.user_has_any_permission(user, actions)

    def user_has_permission_for_instance(
        self, user: Any, action: str, instance: Any
    ) -> bool:
        return self.user_has_any_permission_for_instance(user, [action], instance)


def seen_tags(user: Any, tags: Any) -> Any:
    """Keep the tags that stand on a file which a reader may see.

    Args:
        tags: a queryset of taggit's tags.
    """
    unseen = unseen_collections(user).values("pk")
    seen = Q(pk__in=[])
    for model in (NetworkDocument, NetworkImage):
        files = model.objects.filter(tags=OuterRef("pk")).exclude(collection__in=unseen)
        seen |= Q(Exists(files))
    return tags.filter(seen)


def register_policies() -> None:
    """Give Wagtail's policies of pages and files ours, after it has set its own."""
    register_permission_policy(Page, SpacePagePolicy(Page))
    for model, named_after in (
        (NetworkDocument, "wagtaildocs.Document"),
        (NetworkImage, "wagtailimages.Image"),
    ):
        policy = SpaceFilePolicy(
            model, auth_model=named_after, owner_field_name="uploaded_by_user"
        )
        register_permission_policy(model, policy)
