"""Making spaces and changing who belongs to them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from groups import notices, passes
from groups.access import leads
from groups.content import publish_new
from groups.governing import may_change_space
from groups.models import (
    GroupIndexPage,
    GroupPage,
    JoinRequest,
    Membership,
    Space,
    SpaceHomePage,
)
from groups.permissions import derive_permissions
from groups.policies import LEADING_ROLES, Policy, Role
from members import audit
from members.models import User
from network_site.base.registries import mark_dirty, space_homes

# The fields of a space whose words an audit row leaves out.
FREE_TEXT = frozenset({"appointed_by"})


class LastLeadError(Exception):
    """A space always has a lead: hand the lead over before leaving."""


def may_set_role(user: User, space: Space, *roles: str) -> bool:
    """Tell whether a person may give or take these roles in a space.

    Those who lead a space manage its members. Coordinators appoint leads everywhere,
    and only leads. In a space that has ended nobody does.
    """
    if not space.is_running:
        return False
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


def lock_space(space: Space) -> Space:
    """Lock a space's row until the end of the transaction and return it fresh.

    Every change of who belongs starts here, so that two of them cannot both be right.
    """
    return Space.objects.select_for_update(no_key=True).get(pk=space.pk)


@transaction.atomic
def place(
    *,
    space: Space,
    user: User,
    role: str,
    acting_user: User,
    ends_on: date | None = None,
    sponsor: User | None = None,
    tell: bool = False,
) -> Membership:
    """Give a person a role in a space: the one road in, whoever opened it.

    The caller has asked whether this may be done. Guests get a pass with an end, and a
    request that waits is answered by it.

    Args:
        space, user, role: who becomes what, and where.
        acting_user: who does it; the person themselves when joining.
        ends_on: a guest's last day; a year from now when left out.
        sponsor: who answers for a guest; the acting user when left out.
        tell: whether the person gets a notice.

    Raises:
        ValidationError: the account is not active, or the day is out of bounds.
        LastLeadError: the role would leave the space without a lead.
    """
    locked = lock_space(space)
    current = Membership.objects.filter(space=locked, user=user).first()
    # A place whose time has run out is no place: whoever returns is added anew.
    there = current is not None and not current.is_over
    before = current.role if current and there else ""
    if not user.is_active:
        raise ValidationError({"email": _("The account is not in use.")})
    if before == Role.LEAD and role != Role.LEAD:
        _require_another_lead(locked, user)
    ends_on = passes.grant(
        space=locked, user=user, role=role, sponsor=sponsor or acting_user, end=ends_on
    )
    fields: dict[str, Any] = {"role": role, "ends_on": ends_on}
    if not there:
        fields["joined_on"] = timezone.localdate()
    membership, _created = Membership.objects.update_or_create(
        space=locked, user=user, defaults=fields
    )
    if before != role:
        row = audit.record(
            acting_user=acting_user,
            action="membership.changed" if before else "membership.added",
            subject=f"space:{locked.pk}",
            before={"user": user.pk, "role": before} if before else {},
            after={"user": user.pk, "role": role},
        )
        _close_request(locked, user, acting_user)
        if {before, role} & set(LEADING_ROLES):
            settle(locked)
        if tell and user != acting_user:
            notices.tell_of_place(membership, version=row.pk)
    return membership


def _close_request(space: Space, user: User, acting_user: User) -> None:
    JoinRequest.objects.filter(
        space=space, user=user, state=JoinRequest.State.PENDING
    ).update(
        state=JoinRequest.State.APPROVED,
        answered_at=timezone.now(),
        answered_by=acting_user,
    )


@transaction.atomic
def set_membership(
    *, space: Space, user: User, role: str, acting_user: User, tell: bool = False
) -> Membership:
    """Give a person a role in a space, as a new member or instead of the old role.

    Raises:
        PermissionDenied: the acting user may not give (or take) this role here.
        ValidationError: the account is not active.
        LastLeadError: the role would leave the space without a lead.
    """
    locked = lock_space(space)
    current = Membership.objects.of(user).filter(space=locked).first()
    before = current.role if current else ""
    if not may_set_role(acting_user, locked, role, before):
        raise PermissionDenied
    return place(space=locked, user=user, role=role, acting_user=acting_user, tell=tell)


@transaction.atomic
def remove_membership(
    *, space: Space, user: User, acting_user: User | None, tell: bool = False
) -> None:
    """Take a person out of a space; one who is not there changes nothing.

    Args:
        space, user: who leaves what.
        acting_user: who does it; None when a guest's time has run out.
        tell: whether the person gets a notice.

    Raises:
        PermissionDenied: neither the person themselves nor someone who may do it.
        LastLeadError: the person is the space's only lead.
    """
    locked = lock_space(space)
    membership = Membership.objects.filter(space=locked, user=user).first()
    before = membership.role if membership else ""
    may = acting_user in (None, user) or may_set_role(acting_user, locked, before)
    if not may:
        raise PermissionDenied
    displace(space=locked, user=user, acting_user=acting_user, tell=tell)


@transaction.atomic
def displace(
    *, space: Space, user: User, acting_user: User | None, tell: bool = False
) -> None:
    """Take a person out of a space: the one road out; nobody there changes nothing.

    The caller has asked whether this may be done.

    Raises:
        LastLeadError: the person is the space's only lead.
    """
    locked = lock_space(space)
    membership = Membership.objects.filter(space=locked, user=user).first()
    if membership is None:
        return
    before = membership.role
    if before == Role.LEAD and not membership.is_over:
        _require_another_lead(locked, user)
    membership.delete()
    passes.close(space=locked, user=user)
    row = audit.record(
        acting_user=acting_user,
        action="membership.removed",
        subject=f"space:{locked.pk}",
        before={"user": user.pk, "role": before},
    )
    if before in LEADING_ROLES:
        settle(locked)
    if tell and user != acting_user:
        notices.tell_of_removal(locked, user, version=row.pk)


@transaction.atomic
def join(*, space: Space, acting_user: User) -> Membership:
    """Join an open space as a member; joining again changes nothing.

    Raises:
        PermissionDenied: the space is not open, has ended, or the person is a guest.
    """
    locked = lock_space(space)
    existing = Membership.objects.of(acting_user).filter(space=locked).first()
    if existing:
        return existing
    if locked.policy != Policy.OPEN or acting_user.is_guest or not locked.is_running:
        raise PermissionDenied
    return place(
        space=locked, user=acting_user, role=Role.MEMBER, acting_user=acting_user
    )


def other_leads(space: Space, user: User) -> Any:
    """Return the places of the others who lead a space and can sign in."""
    return (
        Membership.objects.active()
        .filter(space=space, role=Role.LEAD, user__is_active=True)
        .exclude(user=user)
    )


def _require_another_lead(space: Space, user: User) -> None:
    if not other_leads(space, user).exists():
        raise LastLeadError


@transaction.atomic
def change_space(*, space: Space, acting_user: User, **changes: Any) -> Space:
    """Change a space's policy or mandate, end it or let it go on.

    Raises:
        PermissionDenied: the acting user may not change that.
    """
    locked = lock_space(space)
    if not may_change_space(acting_user, locked, changes):
        raise PermissionDenied
    before = _states(locked, changes)
    for name, value in changes.items():
        setattr(locked, name, value)
    locked.full_clean(exclude=["collection", "leads_group"])
    locked.save(update_fields=list(changes))
    audit.record(
        acting_user=acting_user,
        action="space.changed",
        subject=f"space:{locked.pk}",
        before=before,
        after=_states(locked, changes),
    )
    settle(locked)
    return locked


def _states(space: Space, names: Iterable[str]) -> dict[str, str]:
    """Return what an audit row says of fields; of free text only that it is there."""
    return {
        name: "…" if name in FREE_TEXT else str(getattr(space, name)) for name in names
    }
