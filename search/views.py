from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from search import presentation
from search.insight import note_of, note_search
from search.services import search
from search.wanted import PAGE, Wanted

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """Show what the reader may see of what was asked for."""
    wanted, language = Wanted.read(request.GET), get_language()
    results = search(user=request.user, language=language, **wanted.arguments())
    page_obj = Paginator(range(results.reachable), PAGE).get_page(wanted.page)
    if page_obj.number != wanted.page:
        last = presentation.at_page(request.GET, page_obj.number)
        return HttpResponseRedirect(f"?{last}")
    choices = presentation.choices(wanted, results)
    note = note_of(wanted, language, results)
    context = {
        "wanted": wanted,
        "results": results,
        "lines": presentation.lines(wanted, results, language),
        "tabs": presentation.tabs(wanted, results),
        "choices": choices,
        "chosen": presentation.chosen(choices, request.GET),
        "without_choices": presentation.without_choices(request.GET),
        "page_obj": page_obj,
        "note": note,
    }
    response = render(request, "search/search.html", context)
    return note_search(request, response, wanted, note)
