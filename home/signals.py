from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from home.models import UpdatePage
from home.search_kinds import FOUND_AS_PAGES, family_ids
from home.services import withdraw_update
from network_site.base.registries import mark_dirty


def _page_changed(instance: Page, **_kwargs: Any) -> None:
    if isinstance(instance, FOUND_AS_PAGES):
        family = family_ids(Page.objects.filter(pk=instance.pk))
        mark_dirty("page", family.get(instance.translation_key, instance.pk))


def _withdrawn(instance: Page, **_kwargs: Any) -> None:
    if isinstance(instance, UpdatePage):
        withdraw_update(instance)
    _page_changed(instance)


def connect() -> None:
    page_published.connect(_page_changed, dispatch_uid="home_published")
    page_unpublished.connect(_withdrawn, dispatch_uid="home_unpublished")
    for model in (UpdatePage, *FOUND_AS_PAGES):
        post_delete.connect(
            _withdrawn, sender=model, dispatch_uid=f"home_deleted_{model.__name__}"
        )
