"""Answering an invitation, with the account one has or with a new one."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.inviting import hashed, record
from groups.models import Invitation, Membership
from groups.policies import Role
from groups.services import lock_space, place
from members.models import Organisation, User
from members.services import open_account


def invitation_of(token: str) -> Invitation | None:
    """Return the invitation that a link belongs to, open or not, or None."""
    return (
        Invitation.objects.select_related("space", "invited_by__organisation")
        .filter(token_hash=hashed(token))
        .first()
    )


def is_for(invitation: Invitation, user: User) -> bool:
    """Tell whether an invitation was meant for this person."""
    if invitation.user_id is not None:
        return invitation.user_id == user.pk
    return invitation.email == user.email


def opens_account(invitation: Invitation) -> bool:
    """Tell whether the link lets its reader make an account.

    Guests' accounts follow from any lead's invitation; those of network members from
    a coordinator's alone.
    """
    if not invitation.is_open:
        return False
    if User.objects.filter(email=invitation.email).exists():
        return False
    inviter = invitation.invited_by
    by_coordinator = inviter is not None and inviter.is_coordinator
    return invitation.role == Role.GUEST or by_coordinator


@transaction.atomic
def accept(*, invitation: Invitation, acting_user: User) -> Membership:
    """Take the place that was offered; taking it again changes nothing.

    Raises:
        PermissionDenied: the invitation is somebody else's.
        ValidationError: it is no longer open.
    """
    fresh = _locked(invitation, acting_user)
    present = Membership.objects.of(acting_user).filter(space=fresh.space).first()
    if fresh.state == Invitation.State.ACCEPTED and present:
        return present
    if not fresh.is_open:
        raise ValidationError(_("The invitation is no longer open."))
    _close(fresh, Invitation.State.ACCEPTED, acting_user)
    if present:
        return present
    return place(
        space=fresh.space,
        user=acting_user,
        role=fresh.role,
        acting_user=acting_user,
        ends_on=fresh.ends_on,
        sponsor=fresh.invited_by,
    )


@transaction.atomic
def decline(*, invitation: Invitation, acting_user: User) -> None:
    """Say no to an invitation; saying it again changes nothing.

    Raises:
        PermissionDenied: the invitation is somebody else's.
    """
    fresh = _locked(invitation, acting_user)
    if fresh.state == Invitation.State.OPEN:
        _close(fresh, Invitation.State.DECLINED, acting_user)


@transaction.atomic
def accept_with_account(
    *,
    invitation: Invitation,
    first_name: str,
    last_name: str,
    password: str,
    language: str,
) -> User:
    """Make an account for the invited address and take the place with it.

    The link reached the address, which shows that it is the reader's own.

    Raises:
        PermissionDenied: the invitation does not open accounts.
    """
    lock_space(invitation.space)
    fresh = Invitation.objects.select_related("invited_by", "space").get(
        pk=invitation.pk
    )
    if not opens_account(fresh):
        raise PermissionDenied
    is_guest = fresh.role == Role.GUEST
    user = open_account(
        email=fresh.email,
        first_name=first_name,
        last_name=last_name,
        password=password,
        language=language,
        is_guest=is_guest,
        organisation=None
        if is_guest
        else Organisation.objects.department_of_address(fresh.email),
    )
    accept(invitation=fresh, acting_user=user)
    return user


def _locked(invitation: Invitation, acting_user: User) -> Invitation:
    locked = lock_space(invitation.space)
    fresh = Invitation.objects.select_related("invited_by").get(pk=invitation.pk)
    fresh.space = locked
    if not is_for(fresh, acting_user):
        raise PermissionDenied
    return fresh


def _close(invitation: Invitation, state: str, acting_user: User) -> None:
    invitation.state = state
    invitation.user = acting_user
    invitation.answered_at = timezone.now()
    invitation.save(update_fields=["state", "user", "answered_at"])
    record(invitation, f"invitation.{state}", acting_user)
