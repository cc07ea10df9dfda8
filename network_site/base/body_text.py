from __future__ import annotations

from html import unescape
from typing import Any

from django.utils.html import strip_tags
from wagtail.blocks import StreamValue
from wagtail.rich_text import RichText


def body_text(value: Any) -> str:
    """Return the words of a body for the search, without markup.

    Choosers (files, people, pages) contribute nothing: what they point to has an
    audience of its own.
    """
    return " ".join(" ".join(_words(value)).split())


def _words(value: Any) -> list[str]:
    if isinstance(value, RichText):
        return [unescape(strip_tags(value.source.replace("><", "> <")))]
    if isinstance(value, str):
        return [value]
    if isinstance(value, StreamValue):
        return [word for child in value for word in _words(child.value)]
    if hasattr(value, "rows") and hasattr(value, "columns"):
        return [
            word for row in value.rows for cell in row for word in _words(cell.value)
        ]
    if isinstance(value, dict):
        return [word for child in value.values() for word in _words(child)]
    if isinstance(value, (list, tuple)) or hasattr(value, "bound_blocks"):
        return [word for child in value for word in _words(child)]
    return []
