"""The site as the bench serves it."""

from __future__ import annotations

from network_site.wsgi import application as site
from tests.bench.costs import with_costs


def application() -> object:
    return with_costs(site)
