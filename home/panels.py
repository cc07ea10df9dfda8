from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.utils import timezone

from home.models import StrategyPage, Update
from network_site.base.languages import one_of_each

if TYPE_CHECKING:
    from django.http import HttpRequest

SHOWN = 4


def _updates(request: HttpRequest, page: Any) -> Any:
    return (
        Update.objects.visible_to(request.user)
        .filter(space=page.space)
        .newest_first()
        .with_read_state(request.user)
        .select_related("space", "author__organisation")
        .with_pages()
    )


def of_space(request: HttpRequest, page: Any) -> dict[str, Any] | None:
    """List the latest updates of a space, as far as the reader may see them."""
    updates = list(_updates(request, page)[: SHOWN + 1])
    if not updates and not page.reader_role:
        return None
    return {"updates": updates[:SHOWN], "has_more": len(updates) > SHOWN}


def updates_tab(request: HttpRequest, page: Any) -> dict[str, Any]:
    """List all updates of a space."""
    found = Paginator(_updates(request, page), 20).get_page(request.GET.get("page"))
    return {"page_obj": found, "updates": list(found)}


def current_strategy(language: str) -> StrategyPage | None:
    """Return the page of the latest strategy in the best language."""
    pages = one_of_each(StrategyPage.objects.all(), language)
    return pages.order_by("-period_start", "pk").first()


def strategy_card(request: HttpRequest, page: Any) -> dict[str, Any] | None:
    """Show one goal of the strategy, another each day."""
    strategy = current_strategy(request.LANGUAGE_CODE)
    if strategy is None or not strategy.goals:
        return None
    goals = strategy.goal_counts()
    day = timezone.localdate().toordinal()
    return {"strategy": strategy, "goal": goals[day % len(goals)]}
