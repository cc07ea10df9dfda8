"""The frame around every page: main menu, language links, who is signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.cache import cache
from django.urls import reverse, translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page, Site
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
)

from network_site.base.families import best_page
from network_site.base.registries import nav_items

if TYPE_CHECKING:
    from django.http import HttpRequest

CACHE_SECONDS = 300


def _key(language: str) -> str:
    return f"frame:menu:{language}"


def index_page_url(page_model: type[Page], language: str) -> str | None:
    """Return the address of the site's index page of one kind, in the best language."""
    pages = list(page_model.objects.live().select_related("locale"))
    page = best_page(pages, language)
    return page.url if page else None


def site_languages() -> list[str]:
    """Return the languages that the site has a front page in, in the site's order."""
    found = {path.language_code for path in Site.get_site_root_paths()}
    return [code for code, _name in settings.LANGUAGES if code in found]


def home_url(language: str) -> str:
    """Return the address of the front page in a language, or in one that has it."""
    languages = site_languages()
    if language not in languages:
        language = languages[0] if languages else settings.LANGUAGE_CODE
    return f"/{language}/"


def add_page_url(parent: Page, page_model: type[Page]) -> str:
    """Return where an editor makes a page of one kind below another."""
    meta = page_model._meta
    return reverse(
        "wagtailadmin_pages:add", args=[meta.app_label, meta.model_name, parent.pk]
    )


def places(language: str) -> dict[str, str]:
    """Return the addresses of the registered places, kept for a few minutes.

    Addresses of index pages change a few times a year; the signals below and the short
    life of the copy are enough.
    """
    urls = cache.get(_key(language))
    if urls is None:
        urls = {key: item.url(language) for key, item in nav_items.items()}
        cache.set(_key(language), urls, CACHE_SECONDS)
    return {key: url for key, url in urls.items() if url}


def menu(language: str) -> list[dict[str, Any]]:
    """Return the main menu's links."""
    urls = places(language)
    items = sorted(nav_items.items(), key=lambda pair: pair[1].order)
    return [
        {"key": key, "label": item.label, "icon": item.icon, "url": urls[key]}
        for key, item in items
        if item.in_menu and key in urls
    ]


def _forget_menu(**_kwargs: Any) -> None:
    codes = [code for code, _name in settings.LANGUAGES]
    cache.delete_many([_key(code) for code in codes])
    cache.delete_many([f"frame:footer:{code}" for code in codes])


for _signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
    _signal.connect(_forget_menu)


def footer(language: str) -> list[dict[str, str]]:
    """Return the links of the footer: pages that editors have put "in menus"."""
    key = f"frame:footer:{language}"
    links = cache.get(key)
    if links is None:
        pages = (
            Page.objects.live()
            .in_menu()
            .filter(locale__language_code=language)
            .order_by("path")
        )
        links = [{"title": page.title, "url": page.url} for page in pages]
        cache.set(key, links, CACHE_SECONDS)
    return links


def tab_bar(request: HttpRequest, language: str) -> list[dict[str, Any]]:
    """Return the five links at the bottom of a phone."""
    by_key = {item["key"]: item for item in menu(language)}
    links = [
        {"label": _("Home"), "icon": "home", "url": home_url(language)},
        *[
            {**by_key[key], "icon": icon}
            for key, icon in (("groups", "groups"), ("events", "calendar"))
            if key in by_key
        ],
        {"label": _("Search"), "icon": "search", "url": reverse("search")},
        {"label": _("Me"), "icon": "user", "url": reverse("me")},
    ]
    return [{**link, "current": link["url"] == request.path} for link in links]


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor; everything in it is worked out only where it is used."""
    language = get_language() or settings.LANGUAGE_CODE
    return {
        "menu": SimpleLazyObject(lambda: menu(language)),
        "places": SimpleLazyObject(lambda: places(language)),
        "home_url": SimpleLazyObject(lambda: home_url(language)),
        "tab_bar": SimpleLazyObject(lambda: tab_bar(request, language)),
        "footer_links": SimpleLazyObject(lambda: footer(language)),
        "language_links": SimpleLazyObject(lambda: language_links(request)),
        "site_name": settings.WAGTAIL_SITE_NAME,
    }


def language_links(request: HttpRequest) -> list[dict[str, str]]:
    """Return the same view in the other languages.

    A page of the tree is offered only in the languages it is published in; a view is
    there in all of them.
    """
    active = get_language()
    translations = getattr(request, "translated_pages", None)
    if translations is not None:
        urls = {page.locale.language_code: page.url for page in translations}
    else:
        path = request.get_full_path()
        urls = {code: translate_url(path, code) for code in site_languages()}
        urls = {code: url for code, url in urls.items() if url != path}
    return [
        {"code": code, "name": settings.LANGUAGE_NAMES[code], "url": urls[code]}
        for code, _name in settings.LANGUAGES
        if code != active and code in urls
    ]
