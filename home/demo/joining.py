"""Loads the requests, the invitations and the guests' passes of the demonstration."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from groups.inviting import LIFE, hashed
from groups.models import GuestPass, Invitation, JoinRequest, Membership, Space
from groups.notices import INVITATION, REQUEST
from groups.permissions import leads_of
from groups.policies import Role
from home.demo.belonging import INVITATIONS, REQUESTS, VISITS
from members.models import User
from notifications.services import notify


def load_belonging(people: dict[str, User], space_of: Callable[[str], Space]) -> None:
    """Load them quietly: lines in the inboxes, no mail of what is days old.

    Args:
        people: by e-mail address.
        space_of: returns the space of a key.
    """
    now, today = timezone.now(), timezone.localdate()
    for asked in REQUESTS:
        request = JoinRequest.objects.create(
            space=space_of(asked.space),
            user=people[asked.email],
            message=asked.message,
            created_at=now - timedelta(days=asked.days),
        )
        leads = leads_of(request.space)
        notify(REQUEST, subject_id=str(request.pk), recipients=leads, by_mail=False)
    for invited in INVITATIONS:
        sent = now - timedelta(days=invited.days)
        user = people.get(invited.email)
        invitation = Invitation.objects.create(
            space=space_of(invited.space),
            email=invited.email,
            user=user,
            role=Role.GUEST if invited.until else Role.MEMBER,
            ends_on=today + timedelta(days=invited.until) if invited.until else None,
            invited_by=people[invited.inviter],
            token_hash=hashed(secrets.token_urlsafe(32)),
            created_at=sent,
            expires_at=sent + LIFE,
        )
        if user is not None:
            notify(
                INVITATION,
                subject_id=str(invitation.pk),
                version=invitation.times_sent,
                recipients=[user],
                by_mail=False,
            )
    for visit in VISITS:
        until = today + timedelta(days=visit.until)
        space, guest = space_of(visit.space), people[visit.email]
        GuestPass.objects.create(
            space=space, user=guest, sponsor=people[visit.sponsor], ends_on=until
        )
        Membership.objects.filter(space=space, user=guest).update(ends_on=until)
