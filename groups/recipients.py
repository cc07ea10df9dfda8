from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

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


def whose_news(space: Space | None) -> str:
    """Return in whose name something is told, in the reader's language.

    Args:
        space: with its home fetched; None for the network itself.
    """
    return str(space.page or space) if space else _("The whole network")
