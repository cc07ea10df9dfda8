"""Sending a stored file whose reader has been let in.

Wagtail's documents (``SENDFILE_BACKEND``) and our images come here after the right has
been checked; an unchanged file is answered with 304 only then.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from wagtail.utils import sendfile_streaming_backend

# The location that deploy/nginx.conf keeps for us; it answers no reader by itself.
INTERNAL = "/protected/"


def sendfile(request: HttpRequest, filename: str, **_kwargs: Any) -> HttpResponse:
    """Send a file below MEDIA_ROOT, or let nginx do it under ``SENDFILE=nginx``.

    Raises:
        FileNotFoundError: there is no such file.
    """
    if settings.SENDFILE != "nginx":
        return sendfile_streaming_backend.sendfile(request, filename)
    path = Path(filename)
    path.stat()
    inside = path.relative_to(settings.MEDIA_ROOT).as_posix()
    return HttpResponse(headers={"X-Accel-Redirect": INTERNAL + quote(inside)})
