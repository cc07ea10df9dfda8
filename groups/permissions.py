"""What Wagtail's admin lets the leads of a space do, derived from memberships.

Memberships are the truth. For each space this keeps one Django group of its leads,
page permissions on the space's page in every language, and a collection with the
permissions to fill it. Running it again changes nothing; what it changed is returned,
so that ``check_permissions`` can tell drift.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    PageViewRestriction,
    Site,
)

from groups.models import Membership, Space
from members.models import User

PAGE_PERMISSIONS = ("add", "change", "publish", "lock", "unlock")
LEADS_MAY = (
    ("wagtailadmin", "access_admin"),
    ("wagtail_localize", "submit_translation"),
)
# Wagtail asks for the permissions of its own image and document models, also where a
# project has models of its own.
FILE_PERMISSIONS = {
    "wagtailimages": ("add_image", "change_image", "choose_image"),
    "wagtaildocs": ("add_document", "change_document", "choose_document"),
}


def file_permissions() -> list[Permission]:
    """Return the permissions to fill a collection and to choose from it."""
    return [
        Permission.objects.get(content_type__app_label=app_label, codename=codename)
        for app_label, codenames in FILE_PERMISSIONS.items()
        for codename in codenames
    ]


def _ensure_group(space: Space, changes: list[str]) -> Group:
    name = f"{space.pk} {space.name}"[:140] + " (vet.)"
    group = space.leads_group
    if group is None:
        group, _created = Group.objects.get_or_create(name=name)
        Space.objects.filter(pk=space.pk).update(leads_group=group)
        space.leads_group = group
        changes.append("group made")
    elif group.name != name:
        group.name = name
        group.save(update_fields=["name"])
    wanted = {codename for _app_label, codename in LEADS_MAY}
    for permission in group.permissions.exclude(codename__in=wanted):
        group.permissions.remove(permission)
        changes.append(f"{permission.codename} taken away")
    held = set(group.permissions.values_list("codename", flat=True))
    for app_label, codename in LEADS_MAY:
        if codename not in held:
            group.permissions.add(
                Permission.objects.get(
                    content_type__app_label=app_label, codename=codename
                )
            )
            changes.append(f"{codename} granted")
    return group


def _ensure_collection(space: Space, changes: list[str]) -> Collection:
    if space.collection is None:
        collection = Collection(name=space.name[:255])
        Collection.get_first_root_node().add_child(instance=collection)
        Space.objects.filter(pk=space.pk).update(collection=collection)
        space.collection = collection
        changes.append("collection made")
    elif space.collection.name != space.name[:255]:
        space.collection.name = space.name[:255]
        space.collection.save(update_fields=["name"])
    return space.collection


def _same(group: Group, user_ids: set[int], changes: list[str]) -> None:
    held = set(group.user_set.values_list("pk", flat=True))
    if gone := held - user_ids:
        group.user_set.remove(*gone)
        changes.append(f"leads out: {sorted(gone)}")
    if new := user_ids - held:
        group.user_set.add(*new)
        changes.append(f"leads in: {sorted(new)}")


def _page_permissions(space: Space, group: Group, changes: list[str]) -> None:
    permissions = Permission.objects.filter(
        content_type__app_label="wagtailcore",
        codename__in=[f"{name}_page" for name in PAGE_PERMISSIONS],
    )
    pages = Page.objects.filter(translation_key=space.translation_key)
    if not space.is_running:
        pages = pages.none()
    wanted = {(page.pk, permission.pk) for page in pages for permission in permissions}
    rows = GroupPagePermission.objects.filter(group=group)
    held = set(rows.values_list("page_id", "permission_id"))
    for page_id, permission_id in held - wanted:
        rows.filter(page_id=page_id, permission_id=permission_id).delete()
        changes.append(f"page permission {permission_id} on {page_id} taken away")
    for page_id, permission_id in sorted(wanted - held):
        GroupPagePermission.objects.create(
            group=group, page_id=page_id, permission_id=permission_id
        )
        changes.append(f"page permission {permission_id} on {page_id} given")


def _file_permissions(space: Space, group: Group, changes: list[str]) -> None:
    collection = _ensure_collection(space, changes)
    given = file_permissions() if space.is_running else []
    wanted = {(collection.pk, permission.pk) for permission in given}
    rows = GroupCollectionPermission.objects.filter(group=group)
    held = set(rows.values_list("collection_id", "permission_id"))
    for collection_id, permission_id in held - wanted:
        rows.filter(collection_id=collection_id, permission_id=permission_id).delete()
        changes.append(f"file permission {permission_id} taken away")
    for collection_id, permission_id in sorted(wanted - held):
        GroupCollectionPermission.objects.create(
            group=group, collection_id=collection_id, permission_id=permission_id
        )
        changes.append(f"file permission {permission_id} given")


def _drop(rows: Any, what: str, changes: list[str]) -> None:
    """Take rows away that somebody has made by hand."""
    found = list(rows.values_list("pk", flat=True))
    rows.model.objects.filter(pk__in=found).delete()
    changes.extend([f"{what} taken away"] * len(found))


def _nobody_else(space: Space, group: Group, changes: list[str]) -> None:
    """Take away what others have been given by hand on a space's pages and files.

    Nobody widens a space: what its people may do follows from their memberships, and
    who sees it from its policy.
    """
    homes = Page.objects.filter(translation_key=space.translation_key)
    in_tree, in_files = Q(), Q(path__startswith=space.collection.path)
    for path in homes.values_list("path", flat=True):
        in_tree |= Q(path__startswith=path)
    pages = Page.objects.filter(in_tree) if in_tree else Page.objects.none()
    collections = Collection.objects.filter(in_files)
    _drop(
        GroupPagePermission.objects.filter(page__in=pages).exclude(group=group),
        "page permission of another group",
        changes,
    )
    _drop(
        GroupCollectionPermission.objects.filter(collection__in=collections).exclude(
            group=group
        ),
        "file permission of another group",
        changes,
    )
    _drop(PageViewRestriction.objects.filter(page__in=pages), "restriction", changes)
    _drop(
        CollectionViewRestriction.objects.filter(collection__in=collections),
        "restriction of files",
        changes,
    )


@transaction.atomic
def derive_permissions(space: Space) -> list[str]:
    """Bring Wagtail's group, permissions and collection in step with a space.

    Returns what had to be changed, in words; empty when all was right.
    """
    changes: list[str] = []
    group = _ensure_group(space, changes)
    leading = Membership.objects.active().leading().filter(space=space)
    if not space.is_running:
        # An archive: nobody leads it, so nobody writes in it.
        leading = leading.none()
    _same(
        group,
        set(leading.filter(user__is_active=True).values_list("user_id", flat=True)),
        changes,
    )
    _page_permissions(space, group, changes)
    _file_permissions(space, group, changes)
    _nobody_else(space, group, changes)
    return changes


@transaction.atomic
def require_sign_in_everywhere() -> list[str]:
    """Put Wagtail's own sign-in restriction on the site's root in every language.

    Our rule guards what we serve; this guards what Wagtail might serve by itself.
    """
    changes = []
    roots = Page.objects.filter(
        translation_key__in=Site.objects.values("root_page__translation_key")
    )
    for page in roots:
        _restriction, created = PageViewRestriction.objects.get_or_create(
            page=page, restriction_type=PageViewRestriction.LOGIN
        )
        if created:
            changes.append(f"sign-in required below page {page.pk}")
    return changes


def derive_all() -> dict[str, list[str]]:
    """Derive the permissions of every space; returns the changes by space."""
    changes = {
        f"space:{space.pk}": derive_permissions(space)
        for space in Space.objects.select_related("collection", "leads_group")
    }
    changes["site"] = require_sign_in_everywhere()
    return {key: found for key, found in changes.items() if found}


def leads_of(space: Space) -> list[User]:
    """Return the people who lead a space, active ones only."""
    return list(
        User.objects.active().filter(
            memberships__in=Membership.objects.active().leading().filter(space=space)
        )
    )
