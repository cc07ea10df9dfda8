"""What a person who leaves holds in spaces, and how it goes to a successor."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from groups.content import attach_homes
from groups.models import Membership, Space
from groups.policies import LEADING_ROLES, Role
from groups.services import has_another_lead, settle
from members import audit
from members.models import User
from network_site.base.languages import here


def _memberships(person: User) -> QuerySet[Membership]:
    return Membership.objects.of(person).select_related("space").order_by("space__name")


def held(person: User, viewer: User) -> tuple[list[tuple[str, str]], int]:
    """Return the spaces that a person leads, and in how many they are a member.

    Who leads a space stands in the register; who belongs to it is the space's own.
    """
    memberships = list(_memberships(person))
    led = [found for found in memberships if found.role in LEADING_ROLES]
    attach_homes(led)
    lines = [
        (
            f"{found.space.page or found.space}: {found.get_role_display()}",
            here(found.space.page.url) if found.space.page else "",
        )
        for found in led
    ]
    return lines, len(memberships) - len(led)


def hand_over(person: User, successor: User | None, acting_user: User) -> None:
    """End a person's memberships; what they led, the successor leads.

    Raises:
        ValidationError: a space would be left without a lead.
    """
    for membership in _memberships(person):
        space = Space.objects.select_for_update().get(pk=membership.space_id)
        if membership.role in LEADING_ROLES and successor is not None:
            _succeed(space, successor, membership.role, acting_user)
        elif membership.role == Role.LEAD and not has_another_lead(space, person):
            raise ValidationError(
                _("%(space)s has no other lead: name a successor.")
                % {"space": space.name}
            )
        membership.delete()
        audit.record(
            acting_user=acting_user,
            action="membership.removed",
            subject=f"space:{space.pk}",
            before={"user": person.pk, "role": membership.role},
        )
        settle(space)


def _succeed(space: Space, successor: User, role: str, acting_user: User) -> None:
    order = [Role.LEAD, Role.DEPUTY, Role.SECRETARY, Role.MEMBER, Role.GUEST, ""]
    current = Membership.objects.of(successor).filter(space=space).first()
    before = current.role if current else ""
    if order.index(before) <= order.index(role):
        return
    Membership.objects.update_or_create(
        space=space, user=successor, defaults={"role": role, "ends_on": None}
    )
    audit.record(
        acting_user=acting_user,
        action="membership.changed" if before else "membership.added",
        subject=f"space:{space.pk}",
        before={"user": successor.pk, "role": before} if before else {},
        after={"user": successor.pk, "role": role},
    )
