"""The frame around every page: main menu, language links, who is signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from network_site.base.languages import (
    foreign_language,
    in_language,
    one_of_each,
    reader_language,
)
from network_site.base.registries import nav_items
from network_site.base.remembered import recall

if TYPE_CHECKING:
    from django.http import HttpRequest


def index_page_url(page_model: type[Page], language: str) -> str | None:
    """Return the address of the site's index page of one kind, in the best language."""
    page = one_of_each(page_model.objects.all(), language).first()
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


def _places(languages: list[str]) -> dict[str, dict[str, str | None]]:
    return {
        language: {key: item.url(language) for key, item in nav_items.items()}
        for language in languages
    }


def places(language: str) -> dict[str, str]:
    """Return the addresses of the registered places."""
    urls = recall("places", [language], _places)[language]
    return {key: in_language(url, language) for key, url in urls.items() if url}


def menu(language: str) -> list[dict[str, Any]]:
    """Return the main menu's links."""
    urls = places(language)
    items = sorted(nav_items.items(), key=lambda pair: pair[1].order)
    return [
        {"key": key, "label": item.label, "icon": item.icon, "url": urls[key]}
        for key, item in items
        if item.in_menu and key in urls
    ]


def footer(language: str) -> list[dict[str, str]]:
    """Return the links of the footer: pages that editors have put "in menus"."""
    return recall("footer", [language], _footers)[language]


def _footers(languages: list[str]) -> dict[str, list[dict[str, str]]]:
    chosen = Page.objects.live().in_menu().values("translation_key")
    pages = Page.objects.filter(translation_key__in=chosen)
    return {
        language: [
            {
                "title": page.title,
                "url": in_language(page.url, language),
                "language": foreign_language(page),
            }
            for page in one_of_each(pages, language).order_by("path")
        ]
        for language in languages
    }


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
    language = reader_language()
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
    """Return the same view, with the same query, in the site's other languages.

    A translated page has its own address in each; everything else differs only by the
    language in front.
    """
    address = request.get_full_path()
    own = getattr(request, "page_address", None)
    translations = getattr(request, "page_addresses", {})
    urls = {code: in_language(address, code) for code in site_languages()}
    if own is not None and address.startswith(own):
        rest = address.removeprefix(own)
        urls |= {code: url + rest for code, url in translations.items()}
    return [
        {"code": code, "name": settings.LANGUAGE_NAMES[code], "url": urls[code]}
        for code in site_languages()
        if code != reader_language() and urls[code] != address
    ]
