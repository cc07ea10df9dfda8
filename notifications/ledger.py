"""The ledger as administrators see it: who was told what, and why or why not."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Min, Q
from django.utils import timezone

from network_site.base.matching import has_word
from network_site.base.registries import notification_kinds
from notifications.models import Notice
from notifications.reasons import explain

State = Notice.MailState
PENDING = (State.WAITING, State.SENDING)


def matching(filters: dict[str, str]) -> Any:
    """Return the rows that the filters of ``LedgerForm`` ask for, newest first."""
    rows = Notice.objects.select_related("recipient")
    for word in filters["person"].split():
        rows = rows.filter(
            has_word(word, "email", "recipient__first_name", "recipient__last_name")
        )
    exact = {
        "kind": filters["kind"],
        "mail_state": filters["state"],
        "subject_id": filters["subject"],
    }
    return rows.filter(**{name: value for name, value in exact.items() if value})


def described(notice: Notice) -> dict[str, Any]:
    """Return a row in words. Its payload, which may hold a key, is no part of it."""
    known = notice.kind in notification_kinds
    kind = notification_kinds.get(notice.kind) if known else None
    return {
        "notice": notice,
        "kind": kind.label if kind else notice.kind,
        "because": kind.because if kind else "",
        "explanation": explain(notice.why),
        "may_be_sent": notice.mail_state not in (*PENDING, State.DIGEST),
    }


def totals() -> list[dict[str, Any]]:
    """Return how many mails of each kind have gone, wait, failed or were not sent."""
    counted = (
        Notice.objects.order_by()
        .values("kind")
        .annotate(
            sent=Count("pk", filter=Q(mail_state__in=(State.SENT, State.GATHERED))),
            pending=Count("pk", filter=Q(mail_state__in=(*PENDING, State.DIGEST))),
            failed=Count("pk", filter=Q(mail_state__in=(State.FAILED, State.HELD))),
            unsent=Count("pk", filter=Q(mail_state__in=(State.DROPPED, State.NONE))),
        )
    )
    by_key = {row["kind"]: row for row in counted}
    return [
        {"label": kind.label, "key": key, **by_key[key]}
        for key, kind in notification_kinds.items()
        if key in by_key
    ]


def oldest_pending() -> Any:
    """Return since when the oldest due mail has waited; None when none is due."""
    due = Notice.objects.due(timezone.now())
    return due.aggregate(oldest=Min("not_before"))["oldest"]
