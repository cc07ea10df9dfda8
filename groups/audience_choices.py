"""For whom something can be published, with how many people that is."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext as _

from groups.models.spaces import Membership, Space
from groups.policies import Policy, SpaceKind
from members.models import User
from network_site.base.visibility import Audience


def readers_of(space: Space | None, audience: str) -> int:
    """Return how many people see what is published for an audience.

    Administrators, who see everything, are counted only where they belong.

    Args:
        space: where it is published; None for the network itself.
        audience: one that the space's policy allows.
    """
    members = Q(
        pk__in=Membership.objects.active().filter(space=space).values("user_id")
    )
    if audience != Audience.SPACE:
        seen = Q(is_guest=False) | members if space else Q(is_guest=False)
    elif space is not None and space.policy == Policy.REQUEST:
        seen = members | Q(is_coordinator=True, is_guest=False)
    else:
        seen = members
    return User.objects.active().filter(seen).count()


def audience_choices(space: Space | None) -> list[tuple[str, str]]:
    """Return the audiences that a space's policy allows, each with its number of people.

    What an open space says is for the whole network, what a closed one says for its
    own people; only a space on request has a choice.
    """
    names = {
        Audience.SPACE: _own_people(space),
        Audience.MEMBERS: _("The whole network"),
    }
    return [
        (audience.value, f"{names[audience]} ({readers_of(space, audience)})")
        for audience in _allowed(space)
    ]


def _allowed(space: Space | None) -> list[Audience]:
    if space is None or space.policy == Policy.OPEN:
        return [Audience.MEMBERS]
    if space.policy == Policy.REQUEST:
        return [Audience.SPACE, Audience.MEMBERS]
    return [Audience.SPACE]


def _own_people(space: Space | None) -> str:
    if space is not None and space.kind == SpaceKind.PROJECT_TEAM:
        if space.policy == Policy.REQUEST:
            return _("The project's members and the coordinators")
        return _("The project's members")
    if space is not None and space.policy == Policy.REQUEST:
        return _("The group's members and the coordinators")
    return _("The group's members")
