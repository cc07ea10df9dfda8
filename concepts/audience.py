"""Who finds a concept in the search: the rule of ``ConceptQuerySet`` as tokens."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from concepts.models import Concept
from groups.access import round_token
from groups.models import Membership
from network_site.base.visibility import CONCEPT_EDITORS, EVERYONE

if TYPE_CHECKING:
    from members.models import User


def origin_token(space_id: int) -> str:
    """Held by the members of a space: opens the drafts of its project's concepts.

    A token of its own, because the space's others are held by the whole network where
    the space is open, and drafts are for those who make them.
    """
    return f"d{space_id}"


def origin_tokens(user: User) -> Iterable[str]:
    """Return the tokens that a reader's memberships give for drafts of concepts."""
    spaces = Membership.objects.of(user).filter(space__project__isnull=False)
    return [origin_token(pk) for pk in spaces.values_list("space_id", flat=True)]


def audience_of(concept: Concept, rounds: Iterable[int]) -> frozenset[str]:
    """Return the tokens that open a concept in the search.

    Args:
        concept: with its origin projects fetched.
        rounds: the ids of the open rounds about it.
    """
    if concept.is_public:
        return frozenset({EVERYONE})
    origins = (origin_token(p.space_id) for p in concept.origin_projects.all())
    return frozenset({CONCEPT_EDITORS, *origins, *map(round_token, rounds)})
