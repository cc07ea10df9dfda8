"""What /readyz tells, as numbers in the form that Prometheus reads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from network_site.base.readiness import parts_of_the_site

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_PREFIX = "network"


def metrics() -> str:
    """Return a gauge for every number of every part; words are left to /readyz.

    ``network_<part>_ok`` is 1 where the part works.
    """
    lines = []
    for part, state in sorted(parts_of_the_site().items()):
        for name, value in sorted(_numbers(f"{_PREFIX}_{part}", state)):
            lines += [f"# TYPE {name} gauge", f"{name} {value}"]
    return "\n".join([*lines, ""])


def _numbers(name: str, state: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    for key, value in state.items():
        full = re.sub(r"[^a-zA-Z0-9_]", "_", f"{name}_{key}")
        if isinstance(value, Mapping):
            yield from _numbers(full, value)
        elif isinstance(value, bool | int | float):
            yield full, float(value) if isinstance(value, float) else int(value)
