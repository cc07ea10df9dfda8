"""What a person who leaves holds in spaces, and how it goes to a successor."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from groups.access import role_in
from groups.content import attach_homes
from groups.models import GuestPass, Membership, Space
from groups.policies import LEADING_ROLES, Role
from groups.services import LastLeadError, displace, place
from members import audit
from members.models import User
from network_site.base.languages import here

# Who has most to say in a space first.
RANK = [role.value for role in Role]


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
        space, role = membership.space, membership.role
        if role in LEADING_ROLES and successor and _ranks_below(successor, space, role):
            place(
                space=space,
                user=successor,
                role=role,
                acting_user=acting_user,
                tell=True,
            )
        try:
            displace(space=space, user=person, acting_user=acting_user)
        except LastLeadError:
            raise ValidationError(
                _("%(space)s has no other lead: name a successor.")
                % {"space": space.name}
            ) from None


def _ranks_below(user: User, space: Space, role: str) -> bool:
    current = role_in(user, space)
    return not current or RANK.index(current) > RANK.index(role)


def _sponsored(person: User) -> QuerySet[GuestPass]:
    passes = GuestPass.objects.valid().filter(sponsor=person)
    return passes.select_related("user", "space").order_by("pk")


def guests_held(person: User, viewer: User) -> tuple[list[tuple[str, str]], int]:
    """Return the guests that a person answers for and the viewer may know of."""
    guests = [found.user for found in _sponsored(person)]
    known = User.objects.visible_to(viewer).in_bulk([guest.pk for guest in guests])
    lines = [
        (str(guest), reverse("person", args=[guest.pk]))
        for guest in guests
        if guest.pk in known
    ]
    return lines, len(guests) - len(lines)


def hand_over_guests(person: User, successor: User | None, acting_user: User) -> None:
    """Let the successor answer for a person's guests; without one, the leads do."""
    if successor is None:
        return
    for found in _sponsored(person):
        GuestPass.objects.filter(pk=found.pk).update(sponsor=successor)
        audit.record(
            acting_user=acting_user,
            action="guest.sponsored",
            subject=f"space:{found.space_id}",
            before={"user": found.user_id, "sponsor": person.pk},
            after={"user": found.user_id, "sponsor": successor.pk},
        )
