"""What the concept bank says to those who write in Wagtail's editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.views.decorators.http import require_POST
from wagtail.models import Page

from concepts.annotation.writing import LONGEST
from network_site.base.decorating import hints_on
from network_site.base.languages import reader_language

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_POST
def hints(request: HttpRequest) -> HttpResponse:
    """Show the hints on a text that is being written. The text is kept nowhere."""
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise PermissionDenied
    asked = request.POST.get("page", "")
    pages = Page.objects.filter(pk=asked) if asked.isascii() and asked.isdigit() else ()
    language = next(
        (page.locale.language_code for page in pages[:1]), reader_language()
    )
    text = request.POST.get("text", "")[:LONGEST]
    context = {"hints": hints_on(text, language=language)}
    return render(request, "base/includes/hints.html", context)
