from network_site.base.models.files import (
    NetworkDocument,
    NetworkImage,
    NetworkRendition,
)
from network_site.base.models.pages import BasePage, IndexPage, WithPicture

__all__ = [
    "BasePage",
    "IndexPage",
    "NetworkDocument",
    "NetworkImage",
    "NetworkRendition",
    "WithPicture",
]
