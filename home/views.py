from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from groups.writing_views import write_again, write_new
from home.models import UpdatePage
from home.services import mark_all_read
from network_site.base.navigation import home_url
from network_site.base.registries import content_desks

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_POST
def read_updates(request: HttpRequest) -> HttpResponse:
    """Mark all updates as read and go back to the front page."""
    mark_all_read(user=request.user)
    return redirect(home_url(request.LANGUAGE_CODE))


@require_http_methods(["GET", "POST"])
def new_update(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Write an update in a space, or to the whole network."""
    return write_new(request, content_desks.get(UpdatePage._meta.label), pk)


@require_http_methods(["GET", "POST"])
def edit_update(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an update."""
    return write_again(request, UpdatePage, pk)
