"""What coordinators may do in Wagtail's admin: all pages, files and registers."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Site,
)

from groups.permissions import file_permissions
from members.roles import grant

PAGE_PERMISSIONS = ("add", "change", "publish", "lock", "unlock")
REGISTERS = (
    "groups.change_space",
    "groups.view_space",
    "members.add_organisation",
    "members.change_organisation",
    "members.view_organisation",
    "members.add_expertise",
    "members.change_expertise",
    "members.view_expertise",
    "members.add_user",
    "members.change_user",
    "members.view_user",
    "projects.add_output",
    "projects.change_output",
    "projects.view_output",
)


def let_coordinators_edit(group: Group) -> None:
    """Grant what the coordinators' work needs; running it again changes nothing.

    What closed and hidden spaces say to their own people is taken out again by
    ``groups.editing``.
    """
    grant(group, *REGISTERS, "wagtail_localize.submit_translation")
    parents = Page.objects.filter(
        translation_key__in=Site.objects.values("root_page__translation_key")
    )
    for page in parents:
        for name in PAGE_PERMISSIONS:
            GroupPagePermission.objects.get_or_create(
                group=group,
                page=page,
                permission=Permission.objects.get(
                    content_type__app_label="wagtailcore", codename=f"{name}_page"
                ),
            )
    root = Collection.get_first_root_node()
    for permission in file_permissions():
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=root, permission=permission
        )
