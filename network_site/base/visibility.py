"""Who may see a thing: the words and the tokens of the one rule.

The rule itself is in design order: ``members`` says who is a network member,
``groups`` what a space shows to whom. Querysets answer it as ``visible_to(user)``.
The search answers the same question on any backend by *audience tokens*: a row
carries the tokens that open it, a reader holds tokens, and sharing one is enough.
Policies are resolved when a reader's tokens are made, so a change acts at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from network_site.base.registries import audience_providers

_OWN = re.compile(r"o\d+")

EVERYONE = "all"
MEMBERS = "members"
CONCEPT_EDITORS = "editors"


class Audience(models.TextChoices):
    """For whom something is published."""

    EVERYONE = "everyone", _("Everyone signed in, guests too")
    MEMBERS = "members", _("The whole network")
    SPACE = "space", _("The members of the space")


class Access(Enum):
    """What a reader gets of a page."""

    FULL = "full"
    CARD = "card"
    DENIED = "denied"
    HIDDEN = "hidden"


def space_token(space_id: int) -> str:
    """Held by those who see all that a space has."""
    return f"s{space_id}"


def outsiders_token(space_id: int) -> str:
    """Held by those who see what a space has marked for the whole network."""
    return f"n{space_id}"


def card_token(space_id: int) -> str:
    """Held by those who see that a space exists."""
    return f"c{space_id}"


def own_token(space_id: int) -> str:
    """Held by those who belong to a space, whatever its policy; opens their drafts."""
    return f"o{space_id}"


def own_spaces(tokens: Iterable[str]) -> frozenset[int]:
    """Return the spaces that somebody with these tokens belongs to."""
    return frozenset(int(token[1:]) for token in tokens if _OWN.fullmatch(token))


def content_tokens(audience: str, space_id: int | None) -> frozenset[str]:
    """Return the tokens that open a piece of content.

    Args:
        audience: a value of ``Audience``.
        space_id: the space that the content belongs to, or None for the network's own.
    """
    if space_id is not None:
        tokens = {space_token(space_id)}
        if audience != Audience.SPACE:
            tokens.add(outsiders_token(space_id))
        return frozenset(tokens)
    if audience == Audience.EVERYONE:
        return frozenset({EVERYONE})
    return frozenset({MEMBERS})


def tokens_held_by(user: Any) -> frozenset[str]:
    """Return every audience token of a signed-in user; none for anyone else."""
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    held: set[str] = set()
    for provider in audience_providers.values():
        held.update(provider(user))
    return frozenset(held)
