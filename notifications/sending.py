"""Sending what is due in the ledger.

Sending claims one row in a short transaction, asks again whether the reader may see it,
wants it by mail, and has not been told something newer; it talks to the relay with no
transaction open, and marks the row only if nobody else has claimed it since. A row
whose sender died between the relay and the mark is settled by the relay's journal, or
by the kind's own rule.
"""

from __future__ import annotations

import logging
import smtplib
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from email.utils import format_datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import override

from members.models import User
from network_site.base.mail import NotTakenError
from network_site.base.registries import NotificationKind, notification_kinds
from notifications import reasons
from notifications.claiming import SILENT, claim, lease, mark
from notifications.mail import compose, unsubscribe_headers
from notifications.models import Notice, Preferences, preferences_of
from notifications.refusals import note_acceptance, note_refusal
from notifications.timing import quiet_until

log = logging.getLogger(__name__)
State = Notice.MailState

# A relay that refuses for now is asked again after 1, 4, 16 … minutes, for days.
FIRST_RETRY = timedelta(minutes=1)
LONGEST_RETRY = timedelta(hours=4)
ATTEMPTS = 20
# Rows that are worth another line to the relay.
ROWS_A_LINE = 8
# Between two looks for rows whose sender went silent.
ROWS_BETWEEN = 20
# Marking is tried so often when the database is restarted just then.
MARKINGS = 3


class _Held(Exception):
    """The mail does not go now: the state it is left in, and why."""

    def __init__(self, state: str, why: str, **fields: Any) -> None:
        super().__init__(why)
        self.state = state
        self.why = why
        self.fields = fields


def _journal() -> Callable[[str], bool] | None:
    path = settings.MAIL_JOURNAL
    return import_string(path) if path else None


def _settled(notice: Notice, kind: NotificationKind) -> bool:
    """Settle a row whose earlier sender died between the relay and the mark.

    Returns True when nothing more is to be done with it now.
    """
    journal = _journal()
    if journal is None:
        if kind.at_least_once:
            return False
        mark(notice, State.DROPPED, why=reasons.UNCLEAR)
        return True
    try:
        taken = journal(notice.message_id)
    except Exception:
        # Sending could double it and dropping could lose it: wait, and say so.
        log.exception("The relay's journal cannot be read")
        until = lease(timezone.now())
        mark(notice, State.SENDING, why=reasons.NO_JOURNAL, lease_until=until)
        return True
    if taken:
        _mark_sent(notice, kind, why=reasons.IN_JOURNAL)
    return taken


def _prepared(notice: Notice, kind: NotificationKind) -> EmailMultiAlternatives:
    """Return the mail in the reader's language; raises ``_Held`` when it must not go."""
    user = notice.recipient
    preferences = preferences_of(user) if user else Preferences()
    if user is not None and not user.is_active:
        raise _Held(State.DROPPED, reasons.NOT_TO_BE_TOLD)
    if not preferences.takes_mail(kind):
        raise _Held(State.DROPPED, reasons.NOT_WANTED)
    address = user.email if user else notice.email
    if not kind.transactional and preferences.mail_is_held(address):
        raise _Held(State.HELD, reasons.ADDRESS_REFUSES)
    unknown = notice.payload.get("language", settings.LANGUAGE_CODE)
    with override(user.language if user else unknown):
        found = kind.visible([notice.subject_id], user, notice.email)
        subject = found.get(notice.subject_id)
        if subject is None or not kind.is_current(subject, notice.version):
            raise _Held(State.DROPPED, reasons.NOT_TO_BE_TOLD)
        _respect_quiet(preferences, kind, subject, notice.payload)
        message = compose(kind.render(subject, user, notice.payload), to=address)
        if user is not None and not kind.transactional:
            message.extra_headers |= unsubscribe_headers(user, kind)
    message.extra_headers |= {
        "Message-ID": notice.message_id,
        "Date": format_datetime(timezone.localtime(notice.dated)),
    }
    return message


def _respect_quiet(
    preferences: Preferences, kind: NotificationKind, subject: Any, payload: dict
) -> None:
    """Hold what may wait until the reader's quiet time is over."""
    until = None if kind.answers_at_once else quiet_until(preferences, timezone.now())
    if until is None:
        return
    useful = kind.useful_until(subject, payload)
    if useful is None or until <= useful:
        raise _Held(State.WAITING, reasons.QUIET, not_before=until)


