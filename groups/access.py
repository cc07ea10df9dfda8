"""What one reader gets of one space or of one thing in it.

The same rule as the querysets of ``groups.querysets``, for a page that is being served
and for the search's audience tokens.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import Value

from groups.models.rounds import Round
from groups.models.spaces import Membership, Space
from groups.placement import spaces_of_collections
from groups.policies import LEADING_ROLES, Policy, SpaceKind
from network_site.base.visibility import (
    Access,
    Audience,
    card_token,
    outsiders_token,
    own_token,
    space_token,
)

if TYPE_CHECKING:
    from members.models import User


def role_in(user: Any, space: Space | None) -> str:
    """Return the role of a person in a space, or an empty string."""
    if space is None or not user.is_authenticated:
        return ""
    return (
        Membership.objects.of(user)
        .filter(space=space)
        .values_list("role", flat=True)
        .first()
        or ""
    )


def leads_as(user: Any, space: Space, role: str) -> bool:
    """Tell whether a person with this role publishes and manages members in a space.

    Nobody does in one that has ended.
    """
    return space.is_running and (user.is_superuser or role in LEADING_ROLES)


def leads(user: Any, space: Space) -> bool:
    """Tell whether a person publishes and manages members in a space."""
    role = "" if user.is_superuser else role_in(user, space)
    return leads_as(user, space, role)


def may_publish(user: Any, space: Space | None) -> bool:
    """Tell whether a person publishes in a space, or, without one, for the network."""
    if space is None:
        return user.is_superuser or user.is_coordinator
    return leads(user, space)


def may_end(user: Any, space: Space) -> bool:
    """Tell whether a person ends a space and opens it again; projects end on their page."""
    governs = user.is_coordinator or user.is_superuser
    return governs and space.kind != SpaceKind.PROJECT_TEAM


def access_to_space(user: Any, space: Space, role: str) -> Access:
    """Tell what a reader with this role gets of a space's own page."""
    return _access_by_policy(user, space.policy, belongs=bool(role))


def _access_by_policy(user: Any, policy: str, *, belongs: bool) -> Access:
    if not user.is_authenticated or not user.is_active:
        return Access.DENIED
    if user.is_superuser or belongs:
        return Access.FULL
    if user.is_guest:
        return Access.HIDDEN
    if policy == Policy.OPEN:
        return Access.FULL
    if policy == Policy.REQUEST:
        return Access.FULL if user.is_coordinator else Access.CARD
    if policy == Policy.CLOSED or user.is_coordinator:
        return Access.CARD
    return Access.HIDDEN


def access_to_content(
    user: Any, space: Space | None, audience: str, role: str
) -> Access:
    """Tell what a reader with this role gets of something in a space.

    Something of a space whose card the reader knows is refused in words (DENIED);
    something of a space that is hidden from the reader is not there (HIDDEN).
    """
    if not user.is_authenticated or not user.is_active:
        return Access.DENIED
    if space is None:
        guests_too = audience == Audience.EVERYONE
        return Access.FULL if guests_too or not user.is_guest else Access.DENIED
    of_space = access_to_space(user, space, role)
    if of_space is not Access.CARD:
        return of_space
    if space.policy == Policy.REQUEST and audience != Audience.SPACE:
        return Access.FULL
    return Access.DENIED


def access_to_collection(user: Any, collection_id: int) -> Access | None:
    """Tell what a reader gets of the files of a space's collection; None if no space's.

    A collection, and what is below it, opens to those who see everything in its space.
    """
    space = spaces_of_collections([collection_id]).get(collection_id)
    if space is None:
        return None
    return access_to_content(user, space, Audience.SPACE, role_in(user, space))


def tokens_of(user: User) -> Iterable[str]:
    """Return the audience tokens that memberships, policies and rounds give to a reader.

    One query, and a plain one: every search and every list of news begins with it.
    """
    spaces = Space.objects.order_by().annotate(of=Value("space"))
    memberships = Membership.objects.of(user).order_by()
    rounds = Round.objects.of(user).taking_comments().order_by()
    rows = spaces.values_list("of", "pk", "policy").union(
        memberships.values_list(Value("mine"), "space_id", Value("")),
        rounds.values_list(Value("round"), "pk", Value("")),
        all=True,
    )
    found: dict[str, dict[int, str]] = {"space": {}, "mine": {}, "round": {}}
    for of, pk, policy in rows:
        found[of][pk] = policy
    yield from map(round_token, found["round"])
    for pk, policy in found["space"].items():
        yield from _tokens_of_space(user, pk, policy, belongs=pk in found["mine"])


def _tokens_of_space(
    user: User, pk: int, policy: str, *, belongs: bool
) -> Iterable[str]:
    access = _access_by_policy(user, policy, belongs=belongs)
    if access not in (Access.FULL, Access.CARD):
        return
    yield card_token(pk)
    if access is Access.FULL:
        yield space_token(pk)
    if access is Access.FULL or (policy == Policy.REQUEST and not user.is_guest):
        yield outsiders_token(pk)
    if belongs:
        yield own_token(pk)


def round_token(round_id: int) -> str:
    """Held by the people of a round while it is open: opens what it is about."""
    return f"r{round_id}"
