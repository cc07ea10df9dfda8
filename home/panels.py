from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.translation import ngettext

from home.entries import entries_of
from home.models import StrategyPage, Update
from network_site.base.languages import (
    one_of_each,
    reader_language,
)
from network_site.base.remembered import recall

if TYPE_CHECKING:
    from django.http import HttpRequest

SHOWN = 4


def _updates(request: HttpRequest, page: Any) -> Any:
    return (
        Update.objects.visible_to(request.user)
        .filter(space=page.space)
        .newest_first()
        .with_read_state(request.user)
    )


def of_space(request: HttpRequest, page: Any) -> dict[str, Any] | None:
    """List the latest updates of a space, as far as the reader may see them."""
    entries = entries_of(_updates(request, page)[: SHOWN + 1], level=3)
    if not entries and not page.reader_role:
        return None
    return {"entries": entries[:SHOWN], "has_more": len(entries) > SHOWN}


def of_project(request: HttpRequest, page: Any) -> dict[str, Any] | None:
    """List the titles of a project's latest updates."""
    updates = list(_updates(request, page).with_cards()[: SHOWN + 1])
    if not updates and not page.reader_role:
        return None
    return {"updates": updates[:SHOWN], "has_more": len(updates) > SHOWN}


def updates_tab(request: HttpRequest, page: Any) -> dict[str, Any]:
    """List all updates of a space."""
    found = Paginator(_updates(request, page), 20).get_page(request.GET.get("page"))
    return {"page_obj": found, "entries": entries_of(found.object_list, level=3)}


def updates_words(number: int) -> str:
    """Return a number of updates in words."""
    return ngettext("%(number)s update", "%(number)s updates", number) % {
        "number": number
    }


def current_strategy(language: str) -> StrategyPage | None:
    """Return the page of the latest strategy in the best language."""
    pages = one_of_each(StrategyPage.objects.all(), language)
    return pages.order_by("-period_start", "pk").first()


def _goals(languages: list[str]) -> dict[str, list[dict[str, Any]]]:
    """Return what the front page shows of each goal of the strategy, by language."""
    shown = ("number", "title", "done", "total")
    goals: dict[str, list[dict[str, Any]]] = {}
    for language in languages:
        strategy = current_strategy(language)
        goals[language] = (
            []
            if strategy is None
            else [
                {name: goal[name] for name in shown}
                | {"url": strategy.url, "language": strategy.locale.language_code}
                for goal in strategy.goal_counts()
            ]
        )
    return goals


def strategy_card(request: HttpRequest, page: Any) -> dict[str, Any] | None:
    """Show one goal of the strategy, another each day."""
    language = reader_language()
    goals = recall("goals", [language], _goals)[language]
    if not goals:
        return None
    return {"goal": goals[timezone.localdate().toordinal() % len(goals)]}
