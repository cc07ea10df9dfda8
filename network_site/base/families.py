"""Models that stand behind pages: one row per translation family.

A translated page is several rows of the page tree. Whatever is counted, locked, sent
or followed hangs on one model row that carries the pages' ``translation_key``.
Copies get a new key from Wagtail, and translations keep it, so the key alone ties
the pages to their family and no foreign key can be copied by mistake.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from django.apps import apps
from django.db import models

from network_site.base.languages import by_preference, reader_language
from network_site.base.remembered import recall

# What lists show of a page, and what its address is made of.
LISTED = ("title", "summary", "url_path", "translation_key", "locale")


@dataclass(frozen=True)
class Card:
    """A published page as lists show it, without the rule of who may open it."""

    title: str
    summary: str
    url: str
    language: str

    @classmethod
    def of(cls, page: Any | None) -> Card | None:
        """Return the card of a page in whatever language it is; of none, None."""
        if page is None:
            return None
        language = page.locale.language_code
        return cls(page.title, getattr(page, "summary", ""), page.url, language)

    def __str__(self) -> str:
        return self.title


def best_page(pages: list[Any], language: str) -> Any | None:
    """Choose the page in the reader's language, else in the site's order of them."""
    if not pages:
        return None
    order = by_preference(language)
    return min(
        pages,
        key=lambda page: (
            order.index(page.locale.language_code)
            if page.locale.language_code in order
            else len(order)
        ),
    )


class FetchesPages:
    """For querysets: fetches the live pages of the rows in one more query."""

    _pages_language: str | None = None
    _pages_model: Any = None
    _attach_to: Any = None

    @staticmethod
    def family_of(row: Any) -> Any:
        """Return the family that a row stands for: as a rule the row itself."""
        return row

    def default_page_model(self) -> Any:
        return self.model.page_model()

    def with_pages(self) -> Self:
        """Attach ``.page`` to each row: the live page in the reader's language, or the
        next best.
        """
        return self._with(attach_pages, None)

    def with_cards(self, *, page_model: Any = None) -> Self:
        """Attach ``.page`` as ``with_pages`` does, but only what lists show of it.

        Args:
            page_model: the pages to look among; the family's own when left out.
        """
        return self._with(attach_cards, page_model)

    def _with(self, attach: Any, page_model: Any) -> Self:
        clone = self._chain()
        clone._attach_to = attach
        clone._pages_language = reader_language()
        clone._pages_model = page_model or self.default_page_model()
        return clone

    def _clone(self) -> Self:
        clone = super()._clone()
        clone._attach_to = self._attach_to
        clone._pages_language = self._pages_language
        clone._pages_model = self._pages_model
        return clone

    def _fetch_all(self) -> None:
        fetch = self._result_cache is None
        super()._fetch_all()
        if fetch and self._attach_to and self._result_cache:
            families = [self.family_of(row) for row in self._result_cache]
            self._attach_to(families, self._pages_language, self._pages_model)


class FamilyQuerySet(FetchesPages, models.QuerySet):
    """The queryset of a model that stands behind pages."""


def attach_pages(families: list[Any], language: str, page_model: Any) -> None:
    """Set ``.page`` on each family row, with one query for all of them."""
    _attach(families, language, page_model.objects.defer_streamfields())


def attach_cards(families: Iterable[Any], language: str, page_model: Any) -> None:
    """Set ``.page`` on each family row to what lists show of it: a ``Card`` or None."""
    families = list(families)
    label = page_model._meta.label_lower
    by_key = {
        (language, label, str(family.translation_key)): family for family in families
    }

    def make(keys: list[tuple[str, ...]]) -> dict[tuple[str, ...], Card | None]:
        listed = [name for name in LISTED if hasattr(page_model, name)]
        rows = [by_key[key] for key in keys]
        _attach(rows, language, page_model.objects.only(*listed))
        return {key: Card.of(by_key[key].page) for key in keys}

    cards = recall("card", by_key, make)
    for family in families:
        family.page = cards[language, label, str(family.translation_key)]


def _attach(families: list[Any], language: str, among: Any) -> None:
    keys = {family.translation_key for family in families}
    pages: dict[uuid.UUID, list[Any]] = defaultdict(list)
    published = among.filter(live=True, alias_of=None)
    for page in published.filter(translation_key__in=keys).select_related("locale"):
        pages[page.translation_key].append(page)
    for family in families:
        family.page = best_page(pages[family.translation_key], language)


class PageFamily(models.Model):
    """One row behind all translations of a page."""

    page_model_name: ClassVar[str] = "wagtailcore.Page"
    page: Any = None

    translation_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True

    @classmethod
    def page_model(cls) -> Any:
        """Return the model whose pages present this family."""
        return apps.get_model(cls.page_model_name)

    def page_in(self, language: str | None = None) -> Any | None:
        """Return the live page in the best language for a reader, or None."""
        attach_pages([self], language or reader_language(), self.page_model())
        return self.page

    def source_page(self) -> Any | None:
        """Return the page that the others were translated from, live or not."""
        return (
            self.page_model()
            .objects.filter(translation_key=self.translation_key, alias_of=None)
            .order_by("pk")
            .first()
        )
