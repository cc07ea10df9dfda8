"""Storing how a person wants to be told, and what that means for what waits."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from members import audit
from members.models import User
from notifications.models import Notice, Preferences
from notifications.timing import next_digest

STORED = ("digest", "digest_weekday", "digest_hour")


@transaction.atomic
def save_preferences(*, user: User, data: dict[str, Any]) -> Preferences:
    """Store a person's choices and move what waits for a digest to its new time.

    Args:
        user: whose they are.
        data: cleaned data of ``PreferencesForm``.
    """
    rows = Preferences.objects.select_for_update()
    preferences, _made = rows.get_or_create(user=user)
    for name in STORED:
        setattr(preferences, name, data[name])
    _store_quiet(preferences, data)
    preferences.channels |= {
        name.removeprefix("kind_"): value
        for name, value in data.items()
        if name.startswith("kind_")
    }
    preferences.save()
    audit.record(
        acting_user=user,
        action="preferences.changed",
        subject=f"user:{user.pk}",
        after={"digest": preferences.digest, "channels": preferences.channels},
    )
    _move_waiting(preferences)
    return preferences


def _store_quiet(preferences: Preferences, data: dict[str, Any]) -> None:
    """Keep what the chosen sort of quiet time needs, and forget the other's."""
    quiet = data["quiet"]
    preferences.quiet_from = None if quiet == "none" else data["quiet_from"]
    preferences.quiet_hours = data["quiet_hours"] or preferences.quiet_hours
    weekdays = data["quiet_weekdays"] if quiet == "weekdays" else []
    preferences.quiet_weekdays = weekdays
    is_cycle = quiet == "cycle"
    preferences.quiet_cycle = data["quiet_cycle"] if is_cycle else None
    preferences.quiet_cycle_from = data["quiet_cycle_from"] if is_cycle else None


def _move_waiting(preferences: Preferences) -> None:
    waiting = Notice.objects.filter(
        recipient=preferences.user, mail_state=Notice.MailState.DIGEST
    )
    moment = next_digest(preferences, timezone.now())
    if moment is None:
        waiting.update(mail_state=Notice.MailState.NONE)
    else:
        waiting.update(not_before=moment)
