"""Serving pages of the tree: the address is found in one query instead of six."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.utils.translation import get_language
from wagtail.models import Page, Site
from wagtail.views import serve

from network_site.base.models import BasePage

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from wagtail.url_routing import RouteResult


def find_route(request: HttpRequest, path: str) -> RouteResult:
    """Return the page of an address, with what it does with the rest of it.

    Wagtail walks down from the site's root, one query a level. Here the longest part of
    the address that is a page is found at once and given the rest, so that pages keep
    routes of their own below them.

    Raises:
        Http404: there is no such page in the active language.
    """
    language = get_language()
    root = next(
        (
            srp.root_path
            for srp in Site.get_site_root_paths()
            if srp.language_code == language
        ),
        None,
    )
    if root is None:
        raise Http404
    steps = [step for step in path.split("/") if step]
    lengths = {
        f"{root}{'/'.join(steps[:length])}{'/' if length else ''}": length
        for length in range(len(steps) + 1)
    }
    page = Page.objects.filter(url_path__in=lengths).order_by("-depth").first()
    if page is None:
        raise Http404
    return _specific(page).route(request, steps[lengths[page.url_path] :])


def _specific(page: Page) -> Page:
    """Return a page as its own kind, with the rows that its template always shows."""
    kind = page.specific_class
    if not issubclass(kind, BasePage):
        raise Http404
    return kind.objects.select_related(*kind.served_with).get(pk=page.pk)


def serve_page(request: HttpRequest, path: str) -> HttpResponse:
    """Serve a page through Wagtail's hooks, with the route found our way."""
    request._wagtail_route_for_request = find_route(request, path)
    return serve(request, path)
