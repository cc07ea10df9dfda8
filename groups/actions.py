from __future__ import annotations

from typing import Any

from network_site.base.registries import space_actions


def actions_for(user: Any, page: Any) -> list[dict[str, Any]]:
    """Return what a lead can do in a space, in order."""
    actions = sorted(space_actions.values(), key=lambda action: action.order)
    return [
        {"label": a.label, "icon": a.icon, "url": url, "main": a.main}
        for a in actions
        if (url := a.url(user, page))
    ]
