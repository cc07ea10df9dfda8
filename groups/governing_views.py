from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from groups.access import may_end
from groups.governing import effect_of, may_change_policy
from groups.models import Space
from groups.policies import Policy
from groups.services import change_space
from network_site.base.languages import here

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

# What each preset means, in plain words.
IN_WORDS = {
    Policy.OPEN: gettext_lazy(
        "Everyone in the network reads everything and joins by themselves."
    ),
    Policy.REQUEST: gettext_lazy(
        "Others see the card and what is marked for the whole network, and ask to join."
    ),
    Policy.CLOSED: gettext_lazy(
        "Others see the card alone. Members are appointed or ask to join."
    ),
    Policy.HIDDEN: gettext_lazy(
        "Others do not know that the space exists. Members are appointed."
    ),
}


def _space(request: HttpRequest, pk: int) -> Space:
    return get_object_or_404(Space.objects.visible_to(request.user), pk=pk)


def _back_to(space: Space) -> HttpResponse:
    page = space.page_in()
    return redirect(here(page.url) if page else "front_door")


@require_http_methods(["GET", "POST"])
def policy(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a space's policy, after showing who would gain or lose sight of what."""
    space = _space(request, pk)
    if not space.is_running or not may_change_policy(request.user, space):
        raise PermissionDenied(space)
    asked = request.POST.get("policy") or request.GET.get("policy", "")
    chosen = Policy(asked) if asked in Policy.values else None
    if request.method == "POST" and chosen:
        change_space(space=space, acting_user=request.user, policy=chosen)
        messages.success(request, _("The policy of the space has changed."))
        return _back_to(space)
    context = {
        "space": space,
        "space_home": space.page_in(),
        "presets": [
            {"key": key, "label": key.label, "words": words}
            for key, words in IN_WORDS.items()
        ],
        "chosen": chosen or space.policy,
        "change": chosen if chosen and chosen != space.policy else None,
        "effect": effect_of(space, chosen) if chosen else None,
    }
    return render(request, "groups/policy.html", context)


def _space_to_end(request: HttpRequest, pk: int) -> Space:
    space = _space(request, pk)
    if not may_end(request.user, space):
        raise PermissionDenied(space)
    return space


@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a space, after telling what that means; it becomes an archive."""
    space = _space_to_end(request, pk)
    if request.method == "POST":
        if space.is_running:
            today = timezone.localdate()
            change_space(space=space, acting_user=request.user, ended_on=today)
        messages.success(request, _("The group has ended. It can still be read."))
        return _back_to(space)
    context = {"space": space, "space_home": space.page_in()}
    return render(request, "groups/end.html", context)


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Let an ended space go on."""
    space = _space_to_end(request, pk)
    if not space.is_running:
        change_space(space=space, acting_user=request.user, ended_on=None)
    messages.success(request, _("The group goes on."))
    return _back_to(space)
