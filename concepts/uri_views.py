"""URIs of concepts, subjects and vocabularies lead to pages, or to their data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from concepts.models import Concept, Subject, Vocabulary
from concepts.rest.calls import (
    Refusal,
    caller_of,
    for_other_sites,
    keep_to_the_rate,
    not_found,
)
from concepts.rest.negotiating import (
    chosen_format,
    rdf_answer,
    things_named,
    unsupported,
)

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

_PAGE = "text/html"


class _SeeOther(HttpResponseRedirect):
    """What the URI names is no document: its page is elsewhere."""

    status_code = 303


@login_not_required
@require_safe
def by_uri(request: HttpRequest) -> HttpResponseBase:
    """Lead from any URI to what is known of it: ``?uri=``."""
    return _resolved(request, request.GET.get("uri", ""))


@login_not_required
@require_safe
def own_uri(request: HttpRequest, slug: str, local: str = "") -> HttpResponseBase:
    """Lead from a URI that we have given to what is known of it.

    The base is looked up, because a vocabulary keeps it when its address changes.
    """
    ending = f"/concepts/uri/{slug}/"
    found = Vocabulary.objects.filter(base_uri__endswith=ending).first()
    return _resolved(request, f"{found.base_uri}{local}" if found else "")


def _resolved(request: HttpRequest, uri: str) -> HttpResponseBase:
    media_type = chosen_format(request, first=_PAGE)
    if media_type == _PAGE:
        response = _to_page(request, uri)
    else:
        try:
            response = _data(request, uri, media_type)
        except Refusal as refusal:
            response = refusal.response()
        for_other_sites(response)
    patch_vary_headers(response, ["Accept"])
    return response


def _data(request: HttpRequest, uri: str, media_type: str | None) -> HttpResponse:
    if media_type is None:
        raise Refusal(406, "Not Acceptable", f"{unsupported()} {_PAGE}")
    keep_to_the_rate(caller_of(request))
    concepts = Concept.objects.public()
    if request.user.is_authenticated:
        concepts = Concept.objects.visible_to(request.user)
    things = things_named(uri, None, concepts)
    if things is None:
        raise not_found(f"Could not find concept <{uri}>")
    response = rdf_answer(things, media_type)
    response["Cache-Control"] = "private, no-cache"
    return response


def _to_page(request: HttpRequest, uri: str) -> HttpResponseBase:
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    visible = Concept.objects.visible_to(request.user).select_related("vocabulary")
    if concept := visible.filter(uri=uri).first():
        return _SeeOther(concept.url)
    subjects = Subject.objects.select_related("vocabulary")
    if subject := subjects.filter(uri=uri).first():
        return _SeeOther(subject.url)
    return _SeeOther(get_object_or_404(Vocabulary, base_uri=uri).url)
