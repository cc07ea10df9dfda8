"""The ledger: what is told to whom.

Nothing is sent from a request. A row is inserted in the causing transaction; Celery
is told after the commit and is only a hint; the sweep finds what a hint lost.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from email.utils import make_msgid, parseaddr
from typing import Any

from django.conf import settings
from django.utils import timezone

from members.models import User
from network_site.base.hints import hint
from network_site.base.registries import notification_kinds
from notifications.models import Notice
from notifications.tasks import send_due_notices

BATCH = 500


def notify(
    kind: str,
    *,
    subject_id: str,
    recipients: Iterable[User] = (),
    addresses: Iterable[str] = (),
    version: int = 0,
    payload: dict[str, Any] | None = None,
    by_mail: bool = True,
    in_inbox: bool = True,
    not_before: datetime | None = None,
) -> int:
    """Put one notice a recipient in the ledger, inside the caller's transaction.

    A notice that is there already (same kind, subject, version, address) is left as it
    is, so a caller that runs twice tells once.

    Args:
        kind: key of a registered notification kind.
        subject_id: names the subject to the kind.
        recipients: active users; inactive ones are passed over.
        addresses: of people without an account, who get the mail alone.
        version: which state of the subject this tells about.
        payload: small facts that the kind needs and that may be gone by then;
            ``language`` is that of a mail to an address.
        by_mail, in_inbox: on which channels.
        not_before: the earliest time to send; now when left out.

    Returns:
        How many people were asked to be told.
    """
    now = timezone.now()
    notification_kinds.get(kind)
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    told: list[tuple[User | None, str]] = [
        (user, user.email) for user in recipients if user.is_active
    ]
    told += [(None, address) for address in addresses]
    rows = [
        Notice(
            kind=kind,
            subject_id=subject_id,
            version=version,
            recipient=user,
            email=email,
            payload=payload or {},
            in_inbox=in_inbox and user is not None,
            mail_state=Notice.MailState.WAITING if by_mail else Notice.MailState.NONE,
            not_before=not_before or now,
            dated=max(not_before or now, now),
            created_at=now,
            message_id=make_msgid(domain=domain),
        )
        for user, email in told
    ]
    Notice.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
    if rows and by_mail:
        hint(send_due_notices)
    return len(rows)


def put_off(kind: str, *, subject_id: str, until: datetime) -> int:
    """Let notices that have not gone yet wait; called where they are caused.

    Returns how many wait now.
    """
    return _unsent(kind, subject_id).update(not_before=until, dated=until)


def withhold(kind: str, *, subject_id: str) -> int:
    """Take back the notices about a subject that have not gone yet; returns how many."""
    withheld, _by_model = _unsent(kind, subject_id).delete()
    return withheld


def _unsent(kind: str, subject_id: str) -> Any:
    return Notice.objects.filter(
        kind=kind,
        subject_id=subject_id,
        mail_state__in=(Notice.MailState.WAITING, Notice.MailState.NONE),
    )


def mark_read(*, user: User, notice_ids: Iterable[int] | None = None) -> int:
    """Mark a person's inbox lines as read; all of them when no ids are given."""
    lines = Notice.objects.inbox_of(user).unread()
    if notice_ids is not None:
        lines = lines.filter(pk__in=list(notice_ids))
    return lines.update(read_at=timezone.now())
