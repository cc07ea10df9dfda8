"""Ending mails of one kind from the mail itself, without signing in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.signing import BadSignature, Signer
from django.db import transaction

from members import audit
from members.models import User
from network_site.base.registries import NotificationKind, notification_kinds
from notifications.models import Preferences

_signer = Signer(salt="notifications.unsubscribing")


@dataclass(frozen=True)
class Subscription:
    """What a token speaks of: whose mail of which kind."""

    user: User
    kind: NotificationKind


def token_for(user: Any, kind: NotificationKind) -> str:
    """Return the signed token of one person and one kind; it works as long as both."""
    return _signer.sign_object([user.pk, kind.key])


def read_token(token: str) -> Subscription | None:
    """Return what a token speaks of, or None when it is not ours or speaks of nobody."""
    try:
        pk, key = _signer.unsign_object(token)
    except BadSignature:
        return None
    user = User.objects.active().filter(pk=pk).first()
    if user is None or key not in notification_kinds:
        return None
    kind = notification_kinds.get(key)
    return None if kind.transactional else Subscription(user, kind)


@transaction.atomic
def unsubscribe(subscription: Subscription) -> None:
    """Send no more mail of a kind; the inbox goes on. Again changes nothing."""
    user, kind = subscription.user, subscription.kind
    rows = Preferences.objects.select_for_update()
    preferences, _made = rows.get_or_create(user=user)
    if not preferences.takes_mail(kind):
        return
    if kind.is_digest:
        preferences.digest = preferences.Digest.OFF
    else:
        preferences.channels[kind.key] = preferences.Channel.INBOX
    preferences.save()
    audit.record(
        acting_user=user,
        action="mail.unsubscribed",
        subject=f"user:{user.pk}",
        after={"kind": kind.key},
    )
