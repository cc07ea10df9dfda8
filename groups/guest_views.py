"""Guests of a space: who answers for them, and until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from groups.content import attach_homes
from groups.forms import ExtendForm
from groups.guests import end_pass, extend_pass
from groups.managing import led_space, show
from groups.models import GuestPass, Space
from groups.services import LastLeadError

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
def space_guests(request: HttpRequest, pk: int) -> HttpResponse:
    """List the guests of a space, the soonest to end first."""
    space = led_space(request, pk)
    passes = space.guest_passes.valid().select_related("user__organisation", "sponsor")
    return show(request, "groups/space_guests.html", space, passes=passes)


@require_safe
def guests(request: HttpRequest) -> HttpResponse:
    """List the guests that the reader answers for, and the reader's own passes."""
    rows = GuestPass.objects.valid().select_related(
        "user__organisation", "sponsor", "space"
    )
    held = list(rows.in_hands_of(request.user))
    own = list(rows.filter(user=request.user))
    attach_homes([*held, *own])
    led = set(Space.objects.led_by(request.user).values_list("pk", flat=True))
    for row in held:
        row.may_extend = request.user.is_superuser or row.space_id in led
    return render(request, "groups/guests.html", {"passes": held, "own": own})


def _held(request: HttpRequest, pk: int) -> GuestPass:
    rows = GuestPass.objects.in_hands_of(request.user).select_related("space", "user")
    found = get_object_or_404(rows, pk=pk)
    attach_homes([found])
    return found


@require_http_methods(["GET", "POST"])
def extend_guest(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a guest another last day."""
    found = _held(request, pk)
    led_space(request, found.space_id)
    form = ExtendForm(request.POST or None, initial={"ends_on": found.ends_on})
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["ends_on"]
        try:
            extend_pass(guest_pass=found, ends_on=day, acting_user=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The last day has been changed."))
            return redirect("space_guests", pk=found.space_id)
    context = {"form": form, "guest_pass": found}
    return show(request, "groups/extend_guest.html", found.space, **context)


@require_http_methods(["GET", "POST"])
def end_guest(request: HttpRequest, pk: int) -> HttpResponse:
    """End a guest's time at once, after asking."""
    found = _held(request, pk)
    if request.method == "POST":
        try:
            end_pass(guest_pass=found, acting_user=request.user)
        except LastLeadError:
            messages.error(
                request,
                _("The space would be left without a lead. Name another lead first."),
            )
        else:
            messages.success(request, _("The guest's time has ended."))
        return redirect("guests")
    return show(request, "groups/end_guest.html", found.space, guest_pass=found)
