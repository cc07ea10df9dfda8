from __future__ import annotations

from typing import TYPE_CHECKING, Any

from search.tallies import may_see_tallies

if TYPE_CHECKING:
    from django.http import HttpRequest


def insight_panel(request: HttpRequest, subject: Any) -> dict[str, Any] | None:
    """Lead those who work on searches to what was searched for in vain."""
    return {} if may_see_tallies(request.user) else None
