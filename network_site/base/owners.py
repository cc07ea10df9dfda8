"""Who answers for pages, and how that goes over to a successor."""

from __future__ import annotations

from typing import Any

from django.apps import apps

from network_site.base.languages import here
from network_site.base.models import BasePage
from network_site.base.visibility import Access


def pages_of(person: Any) -> list[BasePage]:
    """Return the pages that a person answers for, in every language, drafts too."""
    return [
        page
        for model in apps.get_models()
        if issubclass(model, BasePage)
        for page in model._default_manager.filter(
            content_owner=person, alias_of=None
        ).order_by("path")
    ]


def held(person: Any, viewer: Any) -> tuple[list[tuple[str, str]], int]:
    """Return titles and addresses of the pages that the viewer may read, and the rest."""
    pages = pages_of(person)
    read = [page for page in pages if page.access_for(viewer) is Access.FULL]
    return [(page.title, here(page.url or "")) for page in read], len(pages) - len(read)


def hand_over(person: Any, successor: Any, acting_user: Any) -> None:
    """Make the successor answer for a person's pages; nobody where there is none."""
    new_owner = successor.pk if successor else None
    for page in pages_of(person):
        type(page)._default_manager.filter(pk=page.pk).update(content_owner=new_owner)
        # A draft that is published later must not bring the old owner back.
        if draft := page.latest_revision:
            draft.content["content_owner"] = new_owner
            draft.save(update_fields=["content"])
