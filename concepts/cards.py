"""The small card of a concept that opens over a term in a page's text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from concepts.models import Concept
from concepts.presentation import STATUS_TAGS, in_reading_order, language_attribute

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

# As long as a reader stays with a page; the browser asks again after that.
SECONDS = 300


@require_safe
@cache_control(private=True, max_age=SECONDS)
def card(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show what a concept is in a few lines: the part of a page that a term opens."""
    concept = get_object_or_404(
        Concept.objects.visible_to(request.user).labelled(),
        pk=pk,
        vocabulary__slug=slug,
    )
    definitions = in_reading_order(concept.definitions.all())
    context = {
        "concept": concept,
        "label_lang": language_attribute(concept.shown_language),
        "definition": definitions[0] if definitions else None,
        "status_tag": STATUS_TAGS[Concept.Status(concept.status)],
    }
    return render(request, "concepts/card.html", context)
