"""Addresses that name concepts: which are taken, and how our own are made."""

from __future__ import annotations

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

URI_LENGTH = 400
# Nothing that a browser would run or that names a file of somebody's computer.
_URI = re.compile(
    r"(?:https?://[^/\s]|urn:[a-z0-9])[^\s<>\"{}|\\^`\x00-\x20\x7f]*", re.I
)
# A code that can end an address as it is.
LOCAL_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,59}")
# First parts of addresses below the concept bank that are not vocabularies.
RESERVED_SLUGS = frozenset(
    {
        "uri",
        "tree",
        "work",
        "same-term",
        "changes",
        "glossary",
        "import",
        "export",
        "hints",
        "suggestions",
    }
)


def is_good_uri(uri: str) -> bool:
    """Tell whether a URI can name a concept: http, https or urn, not over-long."""
    return len(uri) <= URI_LENGTH and bool(_URI.fullmatch(uri))


def is_web_address(address: str) -> bool:
    """Tell whether an address leads to a page of the web."""
    return is_good_uri(address) and address.lower().startswith(("http://", "https://"))


def validate_uri(uri: str) -> None:
    """Raise ValidationError for a URI that cannot name a concept."""
    if not is_good_uri(uri):
        raise ValidationError(_("Give an address that begins with https:// or urn:."))


def validate_free_slug(slug: str) -> None:
    """Raise ValidationError for a slug that another page of the bank uses."""
    if slug in RESERVED_SLUGS:
        raise ValidationError(_("This address is in use. Choose another."))


def own_base_uri(slug: str) -> str:
    """Return the base of the URIs that a new vocabulary gives to its concepts.

    It is stored with the vocabulary and stays, whatever the site or the vocabulary is
    called later.
    """
    return f"{settings.BASE_URL}/concepts/uri/{slug}/"
