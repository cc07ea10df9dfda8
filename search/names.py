"""What is shown of the spaces and departments that hits are counted by."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from groups.models import Space
from groups.policies import Policy, SpaceKind
from members.models import Organisation
from network_site.base.remembered import recall


class SpaceFacts(NamedTuple):
    """What is shown of a space beside a hit."""

    name: str
    is_open: bool
    is_project: bool


def spaces_named(ids: Iterable[int]) -> dict[int, SpaceFacts]:
    """Return what is shown of spaces; those whose names the reader may know."""

    def make(missing: list[str]) -> dict[str, Any]:
        rows = Space.objects.filter(pk__in=missing)
        return {
            str(pk): (name, policy == Policy.OPEN, kind == SpaceKind.PROJECT_TEAM)
            for pk, name, policy, kind in rows.values_list(
                "pk", "name", "policy", "kind"
            )
        }

    found = recall("search.spaces", [str(pk) for pk in ids], make)
    return {int(key): SpaceFacts(*facts) for key, facts in found.items()}


def departments_named(ids: Iterable[int]) -> dict[int, str]:
    """Return the short names of organisations."""

    def make(missing: list[str]) -> dict[str, str]:
        rows = Organisation.objects.filter(pk__in=missing)
        return {str(pk): name for pk, name in rows.values_list("pk", "short_name")}

    found = recall("search.departments", [str(pk) for pk in ids], make)
    return {int(key): name for key, name in found.items()}
