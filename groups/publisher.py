"""What the page of something published offers to those who publish there."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from groups.access import leads_as
from network_site.base.registries import content_desks

# How long publishing can be undone, and how long its notices wait for that.
UNDO_FOR = timedelta(minutes=1)


def can_undo(page: Any) -> bool:
    """Tell whether a page was published, or published again, just now."""
    last = page.last_published_at
    if not page.live or last is None or timezone.now() - last >= UNDO_FOR:
        return False
    return is_first_publishing(page) or published_before(page) is not None


def is_first_publishing(page: Any) -> bool:
    """Tell whether what readers see of a page is the first that it has said."""
    return page.first_published_at == page.last_published_at


def published_before(page: Any) -> PageLogEntry | None:
    """Return the entry of the publishing that the last one has replaced."""
    published = PageLogEntry.objects.filter(
        page=page.pk, action="wagtail.publish", revision__isnull=False
    )
    return (
        published.order_by("-timestamp", "-pk").select_related("revision")[1:].first()
    )


def publishes(user: Any, page: Any) -> bool:
    """Tell whether a reader publishes where a page stands, from what it knows already.

    Args:
        page: asked for its access before, so that it knows the reader's role.
    """
    if page.space_id is None:
        return user.is_superuser or user.is_coordinator
    return leads_as(user, page.space, page.reader_role)


def publisher_tools(user: Any, page: Any) -> dict[str, Any] | None:
    """Return what those who publish can do with a page; None for its other readers."""
    label = type(page)._meta.label
    if label not in content_desks or not publishes(user, page):
        return None
    return {
        "pk": page.pk,
        "can_undo": can_undo(page),
        "edit_url": content_desks.get(label).url_of(page),
        "editor_url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
    }


def network_tools(user: Any, page_model: Any) -> dict[str, Any] | None:
    """Return how something is written for the whole network, to those who may."""
    if not (user.is_superuser or user.is_coordinator):
        return None
    desk = content_desks.get(page_model._meta.label)
    return {"label": desk.new_title, "url": desk.url_of_new(None)}
