"""Letting the apps above add to the words of a page, such as links to concepts."""

from __future__ import annotations

import logging
from typing import Any

from network_site.base.registries import WritingHint, text_decorators, writing_hints

log = logging.getLogger(__name__)


def decorated(markup: str, *, language: str, user: Any) -> str:
    """Return a rendered body as the registered decorators leave it.

    One that fails is logged and leaves the words as they were: no page is lost by it.

    Args:
        markup: well-formed HTML.
        language: the language of its words.
        user: who reads.
    """
    for key, decorate in text_decorators.items():
        try:
            markup = decorate(markup, language=language, user=user)
        except Exception:
            log.exception("The text decorator %s failed", key)
    return markup


def hints_on(text: str, *, language: str) -> list[WritingHint]:
    """Return what the apps above have to say to the writer of a text.

    Args:
        text: as it stands now, without markup.
        language: the language it is written in.
    """
    found: list[WritingHint] = []
    for key, hints in writing_hints.items():
        try:
            found += hints(text, language=language)
        except Exception:
            log.exception("The writing hints of %s failed", key)
    return found
