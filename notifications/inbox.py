from __future__ import annotations

from collections import defaultdict
from typing import Any

from network_site.base.registries import notification_kinds
from notifications.models import Notice


def lines_for(notices: list[Notice], user: Any) -> list[dict[str, Any]]:
    """Return what the inbox shows: kind, words, address, time, whether it is new.

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
                "url": url,
                "at": notice.created_at,
                "is_new": notice.read_at is None,
            }
        )
    return lines
