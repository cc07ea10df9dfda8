"""Who finds a concept in the search: the rule of ``ConceptQuerySet`` as tokens."""

from __future__ import annotations

from collections.abc import Iterable

from concepts.models import Concept
from groups.access import round_token
from network_site.base.visibility import CONCEPT_EDITORS, EVERYONE, own_token


def audience_of(concept: Concept, rounds: Iterable[int]) -> frozenset[str]:
    """Return the tokens that open a concept in the search.

    Args:
        concept: with its origin projects fetched.
        rounds: the ids of the open rounds about it.
    """
    if concept.is_public:
        return frozenset({EVERYONE})
    origins = (own_token(p.space_id) for p in concept.origin_projects.all())
    return frozenset({CONCEPT_EDITORS, *origins, *map(round_token, rounds)})
