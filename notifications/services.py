"""The ledger: what is told to whom.

Nothing is sent from a request. A row is inserted in the causing transaction; Celery
is told after the commit and is only a hint; the sweep finds what a hint lost.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import make_msgid, parseaddr
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members import audit
from members.models import User
from network_site.base.hints import hint
from network_site.base.registries import NotificationKind, notification_kinds
from notifications import reasons
from notifications.models import Notice, Preferences
from notifications.tasks import send_due_notices
from notifications.timing import next_digest

BATCH = 500
State = Notice.MailState


@dataclass(frozen=True)
class Telling:
    """One thing to tell one person, or one address that has no account."""

    subject_id: str
    user: User | None
    email: str = ""
    version: int = 0
    payload: dict[str, Any] = field(default_factory=dict)


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
    in_digest: bool = False,
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
        by_mail, in_inbox: on which channels, as far as the reader wants them.
        in_digest: the mail may wait for the reader's digest; whoever has none gets
            none.
        not_before: the earliest time to send; now when left out.

    Returns:
        How many people were asked to be told.
    """
    facts = payload or {}
    tellings = [Telling(subject_id, user, "", version, facts) for user in recipients]
    tellings += [
        Telling(subject_id, None, address, version, facts) for address in addresses
    ]
    return notify_each(
        kind,
        tellings,
        by_mail=by_mail,
        in_inbox=in_inbox,
        in_digest=in_digest,
        not_before=not_before,
    )


def notify_each(
    kind: str,
    tellings: Iterable[Telling],
    *,
    by_mail: bool = True,
    in_inbox: bool = True,
    in_digest: bool = False,
    not_before: datetime | None = None,
) -> int:
    """Put many notices in the ledger at once; see ``notify``."""
    now = timezone.now()
    registered = notification_kinds.get(kind)
    told = [each for each in tellings if each.user is None or each.user.is_active]
    chosen = _preferences(registered, told)
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    rows = []
    for each in told:
        preferences = chosen.get(each.user.pk if each.user else None, Preferences())
        row = Notice(
            kind=kind,
            subject_id=each.subject_id,
            version=each.version,
            recipient=each.user,
            email=each.user.email if each.user else each.email,
            payload=each.payload,
            in_inbox=in_inbox
            and each.user is not None
            and preferences.takes_inbox(registered),
            not_before=not_before or now,
            dated=max(not_before or now, now),
            created_at=now,
            message_id=make_msgid(domain=domain),
        )
        _choose_road(row, registered, preferences, by_mail, in_digest)
        rows.append(row)
    Notice.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
    if any(row.mail_state == State.WAITING for row in rows):
        hint(send_due_notices)
    return len(rows)


def _preferences(
    kind: NotificationKind, told: list[Telling]
) -> dict[int | None, Preferences]:
    """Return the stored preferences by person; none where nothing can be chosen."""
    if kind.transactional:
        return {}
    people = [each.user.pk for each in told if each.user]
    rows = Preferences.objects.filter(user__in=people)
    return {preferences.user_id: preferences for preferences in rows}


def _choose_road(
    row: Notice,
    kind: NotificationKind,
    preferences: Preferences,
    by_mail: bool,
    in_digest: bool,
) -> None:
    """Decide whether a mail goes now, in the digest, or not at all."""
    if not (by_mail or in_digest):
        row.mail_state = State.NONE
    elif not preferences.takes_mail(kind):
        row.mail_state, row.why = State.NONE, reasons.NOT_WANTED
    elif in_digest:
        moment = next_digest(preferences, row.dated)
        row.mail_state = State.DIGEST if moment else State.NONE
        row.not_before = moment or row.not_before


def put_off(kind: str, *, subject_id: str, until: datetime) -> int:
    """Let notices that have not gone yet wait; called where they are caused.

    Returns how many wait now.
    """
    unsent = _unsent(kind, [subject_id])
    unsent.exclude(mail_state=State.DIGEST).update(not_before=until)
    return unsent.update(dated=until)


def withhold(kind: str, *, subject_id: str) -> int:
    """Take back the notices about a subject that have not gone yet; returns how many."""
    withheld, _by_model = _unsent(kind, [subject_id]).delete()
    return withheld


def supersede(kind: str, *, subject_ids: Iterable[str]) -> dict[str, Notice]:
    """Drop unsent notices of a kind, since a newer one is about to tell more.

    Returns those that were held for a time that has not come, by subject: what
    replaces them may keep their time.
    """
    unsent = _unsent(kind, subject_ids)
    held = {row.subject_id: row for row in unsent.filter(not_before__gt=timezone.now())}
    unsent.update(mail_state=State.DROPPED, in_inbox=False, why=reasons.REPLACED)
    return held


def _unsent(kind: str, subject_ids: Iterable[str]) -> Any:
    return Notice.objects.filter(
        kind=kind,
        subject_id__in=list(subject_ids),
        mail_state__in=(State.WAITING, State.NONE, State.DIGEST, State.HELD),
    )


def mark_read(*, user: User, notice_ids: Iterable[int] | None = None) -> int:
    """Mark a person's inbox lines as read; all of them when no ids are given."""
    lines = Notice.objects.inbox_of(user).unread()
    if notice_ids is not None:
        lines = lines.filter(pk__in=list(notice_ids))
    return lines.update(read_at=timezone.now())


def surely_undelivered(notice: Notice) -> bool:
    """Tell whether it is certain that a notice has not been delivered by mail."""
    surely_not = (State.FAILED, State.NONE, State.HELD)
    return notice.mail_state in surely_not or (
        notice.mail_state == State.DROPPED and notice.why != reasons.UNCLEAR
    )


@transaction.atomic
def resend(*, notice: Notice, acting_user: User, as_new: bool) -> Notice:
    """Have a mail sent again, if the reader may still see what it tells.

    It keeps its Message-ID and Date, by which the reader's server knows a second copy,
    unless it surely was not delivered or a new mail is asked for.

    Raises:
        ValidationError: it is on its way, or its secret has been forgotten.
    """
    locked = Notice.objects.select_for_update().get(pk=notice.pk)
    before = locked.mail_state
    if before in (State.WAITING, State.SENDING, State.DIGEST):
        raise ValidationError(_("The mail is on its way already."))
    kind = notification_kinds.get(locked.kind)
    if kind.payload_is_secret and not locked.payload:
        raise ValidationError(
            _("The link in this mail is forgotten once sent. Make a new one instead.")
        )
    if as_new or surely_undelivered(locked):
        domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
        locked.message_id = make_msgid(domain=domain)
        locked.dated = timezone.now()
    locked.mail_state = State.WAITING
    locked.not_before = timezone.now()
    locked.why = reasons.RESENT
    locked.save(
        update_fields=["message_id", "dated", "mail_state", "not_before", "why"]
    )
    audit.record(
        acting_user=acting_user,
        action="notice.resent",
        subject=f"notice:{locked.pk}",
        before={"state": before},
        after={"as_new": locked.message_id != notice.message_id},
    )
    hint(send_due_notices)
    return locked
