"""Asking to join a space, and answering those who ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from groups.forms import AskForm
from groups.joining import AlreadyAnsweredError, may_ask
from groups.joining import answer as answer_request
from groups.joining import ask as ask_to_join
from groups.joining import withdraw as withdraw_request
from groups.managing import back_to, known_space, led_space, show
from groups.models import JoinRequest

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask to join a space, with a message to its leads."""
    space = known_space(request, pk)
    if space.my_role:
        messages.info(request, _("You belong to this space already."))
        return back_to(space)
    if not may_ask(request.user, space):
        raise PermissionDenied
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        message = form.cleaned_data["message"]
        ask_to_join(space=space, message=message, acting_user=request.user)
        messages.success(
            request, _("The leads have got your request. The answer comes by mail.")
        )
        return back_to(space)
    return show(request, "groups/ask.html", space, form=form)


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own request back."""
    space = known_space(request, pk)
    if withdraw_request(space=space, acting_user=request.user):
        messages.success(request, _("Your request has been taken back."))
    else:
        messages.info(request, _("No request of yours was waiting."))
    return back_to(space)


@require_http_methods(["GET", "POST"])
def requests(request: HttpRequest, pk: int) -> HttpResponse:
    """List who asks to join, and answer with one click."""
    space = led_space(request, pk)
    asked = space.join_requests.select_related("user__organisation", "answered_by")
    if request.method == "POST":
        found = get_object_or_404(asked, pk=_number(request.POST.get("request")))
        _answer(request, found, approve=request.POST.get("answer") == "approve")
        return redirect("join_requests", pk=space.pk)
    pending = asked.filter(state=JoinRequest.State.PENDING)
    answered = asked.exclude(state=JoinRequest.State.PENDING).order_by("-answered_at")
    context = {"pending": pending, "answered": answered[:20]}
    return show(request, "groups/requests.html", space, **context)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 18 else 0


def _answer(request: HttpRequest, found: JoinRequest, *, approve: bool) -> None:
    name = {"person": found.user}
    try:
        answer_request(request=found, approve=approve, acting_user=request.user)
    except AlreadyAnsweredError as error:
        state = error.request.get_state_display().lower()
        words = _("The request of %(person)s was handled already: %(state)s.")
        messages.warning(request, words % {**name, "state": state})
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        words = (
            _("%(person)s is now a member and gets a mail.")
            if approve
            else _("%(person)s gets your answer by mail.")
        )
        messages.success(request, words % name)