def _made(notice: Notice, kind: NotificationKind) -> EmailMultiAlternatives | None:
    """Return the mail of a claimed row, or None once the row has been left otherwise."""
    try:
        if notice.recipient_id:
            people = User.objects.select_related("preferences")
            notice.recipient = people.get(pk=notice.recipient_id)
        if notice.doubtful and _settled(notice, kind):
            return None
        return _prepared(notice, kind)
    except _Held as held:
        mark(notice, held.state, why=held.why, **held.fields)
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        # One broken notice must not stop the others.
        log.exception("Notice %s could not be made", notice.pk)
        _try_later(notice, type(error).__name__)
    return None


def _deliver(notice: Notice, backend: Any) -> None:
    """Bring one claimed row to its next state.

    Nothing that fails after the relay may have the mail lets the row be sent again
    before it has been settled.
    """
    kind = notification_kinds.get(notice.kind)
    message = _made(notice, kind)
    if message is None:
        return
    try:
        backend.send_messages([message])
    except smtplib.SMTPRecipientsRefused as error:
        code, _text = next(iter(error.recipients.values()))
        if code >= 500:
            note_refusal(notice.recipient, message.to[0])
        _refused(notice, code)
    except smtplib.SMTPResponseException as error:
        _refused(notice, error.smtp_code)
    except (ConnectionRefusedError, NotTakenError):
        _try_later(notice, reasons.AWAY)
    except TimeoutError:
        # The relay has the words and may still take them: it gets the time for it.
        until = timezone.now() + timedelta(seconds=settings.LEDGER_GRACE_SECONDS)
        mark(notice, State.SENDING, why=reasons.NO_ANSWER, lease_until=until)
    except (OSError, smtplib.SMTPException) as error:
        # Cut off half-way: the relay may have taken it. The lease stays, and when it
        # has run out the journal or the kind's own rule decides.
        log.warning("The relay was lost while sending notice %s: %s", notice.pk, error)
        backend.close()
    else:
        _mark_sent(notice, kind)
        note_acceptance(notice.recipient)


def _mark_sent(notice: Notice, kind: NotificationKind, *, why: str = "") -> None:
    """Mark a row as sent, through a short absence of the database."""
    fields: dict[str, Any] = {"sent_at": timezone.now()}
    if kind.payload_is_secret:
        fields["payload"] = {}
    for left in reversed(range(MARKINGS)):
        try:
            mark(notice, State.SENT, why=why, **fields)
        except (OperationalError, InterfaceError):
            if not left or connection.in_atomic_block:
                raise
            connection.close()
            time.sleep(1)
        else:
            return


def _refused(notice: Notice, code: int) -> None:
    if 400 <= code < 500:
        _try_later(notice, reasons.refusal(code))
    else:
        mark(notice, State.FAILED, why=reasons.refusal(code))


def _try_later(notice: Notice, why: str) -> None:
    if notice.attempt >= ATTEMPTS:
        mark(notice, State.FAILED, why=why)
        return
    wait = min(FIRST_RETRY * 4 ** min(notice.attempt - 1, 6), LONGEST_RETRY)
    mark(notice, State.WAITING, why=why, not_before=timezone.now() + wait)


def _next(handled: int) -> Notice | None:
    """Claim the next row; those whose sender went silent come first, time and again."""
    now = timezone.now()
    silent = claim(now, SILENT) if handled % ROWS_BETWEEN == 0 else None
    return silent or claim(now) or claim(now, SILENT)


def _send_on_one_line(limit: int) -> int:
    """Send over one connection to the relay and return how many rows were handled."""
    backend = get_connection()
    handled = 0
    try:
        # Before anything is claimed: while the relay is away no row is touched.
        backend.open()
        while handled < limit and (notice := _next(handled)):
            _deliver(notice, backend)
            handled += 1
    except (OSError, smtplib.SMTPException) as error:
        log.warning("The relay cannot be reached: %s", error)
    finally:
        _hang_up(backend)
    return handled


def _hang_up(backend: Any) -> None:
    try:
        backend.close()
    except (OSError, smtplib.SMTPException) as error:
        log.info("The relay did not say goodbye: %s", error)


def _send_in_a_thread(limit: int) -> int:
    try:
        return _send_on_one_line(limit)
    finally:
        connection.close()


def send_due(limit: int = 1000) -> int:
    """Send what is due and return how many rows were handled.

    Args:
        limit: how many rows, at most, on each line to the relay.
    """
    most = settings.LEDGER_LINES
    due = Notice.objects.due(timezone.now())[: most * ROWS_A_LINE].count()
    if not due:
        return 0
    lines = min(most, 1 + due // ROWS_A_LINE)
    if lines == 1:
        return _send_on_one_line(limit)
    with ThreadPoolExecutor(lines, thread_name_prefix="line") as pool:
        return sum(pool.map(_send_in_a_thread, [limit] * lines))


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
