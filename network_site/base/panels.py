from __future__ import annotations

from typing import TYPE_CHECKING, Any

from network_site.base.registries import panels_for

if TYPE_CHECKING:
    from django.http import HttpRequest


def filled_panels(slot: str, request: HttpRequest, subject: Any) -> dict[str, list]:
    """Return the panels that have something to show, by column."""
    filled: dict[str, list] = {"main": [], "side": []}
    for panel in panels_for(slot):
        context = panel.context(request, subject)
        if context is not None:
            filled[panel.column].append({"template": panel.template, **context})
    return filled
