from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from search import choices, presentation
from search.hits import live_facts
from search.insight import note_of, note_search
from search.services import search, suggest
from search.wanted import PAGE, Wanted
from search.ways_on import ways_on

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

# As many titles fit below a search field on a phone, above its keyboard.
SUGGESTED = 6


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """Show what the reader may see of what was asked for."""
    wanted, language = Wanted.read(request.GET), get_language()
    results = search(user=request.user, language=language, **wanted.arguments())
    page_obj = Paginator(range(results.reachable), PAGE).get_page(wanted.page)
    if page_obj.number != wanted.page:
        last = presentation.at_page(request.GET, page_obj.number)
        return HttpResponseRedirect(f"?{last}")
    facts = live_facts(results.hits, request.user)
    note = note_of(wanted, language, results)
    context = {
        "wanted": wanted,
        "results": results,
        "lines": presentation.lines(wanted, results, facts, language),
        "notes": presentation.notes(results),
        "page_obj": page_obj,
        "ways_on": None if results.total or not wanted.query else ways_on(request.user),
        "note": note,
        **choices.shown(wanted, results, request.GET),
    }
    response = render(request, "search/search.html", context)
    return note_search(request, response, wanted, note)


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """Show titles that continue what the reader has begun to type, as a list."""
    found = suggest(
        user=request.user,
        query=request.GET.get("q", ""),
        language=get_language(),
        limit=SUGGESTED,
    )
    return render(request, "search/suggestions.html", {"suggestions": found})
