"""The digest: what may wait, gathered into one mail a person and period."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from members.models import User
from network_site.base.registries import (
    NotificationKind,
    RenderedMail,
    notification_kinds,
)
from notifications.mail import render_mail
from notifications.models import Notice, preferences_of
from notifications.services import notify
from notifications.timing import next_digest

State = Notice.MailState
DIGEST = "digest"
# More than this are counted, and read on the site.
LINES_SHOWN = 60


class DigestKind(NotificationKind):
    """One mail with what has waited; its subject is the person and the day it is for."""

    key = DIGEST
    label = gettext_lazy("Digest")
    because = gettext_lazy("The reader has chosen a digest of what may wait.")
    icon = "mail"
    # Nobody misses a second copy, and all of it is in the inbox.
    at_least_once = False
    is_digest = True

    def visible(
        self, subject_ids: list[str], user: Any | None, email: str
    ) -> dict[str, Any]:
        """Return the lines of each digest; one of which nothing is left is not shown."""
        gathered: dict[str, list[Notice]] = defaultdict(list)
        rows = Notice.objects.filter(
            digest__kind=DIGEST, digest__subject_id__in=subject_ids, recipient=user
        )
        for row in rows.select_related("digest"):
            gathered[row.digest.subject_id].append(row)
        sections = {pk: _sections(rows, user) for pk, rows in gathered.items()}
        return {pk: found for pk, found in sections.items() if found}

    def render(self, subject: Any, user: Any | None, payload: dict) -> RenderedMail:
        number = sum(len(section["lines"]) for section in subject)
        words = ngettext("%(number)s new thing", "%(number)s new things", number)
        about = words % {"number": number}
        context = {"sections": subject, "user": user, "about": about}
        title = _("From the network: %(about)s") % {"about": about}
        return render_mail("notifications/mail/digest", context, subject=title)

    def inbox_line(self, subject: Any, payload: dict) -> tuple[str, str]:
        return str(self.label), ""


def _sections(rows: list[Notice], user: Any) -> list[dict[str, Any]]:
    """Return what the reader may see of the gathered notices, by kind, newest first."""
    by_kind: dict[str, list[Notice]] = defaultdict(list)
    for row in rows[:LINES_SHOWN]:
        by_kind[row.kind].append(row)
    sections = []
    for key, members in by_kind.items():
        kind = notification_kinds.get(key)
        subjects = kind.visible([row.subject_id for row in members], user, user.email)
        lines = [
            {"title": title, "url": url, "excerpt": kind.excerpt(subject)}
            for row in members
            if (subject := subjects.get(row.subject_id)) is not None
            and kind.is_current(subject, row.version)
            for title, url in [kind.inbox_line(subject, row.payload)]
        ]
        if lines and preferences_of(user).takes_mail(kind):
            sections.append({"label": kind.label, "lines": lines})
    return sections


def gather() -> int:
    """Make the digests whose time has come; returns how many.

    Each person's is one transaction: the mail under its key, and the rows that go
    along in it.
    """
    now = timezone.now()
    due = Notice.objects.filter(mail_state=State.DIGEST, not_before__lte=now)
    people = due.order_by().values_list("recipient", flat=True).distinct()
    return sum(_gather_for(pk, now) for pk in list(people))


@transaction.atomic
def _gather_for(recipient_id: int, now: Any) -> bool:
    rows = Notice.objects.filter(
        recipient=recipient_id, mail_state=State.DIGEST, not_before__lte=now
    )
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True)
    found = list(rows)
    if not found:
        return False
    user = User.objects.select_related("preferences").get(pk=recipient_id)
    rows = Notice.objects.filter(pk__in=[row.pk for row in found])
    day = timezone.localtime(max(row.not_before for row in found)).date()
    key = f"{user.pk}:{day.isoformat()}"
    notify(DIGEST, subject_id=key, recipients=[user], in_inbox=False)
    digest = Notice.objects.filter(
        kind=DIGEST, subject_id=key, mail_state=State.WAITING
    ).first()
    if digest is None:
        # That one has gone already: what came too late for it waits for the next.
        later = next_digest(preferences_of(user), now)
        state = State.DIGEST if later else State.NONE
        rows.update(mail_state=state, not_before=later or now)
        return False
    rows.update(mail_state=State.GATHERED, digest=digest)
    return True
