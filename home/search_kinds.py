from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Min
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from home.models import (
    GuidelinePage,
    PositionPage,
    StandardPage,
    StrategyPage,
    Update,
    UpdatePage,
)
from network_site.base.body_text import body_text
from network_site.base.registries import SearchDocument, SearchKind, mark_dirty
from network_site.base.visibility import content_tokens

FOUND_AS_PAGES = (StandardPage, StrategyPage, PositionPage, GuidelinePage)


def mark_updates_of(kind: str, object_ids: Iterable[int]) -> None:
    """Mark the updates of people whose name or department may have changed."""
    if kind == "person":
        updates = Update.objects.filter(author__in=object_ids)
        mark_dirty("update", *updates.values_list("pk", flat=True))


class UpdateKind(SearchKind):
    key = "update"
    label = _("Update")
    label_plural = _("Updates")
    icon = "news"

    def object_ids(self) -> Iterable[int]:
        return Update.objects.filter(live=True).values_list("pk", flat=True)

    def documents(self, object_ids: list[int]) -> Iterable[SearchDocument]:
        updates = {
            update.translation_key: update
            for update in Update.objects.filter(
                pk__in=object_ids, live=True
            ).select_related("author")
        }
        pages = UpdatePage.objects.live().filter(
            alias_of=None, translation_key__in=updates
        )
        for page in pages.select_related("locale"):
            update = updates[page.translation_key]
            yield SearchDocument(
                object_id=update.pk,
                language=page.locale.language_code,
                title=page.title,
                url=page.url,
                audience=update.audience_tokens,
                labels=(page.title,),
                summary=page.summary,
                text=body_text(page.body),
                space_id=update.space_id,
                department_id=update.author.organisation_id if update.author else None,
                date=update.published_at,
                extra={"author": str(update.author) if update.author else ""},
            )


def family_ids(pages: Any) -> dict[Any, int]:
    """Return the one id of each translation family: that of its oldest page."""
    keys = pages.values("translation_key")
    return dict(
        Page.objects.filter(translation_key__in=keys)
        .values_list("translation_key")
        .annotate(first=Min("pk"))
        .order_by()
    )


class PageKind(SearchKind):
    """Pages of text that belong to no space; translations are one thing."""

    key = "page"
    label = _("Page")
    label_plural = _("Pages")
    icon = "file"

    def object_ids(self) -> Iterable[int]:
        ids: set[int] = set()
        for model in FOUND_AS_PAGES:
            ids.update(family_ids(model.objects.live()).values())
        return ids

    def documents(self, object_ids: list[int]) -> Iterable[SearchDocument]:
        keys = Page.objects.filter(pk__in=object_ids).values("translation_key")
        for model in FOUND_AS_PAGES:
            pages = model.objects.live().filter(alias_of=None, translation_key__in=keys)
            ids = family_ids(pages)
            for page in pages.select_related("locale"):
                yield SearchDocument(
                    object_id=ids[page.translation_key],
                    language=page.locale.language_code,
                    title=page.title,
                    url=page.url,
                    audience=content_tokens(page.audience, None),
                    labels=(page.title,),
                    summary=page.summary,
                    text=_text_of(page),
                    date=page.last_published_at,
                )


def _text_of(page: Any) -> str:
    words = [body_text(page.body)]
    if isinstance(page, StrategyPage):
        words += [page.mission, page.vision, page.past, page.present, page.future]
        words += [body_text(page.goals), body_text(page.cornerstones)]
    if isinstance(page, PositionPage):
        words.append(page.addressee)
    return strip_tags(" ".join(words))
