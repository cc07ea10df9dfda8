"""Every address that the site answers, read from the URLconf itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, get_resolver
from django.urls.resolvers import LocalePrefixPattern

# The language in which pages below a language are asked for.
LANGUAGE = "fi"


def _walk(patterns: Any, prefix: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield prefix + str(pattern.pattern)
        elif isinstance(pattern.pattern, LocalePrefixPattern):
            yield from _walk(pattern.url_patterns, f"{prefix}{LANGUAGE}/")
        else:
            yield from _walk(pattern.url_patterns, prefix + str(pattern.pattern))


def routes() -> list[str]:
    """Return each route of the URLconf once, as it is written there."""
    return list(dict.fromkeys(_walk(get_resolver().url_patterns)))


def template_of(route: str) -> str:
    """Return the address of a route with ``{}`` for each of its parameters."""
    plain = route.replace("^", "").removesuffix("$")
    return re.sub(r"<[^>]+>", "{}", plain)
