from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from notifications.inbox import lines_for
from notifications.models import Notice
from notifications.services import mark_read

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """List what the reader has been told, newest first."""
    notices = Notice.objects.inbox_of(request.user)
    page = Paginator(notices, 30).get_page(request.GET.get("page"))
    context = {"page_obj": page, "lines": lines_for(list(page), request.user)}
    return render(request, "notifications/inbox.html", context)


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark the whole inbox as read."""
    mark_read(user=request.user)
    return redirect("inbox")
