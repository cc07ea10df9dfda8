from __future__ import annotations

import logging

from network_site.base.registries import sweepers

log = logging.getLogger(__name__)


def sweep_all() -> dict[str, int]:
    """Run one pass of every sweeper and return how many things each handled.

    One sweeper that fails is logged and counted as -1; the others still run.
    """
    counts: dict[str, int] = {}
    for key, sweeper in sweepers.items():
        try:
            counts[key] = sweeper()
        except Exception:
            log.exception("The sweeper %s failed", key)
            counts[key] = -1
    return counts
