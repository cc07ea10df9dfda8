from network_site.base.models.files import (
    NetworkDocument,
    NetworkImage,
    NetworkRendition,
)
from network_site.base.models.kept import KeptInput
from network_site.base.models.pages import BasePage, IndexPage, WithPicture
from network_site.base.models.texts import DocumentText, text_of, words_on_reading

__all__ = [
    "BasePage",
    "DocumentText",
    "IndexPage",
    "KeptInput",
    "NetworkDocument",
    "NetworkImage",
    "NetworkRendition",
    "WithPicture",
    "text_of",
    "words_on_reading",
]
