from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groups.models import Space
from groups.services import LastLeadError, remove_membership
from groups.services import join as join_space
from network_site.base.languages import here

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def _back_to(space: Space) -> HttpResponse:
    page = space.page_in()
    return redirect(here(page.url) if page else "front_door")


@require_POST
def join(request: HttpRequest, pk: int) -> HttpResponse:
    """Join an open space."""
    space = get_object_or_404(Space.objects.visible_to(request.user), pk=pk)
    join_space(space=space, acting_user=request.user)
    messages.success(request, _("You are now a member."))
    return _back_to(space)


@require_POST
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave a space; its only lead must hand the lead over first."""
    space = get_object_or_404(Space.objects.of(request.user), pk=pk)
    try:
        remove_membership(space=space, user=request.user, acting_user=request.user)
    except LastLeadError:
        messages.error(
            request,
            _("You are the only lead. Make somebody else the lead before you leave."),
        )
        return redirect(f"{reverse('hand_over', args=[pk])}?then=leave")
    messages.success(request, _("You are no longer a member."))
    if not Space.objects.visible_to(request.user).filter(pk=pk).exists():
        return redirect("front_door")
    return _back_to(space)
