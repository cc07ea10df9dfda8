"""The site's languages as trees of pages, and the translating of pages in code."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)


def translate(
    page: Page, locale: Locale, words: Callable[[StringSegment], str] | None = None
) -> None:
    """Publish a page in another language, so that an editor can go on from there.

    Args:
        page: as stored, in the language it was written in.
        locale: the language to translate into.
        words: gives the translation of a text of the page; untranslated when left out.
    """
    source, _created = TranslationSource.get_or_create_from_instance(page.specific)
    if words is not None:
        segments = source.stringsegment_set.select_related("string", "context")
        StringTranslation.objects.bulk_create(
            [
                StringTranslation(
                    translation_of=segment.string,
                    context=segment.context,
                    locale=locale,
                    data=words(segment),
                    translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
                )
                for segment in segments
            ],
            ignore_conflicts=True,
        )
    translation, _created = Translation.objects.get_or_create(
        source=source, target_locale=locale
    )
    translation.save_target(publish=True)


@transaction.atomic
def add_languages() -> list[str]:
    """Make what is missing of the site's languages: locales, and a front page in each.

    Returns the codes of the languages whose front page was made.
    """
    root = Site.objects.get(is_default_site=True).root_page
    made = []
    for code, _name in settings.LANGUAGES:
        locale, _created = Locale.objects.get_or_create(language_code=code)
        if not root.get_translations(inclusive=True).filter(locale=locale).exists():
            translate(root, locale)
            made.append(code)
    return made
