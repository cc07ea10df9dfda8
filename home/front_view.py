"""What the front page shows to one reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from home.entries import Entry, entries_of
from network_site.base import dates
from network_site.base.panels import filled_panels

if TYPE_CHECKING:
    from django.http import HttpRequest

CLOSE_SHOWN = 10
ELSEWHERE_SHOWN = 5
CHIPS = {
    "all": gettext_lazy("All"),
    "groups": gettext_lazy("Groups"),
    "projects": gettext_lazy("Projects"),
    "network": gettext_lazy("Network"),
}


def greeting(name: str) -> str:
    """Return the greeting of this hour."""
    hour = timezone.localtime().hour
    if 4 <= hour < 10:
        return _("Good morning, %(name)s") % {"name": name}
    if 10 <= hour < 17:
        return _("Good day, %(name)s") % {"name": name}
    if 17 <= hour < 23:
        return _("Good evening, %(name)s") % {"name": name}
    return _("Good night, %(name)s") % {"name": name}


def day_line(unread: int) -> str:
    """Return the line under the greeting: the day, the week, what is new."""
    now = timezone.localtime()
    day = dates.long_day(now)
    day = day[:1].upper() + day[1:]
    week = _("week %(number)d") % {"number": now.isocalendar().week}
    if not unread:
        return f"{day}, {week}."
    news = ngettext("%(count)d new update.", "%(count)d new updates.", unread)
    return f"{day}, {week}. {news % {'count': unread}}"


def _chosen(updates: Any, chip: str) -> Any:
    if chip == "groups":
        return updates.exclude(space=None).exclude(space__kind="project_team")
    if chip == "projects":
        return updates.filter(space__kind="project_team")
    if chip == "network":
        return updates.filter(space=None)
    return updates


def by_day(entries: list[Entry]) -> list[dict[str, Any]]:
    """Group updates, newest first, under the headings of their days."""
    groups: list[dict[str, Any]] = []
    for entry in entries:
        label = dates.day_group(entry.published_at)
        if not groups or groups[-1]["label"] != label:
            groups.append({"label": label, "entries": []})
        groups[-1]["entries"].append(entry)
    return groups


def front_context(request: HttpRequest, page: Any) -> dict[str, Any]:
    """Return the variables of the front page.

    The reader's own spaces and the network's own news come first; news of other
    spaces that the reader may see follow under a heading of their own.
    """
    user = request.user
    chip = request.GET.get("show", "all")
    chip = chip if chip in CHIPS else "all"
    updates = apps.get_model("home", "Update").objects

    def listed(found: Any) -> Any:
        return _chosen(found, chip).newest_first().with_read_state(user)

    near = listed(updates.near_to(user))[:CLOSE_SHOWN]
    others = listed(updates.from_elsewhere(user).recent())[:ELSEWHERE_SHOWN]
    shown = entries_of(near, level=4, where=True)
    unread = sum(not entry.is_read for entry in shown)
    return {
        "greeting": greeting(user.first_name),
        "day_line": day_line(unread),
        "unread": unread,
        "groups": by_day(shown),
        "elsewhere": entries_of(others, level=3, where=True),
        "chip": chip,
        "chips": [{"key": key, "label": label} for key, label in CHIPS.items()],
        "panels": filled_panels("front", request, page),
        "tab": "own" if request.GET.get("tab") == "own" else "news",
    }
