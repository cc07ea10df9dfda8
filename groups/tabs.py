"""What the tabs and panels of this floor show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import Count, F, Window

from groups.access import leads_as
from groups.content import attach_homes
from groups.models import Invitation, JoinRequest, Membership, Round, RoundParty, Space
from groups.models.pages import department_coverage
from groups.round_page import listed_rounds
from groups.rounds import may_open
from network_site.base.languages import here
from network_site.base.models import NetworkDocument
from network_site.base.visibility import Access

if TYPE_CHECKING:
    from django.http import HttpRequest

ON_A_PAGE = 50
ROUNDS_SHOWN = 5


def members_tab(request: HttpRequest, page: Any) -> dict[str, Any]:
    """List the members of a space with their departments and roles."""
    memberships = (
        Membership.objects.active()
        .filter(space=page.space, user__is_active=True)
        .select_related("user__organisation")
        .order_by("user__last_name", "user__first_name", "pk")
    )
    paginator = Paginator(memberships, ON_A_PAGE)
    shown = {"page_obj": paginator.get_page(request.GET.get("page"))}
    if not leads_as(request.user, page.space, page.reader_role):
        return shown
    present = Membership.objects.active().filter(space=page.space, user__is_active=True)
    return shown | {
        "waiting": _pending(page.space).count(),
        "coverage": department_coverage(present),
    }


def _pending(space: Space) -> Any:
    return space.join_requests.filter(state=JoinRequest.State.PENDING)


def requests_panel(request: HttpRequest, page: Any) -> dict[str, Any] | None:
    """Tell those who lead a space how many ask to join it."""
    if not leads_as(request.user, page.space, page.reader_role):
        return None
    waiting = _pending(page.space).count()
    return {"waiting": waiting, "space": page.space} if waiting else None


def invitations_panel(request: HttpRequest, subject: Any) -> dict[str, Any] | None:
    """Tell the reader how many invitations wait for an answer."""
    waiting = Invitation.objects.acceptable().of(request.user).count()
    return {"waiting": waiting} if waiting else None


def members_address(user: Any, page: Any) -> str:
    """Return where those who lead a space change who belongs to it."""
    return f"{here(page.url)}members/"


def documents_tab(request: HttpRequest, page: Any) -> dict[str, Any]:
    """List the files of a space, newest first."""
    documents = (
        NetworkDocument.objects.published()
        .with_reading()
        .filter(collection=page.space.collection_id)
        .order_by("-created_at", "-pk")
    )
    paginator = Paginator(documents, ON_A_PAGE)
    return {"page_obj": paginator.get_page(request.GET.get("page"))}


def documents_panel(request: HttpRequest, page: Any) -> dict[str, Any] | None:
    """Show a space's newest files to those who see everything in it."""
    if getattr(request, "page_access", None) is not Access.FULL:
        return None
    documents = list(
        NetworkDocument.objects.published()
        .with_reading()
        .filter(collection=page.space.collection_id)
        .annotate(total=Window(Count("pk")))
        .order_by("-created_at", "-pk")[:4]
    )
    if not documents:
        return None
    return {"documents": documents, "total": documents[0].total}


def my_spaces(request: HttpRequest, subject: Any) -> dict[str, Any] | None:
    """List the reader's own spaces, those that have ended apart."""
    memberships = list(
        Membership.objects.of(request.user)
        .select_related("space")
        .order_by(F("space__ended_on").desc(nulls_first=True), "space__name")[:30]
    )
    attach_homes(memberships)
    shown = [m for m in memberships if m.space.page is not None]
    return {
        "memberships": [m for m in shown if m.space.is_running],
        "ended": [m for m in shown if not m.space.is_running],
    }


def rounds_tab(request: HttpRequest, page: Any) -> dict[str, Any]:
    """List the rounds of a space in which the reader takes part."""
    rounds = Round.objects.visible_to(request.user).filter(space=page.space)
    return {
        "page_obj": listed_rounds(rounds, request.user, request.GET.get("page")),
        "may_open": may_open(request.user, page.space),
    }


def rounds_panel(request: HttpRequest, subject: Any) -> dict[str, Any] | None:
    """List the rounds that wait for an answer that the reader gives."""
    waiting = RoundParty.objects.answerable_by(request.user).unanswered()
    rounds = Round.objects.taking_comments().filter(
        pk__in=waiting.order_by().values("round")
    )
    shown = list(rounds.order_by("deadline", "pk")[:ROUNDS_SHOWN])
    return {"rounds": shown} if shown else None
