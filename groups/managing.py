"""What the pages on which a space is managed have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from groups.looks import record_look
from groups.models import Space
from groups.policies import LEADING_ROLES
from groups.templatetags.spaces import home_name
from network_site.base.languages import here

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def known_space(request: HttpRequest, pk: int) -> Space:
    """Return a space whose card the reader may see, with ``my_role``; else 404."""
    spaces = Space.objects.visible_to(request.user).with_standing_of(request.user)
    space = get_object_or_404(spaces, pk=pk)
    space.page_in()
    return space


def led_space(request: HttpRequest, pk: int) -> Space:
    """Return a space that the reader manages.

    Raises:
        Http404: the reader may not know of the space.
        PermissionDenied: the reader does not lead it.
    """
    space = known_space(request, pk)
    if not request.user.is_superuser and space.my_role not in LEADING_ROLES:
        raise PermissionDenied(space)
    record_look(space, request.user, view=request.resolver_match.url_name)
    return space


def home_of(space: Space) -> str:
    """Return the address of a space's own page, or the reader's where it has none."""
    return here(space.page.url) if space.page else reverse("me")


def members_of(space: Space) -> str:
    return f"{home_of(space)}members/" if space.page else reverse("me")


def back_to(space: Space) -> HttpResponse:
    return redirect(home_of(space))


def show(
    request: HttpRequest, template: str, space: Space, *, status: int = 200, **more: Any
) -> HttpResponse:
    """Render one of the pages on which a space is managed, with the way back to the space."""
    back = members_of(space) if getattr(space, "my_role", None) else home_of(space)
    crumbs = [{"label": home_name(space), "url": home_of(space)}]
    if back != crumbs[0]["url"]:
        crumbs.append({"label": _("Members"), "url": back})
    context = {"space": space, "back": back, "extra_crumbs": crumbs, **more}
    return render(request, template, context, status=status)
