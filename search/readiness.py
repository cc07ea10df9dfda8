from __future__ import annotations

from typing import Any

from network_site.base.language.analysis import finnish_engine
from search import backends, marks
from search.upkeep import last_upkeep


def index_state() -> dict[str, Any]:
    """Tell which engine answers, what reads Finnish, and how far behind the index is."""
    engine = backends.current()
    return {
        "ok": True,
        "engine": engine.name,
        **engine.state(),
        "finnish": finnish_engine(),
        **marks.queue_state(),
        "upkeep": last_upkeep(),
    }
