"""Taking a row of the ledger to send, and writing what became of it.

One statement claims one row, whatever number of senders claim at once. The attempt
number grows with each claim and guards every later write: a sender that was thought
dead cannot overwrite what its successor did.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection

from notifications.models import Notice

_STATEMENT = """
    UPDATE notifications_notice SET
        doubtful = (mail_state = 'sending'), mail_state = 'sending',
        attempt = attempt + 1, lease_until = %s
    WHERE id = (
        SELECT id FROM notifications_notice
        WHERE {which} ORDER BY {order} LIMIT 1 {lock}
    )
    RETURNING *
"""
# The states stand in the statement itself, so that the partial indexes serve it; what
# became due together goes in any order, so that no claim sorts all of it.
WAITING = ("mail_state = 'waiting' AND not_before <= %s", "not_before")
SILENT = ("mail_state = 'sending' AND lease_until < %s", "lease_until")


def lease(now: datetime) -> datetime:
    """Return until when a sender that begins now is believed to live."""
    return now + timedelta(seconds=settings.LEDGER_LEASE_SECONDS)


def claim(now: datetime, which: tuple[str, str] = WAITING) -> Notice | None:
    """Take one due row for this sender, or None.

    Args:
        now: the moment that decides what is due.
        which: ``WAITING``, or ``SILENT`` for those whose sender went silent.
    """
    has_locks = connection.features.has_select_for_update_skip_locked
    condition, order = which
    statement = _STATEMENT.format(
        which=condition,
        order=order,
        lock="FOR UPDATE SKIP LOCKED" if has_locks else "",
    )
    moments = (lease(now), now)
    values = [connection.ops.adapt_datetimefield_value(moment) for moment in moments]
    return next(iter(Notice.objects.raw(statement, values)), None)


def mark(notice: Notice, state: str, *, why: str = "", **fields: Any) -> bool:
    """Write what became of a claimed row, unless somebody else has claimed it since.

    Returns whether it was written.
    """
    fields = {"lease_until": None, "doubtful": False} | fields
    rows = Notice.objects.filter(pk=notice.pk, attempt=notice.attempt)
    return bool(rows.update(mail_state=state, why=why[:200], **fields))
