"""Serving pages of the tree: the address is found in one query instead of six.

A page without a translation is served in its own words below the other languages, at
the same address but for the language: see docs/adr/0011-languages.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpResponseRedirect
from wagtail.models import Page, Site
from wagtail.views import serve

from network_site.base.languages import by_preference, foreign_language, reader_language
from network_site.base.models import BasePage

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@dataclass(frozen=True)
class Place:
    """What stands at an address.

    ``rest`` is the part of the address that is the page's own business; ``own_url`` is
    where the page is in the reader's language, if it has been translated.
    """

    page: Page
    rest: list[str]
    own_url: str | None


def find_place(path: str) -> Place:
    """Return the page of an address, in whatever language there is one.

    Wagtail walks down from the site's root, one query a level. Here the longest part of
    the address that is a page is found at once and given the rest, so that pages keep
    routes of their own below them. Trees of other languages are looked into too; of
    equally long parts the reader's language wins.

    Raises:
        Http404: there is no such page in any language.
    """
    language = reader_language()
    order = by_preference(language)
    roots = {srp.language_code: srp.root_path for srp in Site.get_site_root_paths()}
    steps = [step for step in path.split("/") if step]
    lengths = {
        f"{roots[code]}{'/'.join(steps[:length])}{'/' if length else ''}": (
            length,
            -order.index(code),
        )
        for code in order
        if code in roots
        for length in range(len(steps) + 1)
    }
    translation = Page.objects.filter(
        translation_key=OuterRef("translation_key"),
        locale__language_code=language,
        alias_of=None,
        live=True,
    )
    pages = (
        Page.objects.filter(url_path__in=lengths, live=True)
        .annotate(own_path=Subquery(translation.values("url_path")[:1]))
        .select_related("locale", "alias_of__locale")
    )
    page = max(pages, key=lambda page: lengths[page.url_path], default=None)
    if page is None:
        raise Http404
    own_url = None
    if page.own_path and language in roots:
        own_url = f"/{language}/{page.own_path.removeprefix(roots[language])}"
    rest = steps[lengths[page.url_path][0] :]
    # An alias only holds the place of a page that has no translation.
    return Place(page.alias_of or page, rest, own_url)


def _specific(page: Page) -> Page:
    """Return a page as its own kind, with the rows that its template always shows."""
    kind = page.specific_class
    if not issubclass(kind, BasePage):
        raise Http404
    return kind.objects.select_related("locale", *kind.served_with).get(pk=page.pk)


def serve_page(request: HttpRequest, path: str) -> HttpResponse:
    """Serve a page through Wagtail's hooks, with the route found our way."""
    place = find_place(path)
    if place.own_url and foreign_language(place.page):
        query = request.META.get("QUERY_STRING", "")
        url = place.own_url + "".join(f"{step}/" for step in place.rest)
        return HttpResponseRedirect(f"{url}?{query}" if query else url)
    page = _specific(place.page)
    request._wagtail_route_for_request = page.route(request, place.rest)
    return serve(request, path)
