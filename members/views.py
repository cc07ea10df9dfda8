from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Prefetch, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members.forms import (
    ClosingForm,
    DirectoryForm,
    MergeForm,
    ProfileForm,
    TokenForm,
)
from members.leaving import hand_over_and_close, may_close, what_is_held
from members.merging import merge_organisation, what_moves
from members.models import ApiToken, Organisation, User
from members.profile import save_profile
from members.services import create_token, revoke_token
from network_site.base.models import NetworkImage
from network_site.base.panels import filled_panels

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PEOPLE_ON_A_PAGE = 48


def _photos() -> Prefetch:
    return Prefetch(
        "photo", NetworkImage.objects.prefetch_renditions("fill-96x96|format-jpeg")
    )


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """Find people by name, organisation and expertise."""
    form = DirectoryForm(request.GET)
    people = User.objects.visible_to(request.user).select_related("organisation")
    if form.is_valid():
        people = people.matching(form.cleaned_data["q"])
        if organisation := form.cleaned_data["organisation"]:
            if organisation.merged_into_id:
                query = request.GET.copy()
                query["organisation"] = str(organisation.heir.pk)
                return redirect(f"{request.path}?{query.urlencode()}")
            people = people.filter(
                Q(organisation=organisation) | Q(organisation__merged_into=organisation)
            )
        if expertise := form.cleaned_data["expertise"]:
            people = people.filter(expertise=expertise)
    paginator = Paginator(people.prefetch_related(_photos()), PEOPLE_ON_A_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    return render(request, "members/directory.html", {"form": form, "page_obj": page})


@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a person as far as the reader may know them."""
    shown = get_object_or_404(
        User.objects.visible_to(request.user)
        .select_related("organisation", "photo")
        .prefetch_related("expertise"),
        pk=pk,
    )
    context = {"person": shown, "may_close": may_close(request.user, shown)}
    return render(request, "members/person.html", context)


def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a person holds, and close the account with a successor for it."""
    leaver = get_object_or_404(User.objects.active(), pk=pk)
    if not may_close(request.user, leaver):
        raise PermissionDenied
    form = ClosingForm(request.POST or None, person=leaver)
    if request.method == "POST" and form.is_valid():
        try:
            hand_over_and_close(
                person=leaver, acting_user=request.user, **form.cleaned_data
            )
        except ValidationError as error:
            form.add_error("successor", error)
        else:
            messages.success(request, _("The account is closed."))
            return redirect("directory")
    held = what_is_held(leaver, viewer=request.user)
    context = {"person": leaver, "form": form, "held": held}
    return render(request, "members/close.html", context)


@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """Show the reader's own page: profile, spaces, events, settings."""
    context = {"person": request.user, "panels": filled_panels("me", request, None)}
    return render(request, "members/me.html", context)


def edit_profile(request: HttpRequest) -> HttpResponse:
    """Let a person edit what they keep up themselves."""
    form = ProfileForm(
        request.POST or None, request.FILES or None, instance=request.user
    )
    if request.method == "POST" and form.is_valid():
        save_profile(user=request.user, data=form.cleaned_data)
        messages.success(request, _("Your profile is saved."))
        return redirect("me")
    return render(request, "members/edit_profile.html", {"form": form})


@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    """List the departments and the partners."""
    listed = Organisation.objects.current().annotate(
        people_count=Count("people", filter=Q(people__is_active=True))
    )
    context = {
        "may_merge": request.user.is_coordinator or request.user.is_superuser,
        "departments": [o for o in listed if o.kind == Organisation.Kind.DEPARTMENT],
        "partners": [o for o in listed if o.kind != Organisation.Kind.DEPARTMENT],
        "merged": Organisation.objects.exclude(merged_into=None).select_related(
            "merged_into"
        ),
    }
    return render(request, "members/organisations.html", context)


def merge_organisations(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a merger moves, and on a second press do it."""
    if not (request.user.is_coordinator or request.user.is_superuser):
        raise PermissionDenied
    organisation = get_object_or_404(Organisation.objects.current(), pk=pk)
    form = MergeForm(request.POST or None, organisation=organisation)
    is_chosen = request.method == "POST" and form.is_valid()
    if is_chosen and "confirmed" in request.POST:
        merge_organisation(
            organisation=organisation, acting_user=request.user, **form.cleaned_data
        )
        messages.success(request, _("The organisations have merged."))
        return redirect("organisations")
    context = {
        "organisation": organisation,
        "form": form,
        "heir": form.cleaned_data["heir"] if is_chosen else None,
        "moves": what_moves(organisation) if is_chosen else [],
    }
    return render(request, "members/merge_organisations.html", context)


@reauthentication_required
def tokens(request: HttpRequest) -> HttpResponse:
    """List the reader's API tokens and make new ones; a token is shown once."""
    form = TokenForm(request.POST or None)
    created = None
    if request.method == "POST" and form.is_valid():
        created = create_token(
            user=request.user,
            name=form.cleaned_data["name"],
            acting_user=request.user,
        )
        form = TokenForm()
    context = {
        "form": form,
        "created": created,
        "tokens": request.user.personal_tokens.filter(revoked_at=None),
    }
    return render(request, "members/tokens.html", context)


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of the reader's own tokens."""
    token = get_object_or_404(ApiToken, pk=pk, user=request.user)
    revoke_token(token=token, acting_user=request.user)
    messages.success(request, _("The token no longer works."))
    return redirect("tokens")
