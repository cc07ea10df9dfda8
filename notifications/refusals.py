"""Addresses that refuse mail for good, and what happens to the mail to them."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from members import audit
from members.models import User
from notifications.models import (
    REFUSALS_ENDURED,
    Notice,
    Preferences,
    preferences_of,
)

State = Notice.MailState


@transaction.atomic
def note_refusal(user: User | None, address: str) -> None:
    """Count a final refusal of an address; one of a former address counts anew."""
    if user is None:
        return
    found, _made = Preferences.objects.select_for_update().get_or_create(user=user)
    found.refusals = found.refusals + 1 if found.refused_address == address else 1
    found.refused_address = address
    found.save(update_fields=["refusals", "refused_address"])


def note_acceptance(user: User | None) -> None:
    """Forget earlier refusals, for the address has taken a mail."""
    if user is not None and preferences_of(user).refusals:
        Preferences.objects.filter(user=user).update(refusals=0)


def refused_address(user: User) -> str:
    """Return a person's address if it refuses mail, and nothing else."""
    held = preferences_of(user).mail_is_held(user.email)
    return user.email if held else ""


@transaction.atomic
def try_again(*, user: User) -> int:
    """Let held mail go once more; returns how many mails wait now."""
    Preferences.objects.filter(user=user).update(refusals=0)
    audit.record(acting_user=user, action="mail.tried_again", subject=f"user:{user.pk}")
    return _release(Notice.objects.filter(recipient=user, mail_state=State.HELD))


def release_changed() -> int:
    """Let held mail go to the new address of those whose address has changed."""
    still_refuses = Preferences.objects.filter(
        user=OuterRef("recipient"),
        refused_address=F("user__email"),
        refusals__gte=REFUSALS_ENDURED,
    )
    held = Notice.objects.filter(mail_state=State.HELD)
    return _release(held.exclude(Exists(still_refuses)))


def _release(notices: Any) -> int:
    return notices.update(mail_state=State.WAITING, not_before=timezone.now(), why="")
