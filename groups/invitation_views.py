"""Inviting into a space, and answering an invitation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from groups.content import attach_homes
from groups.forms import AccountForm, InviteForm, usual_end
from groups.invited import (
    accept,
    accept_with_account,
    decline,
    invitation_of,
    is_for,
    opens_account,
)
from groups.inviting import Outcome, invite, resend, revoke
from groups.managing import home_of, led_space, show
from groups.models import Invitation, Space
from members.models import User
from network_site.base.languages import reader_language

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

BACKEND = "notifications.backends.AccountBackend"


@require_http_methods(["GET", "POST"])
def invitations(request: HttpRequest, pk: int) -> HttpResponse:
    """Invite people to a space, and list the invitations that are open."""
    space = led_space(request, pk)
    form = InviteForm(request.POST or None, initial={"ends_on": usual_end()})
    outcome = Outcome()
    if request.method == "POST" and form.is_valid():
        outcome = _invite(request, space, form)
        if outcome.sent and not outcome.refused:
            return redirect("invitations", pk=space.pk)
        if outcome.refused:
            form = _with_refused(form, outcome)
    waiting = space.invitations.open().select_related("invited_by", "space")
    context = {"form": form, "refused": outcome.refused, "waiting": waiting}
    return show(request, "groups/invitations.html", space, **context)


def _invite(request: HttpRequest, space: Space, form: InviteForm) -> Outcome:
    data = form.cleaned_data
    try:
        outcome = invite(
            space=space,
            lines=data["people"].splitlines(),
            role=data["role"],
            ends_on=data["ends_on"],
            acting_user=request.user,
            language=reader_language(),
        )
    except ValidationError as error:
        form.add_error(None, error)
        return Outcome()
    if outcome.sent:
        words = _("Invitations sent: %(number)d.") % {"number": len(outcome.sent)}
        messages.success(request, words)
    return outcome


def _with_refused(form: InviteForm, outcome: Outcome) -> InviteForm:
    """Return the form with the lines that could not be invited, ready to be mended."""
    lines = "\n".join(line for line, _reason in outcome.refused)
    again = InviteForm({**form.data.dict(), "people": lines})
    for line, reason in outcome.refused:
        again.add_error("people", f"{line}: {reason}")
    return again


@require_POST
def invitation_change(request: HttpRequest, pk: int, invitation: int) -> HttpResponse:
    """Send an invitation again, or take it back."""
    space = led_space(request, pk)
    found = get_object_or_404(space.invitations, pk=invitation)
    try:
        if request.POST.get("do") == "revoke":
            revoke(invitation=found, acting_user=request.user)
            messages.success(request, _("The invitation has been taken back."))
        else:
            language = reader_language()
            resend(invitation=found, acting_user=request.user, language=language)
            messages.success(request, _("The invitation has been sent again."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("invitations", pk=space.pk)


@require_safe
def my_invitations(request: HttpRequest) -> HttpResponse:
    """List the invitations that wait for the reader's answer."""
    waiting = list(
        Invitation.objects.acceptable()
        .of(request.user)
        .select_related("space", "invited_by__organisation")
    )
    attach_homes(waiting)
    return render(request, "groups/my_invitations.html", {"waiting": waiting})


@require_POST
def answer_invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept or decline an invitation to oneself."""
    found = get_object_or_404(Invitation.objects.of(request.user), pk=pk)
    if request.POST.get("answer") == "decline":
        decline(invitation=found, acting_user=request.user)
        messages.success(request, _("You have declined the invitation."))
        return redirect("my_invitations")
    try:
        accept(invitation=found, acting_user=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("my_invitations")
    return _welcome(request, found)


def _welcome(request: HttpRequest, found: Invitation) -> HttpResponse:
    messages.success(request, _("Welcome. You belong to the space from now on."))
    space = Space.objects.get(pk=found.space_id)
    space.page_in()
    return redirect(home_of(space))


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Open the link of an invitation, whoever follows it.

    The link opens this one page and, for an address without an account, a form that
    makes one; it signs nobody else in.
    """
    found = invitation_of(token)
    if found is None:
        raise Http404
    attach_homes([found])
    form = None
    if not request.user.is_authenticated and opens_account(found):
        form = AccountForm(request.POST or None, email=found.email)
        if request.method == "POST" and form.is_valid():
            return _open_account(request, found, form)
    context = _link_context(request, found) | {"form": form}
    status = 200 if found.is_open else 410
    return render(request, "groups/invitation.html", context, status=status)


def _link_context(request: HttpRequest, found: Invitation) -> dict[str, Any]:
    user = request.user
    return {
        "invitation": found,
        "is_own": user.is_authenticated and is_for(found, user),
        "has_account": User.objects.filter(email=found.email).exists(),
        "sign_in": f"{reverse('account_login')}?next={request.path}",
    }


def _open_account(
    request: HttpRequest, found: Invitation, form: AccountForm
) -> HttpResponse:
    language = reader_language()
    user = accept_with_account(invitation=found, language=language, **form.cleaned_data)
    login(request, user, backend=BACKEND)
    return _welcome(request, found)
