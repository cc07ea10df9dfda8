from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from concepts.completing import offers_for

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
def offers(request: HttpRequest) -> HttpResponse:
    """Show the concepts that fit what is being typed: the list below a field."""
    typed = request.GET.get("q", "").strip()
    context = {"typed": typed, "offers": offers_for(typed, request.user)}
    return render(request, "concepts/offers.html", context)
