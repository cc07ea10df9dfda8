"""Concepts as RDF, one at a time or a whole vocabulary."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.shortcuts import redirect
from django.urls import reverse

from concepts.rest.calls import Call, Refusal, bad_request, call, not_found
from concepts.rest.negotiating import (
    chosen_format,
    rdf_answer,
    rdf_file,
    things_named,
    unsupported,
)

if TYPE_CHECKING:
    from django.http import HttpResponseBase


def _media_type(asked: Call) -> str:
    media_type = chosen_format(asked.request)
    if media_type is None:
        raise Refusal(406, "Not Acceptable", unsupported())
    return media_type


@call()
def data(asked: Call) -> HttpResponseBase:
    """Tell all that is known of a URI, or lead to the whole vocabulary."""
    uri = asked.asked("uri")
    if not uri and asked.vocabulary is None:
        raise bad_request("uri parameter missing")
    media_type = _media_type(asked)
    if not uri:
        whole = reverse("rest_dump", args=[asked.mine.slug])
        return redirect(f"{whole}?{urlencode({'format': media_type})}")
    things = things_named(uri, asked.vocabulary, asked.concepts)
    if things is None:
        raise not_found(f"Could not find concept <{uri}>")
    return rdf_answer(things, media_type)


@call()
def dump(asked: Call) -> HttpResponseBase:
    """Give a whole vocabulary as a file."""
    return rdf_file(asked.mine, _media_type(asked))
