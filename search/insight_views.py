"""What is searched for in vain, as a worklist for editors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from concepts.services import may_edit_concepts
from search.insight import tell
from search.query import clean
from search.tallies import (
    EMPTY,
    UNOPENED,
    failed_queries,
    require_reader_of_tallies,
    settle_query,
)

if TYPE_CHECKING:
    from django.http import HttpRequest

ON_A_PAGE = 50
PERIODS = (7, 30, 90)


@require_POST
def note(request: HttpRequest) -> HttpResponse:
    """Take what the search page tells: that a hit was opened, or a search was meant."""
    opened = "opened" in request.POST
    tell(request.user, request.POST.get("note", ""), opened=opened)
    return HttpResponse(status=204)


def _chosen(request: HttpRequest) -> tuple[str, int]:
    """Return the way of failing and the period in days that an address asks for."""
    way = UNOPENED if request.GET.get("way") == UNOPENED else EMPTY
    days = {str(days): days for days in PERIODS}
    return way, days.get(request.GET.get("days", ""), PERIODS[1])


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show which searches gave nothing, or nothing that anybody opened."""
    require_reader_of_tallies(request.user)
    way, days = _chosen(request)
    rows = Paginator(failed_queries(way, days=days), ON_A_PAGE)
    context = {
        "way": way,
        "ways": [(EMPTY, _("Without results")), (UNOPENED, _("Nothing opened"))],
        "days": days,
        "periods": PERIODS,
        "page_obj": rows.get_page(request.GET.get("page")),
        "may_make_concepts": may_edit_concepts(request.user),
    }
    return render(request, "search/insight.html", context)


@require_POST
def settle(request: HttpRequest) -> HttpResponse:
    """Take a query off the worklist, and return to where it was."""
    query = clean(request.POST.get("query", ""))
    language = clean(request.POST.get("language", ""))
    settle_query(query=query, language=language, acting_user=request.user)
    messages.success(request, _("“%(query)s” is off the list.") % {"query": query})
    way, days = _chosen(request)
    answer = redirect("search_insight")
    answer["Location"] += f"?{urlencode({'way': str(way), 'days': str(days)})}"
    return answer
