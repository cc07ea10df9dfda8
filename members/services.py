from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from members import audit
from members.demonstration import is_refused
from members.models import ApiToken, User

TOKEN_PREFIX = "kv_"  # noqa: S105 - a label, so that scanners of leaked keys know it
TOKEN_LIFE = timedelta(days=90)
# Writing the time of use at every call would make each read of the API a write.
USE_RECORDED_EVERY = timedelta(hours=1)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def create_token(*, user: User, name: str, acting_user: User | None) -> str:
    """Make an API token for ``user`` and return it; only its hash is kept.

    Raises:
        ValueError: the account is not active.
    """
    if not user.is_active:
        raise ValueError(f"{user.email} is not active")
    token = TOKEN_PREFIX + secrets.token_urlsafe(32)
    row = ApiToken.objects.create(
        user=user,
        name=name,
        token_hash=_hash(token),
        expires_at=timezone.now() + TOKEN_LIFE,
    )
    audit.record(
        acting_user=acting_user,
        action="token.created",
        subject=f"user:{user.pk}",
        after={"token": row.pk, "expires": row.expires_at.isoformat()},
    )
    return token


@transaction.atomic
def revoke_token(*, token: ApiToken, acting_user: User) -> None:
    """End a token; ending it again changes nothing."""
    if token.revoked_at:
        return
    token.revoked_at = timezone.now()
    token.save(update_fields=["revoked_at"])
    audit.record(
        acting_user=acting_user,
        action="token.revoked",
        subject=f"user:{token.user_id}",
        before={"token": token.pk},
    )


def user_of_token(raw: str) -> User | None:
    """Return the active owner of a valid token, or None."""
    now = timezone.now()
    token = (
        ApiToken.objects.select_related("user__organisation")
        .filter(
            token_hash=_hash(raw),
            revoked_at=None,
            expires_at__gt=now,
            user__is_active=True,
        )
        .first()
    )
    if token is None or is_refused(token.user):
        return None
    if token.last_used_at is None or now - token.last_used_at > USE_RECORDED_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
    return token.user
