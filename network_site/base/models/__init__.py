from network_site.base.models.files import (
    NetworkDocument,
    NetworkImage,
    NetworkRendition,
)
from network_site.base.models.kept import KeptInput
from network_site.base.models.pages import BasePage, IndexPage, WithPicture

__all__ = [
    "BasePage",
    "IndexPage",
    "KeptInput",
    "NetworkDocument",
    "NetworkImage",
    "NetworkRendition",
    "WithPicture",
]
