"""Soft hyphens for long words: Chromium does not divide Finnish by itself."""

from __future__ import annotations

import re
from functools import lru_cache

from network_site.base.language.analysis import compound_parts

SOFT_HYPHEN = "\u00ad"
# Shorter words fit any column of the look.
_LONG_WORD = re.compile(r"[^\W\d_]{13,}")
SHORTEST_PART = 3


@lru_cache(maxsize=4096)
def _divide(word: str, language: str) -> str:
    parts = compound_parts(word, language)
    joined = SOFT_HYPHEN.join(part for part in parts if part)
    if joined.replace(SOFT_HYPHEN, "").lower() != word.lower():
        return word
    if any(len(part) < SHORTEST_PART for part in parts):
        return word
    return joined


def soften(text: str, language: str) -> str:
    """Return ``text`` with a soft hyphen at each seam of its long compounds.

    Args:
        text: a heading.
        language: code of the language it is written in.
    """
    return _LONG_WORD.sub(lambda match: _divide(match.group(), language), text)
