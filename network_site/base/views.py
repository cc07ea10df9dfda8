from __future__ import annotations

import email
import email.policy
import mimetypes
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError
from django.http import (
    Http404,
    HttpResponse,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import get_language_from_request
from django.utils.translation import gettext as _
from django.views import defaults
from django.views.decorators.http import require_GET, require_safe
from wagtail import hooks

from network_site.base.api import problem_response
from network_site.base.collections import access_to_collection
from network_site.base.metrics import CONTENT_TYPE, metrics
from network_site.base.middleware import SELF_GUARDED
from network_site.base.models import BasePage, NetworkImage, NetworkRendition
from network_site.base.navigation import home_url
from network_site.base.readiness import parts_of_the_site
from network_site.base.sendfile import sendfile
from network_site.base.visibility import Access

if TYPE_CHECKING:
    from email.message import EmailMessage

    from django.http import HttpRequest

# Seconds after which it is worth asking again when the database is away.
RETRY_AFTER = 10


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer that the process serves requests, touching nothing else."""
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Answer the state of each part, 503 when one that must work does not."""
    parts = parts_of_the_site()
    ok = all(part["ok"] or part.get("optional") for part in parts.values())
    return JsonResponse({"ok": ok, "parts": parts}, status=200 if ok else 503)


@login_not_required
@require_safe
def metrics_page(request: HttpRequest) -> HttpResponse:
    """Answer the numbers of /readyz to an administrator, or to who has the token."""
    given, token = request.headers.get("Authorization", ""), settings.METRICS_TOKEN
    has_token = token and constant_time_compare(given, f"Bearer {token}")
    if not has_token and not request.user.is_authenticated:
        headers = {"WWW-Authenticate": "Bearer"}
        return HttpResponse(status=401, headers=headers)
    if not has_token and not request.user.is_superuser:
        raise PermissionDenied
    return HttpResponse(metrics(), content_type=CONTENT_TYPE)


@require_safe
def front_door(request: HttpRequest) -> HttpResponse:
    """Lead from the bare address to the front page in the reader's language."""
    language = getattr(request.user, "language", "") or get_language_from_request(
        request
    )
    return HttpResponseRedirect(home_url(language))


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponse:
    """Serve an image or its rendition to those who may see its collection.

    Hooks named ``before_serve_image`` get the image and the request, like Wagtail's of
    documents, and may refuse it. Documents have a road of their own and are never served from here.
    """
    rendition = (
        NetworkRendition.objects.filter(file=path).select_related("image").first()
    )
    image = (
        rendition.image if rendition else NetworkImage.objects.filter(file=path).first()
    )
    if image is None:
        raise Http404
    if access_to_collection(request.user, image.collection_id) is not Access.FULL:
        raise Http404
    for look in hooks.get_hooks("before_serve_image"):
        look(image, request)
    stored = rendition.file if rendition else image.file
    try:
        response = sendfile(request, stored.path)
    except FileNotFoundError as error:
        raise Http404 from error
    response["Content-Type"] = (
        mimetypes.guess_type(path)[0] or "application/octet-stream"
    )
    response["Cache-Control"] = "private, max-age=86400"
    response["X-Content-Type-Options"] = "nosniff"
    # Whatever a file pretends to be, nothing in it runs.
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@login_not_required
def no_admin_access(request: HttpRequest) -> HttpResponse:
    """Where Wagtail's admin sends those it does not let in.

    Someone signed in gets a plain answer; anyone else signs in and comes back. Sending
    both to the sign-in form would loop.
    """
    if request.user.is_authenticated:
        raise PermissionDenied
    query = request.GET.urlencode()
    return HttpResponseRedirect(f"{reverse('account_login')}?{query}")


def _read_mail(path: Path) -> EmailMessage:
    return email.message_from_bytes(path.read_bytes(), policy=email.policy.default)


def _require_demo_administrator(request: HttpRequest) -> None:
    if not (getattr(settings, "DEMO", False) and request.user.is_superuser):
        raise Http404


@require_GET
def dev_mail(request: HttpRequest) -> HttpResponse:
    """List the mails that the demonstration has written to files, newest first."""
    _require_demo_administrator(request)
    folder = Path(settings.EMAIL_FILE_PATH)
    paths = sorted(folder.glob("*.eml"), key=lambda p: p.stat().st_mtime, reverse=True)
    mails = [
        {
            "name": path.stem,
            "to": message["To"],
            "subject": message["Subject"],
            "date": message["Date"].datetime if message["Date"] else None,
        }
        for path in paths[:200]
        for message in [_read_mail(path)]
    ]
    return render(request, "base/dev_mail.html", {"mails": mails})


@require_GET
def dev_mail_message(request: HttpRequest, name: str) -> HttpResponse:
    """Show one mail of the demonstration, or its source with ``?raw``."""
    _require_demo_administrator(request)
    path = Path(settings.EMAIL_FILE_PATH) / f"{name}.eml"
    if not path.exists():
        raise Http404
    if "raw" in request.GET:
        return HttpResponse(path.read_bytes(), content_type="text/plain; charset=utf-8")
    message = _read_mail(path)
    body = message.get_body(("plain",))
    parts = [
        {"type": part.get_content_type(), "name": part.get_filename() or ""}
        for part in message.walk()
        if not part.is_multipart()
    ]
    calendar = next(
        (
            part.get_payload(decode=True).decode()
            for part in message.walk()
            if part.get_content_type() == "text/calendar"
        ),
        "",
    )
    context = {
        "subject": message["Subject"],
        "recipient": message["To"],
        "text": body.get_content() if body else "",
        "parts": parts,
        "calendar": calendar,
    }
    return render(request, "base/dev_mail_message.html", context)


@login_not_required
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=404)


@login_not_required
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say what the reader can do about it, where the refused page or space knows."""
    refused = exception.args[0] if exception and exception.args else None
    find_way_in = getattr(refused, "way_in", None)
    context = {
        "way_in": find_way_in(request.user) if find_way_in else None,
        # A page is refused to those outside; a space's tools to those who do not lead.
        "is_for_leads": not isinstance(refused, BasePage),
    }
    return render(request, "403.html", context, status=403)


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """Answer an error of ours, and tell apart that the database is away."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return _unavailable(request)
    return defaults.server_error(request)


def _unavailable(request: HttpRequest) -> HttpResponse:
    """Say without any query, in the reader's language, that it will pass."""
    if request.path.startswith(SELF_GUARDED):
        title = _("The site is away for a moment. Try again soon.")
        response = problem_response(request, 503, title)
    else:
        response = HttpResponse(render_to_string("503.html"), status=503)
    response["Retry-After"] = RETRY_AFTER
    return response
