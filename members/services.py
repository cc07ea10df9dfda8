from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members import audit
from members.demonstration import is_refused
from members.models import ApiToken, Organisation, User
from members.roles import apply_roles
from network_site.base.registries import account_guards, mark_dirty

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


@transaction.atomic
def open_account(
    *,
    email: str,
    first_name: str,
    last_name: str,
    password: str,
    language: str,
    is_guest: bool,
    organisation: Organisation | None = None,
) -> User:
    """Make an account for somebody who has shown that the address is theirs.

    Raises:
        ValidationError: the address has an account already.
    """
    try:
        with transaction.atomic():
            user: Any = User.objects.create_user(
                email,
                password,
                first_name=first_name.strip(),
                last_name=last_name.strip(),
                language=language,
                is_guest=is_guest,
                organisation=organisation,
            )
    except IntegrityError:
        raise ValidationError(
            _("The address has an account already: sign in.")
        ) from None
    audit.record(
        acting_user=user,
        action="account.opened",
        subject=f"user:{user.pk}",
        after={"guest": is_guest},
    )
    mark_dirty("person", user.pk)
    return user


def reasons_to_keep(user: User) -> list[str]:
    """Return in words what must be settled before an account can be closed."""
    return [reason for guard in account_guards.values() for reason in guard(user)]


@transaction.atomic
def close_account(*, user: User, acting_user: User | None) -> None:
    """Take an account out of use; its traces stay. Closing it again changes nothing.

    Args:
        user: whose account.
        acting_user: who does it; None when a guest's time has run out.

    Raises:
        ValidationError: something must be settled first, said in words.
    """
    if not user.is_active:
        return
    if reasons := reasons_to_keep(user):
        raise ValidationError(reasons)
    user.is_active = False
    user.save(update_fields=["is_active"])
    apply_roles(user=user)
    audit.record(
        acting_user=acting_user, action="account.closed", subject=f"user:{user.pk}"
    )
    mark_dirty("person", user.pk)
