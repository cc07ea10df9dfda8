from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema, Status

from groups.models import Membership, Space
from groups.services import (
    LastLeadError,
    create_space,
    remove_membership,
    set_membership,
)
from members.models import User
from network_site.base.api import Listed, Paging, Problem, paged

if TYPE_CHECKING:
    from django.http import HttpRequest

router = Router(tags=["spaces"])

Kind = Literal["working_group", "expert_network", "board", "project_team"]
PolicyName = Literal["open", "request", "closed", "hidden"]
RoleName = Literal["lead", "deputy", "secretary", "member", "guest"]


class SpaceOut(Schema):
    id: int
    url: str | None
    name: str
    kind: str
    policy: str


class SpaceIn(Schema):
    name: str
    kind: Kind
    policy: PolicyName = "closed"


class MemberOut(Schema):
    email: str
    role: str


class MemberIn(Schema):
    email: str
    role: RoleName = "member"


def _space_out(space: Space) -> SpaceOut:
    return SpaceOut(
        id=space.pk,
        url=space.page.url if space.page else None,
        name=space.name,
        kind=space.kind,
        policy=space.policy,
    )


def _space(request: HttpRequest, space_id: int) -> Space:
    return get_object_or_404(Space.objects.visible_to(request.user), pk=space_id)


@router.get("/spaces", response=Listed[SpaceOut])
def list_spaces(request: HttpRequest, paging: Query[Paging]) -> dict:
    """List the spaces whose card the caller may see."""
    total, spaces = paged(Space.objects.visible_to(request.user).with_pages(), paging)
    return {"total": total, "results": [_space_out(space) for space in spaces]}


@router.post("/spaces", response={201: SpaceOut})
def make_space(request: HttpRequest, data: SpaceIn) -> Status[SpaceOut]:
    """Make a space; coordinators only. The caller is its first lead."""
    space = create_space(
        name=data.name, kind=data.kind, policy=data.policy, acting_user=request.user
    )
    space.page_in()
    return Status(201, _space_out(space))


@router.get("/spaces/{space_id}", response=SpaceOut)
def show_space(request: HttpRequest, space_id: int) -> SpaceOut:
    space = _space(request, space_id)
    space.page_in()
    return _space_out(space)


@router.get("/spaces/{space_id}/members", response=Listed[MemberOut])
def list_members(request: HttpRequest, space_id: int, paging: Query[Paging]) -> dict:
    """List the members of a space, to those who see everything in it."""
    _space(request, space_id)
    spaces = Space.objects.content_visible_to(request.user)
    space = spaces.filter(pk=space_id).first()
    if space is None:
        raise Problem(403, _("Only the members of the space see who belongs to it."))
    memberships = (
        Membership.objects.active()
        .filter(space=space, user__is_active=True)
        .select_related("user")
        .order_by("user__last_name", "user__first_name", "pk")
    )
    total, rows = paged(memberships, paging)
    return {
        "total": total,
        "results": [MemberOut(email=m.user.email, role=m.role) for m in rows],
    }


@router.post("/spaces/{space_id}/members", response={201: MemberOut, 200: MemberOut})
def add_member(
    request: HttpRequest, space_id: int, data: MemberIn
) -> Status[MemberOut]:
    """Give a person a role: 201 for a new member, 200 for one who was there."""
    space = _space(request, space_id)
    user = User.objects.active().filter(email=data.email.strip().lower()).first()
    if user is None:
        message = _("No account has this e-mail address.")
        raise Problem(422, message, {"email": [message]})
    known = Membership.objects.of(user).filter(space=space).exists()
    try:
        membership = set_membership(
            space=space, user=user, role=data.role, acting_user=request.user
        )
    except LastLeadError:
        raise Problem(409, _("The space would be left without a lead.")) from None
    member = MemberOut(email=user.email, role=membership.role)
    return Status(200 if known else 201, member)


@router.delete("/spaces/{space_id}/members/{email}", response={204: None})
def drop_member(request: HttpRequest, space_id: int, email: str) -> Status[None]:
    """Take a person out of a space."""
    space = _space(request, space_id)
    user = get_object_or_404(User, email=email.strip().lower())
    try:
        remove_membership(space=space, user=user, acting_user=request.user)
    except LastLeadError:
        raise Problem(409, _("The space would be left without a lead.")) from None
    return Status(204, None)
