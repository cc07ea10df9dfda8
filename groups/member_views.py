"""Managing who belongs to a space: add, change, end, hand over; and what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.forms import Form
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from groups.forms import (
    AddMemberForm,
    DepartmentsForm,
    HandOverForm,
    PeopleForm,
    RoleForm,
    roles_to_give,
)
from groups.history import in_words, rows_of
from groups.leadership import hand_over as hand_over_lead
from groups.leadership import heirs
from groups.managing import back_to, home_of, known_space, led_space, members_of, show
from groups.models import Membership, Space
from groups.models.pages import department_coverage
from groups.policies import Role
from groups.services import (
    LastLeadError,
    may_set_role,
    remove_membership,
    set_membership,
)
from members.models import User

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

ON_A_PAGE = 50
# So many people of the chosen departments are offered at once.
OFFERED = 500


def _managed(request: HttpRequest, pk: int) -> Space:
    """Return a space whose members, or at least leads, the reader may change."""
    space = known_space(request, pk)
    if not may_set_role(request.user, space, Role.LEAD):
        raise PermissionDenied
    return space


def _place(request: HttpRequest, space: Space, user_pk: int) -> Membership:
    """Return somebody's place that the reader may change."""
    found = (
        Membership.objects.active()
        .filter(space=space, user=user_pk)
        .select_related("user__organisation", "space")
        .first()
    )
    if found is None or not may_set_role(request.user, space, found.role):
        raise Http404
    return found


def _after_change(space: Space, request: HttpRequest) -> HttpResponse:
    sees = request.user.is_superuser or space.my_role
    return redirect(members_of(space) if sees else home_of(space))


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a person who has an account, by name or e-mail address."""
    space = _managed(request, pk)
    form = AddMemberForm(request.POST or None, space=space, user=request.user)
    if request.method == "POST" and form.is_valid():
        person = form.cleaned_data["person"]
        set_membership(
            space=space,
            user=person,
            role=form.cleaned_data["role"],
            acting_user=request.user,
            tell=True,
        )
        words = _("%(person)s belongs to the space and gets a mail.")
        messages.success(request, words % {"person": person})
        return _after_change(space, request)
    leads = Membership.objects.active().filter(space=space).leading()
    context = {"form": form, "leads": leads.select_related("user")}
    return show(request, "groups/add_member.html", space, **context)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int, user_pk: int) -> HttpResponse:
    """Change somebody's role."""
    space = _managed(request, pk)
    place = _place(request, space, user_pk)
    choices = roles_to_give(request.user, space)
    if place.role == Role.GUEST:
        choices = [(Role.GUEST.value, Role.GUEST.label)]
    form = RoleForm(request.POST or None, choices=choices, initial={"role": place.role})
    if request.method == "POST" and form.is_valid():
        role = form.cleaned_data["role"]
        change = {"space": space, "user": place.user, "acting_user": request.user}
        if _done(request, form, set_membership, role=role, tell=True, **change):
            messages.success(request, _("The role has been changed."))
            return _after_change(space, request)
    context = {"form": form, "membership": place}
    return show(request, "groups/edit_member.html", space, **context)


def _done(request: HttpRequest, form: Any, service: Any, **arguments: Any) -> bool:
    """Run a service; say on the form if it would leave the space without a lead."""
    try:
        service(**arguments)
    except LastLeadError:
        form.add_error(
            None, _("The space would be left without a lead. Name another lead first.")
        )
        return False
    return True


@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, pk: int, user_pk: int) -> HttpResponse:
    """Take somebody out of the space, after asking once."""
    space = _managed(request, pk)
    place = _place(request, space, user_pk)
    form = Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        change = {"space": space, "user": place.user, "acting_user": request.user}
        if _done(request, form, remove_membership, tell=True, **change):
            words = _("%(person)s no longer belongs to the space and gets a mail.")
            messages.success(request, words % {"person": place.user})
            return _after_change(space, request)
    context = {"form": form, "membership": place}
    return show(request, "groups/end_member.html", space, **context)


@require_http_methods(["GET", "POST"])
def by_department(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer the people of chosen departments and add those who are ticked."""
    space = led_space(request, pk)
    chosen = DepartmentsForm(request.GET or None)
    form = None
    if request.GET and chosen.is_valid():
        offered = _offered(space, chosen.cleaned_data["department"])
        form = PeopleForm(request.POST or None, people=offered)
        if request.method == "POST" and form.is_valid():
            added = _add_all(request, space, form.cleaned_data["people"])
            messages.success(request, added)
            return redirect(members_of(space))
    present = Membership.objects.active().filter(space=space, user__is_active=True)
    context = {
        "chosen": chosen,
        "form": form,
        "offers": form is not None and form.fields["people"].queryset.exists(),
        "coverage": department_coverage(present),
    }
    return show(request, "groups/by_department.html", space, **context)


def _offered(space: Space, departments: Any) -> Any:
    present = Membership.objects.active().filter(space=space)
    people = User.objects.network_members().exclude(pk__in=present.values("user"))
    # A slice could not be narrowed to the ticked ones.
    first = people.filter(organisation__in=departments)[:OFFERED]
    return User.objects.filter(pk__in=[person.pk for person in first]).select_related(
        "organisation"
    )


@transaction.atomic
def _add_all(request: HttpRequest, space: Space, people: Any) -> str:
    for person in people:
        set_membership(
            space=space,
            user=person,
            role=Role.MEMBER,
            acting_user=request.user,
            tell=True,
        )
    return _("People added: %(number)d. Each gets a mail.") % {"number": len(people)}


@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Make another member the lead, and step back or leave."""
    space = known_space(request, pk)
    if space.my_role != Role.LEAD:
        raise PermissionDenied
    then = "" if request.GET.get("then") == "leave" else Role.MEMBER.value
    people = heirs(space, request.user)
    form = HandOverForm(request.POST or None, heirs=people, initial={"then": then})
    if request.method == "POST" and form.is_valid():
        to, then = form.cleaned_data["to"], form.cleaned_data["then"]
        hand_over_lead(space=space, to=to, then=then, acting_user=request.user)
        words = _("%(person)s leads the space from now on.")
        messages.success(request, words % {"person": to})
        known = Space.objects.visible_to(request.user).filter(pk=pk)
        return back_to(space) if known.exists() else redirect("front_door")
    context = {"form": form, "has_heirs": people.exists()}
    return show(request, "groups/hand_over.html", space, **context)


@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what has been changed in the space, by whom and when."""
    space = led_space(request, pk)
    page = Paginator(rows_of(space), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page_obj": page, "rows": in_words(list(page))}
    return show(request, "groups/history.html", space, **context)
