from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from home.services import mark_all_read
from network_site.base.navigation import home_url

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_POST
def read_updates(request: HttpRequest) -> HttpResponse:
    """Mark all updates as read and go back to the front page."""
    mark_all_read(user=request.user)
    return redirect(home_url(request.LANGUAGE_CODE))
