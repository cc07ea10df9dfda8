"""Changing what a space is: its policy, and whether it goes on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.access import access_to_content, access_to_space, role_in
from groups.models import Membership, Space
from groups.policies import LEADING_ROLES
from members.models import User
from network_site.base.registries import space_counts
from network_site.base.visibility import Access


def may_change_policy(user: User, space: Space) -> bool:
    """Tell whether a person decides how a space is joined and what it shows.

    Its leads do, and coordinators who see what the space has said to its own people.
    """
    if user.is_superuser:
        return True
    role = role_in(user, space)
    if role in LEADING_ROLES:
        return True
    sees_all = access_to_space(user, space, role) is Access.FULL
    return user.is_coordinator and sees_all


def may_change_space(user: User, space: Space, names: Iterable[str]) -> bool:
    """Tell whether a person may change these fields of a space."""
    rest = set(names)
    if "policy" in rest and not may_change_policy(user, space):
        return False
    return rest == {"policy"} or user.is_coordinator or user.is_superuser


@dataclass
class Effect:
    """Who would gain and who would lose sight of what, in sentences."""

    gains: list[str] = field(default_factory=list)
    loses: list[str] = field(default_factory=list)


def _outsiders(space: Space) -> list[tuple[User, int, Any]]:
    """Return the kinds of people outside: one of them, how many, how they are called.

    Those who belong see everything under every policy, as do administrators; guests of
    other spaces see nothing under any.
    """
    inside = Membership.objects.active().filter(space=space).values("user_id")
    people = User.objects.network_members().exclude(pk__in=inside)
    people = people.filter(is_superuser=False)
    coordinators = people.filter(is_coordinator=True).count()
    return [
        (User(), people.count() - coordinators, _members),
        (User(is_coordinator=True), coordinators, _coordinators),
    ]


def _members(number: int) -> str:
    return ngettext(
        "%(number)s member of the network", "%(number)s members of the network", number
    ) % {"number": number}


def _coordinators(number: int) -> str:
    return ngettext("%(number)s coordinator", "%(number)s coordinators", number) % {
        "number": number
    }


def effect_of(space: Space, policy: str) -> Effect:
    """Return what a change of policy would open and close, by the rule itself.

    Args:
        space: as it is now.
        policy: the one that is thought of.
    """
    then = Space(pk=space.pk, kind=space.kind, policy=policy)
    effect = Effect()
    counts = [(kind, kind.by_audience(space)) for kind in space_counts.values()]
    for person, number, called in _outsiders(space):
        opened, closed = [], []
        now_known = access_to_space(person, space, "") is not Access.HIDDEN
        then_known = access_to_space(person, then, "") is not Access.HIDDEN
        if now_known != then_known:
            (opened if then_known else closed).append(_("the card of the space"))
        for kind, by_audience in counts:
            gained, lost = _difference(person, space, then, by_audience)
            opened += [kind.words(gained)] if gained else []
            closed += [kind.words(lost)] if lost else []
        _say(effect, called(number) if number else "", opened, closed)
    return effect


def _difference(
    person: User, now: Space, then: Space, by_audience: dict[str, int]
) -> tuple[int, int]:
    """Return how many things would open to a person, and how many close."""
    gained = lost = 0
    for audience, number in by_audience.items():
        before = access_to_content(person, now, audience, "") is Access.FULL
        after = access_to_content(person, then, audience, "") is Access.FULL
        gained += number if after and not before else 0
        lost += number if before and not after else 0
    return gained, lost


def _say(effect: Effect, who: str, opened: list[str], closed: list[str]) -> None:
    if who and opened:
        words = {"who": who, "what": ", ".join(opened)}
        effect.gains.append(_("%(who)s: %(what)s") % words)
    if who and closed:
        words = {"who": who, "what": ", ".join(closed)}
        effect.loses.append(_("%(who)s: %(what)s") % words)
