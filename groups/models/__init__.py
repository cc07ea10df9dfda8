from groups.models.joining import GuestPass, Invitation, JoinRequest
from groups.models.pages import (
    GroupIndexPage,
    GroupPage,
    SpaceContentPage,
    SpaceHomePage,
)
from groups.models.rounds import (
    Decision,
    Round,
    RoundComment,
    RoundItem,
    RoundParty,
)
from groups.models.spaces import Membership, Space, SpaceContent

__all__ = [
    "Decision",
    "GroupIndexPage",
    "GroupPage",
    "GuestPass",
    "Invitation",
    "JoinRequest",
    "Membership",
    "Round",
    "RoundComment",
    "RoundItem",
    "RoundParty",
    "Space",
    "SpaceContent",
    "SpaceContentPage",
    "SpaceHomePage",
]
