"""Where the page tree and the files tell the spaces that something happened."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail.models import Collection, Page
from wagtail.signals import (
    copy_for_translation_done,
    page_published,
    page_unpublished,
    post_page_move,
)

from groups.models import GroupPage, Membership, Space, SpaceContentPage, SpaceHomePage
from groups.permissions import derive_permissions
from groups.placement import replace_after_move
from groups.search_kinds import index_files_below
from groups.services import apply_group_page, ensure_space_of
from groups.waiting import release_files_of
from network_site.base.models import NetworkDocument
from network_site.base.page_marks import mark_with_page
from network_site.base.registries import mark_dirty
from network_site.base.remembered import forget


def _group_page_saved(instance: GroupPage, **_kwargs: Any) -> None:
    ensure_space_of(instance)


def _published(instance: Page, **_kwargs: Any) -> None:
    release_files_of(instance)
    if isinstance(instance, GroupPage):
        apply_group_page(instance)
    elif isinstance(instance, SpaceContentPage):
        instance.apply_to_family()


def _translated(target_obj: Any, **_kwargs: Any) -> None:
    """A lead's rights follow into every language tree."""
    if isinstance(target_obj, SpaceHomePage):
        derive_permissions(
            Space.objects.get(translation_key=target_obj.translation_key)
        )


def _home_unpublished(instance: Page, **_kwargs: Any) -> None:
    if isinstance(instance, SpaceHomePage):
        mark_dirty("space", instance.space.pk)


def _space_of(page: GroupPage) -> list[int]:
    spaces = Space.objects.filter(translation_key=page.translation_key)
    return list(spaces.values_list("pk", flat=True))


def _collection_changed(instance: Collection, created: bool, **_kwargs: Any) -> None:
    """The editor moves a collection in the same transaction, which tells nobody."""
    if not created:
        index_files_below(instance.pk)


def _moved(instance: Page, **_kwargs: Any) -> None:
    replace_after_move(instance)


def _document_changed(instance: NetworkDocument, **_kwargs: Any) -> None:
    mark_dirty("document", instance.pk)


def connect() -> None:
    post_save.connect(_group_page_saved, sender=GroupPage, dispatch_uid="group_page")
    mark_with_page("space", GroupPage, _space_of)
    post_save.connect(
        _collection_changed, sender=Collection, dispatch_uid="collection_changed"
    )
    page_published.connect(_published, dispatch_uid="groups_published")
    page_unpublished.connect(_home_unpublished, dispatch_uid="groups_unpublished")
    copy_for_translation_done.connect(_translated, dispatch_uid="groups_translated")
    post_page_move.connect(_moved, dispatch_uid="groups_moved")
    post_save.connect(forget, sender=Space, dispatch_uid="forget_space")
    for signal in (post_save, post_delete):
        signal.connect(
            forget, sender=Membership, dispatch_uid=f"forget_members_{id(signal)}"
        )
        signal.connect(
            _document_changed,
            sender=NetworkDocument,
            dispatch_uid=f"document_{id(signal)}",
        )
