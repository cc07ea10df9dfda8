"""Sending what is due in the ledger.

Sending claims one row in a short transaction, asks again whether the reader may see it
and whether a newer version has come, talks to the relay with no transaction open, and
marks the row only if nobody else has claimed it since. A row whose sender died between
the relay and the mark is settled by the relay's journal, or by the kind's own rule.
"""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import format_datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import connection, transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import override

from network_site.base.registries import NotificationKind, notification_kinds
from notifications.mail import compose
from notifications.models import Notice

log = logging.getLogger(__name__)

# A relay that refuses for now is asked again after 1, 4, 16 … minutes, for days.
FIRST_RETRY = timedelta(minutes=1)
LONGEST_RETRY = timedelta(hours=4)
ATTEMPTS = 20


def _claim(now: datetime) -> Notice | None:
    """Take one due row for this process, or None.

    The attempt number grows with each claim and guards every later write: a sender
    that was thought dead cannot overwrite what its successor did.
    """
    with transaction.atomic():
        due = Notice.objects.due(now).order_by("not_before", "pk")
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        notice = due.first()
        if notice is None:
            return None
        notice.was_sending = notice.mail_state == Notice.MailState.SENDING
        notice.attempt += 1
        notice.lease_until = now + timedelta(seconds=settings.LEDGER_LEASE_SECONDS)
        notice.mail_state = Notice.MailState.SENDING
        notice.save(update_fields=["attempt", "lease_until", "mail_state"])
    return notice


def _mark(notice: Notice, state: str, *, why: str = "", **fields: Any) -> None:
    Notice.objects.filter(pk=notice.pk, attempt=notice.attempt).update(
        mail_state=state, why=why[:200], lease_until=None, **fields
    )


def _mark_sent(notice: Notice, kind: NotificationKind, *, why: str = "") -> None:
    fields: dict[str, Any] = {"sent_at": timezone.now()}
    if kind.payload_is_secret:
        fields["payload"] = {}
    _mark(notice, Notice.MailState.SENT, why=why, **fields)


def _journal() -> Callable[[str], bool] | None:
    path = settings.MAIL_JOURNAL
    return import_string(path) if path else None


def _settled(notice: Notice, kind: NotificationKind) -> bool:
    """Settle a row whose earlier sender died between the relay and the mark.

    Returns True when nothing more is to be done with it.
    """
    journal = _journal()
    if journal is not None:
        if journal(notice.message_id):
            _mark_sent(notice, kind, why="found in the journal")
            return True
        return False
    if kind.at_least_once:
        return False
    _mark(notice, Notice.MailState.DROPPED, why="unclear whether it was sent")
    return True


def _message(notice: Notice, kind: NotificationKind) -> EmailMultiAlternatives | None:
    """Return the mail in the reader's language, or None when it must not go."""
    user = notice.recipient
    if user is not None and not user.is_active:
        return None
    unknown = notice.payload.get("language", settings.LANGUAGE_CODE)
    with override(user.language if user else unknown):
        found = kind.visible([notice.subject_id], user, notice.email)
        subject = found.get(notice.subject_id)
        if subject is None or not kind.is_current(subject, notice.version):
            return None
        mail = kind.render(subject, user, notice.payload)
        message = compose(mail, to=notice.email)
    message.extra_headers |= {
        "Message-ID": notice.message_id,
        "Date": format_datetime(timezone.localtime(notice.dated)),
    }
    return message


def _deliver(notice: Notice, backend: Any) -> None:
    kind = notification_kinds.get(notice.kind)
    if notice.was_sending and _settled(notice, kind):
        return
    message = _message(notice, kind)
    if message is None:
        _mark(notice, Notice.MailState.DROPPED, why="no longer to be told")
        return
    try:
        backend.open()
        backend.send_messages([message])
    except smtplib.SMTPRecipientsRefused as error:
        code, _text = next(iter(error.recipients.values()))
        _refused(notice, code)
    except smtplib.SMTPResponseException as error:
        _refused(notice, error.smtp_code)
    except ConnectionRefusedError:
        _try_later(notice, "the relay does not answer")
    except (OSError, smtplib.SMTPException) as error:
        # Cut off half-way: the relay may have taken it. The lease stays, and when it
        # has run out the journal or the kind's own rule decides.
        log.warning("The relay was lost while sending notice %s: %s", notice.pk, error)
        backend.close()
    else:
        _mark_sent(notice, kind)


def _refused(notice: Notice, code: int) -> None:
    if 400 <= code < 500:
        _try_later(notice, f"SMTP {code}")
    else:
        _mark(notice, Notice.MailState.FAILED, why=f"SMTP {code}")


def _try_later(notice: Notice, why: str) -> None:
    if notice.attempt >= ATTEMPTS:
        _mark(notice, Notice.MailState.FAILED, why=why)
        return
    wait = min(FIRST_RETRY * 4 ** min(notice.attempt - 1, 6), LONGEST_RETRY)
    _mark(notice, Notice.MailState.WAITING, why=why, not_before=timezone.now() + wait)


def send_due(limit: int = 1000) -> int:
    """Send what is due, one row at a time, and return how many rows were handled.

    A notice that cannot be made is logged and tried later: one broken notice must not
    stop the others.
    """
    handled = 0
    backend = get_connection()
    try:
        while handled < limit and (notice := _claim(timezone.now())):
            try:
                _deliver(notice, backend)
            except Exception as error:
                log.exception("Notice %s could not be made", notice.pk)
                _try_later(notice, type(error).__name__)
            handled += 1
    finally:
        backend.close()
    return handled


def ledger_state() -> dict[str, Any]:
    """Tell how long the oldest due mail has waited, in seconds, for /readyz."""
    now = timezone.now()
    due = Notice.objects.due(now)
    oldest = due.order_by("not_before").values_list("not_before", flat=True).first()
    return {
        "ok": True,
        "waiting": due.count(),
        "oldest_seconds": int((now - oldest).total_seconds()) if oldest else 0,
    }
