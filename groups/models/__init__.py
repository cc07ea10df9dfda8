from groups.models.joining import GuestPass, Invitation, JoinRequest
from groups.models.pages import (
    GroupIndexPage,
    GroupPage,
    SpaceContentPage,
    SpaceHomePage,
)
from groups.models.spaces import Membership, Space, SpaceContent

__all__ = [
    "GroupIndexPage",
    "GroupPage",
    "GuestPass",
    "Invitation",
    "JoinRequest",
    "Membership",
    "Space",
    "SpaceContent",
    "SpaceContentPage",
    "SpaceHomePage",
]
