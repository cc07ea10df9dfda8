from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect
from wagtail import hooks

from members.models import User
from members.services import reasons_to_keep
from members.viewsets import PeopleViewSetGroup

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@hooks.register("register_admin_viewset")
def people_viewsets() -> Any:
    return PeopleViewSetGroup()


def _kept(request: HttpRequest, people: list[User]) -> HttpResponse | None:
    """Lead back with the reasons, if one of these accounts must stay."""
    reasons = [reason for person in people for reason in reasons_to_keep(person)]
    for reason in reasons:
        messages.error(request, reason)
    return redirect("wagtailusers_users:index") if reasons else None


@hooks.register("before_bulk_action")
def bulk_action_obeys(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    if action.model is not User or action_type not in {"delete", "set_active_state"}:
        return None
    data = getattr(action.cleaned_form, "cleaned_data", {})
    return None if data.get("mark_as_active") else _kept(request, objects)


@hooks.register("before_delete_user")
def deletion_obeys(request: HttpRequest, user: User) -> HttpResponse | None:
    return _kept(request, [user]) if request.method == "POST" else None
