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
    "Membership",
    "Space",
    "SpaceContent",
    "SpaceContentPage",
    "SpaceHomePage",
]
