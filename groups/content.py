"""Publishing in a space from outside Wagtail's editor: the API, forms."""

from __future__ import annotations

from html import escape

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.models import Page

from groups.models import Space


def paragraphs_of(text: str) -> str:
    """Return plain text as rich text, everything in it escaped."""
    parts = [part.strip() for part in text.split("\n\n")]
    lines = [escape(part).replace("\n", "<br/>") for part in parts if part]
    return "".join(f"<p>{line}</p>" for line in lines)


def parent_for_content(space: Space | None, index_model: type[Page]) -> Page:
    """Return the page below which a space's content is made.

    Raises:
        ValidationError: the space, or the site, has no such page.
    """
    if space is None:
        page = index_model.objects.order_by("pk").first()
    else:
        page = space.source_page()
    if page is None:
        raise ValidationError(_("There is no page to publish this on."))
    return page.specific
