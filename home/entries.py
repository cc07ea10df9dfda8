"""Updates as the lines of a list.

What a line says is the same for everyone who may see it, but for the mark of what is
new; so lines are remembered as they are written, and only who sees which is asked. They
are written anew when a page is published or somebody joins or leaves a space.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.template.loader import get_template
from django.utils import timezone
from django.utils.safestring import SafeString

from groups.content import attach_homes, attach_member_counts
from home.querysets import is_news
from network_site.base.families import attach_cards
from network_site.base.languages import reader_language
from network_site.base.remembered import recall


@dataclass(frozen=True)
class Entry:
    """One update in a list, for one reader."""

    html: SafeString
    published_at: datetime
    is_read: bool


def entries_of(updates: Any, *, level: int, where: bool = False) -> list[Entry]:
    """Return the lines of updates; one without a published page has none.

    Args:
        updates: a queryset with the reader's read state, already kept to what the
            reader may see.
        level: of the lines' headings, 2 to 6.
        where: whether a line names its space.
    """
    rows = [
        (str(pk), published_at, opened or not is_news(published_at))
        for pk, published_at, opened in updates.values_list(
            "pk", "published_at", "opened"
        )
    ]
    # A line says "at 13.15" on its day and the date from the next day on.
    of_list = (
        reader_language(),
        str(level),
        "named" if where else "",
        timezone.localdate().isoformat(),
    )
    keys = {
        pk: (*of_list, "read" if is_read else "new", pk) for pk, _at, is_read in rows
    }

    def written(missing: list[tuple[str, ...]]) -> dict[tuple[str, ...], SafeString]:
        template = get_template("home/entry.html")
        found = _listed(key[-1] for key in missing)
        return {
            key: template.render(
                {
                    "update": found[key[-1]],
                    "is_read": key[-2] == "read",
                    "level": level,
                    "where": where,
                }
            )
            for key in missing
            if key[-1] in found
        }

    lines = recall("entry", keys.values(), written)
    return [
        Entry(lines[keys[pk]], published_at, is_read)
        for pk, published_at, is_read in rows
        if keys[pk] in lines
    ]


def _listed(update_ids: Iterable[str]) -> dict[str, Any]:
    """Return the updates that have a published page, by id, with what a line shows."""
    updates = list(
        apps.get_model("home", "Update").objects.filter(pk__in=update_ids).for_lists()
    )
    attach_cards(updates, reader_language(), apps.get_model("home", "UpdatePage"))
    attach_homes(updates)
    attach_member_counts(updates)
    return {str(update.pk): update for update in updates if update.page is not None}
