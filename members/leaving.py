"""Closing an account: what the person held is handed over, and nothing vanishes."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from members import audit
from members.models import User
from members.services import close_account
from network_site.base.registries import belongings


def may_close(acting_user: User, person: User) -> bool:
    """Tell whether somebody may close a person's account; nobody closes their own."""
    if acting_user.pk == person.pk:
        return False
    return acting_user.is_superuser or (
        acting_user.is_coordinator and not person.is_superuser
    )


def what_is_held(person: User, *, viewer: User) -> list[dict[str, Any]]:
    """Return what a person holds, by kind, as far as the viewer may know of it."""
    found = []
    for belonging in belongings.values():
        things, more = belonging.held(person, viewer)
        if things or more:
            found.append({"label": belonging.label, "things": things, "more": more})
    return found


@transaction.atomic
def hand_over_and_close(
    *, person: User, successor: User | None, acting_user: User
) -> None:
    """Hand over what a person holds and close the account; again changes nothing.

    Args:
        successor: who takes over, an active member; None where nobody is needed.

    Raises:
        PermissionDenied: the acting user may not close this account.
        ValidationError: something cannot be left without a successor.
    """
    locked = User.objects.select_for_update().get(pk=person.pk)
    if not may_close(acting_user, locked):
        raise PermissionDenied
    if not locked.is_active:
        return
    for belonging in belongings.values():
        belonging.hand_over(locked, successor, acting_user)
    audit.record(
        acting_user=acting_user,
        action="account.handed_over",
        subject=f"user:{locked.pk}",
        after={"successor": successor.pk if successor else None},
    )
    close_account(user=locked, acting_user=acting_user)
