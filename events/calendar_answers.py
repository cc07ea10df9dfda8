"""Calendar files as answers: to be downloaded, or fetched again and again."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.text import slugify

if TYPE_CHECKING:
    from django.http import HttpRequest

LONGEST_NAME = 60


def as_feed(request: HttpRequest, content: bytes) -> HttpResponse:
    """Answer with a calendar, or with 304 where the asker has it already.

    Called when the asker's rights have been looked at: the answer to somebody who has
    lost them is never "not modified".
    """
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    etag = f'"{sha256(content).hexdigest()[:32]}"'
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    return get_conditional_response(request, etag=etag, response=response)


def as_file(request: HttpRequest, content: bytes, *, name: str) -> HttpResponse:
    """The same, to be saved under a name."""
    response = as_feed(request, content)
    stem = slugify(name)[:LONGEST_NAME] or "tapahtuma"
    response["Content-Disposition"] = f'attachment; filename="{stem}.ics"'
    return response
