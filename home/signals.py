from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete
from wagtail.models import Page, Site
from wagtail.signals import (
    copy_for_translation_done,
    page_published,
    page_unpublished,
)

from groups.permissions import require_sign_in_everywhere
from home.models import HomePage, Update, UpdatePage
from home.search_kinds import FOUND_AS_PAGES, family_ids
from home.services import withdraw_update
from members.roles import derive_role_groups
from network_site.base.page_marks import mark_with_page
from network_site.base.registries import mark_dirty


def _page_changed(instance: Page, **_kwargs: Any) -> None:
    if isinstance(instance, FOUND_AS_PAGES):
        family = family_ids(Page.objects.filter(pk=instance.pk))
        mark_dirty("page", family.get(instance.translation_key, instance.pk))


def _family_of(page: Page) -> list[int]:
    family = family_ids(Page.objects.filter(translation_key=page.translation_key))
    return [*family.values(), page.pk]


def _update_of(page: Page) -> list[int]:
    updates = Update.objects.filter(translation_key=page.translation_key)
    return list(updates.values_list("pk", flat=True))


def _withdrawn(instance: Page, **_kwargs: Any) -> None:
    if isinstance(instance, UpdatePage):
        withdraw_update(instance)
    _page_changed(instance)


def _front_page_translated(target_obj: Any, **_kwargs: Any) -> None:
    """Rights that stand on the front page follow into every language's tree."""
    if isinstance(target_obj, HomePage):
        derive_role_groups()
        require_sign_in_everywhere()
        Site.clear_site_root_paths_cache()


def connect() -> None:
    copy_for_translation_done.connect(
        _front_page_translated, dispatch_uid="home_front_page_translated"
    )
    mark_with_page("update", UpdatePage, _update_of)
    for model in FOUND_AS_PAGES:
        mark_with_page("page", model, _family_of)
    page_published.connect(_page_changed, dispatch_uid="home_published")
    page_unpublished.connect(_withdrawn, dispatch_uid="home_unpublished")
    for model in (UpdatePage, *FOUND_AS_PAGES):
        post_delete.connect(
            _withdrawn, sender=model, dispatch_uid=f"home_deleted_{model.__name__}"
        )
