"""Asking to join a space, and the leads' answer.

Every step locks the space and looks again, so that a request that was withdrawn,
repeated or answered by somebody else keeps the one outcome that came first.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from groups import notices
from groups.access import leads
from groups.models import JoinRequest, Membership, Space
from groups.permissions import leads_of
from groups.policies import Policy, Role
from groups.services import lock_space, place
from members import audit
from members.models import User

ASKED_TO_JOIN = (Policy.REQUEST, Policy.CLOSED)


class AlreadyAnsweredError(Exception):
    """Somebody else was first, or the request was withdrawn."""

    def __init__(self, request: JoinRequest) -> None:
        super().__init__(request.state)
        self.request = request


def may_ask(user: User, space: Space) -> bool:
    """Tell whether a person who does not belong to a space may ask to join it."""
    return (
        space.policy in ASKED_TO_JOIN
        and space.is_running
        and not user.is_guest
        and Space.objects.visible_to(user).filter(pk=space.pk).exists()
    )


@transaction.atomic
def ask(*, space: Space, message: str, acting_user: User) -> JoinRequest:
    """Ask to join a space; asking again while the first waits changes nothing.

    Args:
        space: on request or closed.
        message: to its leads, at most 1,000 characters.

    Raises:
        PermissionDenied: the space takes no requests, or not from this person.
        ValidationError: the person belongs to the space already.
    """
    locked = lock_space(space)
    if not may_ask(acting_user, locked):
        raise PermissionDenied
    if Membership.objects.of(acting_user).filter(space=locked).exists():
        raise ValidationError(_("You belong to this space already."))
    request, created = JoinRequest.objects.get_or_create(
        space=locked,
        user=acting_user,
        state=JoinRequest.State.PENDING,
        defaults={"message": message.strip()},
    )
    if created:
        _audit(request, "request.made", acting_user)
        notices.tell_of_request(request, leads_of(locked))
    return request


@transaction.atomic
def withdraw(*, space: Space, acting_user: User) -> bool:
    """Take one's own request back; returns whether one was waiting."""
    locked = lock_space(space)
    request = JoinRequest.objects.filter(
        space=locked, user=acting_user, state=JoinRequest.State.PENDING
    ).first()
    if request is None:
        return False
    request.state = JoinRequest.State.WITHDRAWN
    request.answered_at = timezone.now()
    request.save(update_fields=["state", "answered_at"])
    _audit(request, "request.withdrawn", acting_user)
    return True


@transaction.atomic
def answer(*, request: JoinRequest, approve: bool, acting_user: User) -> JoinRequest:
    """Let somebody in, or not; the applicant gets the answer by mail.

    Raises:
        PermissionDenied: the acting user does not lead the space.
        AlreadyAnsweredError: the request waits no more.
        ValidationError: the applicant's account is no longer in use.
    """
    locked = lock_space(request.space)
    fresh = JoinRequest.objects.select_related("user").get(pk=request.pk)
    if not leads(acting_user, locked):
        raise PermissionDenied
    if fresh.state != JoinRequest.State.PENDING:
        raise AlreadyAnsweredError(fresh)
    if approve:
        # This answers the request too: whoever is let in waits no more.
        place(space=locked, user=fresh.user, role=Role.MEMBER, acting_user=acting_user)
    fresh.space = locked
    fresh.state = JoinRequest.State.APPROVED if approve else JoinRequest.State.DECLINED
    fresh.answered_at = timezone.now()
    fresh.answered_by = acting_user
    fresh.save(update_fields=["state", "answered_at", "answered_by"])
    _audit(fresh, "request.approved" if approve else "request.declined", acting_user)
    notices.tell_of_answer(fresh)
    return fresh


def _audit(request: JoinRequest, action: str, acting_user: User) -> None:
    audit.record(
        acting_user=acting_user,
        action=action,
        subject=f"space:{request.space_id}",
        after={"user": request.user_id, "request": request.pk},
    )
