"""Translations of planted pages, made as the editor's tool makes them."""

from __future__ import annotations

from typing import Any

from django.test import TestCase
from django.utils.text import slugify
from wagtail.models import Locale, Page

from home.languages import add_languages, translate


def open_languages() -> None:
    """Open the planted site in Swedish and English."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        add_languages()


def make_translation(page: Page, title: str, *, language: str = "sv") -> Any:
    """Publish a page in another language; all but its title stays in Finnish."""
    locale = Locale.objects.get(language_code=language)
    texts = {"title": title, "slug": slugify(title)}
    with TestCase.captureOnCommitCallbacks(execute=True):
        translate(
            Page.objects.get(pk=page.pk),
            locale,
            lambda text: texts.get(text.context.path, text.string.data),
        )
    return page.get_translation(locale)
