"""Inviting people into a space by name or e-mail address, many at once."""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from groups import notices
from groups.access import leads
from groups.models import Invitation, Membership, Space
from groups.passes import checked_end
from groups.policies import Role
from groups.services import lock_space
from members import audit
from members.models import Organisation, User

LIFE = timedelta(days=14)
LINES = 200
IN_BRACKETS = re.compile(r"^.*<([^<>\s]+)>[\s,;]*$")


@dataclass
class Outcome:
    """What became of the lines of one list.

    Attributes:
        sent: the invitations that were made.
        refused: the other lines as they were typed, each with its reason.
    """

    sent: list[Invitation] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)


def hashed(token: str) -> str:
    """Return what is kept of an invitation's link."""
    return hashlib.sha256(token.encode()).hexdigest()


def named(line: str) -> str:
    """Return the e-mail address that a line means: "Name <mail>", a mail, or a name.

    Raises:
        ValidationError: it means nobody, or more than one person.
    """
    found = IN_BRACKETS.match(line)
    address = (found[1] if found else line).strip(" ,;").lower()
    if "@" in address:
        try:
            validate_email(address)
        except ValidationError:
            raise ValidationError(_("This is no e-mail address.")) from None
        return address
    people = [
        person
        for person in User.objects.network_members().matching(line)[:50]
        if str(person).casefold() == " ".join(line.split()).casefold()
    ]
    if not people:
        raise ValidationError(_("Nobody has this name. Give an e-mail address."))
    if len(people) > 1:
        raise ValidationError(
            _("Several people have this name. Give an e-mail address.")
        )
    return people[0].email


@transaction.atomic
def invite(
    *,
    space: Space,
    lines: list[str],
    role: str,
    ends_on: date | None,
    acting_user: User,
    language: str,
) -> Outcome:
    """Invite everyone that the lines name; lines that cannot be are told apart.

    Args:
        space: which the acting user leads.
        lines: "Name <mail>", a mail or the name of somebody in the network.
        role: member or guest.
        ends_on: a guest's last day; guests must have one.
        language: of the mail to those who have no account.

    Raises:
        PermissionDenied: the acting user does not lead the space, or it has ended.
        ValidationError: a guest's end is missing or out of bounds; too many lines.
    """
    locked = lock_space(space)
    if not leads(acting_user, locked) or not locked.is_running:
        raise PermissionDenied
    if role == Role.GUEST:
        if ends_on is None:
            raise ValidationError({"ends_on": _("Say until when a guest belongs.")})
        checked_end(ends_on)
    lines = [line.strip() for line in lines if line.strip()]
    if len(lines) > LINES:
        raise ValidationError(
            {"people": _("At most %(number)d lines at once.") % {"number": LINES}}
        )
    outcome = Outcome()
    for line in lines:
        try:
            email = named(line)
            _refuse(locked, email, role, acting_user)
        except ValidationError as error:
            outcome.refused.append((line, " ".join(error.messages)))
            continue
        end = ends_on if role == Role.GUEST else None
        invitation = Invitation(space=locked, email=email, role=role, ends_on=end)
        outcome.sent.append(_send(invitation, acting_user, language))
    return outcome


def _refuse(space: Space, email: str, role: str, acting_user: User) -> None:
    """Raise ValidationError with the reason why an address cannot be invited so."""
    user = User.objects.filter(email=email).first()
    if user is not None and not user.is_active:
        raise ValidationError(
            _("This account is no longer in use. Ask an administrator to open it.")
        )
    if user and Membership.objects.of(user).filter(space=space).exists():
        raise ValidationError(_("Belongs to the space already."))
    if Invitation.objects.acceptable().filter(space=space, email=email).exists():
        raise ValidationError(
            _("Has been invited already. You can send it again below.")
        )
    outside = user.is_guest if user else _is_stranger(email)
    if outside and role != Role.GUEST:
        if user is None and acting_user.is_coordinator:
            return
        raise ValidationError(
            _("Comes from outside the network: invite as a guest, with a last day.")
        )
    if not outside and role == Role.GUEST:
        raise ValidationError(_("Belongs to the network: invite as a member."))


def _is_stranger(email: str) -> bool:
    return Organisation.objects.department_of_address(email) is None


def _send(invitation: Invitation, acting_user: User, language: str) -> Invitation:
    """Give an invitation a new link and let the ledger carry it."""
    token = secrets.token_urlsafe(32)
    # One that has grown too old makes room for the new one.
    Invitation.objects.open().filter(
        space=invitation.space, email=invitation.email
    ).exclude(pk=invitation.pk).update(state=Invitation.State.REVOKED)
    invitation.user = User.objects.filter(email=invitation.email).first()
    invitation.invited_by = acting_user
    invitation.token_hash = hashed(token)
    invitation.expires_at = timezone.now() + LIFE
    invitation.save()
    record(invitation, "invitation.sent", acting_user)
    notices.tell_of_invitation(invitation, token, language)
    return invitation


@transaction.atomic
def resend(*, invitation: Invitation, acting_user: User, language: str) -> Invitation:
    """Send an invitation anew: the new link works for 14 days, the old one no more.

    Raises:
        PermissionDenied: the acting user does not lead the space, or it has ended.
        ValidationError: it has been answered or taken back, or its last day has gone.
    """
    fresh = _open_one(invitation, acting_user)
    if fresh.ends_on is not None:
        checked_end(fresh.ends_on)
    fresh.times_sent += 1
    return _send(fresh, acting_user, language)


@transaction.atomic
def revoke(*, invitation: Invitation, acting_user: User) -> None:
    """Take an invitation back: its link opens nothing from now on.

    Raises:
        PermissionDenied: the acting user does not lead the space, or it has ended.
        ValidationError: it has been answered or taken back.
    """
    fresh = _open_one(invitation, acting_user)
    fresh.state = Invitation.State.REVOKED
    fresh.answered_at = timezone.now()
    fresh.save(update_fields=["state", "answered_at"])
    record(fresh, "invitation.revoked", acting_user)


def _open_one(invitation: Invitation, acting_user: User) -> Invitation:
    locked = lock_space(invitation.space)
    if not leads(acting_user, locked) or not locked.is_running:
        raise PermissionDenied
    fresh = Invitation.objects.get(pk=invitation.pk)
    if fresh.state != Invitation.State.OPEN:
        raise ValidationError(_("The invitation is no longer open."))
    fresh.space = locked
    return fresh


def record(invitation: Invitation, action: str, acting_user: User) -> None:
    """Write the audit row of a step in an invitation's life."""
    audit.record(
        acting_user=acting_user,
        action=action,
        subject=f"space:{invitation.space_id}",
        after={"invitation": invitation.pk, "role": invitation.role},
    )
