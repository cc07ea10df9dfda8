"""Every road on which a reader of the search may meet something."""

from __future__ import annotations

from django.test import Client

from search.services import search, suggest
from tests.api import Api

CANARY = "kanarialintu"


def sees(user) -> bool:
    """Tell whether a reader meets the canary on any road of the search."""
    found = search(user=user, query=CANARY, language="fi")
    offered = suggest(user=user, query=CANARY, language="fi")
    counted = [found.total, found.facets.unfiltered, *found.facets.kinds.values()]
    roads = [bool(found.hits), any(counted), bool(found.spaces), bool(offered)]
    if user.is_authenticated and user.is_active:
        browser = Client()
        browser.force_login(user)
        page = browser.get(f"/fi/search/?q={CANARY}").content.decode()
        roads.append('class="hit' in page)
        answer = Api(user).get(f"/search?q={CANARY}").json()
        roads.append(answer["total"] > 0)
        assert bool(answer["results"]) == (answer["total"] > 0)
    # What belongs to no space has none to name.
    if any(hit.space is None for hit in found.hits):
        del roads[2]
    assert len(set(roads)) == 1, roads
    return roads[0]
