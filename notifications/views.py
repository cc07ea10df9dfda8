from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from notifications import unsubscribing
from notifications.choosing import save_preferences
from notifications.forms import InboxForm, PreferencesForm, always_sent
from notifications.inbox import address_of, kinds_of, lines_for
from notifications.models import Notice, preferences_of
from notifications.refusals import refused_address, try_again
from notifications.services import mark_read

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

LINES_ON_A_PAGE = 30


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """List what the reader has been told, newest first."""
    form = InboxForm(request.GET, kinds=kinds_of(request.user))
    notices = Notice.objects.inbox_of(request.user)
    if form.is_valid():
        if form.cleaned_data["kind"]:
            notices = notices.filter(kind=form.cleaned_data["kind"])
        if form.cleaned_data["unread"]:
            notices = notices.unread()
    page = Paginator(notices, LINES_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "form": form,
        "is_filtered": any(request.GET.get(name) for name in form.fields),
        "lines": lines_for(list(page), request.user),
    }
    return render(request, "notifications/inbox.html", context)


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark the whole inbox as read."""
    mark_read(user=request.user)
    return redirect("inbox")


@require_POST
def read_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one line of the reader's inbox as read."""
    notice = get_object_or_404(Notice.objects.inbox_of(request.user), pk=pk)
    mark_read(user=request.user, notice_ids=[notice.pk])
    return redirect("inbox")


@require_safe
def open_line(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead from a line of the inbox to what it tells of, and count it as read."""
    notice = get_object_or_404(Notice.objects.inbox_of(request.user), pk=pk)
    address = address_of(notice, request.user)
    if not address:
        raise Http404
    mark_read(user=request.user, notice_ids=[notice.pk])
    return redirect(address)


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """Let a person choose what is sent to them, by which way, and when."""
    form = PreferencesForm(
        request.POST or None, preferences=preferences_of(request.user)
    )
    if request.method == "POST" and form.is_valid():
        save_preferences(user=request.user, data=form.cleaned_data)
        messages.success(request, _("Your choices are saved."))
        return redirect("preferences")
    context = {
        "form": form,
        "always": always_sent(),
        "refused": refused_address(request.user),
    }
    return render(request, "notifications/preferences.html", context)


@require_POST
def try_mail_again(request: HttpRequest) -> HttpResponse:
    """Send what was held because the reader's address refused mail."""
    try_again(user=request.user)
    messages.success(request, _("Mail is sent to you again."))
    return redirect("preferences")


@login_not_required
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """End mails of one kind: asked on GET, done on POST, which mail programs send.

    Neither cookie nor sign-in is needed, and nothing redirects (RFC 8058): the token
    is the proof. Scanners that open every link change nothing.
    """
    subscription = unsubscribing.read_token(token)
    if subscription is None:
        raise Http404
    is_done = request.method == "POST"
    if is_done:
        unsubscribing.unsubscribe(subscription)
    context = {"kind": subscription.kind, "done": is_done}
    return render(request, "notifications/unsubscribe.html", context)
