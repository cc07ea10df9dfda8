"""Publishing in a space from outside Wagtail's editor: the API, forms."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.models import Page

from groups.models import Space
from members.models import User
from network_site.base.families import attach_cards
from network_site.base.languages import reader_language
from network_site.base.visibility import Audience

# As much of a text as a list shows of it, in characters.
SUMMARY = 280


def paragraphs_of(text: str) -> str:
    """Return plain text as rich text, everything in it escaped."""
    parts = [part.strip() for part in text.split("\n\n")]
    lines = [escape(part).replace("\n", "<br/>") for part in parts if part]
    return "".join(f"<p>{line}</p>" for line in lines)


def attach_homes(rows: Iterable[Any]) -> None:
    """Give the spaces of rows their homes in the reader's language as ``page``.

    Args:
        rows: with ``space`` fetched, or None there.
    """
    spaces = [row.space for row in rows if row.space is not None]
    attach_cards(spaces, reader_language(), Space.page_model())


def attach_member_counts(rows: Iterable[Any]) -> None:
    """Give the spaces of rows their ``member_count``.

    Args:
        rows: with ``space`` fetched, or None there.
    """
    spaces = [row.space for row in rows if row.space is not None]
    counted = Space.objects.filter(pk__in={space.pk for space in spaces})
    counts = dict(counted.with_member_count().values_list("pk", "member_count"))
    for space in spaces:
        space.member_count = counts[space.pk]


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


def content_fields(
    *, title: str, text: str, space: Space | None, audience: str
) -> dict[str, Any]:
    """Return the fields of a page from plain text.

    Args:
        title, text: plain text; the summary is the beginning of the text.
        space: where it is published; None for the network itself.
        audience: a value of ``Audience``; the space's own people when empty.
    """
    return {
        "title": title.strip(),
        "summary": " ".join(text.split())[:SUMMARY],
        "body": [("text", paragraphs_of(text))] if text.strip() else [],
        "audience": audience or (Audience.SPACE if space else Audience.MEMBERS),
    }


def publish_new(page: Page, *, parent: Page, acting_user: User) -> None:
    """Put a new page under its parent and publish it in its maker's name.

    The caller has checked the right: Wagtail's own permissions may not be derived yet.
    """
    page.owner = acting_user
    parent.add_child(instance=page)
    page.save_revision(user=acting_user).publish(
        user=acting_user, skip_permission_checks=True
    )
