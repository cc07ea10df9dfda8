"""The roles of the whole network as Django groups, derived from the person's boxes.

The boxes on the person are the truth. The groups exist because Wagtail's admin asks
groups for permissions; upper floors say in the registry what each role may do there.
"""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db import transaction

from members.models import User
from network_site.base.registries import role_permissions

GROUP_NAMES = {
    "is_coordinator": "Koordinaattorit",
    "is_concept_editor": "Käsitetoimittajat",
}


def grant(group: Group, *names: str) -> None:
    """Give a group permissions named ``app_label.codename``."""
    for name in names:
        app_label, codename = name.split(".")
        group.permissions.add(
            Permission.objects.get(content_type__app_label=app_label, codename=codename)
        )


@transaction.atomic
def derive_role_groups() -> dict[str, Group]:
    """Make the groups of the network's roles and grant what each app has registered.

    Running it again changes nothing.
    """
    groups = {}
    for role, name in GROUP_NAMES.items():
        group, _created = Group.objects.get_or_create(name=name)
        grant(group, "wagtailadmin.access_admin")
        for key, granting in role_permissions.items():
            if key.startswith(f"{role}."):
                granting(group)
        groups[role] = group
    return groups


@transaction.atomic
def apply_roles(*, user: User) -> None:
    """Put a person into the groups of their roles, and out of the others."""
    groups = derive_role_groups()
    for role, group in groups.items():
        if getattr(user, role) and user.is_active:
            user.groups.add(group)
        else:
            user.groups.remove(group)
