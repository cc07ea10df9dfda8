"""Which page of a translation family a reader sees, and under which address.

A page that has no translation is served below the reader's language in its own: the
address is the same but for the language in front (``serving``).
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Case, Exists, IntegerField, OuterRef, QuerySet, When
from django.utils.translation import get_language


def reader_language() -> str:
    """Return the active language, or the site's own outside of any."""
    return get_language() or settings.LANGUAGE_CODE


def by_preference(language: str) -> list[str]:
    """Return the site's languages in the order in which a reader wants them."""
    return list(
        dict.fromkeys([language, *[code for code, _name in settings.LANGUAGES]])
    )


def in_language(url: str, language: str) -> str:
    """Return an address of the site below another language; others are left alone."""
    head, _slash, rest = url.removeprefix("/").partition("/")
    known = url.startswith("/") and head in settings.LANGUAGE_NAMES
    return f"/{language}/{rest}" if known else url


def here(url: str) -> str:
    """Return an address of the site below the reader's language."""
    return in_language(url, reader_language())


def foreign_language(page: Any) -> str:
    """Return the language of a page's words where it is not the reader's, else "".

    Args:
        page: a page, or what stands for one and names its ``language``.
    """
    code = getattr(page, "language", None) or page.locale.language_code
    return "" if code == reader_language() else code


def one_of_each(pages: QuerySet, language: str | None = None) -> QuerySet:
    """Keep one published page of each family: the one that a reader wants most.

    Args:
        pages: a queryset of pages in any language.
        language: the reader's; the active one when left out.
    """
    order = by_preference(language or reader_language())
    rank = Case(
        *[When(locale__language_code=code, then=n) for n, code in enumerate(order)],
        default=len(order),
        output_field=IntegerField(),
    )
    published = pages.model.objects.filter(live=True, alias_of=None)
    better = (
        published.filter(translation_key=OuterRef("translation_key"))
        .annotate(rank=rank)
        .filter(rank__lt=OuterRef("rank"))
    )
    return (
        pages.filter(live=True, alias_of=None)
        .annotate(rank=rank)
        .filter(~Exists(better))
        .select_related("locale")
    )
