from __future__ import annotations

from collections import defaultdict
from typing import Any

from network_site.base.registries import NotificationKind, notification_kinds
from notifications.models import Notice


def kinds_of(user: Any) -> list[NotificationKind]:
    """Return the kinds that a person's inbox has lines of, in their usual order."""
    found = Notice.objects.inbox_of(user).order_by().values_list("kind", flat=True)
    keys = set(found.distinct())
    return [kind for key, kind in notification_kinds.items() if key in keys]


def address_of(notice: Notice, user: Any) -> str:
    """Return where a line leads; nothing where the reader may no longer see it."""
    kind = notification_kinds.get(notice.kind)
    found = kind.visible([notice.subject_id], user, user.email)
    subject = found.get(notice.subject_id)
    return kind.inbox_line(subject, notice.payload)[1] if subject else ""


def lines_for(notices: list[Notice], user: Any) -> list[dict[str, Any]]:
    """Return what the inbox shows: kind, words, time, whether it is new or leads on.

    A notice whose subject the reader may no longer see keeps its place without its
    words, so that nothing private shows and nothing seems lost.
    """
    ids: dict[str, list[str]] = defaultdict(list)
    for notice in notices:
        ids[notice.kind].append(notice.subject_id)
    subjects = {
        key: notification_kinds.get(key).visible(found, user, user.email)
        for key, found in ids.items()
    }
    lines = []
    for notice in notices:
        kind = notification_kinds.get(notice.kind)
        subject = subjects[notice.kind].get(notice.subject_id)
        title, url = kind.inbox_line(subject, notice.payload) if subject else ("", "")
        lines.append(
            {
                "pk": notice.pk,
                "kind": kind.label,
                "icon": kind.icon,
                "title": title,
                "leads_on": bool(url),
                "at": notice.created_at,
                "is_new": notice.read_at is None,
            }
        )
    return lines
