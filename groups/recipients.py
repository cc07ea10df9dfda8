from __future__ import annotations

from typing import Any

from groups.models import Membership, Space
from members.models import User


def readers_to_tell(space: Space | None) -> Any:
    """Return whom news of a space are told: those who belong to it.

    Of the network's own news (None) every member of the network is told.
    """
    if space is None:
        return User.objects.network_members()
    memberships = Membership.objects.active().filter(space=space)
    return User.objects.active().filter(memberships__in=memberships)
