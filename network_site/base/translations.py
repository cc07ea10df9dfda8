"""Translations follow the page that they were made from.

The oldest page of a family leads. Its facts (whom it is for, when, where), its
publication and its place in the tree are those of the whole family; the others bring
words. Wagtail leaves them where they are, which would leave what was withdrawn or moved
behind a narrower door readable in the other languages.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from django.db.models.signals import post_delete
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move

from network_site.base.models import BasePage


def _family(page: Page) -> QuerySet[Page]:
    return Page.objects.filter(translation_key=page.translation_key).order_by("pk")


def _followers(page: Page) -> list[Page]:
    """Return the other pages of a family, where this one leads it."""
    if page.alias_of_id is not None:
        return []
    others = _family(page).filter(alias_of=None).exclude(pk=page.pk)
    return list(others) if not others.filter(pk__lt=page.pk).exists() else []


def share_facts(instance: Page, **_kwargs: Any) -> None:
    """Give every translation the facts of the leading page.

    Facts are the synchronised fields that a translation may not override. Asked after
    each publication, because a translation's draft may hold older ones.
    """
    if not isinstance(instance, BasePage):
        return
    names = [
        field.field_name
        for field in instance.override_translatable_fields
        if not getattr(field, "overridable", True)
    ]
    pages = type(instance).objects.filter(translation_key=instance.translation_key)
    source = pages.filter(alias_of=None).order_by("pk").first()
    if source is not None:
        facts = {name: getattr(source, name) for name in names}
        pages.exclude(pk=source.pk).update(**facts)


def unpublish_followers(instance: Page, **_kwargs: Any) -> None:
    for page in _followers(instance):
        if page.live:
            page.specific.unpublish()


def move_followers(instance: Page, parent_page_after: Page, **_kwargs: Any) -> None:
    """Move translations below the new parent's page in their own language."""
    for page in _followers(instance):
        parent = parent_page_after.get_translation_or_none(page.locale)
        if parent is None:
            parent = parent_page_after.copy_for_translation(
                page.locale, copy_parents=True, alias=True
            )
        if page.get_parent().pk != parent.pk:
            page.specific.move(parent, pos="last-child")


def delete_followers(instance: BasePage, **_kwargs: Any) -> None:
    """Delete the translations with the page that they were made from."""
    others = _family(instance).exclude(pk=instance.pk)
    if instance.alias_of_id is None and not others.filter(pk__lt=instance.pk).exists():
        while page := others.first():
            page.delete()


def connect() -> None:
    page_published.connect(share_facts, dispatch_uid="share_facts")
    page_unpublished.connect(unpublish_followers, dispatch_uid="unpublish_followers")
    post_page_move.connect(move_followers, dispatch_uid="move_followers")
    for model in apps.get_models():
        if issubclass(model, BasePage):
            post_delete.connect(
                delete_followers, sender=model, dispatch_uid=f"delete_{model.__name__}"
            )
