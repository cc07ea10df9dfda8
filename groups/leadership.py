"""A space always has a lead: handing the lead over, and accounts that cannot go yet."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from groups.models import Membership, Space
from groups.policies import Role
from groups.services import lock_space, place, remove_membership
from members.models import User
from members.querysets import UserQuerySet


def heirs(space: Space, user: User) -> UserQuerySet:
    """Return those of a space who can take the lead over from somebody."""
    places = Membership.objects.active().filter(space=space)
    return (
        User.objects.network_members()
        .filter(memberships__in=places)
        .exclude(pk=user.pk)
        .select_related("organisation")
    )


@transaction.atomic
def hand_over(*, space: Space, to: User, then: str, acting_user: User) -> None:
    """Make another member the lead, and give up the lead oneself.

    Args:
        space: which the acting user leads.
        to: a member of the space from the network.
        then: the acting user's role from now on; empty to leave the space.

    Raises:
        PermissionDenied: the acting user is not a lead of the space.
        ValidationError: the other cannot lead.
    """
    locked = lock_space(space)
    own = Membership.objects.of(acting_user).filter(space=locked).first()
    if own is None or own.role != Role.LEAD:
        raise PermissionDenied
    if not heirs(locked, acting_user).filter(pk=to.pk).exists():
        raise ValidationError({"to": _("Choose a member of the space.")})
    place(space=locked, user=to, role=Role.LEAD, acting_user=acting_user, tell=True)
    if then:
        place(space=locked, user=acting_user, role=then, acting_user=acting_user)
    else:
        remove_membership(space=locked, user=acting_user, acting_user=acting_user)


def led_alone(user: User) -> list[Space]:
    """Return the running spaces whose only lead a person is, locked."""
    leading = Membership.objects.active().filter(
        space=OuterRef("pk"), role=Role.LEAD, user__is_active=True
    )
    alone = Space.objects.running().filter(
        Exists(leading.filter(user=user)), ~Exists(leading.exclude(user=user))
    )
    with transaction.atomic():
        mine = Membership.objects.of(user).filter(role=Role.LEAD)
        spaces = Space.objects.filter(pk__in=mine.values("space")).order_by("pk")
        list(spaces.select_for_update(no_key=True).values_list("pk", flat=True))
        return list(alone)


def keeps_account(user: User) -> list[str]:
    """Tell in words which spaces an account that is to be closed leads alone."""
    return [
        _(
            "%(person)s is the only lead of %(space)s. Make somebody else its lead first."
        )
        % {"person": user, "space": space.name}
        for space in led_alone(user)
    ]
