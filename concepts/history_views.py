"""The history of a concept: its versions, and what changed between two of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from concepts.crumbs import crumbs_to
from concepts.differences import contents, differences
from concepts.models import Concept, ConceptVersion
from concepts.querysets import sees_all_drafts
from concepts.versions import versions_for

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

ON_A_PAGE = 30


class PairForm(forms.Form):
    """Which two versions are compared; what makes no sense is left out."""

    old = forms.IntegerField(required=False, min_value=1, max_value=2**31)
    new = forms.IntegerField(required=False, min_value=1, max_value=2**31)

    def pair(self) -> tuple[int | None, int | None]:
        self.is_valid()
        return self.cleaned_data.get("old"), self.cleaned_data.get("new")


def _concept(request: HttpRequest, slug: str, pk: int) -> Concept:
    visible = Concept.objects.visible_to(request.user).labelled()
    return get_object_or_404(visible, pk=pk, vocabulary__slug=slug)


def _versions(request: HttpRequest, concept: Concept) -> list[ConceptVersion]:
    # Who sees a draft sees how it became what it is; later only what was agreed.
    sees_drafts = sees_all_drafts(request.user) or not concept.is_public
    return versions_for(concept, sees_drafts=sees_drafts)


@require_safe
def history(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show the versions of a concept, and what changed between two of them."""
    concept = _concept(request, slug, pk)
    versions = _versions(request, concept)
    context: dict[str, Any] = {
        "concept": concept,
        "versions": versions,
        "page_obj": Paginator(versions, ON_A_PAGE).get_page(request.GET.get("page")),
        "shows_people": not request.user.is_guest,
        "extra_crumbs": crumbs_to(concept),
        **_comparison(request, versions),
    }
    return render(request, "concepts/history.html", context)


def _comparison(request: HttpRequest, versions: list[ConceptVersion]) -> dict[str, Any]:
    """Return the two versions that are compared, the older first, and what differs."""
    by_number = {version.number: version for version in versions}
    asked = PairForm(request.GET).pair()
    known = sorted({number for number in asked if number in by_number})
    newest = [version.number for version in versions[:2]]
    if len(known) < 2:
        known = sorted(newest) if len(newest) == 2 else []
    if not known:
        return {}
    old, new = (by_number[number] for number in known)
    changes = differences(old.snapshot, new.snapshot, request.user)
    return {"old": old, "new": new, "changes": changes}


@require_safe
def version(request: HttpRequest, slug: str, pk: int, number: int) -> HttpResponse:
    """Show a concept as it was."""
    concept = _concept(request, slug, pk)
    shown = next(
        (row for row in _versions(request, concept) if row.number == number), None
    )
    if shown is None:
        raise Http404
    context = {
        "concept": concept,
        "version": shown,
        "contents": contents(shown.snapshot, request.user),
        "shows_people": not request.user.is_guest,
        "extra_crumbs": crumbs_to(concept),
    }
    return render(request, "concepts/version.html", context)
