"""Making spaces and changing who belongs to them."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.access import leads, may_change_policy
from groups.content import publish_new
from groups.models import (
    GroupIndexPage,
    GroupPage,
    Membership,
    Space,
    SpaceHomePage,
)
from groups.permissions import derive_permissions
from groups.policies import LEADING_ROLES, Policy, Role
from members import audit
from members.models import User
from network_site.base.registries import mark_dirty, space_homes

POLICY_IS_ITS_LEADS = gettext_lazy(
    "Only a lead of the space or an administrator decides who sees a closed or a "
    "hidden space. Ask its lead."
)


class LastLeadError(Exception):
    """A space always has a lead: hand the lead over before leaving."""


def may_set_role(user: User, space: Space, *roles: str) -> bool:
    """Tell whether a person may give or take these roles in a space.

    Those who lead a space manage its members. Coordinators appoint leads everywhere,
    and only leads.
    """
    if leads(user, space):
        return True
    return user.is_coordinator and all(role in LEADING_ROLES for role in roles if role)


@transaction.atomic
def create_space(
    *,
    name: str,
    kind: str,
    policy: str,
    acting_user: User,
    purpose: str = "",
) -> Space:
    """Make a space with its page, its collection and its first lead, the maker.

    Raises:
        PermissionDenied: the maker is not a coordinator.
        ValidationError: the name is empty.
    """
    if not (acting_user.is_coordinator or acting_user.is_superuser):
        raise PermissionDenied
    if not name.strip():
        raise ValidationError({"name": _("Give the space a name.")})
    space = Space.objects.create(
        name=name.strip(), kind=kind, policy=policy, translation_key=uuid.uuid4()
    )
    space_homes.get(kind)(space=space, purpose=purpose, acting_user=acting_user)
    Membership.objects.create(space=space, user=acting_user, role=Role.LEAD)
    audit.record(
        acting_user=acting_user,
        action="space.created",
        subject=f"space:{space.pk}",
        after={"kind": kind, "policy": policy, "lead": acting_user.pk},
    )
    settle(space)
    return space


def make_group_page(*, space: Space, purpose: str, acting_user: User) -> GroupPage:
    """Make the page of a new group under the register of groups."""
    parent = GroupIndexPage.objects.order_by("pk").first()
    if parent is None:
        raise ValidationError(_("The site has no page of groups yet."))
    page = GroupPage(
        title=space.name,
        kind=space.kind,
        summary=purpose,
        translation_key=space.translation_key,
    )
    publish_new(page, parent=parent, acting_user=acting_user)
    return page


def settle(space: Space) -> None:
    """Bring everything derived from a space in step: permissions and search."""
    derive_permissions(space)
    mark_dirty("space", space.pk)


@transaction.atomic
def ensure_space_of(page: GroupPage) -> Space:
    """Return the space behind a group's page, making a closed one for a new page.

    A page made in Wagtail's editor starts closed: what it shows is opened on purpose.
    """
    return space_behind(page, kind=page.kind, policy=Policy.CLOSED)


def space_behind(page: SpaceHomePage, *, kind: str, policy: str) -> Space:
    """Return the space behind a page; a new page gets one, which its maker leads.

    Args:
        page: the home of a space.
        kind, policy: what a new space starts with.
    """
    space, created = Space.objects.get_or_create(
        translation_key=page.translation_key,
        defaults={"name": page.title, "kind": kind, "policy": policy},
    )
    if created:
        if page.owner is not None:
            Membership.objects.create(space=space, user=page.owner, role=Role.LEAD)
        audit.record(
            acting_user=page.owner,
            action="space.created",
            subject=f"space:{space.pk}",
            after={"kind": space.kind, "policy": space.policy},
        )
    return space


@transaction.atomic
def apply_group_page(page: GroupPage) -> None:
    """Bring the space in step with its published page."""
    space = ensure_space_of(page)
    source = space.source_page()
    if source is not None and source.pk == page.pk:
        space.name = page.title
        space.kind = page.kind
        space.save(update_fields=["name", "kind"])
    settle(space)


@transaction.atomic
def set_membership(
    *, space: Space, user: User, role: str, acting_user: User
) -> Membership:
    """Give a person a role in a space, as a new member or instead of the old role.

    Raises:
        PermissionDenied: the acting user may not give (or take) this role here.
        ValidationError: the account is not active.
        LastLeadError: the role would leave the space without a lead.
    """
    locked = Space.objects.select_for_update().get(pk=space.pk)
    current = Membership.objects.filter(space=locked, user=user).first()
    before = current.role if current else ""
    if not may_set_role(acting_user, locked, role, before):
        raise PermissionDenied
    if not user.is_active:
        raise ValidationError({"email": _("The account is not in use.")})
    if before == Role.LEAD and role != Role.LEAD:
        _require_another_lead(locked, user)
    membership, _created = Membership.objects.update_or_create(
        space=locked, user=user, defaults={"role": role, "ends_on": None}
    )
    if before != role:
        audit.record(
            acting_user=acting_user,
            action="membership.changed" if before else "membership.added",
            subject=f"space:{locked.pk}",
            before={"user": user.pk, "role": before} if before else {},
            after={"user": user.pk, "role": role},
        )
        settle(locked)
    return membership


@transaction.atomic
def remove_membership(*, space: Space, user: User, acting_user: User) -> None:
    """Take a person out of a space; one who is not there changes nothing.

    Raises:
        PermissionDenied: neither the person themselves nor someone who may do it.
        LastLeadError: the person is the space's only lead.
    """
    locked = Space.objects.select_for_update().get(pk=space.pk)
    membership = Membership.objects.filter(space=locked, user=user).first()
    before = membership.role if membership else ""
    if user != acting_user and not may_set_role(acting_user, locked, before):
        raise PermissionDenied
    if membership is None:
        return
    if before == Role.LEAD:
        _require_another_lead(locked, user)
    membership.delete()
    audit.record(
        acting_user=acting_user,
        action="membership.removed",
        subject=f"space:{locked.pk}",
        before={"user": user.pk, "role": before},
    )
    settle(locked)


@transaction.atomic
def join(*, space: Space, acting_user: User) -> Membership:
    """Join an open space as a member; joining again changes nothing.

    Raises:
        PermissionDenied: the space is not open, has ended, or the person is a guest.
    """
    locked = Space.objects.select_for_update().get(pk=space.pk)
    existing = Membership.objects.of(acting_user).filter(space=locked).first()
    if existing:
        return existing
    if locked.policy != Policy.OPEN or acting_user.is_guest or not locked.is_running:
        raise PermissionDenied
    membership, _created = Membership.objects.update_or_create(
        space=locked,
        user=acting_user,
        defaults={"role": Role.MEMBER, "ends_on": None},
    )
    audit.record(
        acting_user=acting_user,
        action="membership.added",
        subject=f"space:{locked.pk}",
        after={"user": acting_user.pk, "role": Role.MEMBER},
    )
    return membership


def _require_another_lead(space: Space, user: User) -> None:
    others = (
        Membership.objects.active()
        .filter(space=space, role=Role.LEAD, user__is_active=True)
        .exclude(user=user)
    )
    if not others.exists():
        raise LastLeadError


@transaction.atomic
def change_space(*, space: Space, acting_user: User, **changes: Any) -> Space:
    """Change a space's policy or mandate.

    Raises:
        PermissionDenied: the acting user is neither a coordinator nor, for the policy
            alone, a lead of the space.
        ValidationError: the policy of a closed or hidden space is not the acting
            user's to change.
    """
    locked = Space.objects.select_for_update().get(pk=space.pk)
    appoints = acting_user.is_coordinator or acting_user.is_superuser
    if not (appoints or (set(changes) <= {"policy"} and leads(acting_user, locked))):
        raise PermissionDenied
    if "policy" in changes and not may_change_policy(acting_user, locked):
        raise ValidationError({"policy": POLICY_IS_ITS_LEADS})
    before = {name: str(getattr(locked, name)) for name in changes}
    for name, value in changes.items():
        setattr(locked, name, value)
    locked.full_clean(exclude=["collection", "leads_group"])
    locked.save(update_fields=list(changes))
    audit.record(
        acting_user=acting_user,
        action="space.changed",
        subject=f"space:{locked.pk}",
        before=before,
        after={name: str(value) for name, value in changes.items()},
    )
    settle(locked)
    return locked
