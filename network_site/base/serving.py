"""Serving pages of the tree: the address is found in one query instead of six.

A page without a translation is served in its own words below the other languages, at
the same address but for the language: see docs/adr/0011-languages.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpResponseRedirect
from django.http.response import HttpResponseRedirectBase
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language_from_path, override
from wagtail.contrib.redirects.middleware import RedirectMiddleware
from wagtail.models import Page, Site
from wagtail.views import serve

from network_site.base.languages import by_preference, reader_language
from network_site.base.models import BasePage
from network_site.base.remembered import recall
from network_site.base.visibility import Access

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@dataclass(frozen=True)
class Place:
    """What stands at an address.

    Attributes:
        page_id, content_type_id: the page and what kind of page it is.
        rest: the part of the address that is the page's own business.
        own_url: where the page is in the reader's language, if the address is that of
            another language and the page has been translated.
    """

    page_id: int
    content_type_id: int
    rest: list[str]
    own_url: str | None


def find_place(path: str) -> Place:
    """Return the page of an address, in whatever language there is one.

    Raises:
        Http404: there is no such page in any language.
    """
    looked: list[Place] = []

    def look(keys: list[tuple[str, ...]]) -> dict[tuple[str, ...], Place]:
        looked.append(_look_up(path))
        # An address with a rest may be any address.
        return {} if looked[0].rest else {keys[0]: looked[0]}

    key = (reader_language(), path)
    return recall("place", [key], look).get(key) or looked[0]


def _look_up(path: str) -> Place:
    """Find the page of an address in the database.

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
    pages = Page.objects.filter(url_path__in=lengths, live=True).order_by()
    found = pages.values_list(
        "url_path",
        # An alias only holds the place of a page that has no translation.
        Coalesce("alias_of", "pk"),
        "content_type",
        Coalesce("alias_of__locale__language_code", "locale__language_code"),
        Subquery(translation.order_by().values("url_path")[:1]),
    )
    best = max(found, key=lambda row: lengths[row[0]], default=None)
    if best is None:
        raise Http404
    url_path, page_id, content_type_id, code, own_path = best
    own_url = None
    if own_path and code != language and language in roots:
        own_url = f"/{language}/{own_path.removeprefix(roots[language])}"
    return Place(page_id, content_type_id, steps[lengths[url_path][0] :], own_url)


def _specific(place: Place) -> Page:
    """Return a page as its own kind, with the rows that its template always shows."""
    content_type = ContentType.objects.get_for_id(place.content_type_id)
    kind = content_type.model_class()
    if kind is None or not issubclass(kind, BasePage):
        raise Http404
    pages = kind.objects.live().select_related("locale", *kind.served_with)
    return get_object_or_404(pages, pk=place.page_id)


def require_access(page: Page, request: HttpRequest) -> Access:
    """Return what the reader of a request gets of a page.

    Raises:
        Http404: the page is hidden from the reader, or is none of ours.
        PermissionDenied: it is refused in words; carries the page.
    """
    access = (
        page.access_for(request.user) if isinstance(page, BasePage) else Access.HIDDEN
    )
    if access is Access.HIDDEN:
        raise Http404
    if access is Access.DENIED:
        raise PermissionDenied(page)
    return access


class OldAddressMiddleware(RedirectMiddleware):
    """Leads on from an old address only those who may know of the new one."""

    def process_response(
        self, request: HttpRequest, response: HttpResponse
    ) -> HttpResponse:
        answer = super().process_response(request, response)
        if answer is response or not isinstance(answer, HttpResponseRedirectBase):
            return answer
        language = get_language_from_path(urlsplit(answer.url).path)
        if language is None:
            return answer
        try:
            with override(language):
                place = find_place(
                    urlsplit(answer.url).path.removeprefix(f"/{language}/")
                )
            require_access(_specific(place), request)
        except (Http404, PermissionDenied):
            return response
        return answer


def serve_page(request: HttpRequest, path: str) -> HttpResponse:
    """Serve a page through Wagtail's hooks, with the route found our way."""
    place = find_place(path)
    if place.own_url:
        # The address in the reader's language has the page's title in it.
        require_access(_specific(place), request)
        query = request.META.get("QUERY_STRING", "")
        url = place.own_url + "".join(f"{step}/" for step in place.rest)
        return HttpResponseRedirect(f"{url}?{query}" if query else url)
    page = _specific(place)
    request._wagtail_route_for_request = page.route(request, place.rest)
    return serve(request, path)
