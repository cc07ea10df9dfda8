from __future__ import annotations

from typing import Any

from members.models import AuditEntry, User


def record(
    *,
    acting_user: User | None,
    action: str,
    subject: str,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> AuditEntry:
    """Write one audit row in the caller's transaction.

    Args:
        acting_user: who did it; None for the system itself.
        action: what was done, as "membership.added".
        subject: what it was done to, as "space:12".
        before, after: states only; no free text.
    """
    return AuditEntry.objects.create(
        actor_id=acting_user.pk if acting_user else None,
        action=action,
        subject=subject,
        before=before or {},
        after=after or {},
    )
