from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from concepts.agreeing import agreement_of
from concepts.crumbs import crumbs
from concepts.listing import Listing, projects_with_concepts, shelves, totals
from concepts.models import Concept, Vocabulary
from concepts.presentation import concept_page
from concepts.services import may_edit_concepts
from concepts.uses import uses_of
from projects.models import Project

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

BRANCHES_ON_A_PAGE = 100
# Deeper levels open as pages of their own: a phone has no room for more indents.
DEEPEST_NESTED = 5


def index_url(language: str) -> str:
    """Return the address of the concept bank in a language, for the main menu."""
    with override(language):
        return reverse("concept_index")


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the vocabularies, the alphabet, and the part of it that is asked for."""
    listing = Listing(request.user, request.GET)
    counts = listing.counts()
    context = {
        "listing": listing,
        "letters": listing.letters(),
        "languages": listing.languages(),
        "statuses": listing.statuses(totals(counts)),
        "total": sum(totals(counts).values()),
        "shelves": shelves(counts),
        "projects": projects_with_concepts(request.user),
        "page_obj": listing.page() if listing.is_asked_for else None,
        "project": _project(request, listing.wanted.get("project")),
        "may_edit": may_edit_concepts(request.user),
        "extra_crumbs": crumbs(),
    }
    return render(request, "concepts/index.html", context)


def _project(request: HttpRequest, pk: int | None) -> Project | None:
    projects = Project.objects.visible_to(request.user).select_related("space")
    return projects.filter(pk=pk).with_pages().first() if pk else None


@require_safe
def vocabulary(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a vocabulary: what it is, and its concepts in the alphabet."""
    shown = get_object_or_404(Vocabulary, slug=slug)
    listing = Listing(request.user, request.GET, shown)
    counts = listing.counts()
    if not counts and not may_edit_concepts(request.user):
        raise Http404
    context = {
        "vocabulary": shown,
        "listing": listing,
        "subjects": listing.subjects(),
        "letters": listing.letters(),
        "languages": listing.languages(),
        "statuses": listing.statuses(totals(counts)),
        "total": sum(totals(counts).values()),
        "page_obj": listing.page(),
        "extra_crumbs": crumbs(shown)[:-1],
    }
    return render(request, "concepts/vocabulary.html", context)


@require_safe
def concept(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show a concept."""
    shown = get_object_or_404(
        Concept.objects.visible_to(request.user)
        .knowing_its_parts()
        .select_related("vocabulary", "contact", "replaced_by__vocabulary"),
        pk=pk,
        vocabulary__slug=slug,
    )
    context = concept_page(shown, request.user) | agreement_of(shown, request.user)
    context |= {
        "may_edit": may_edit_concepts(request.user),
        "uses": uses_of(shown, request.user) if shown.has_uses else None,
        "extra_crumbs": crumbs(shown.vocabulary),
    }
    return render(request, "concepts/concept.html", context)


@require_safe
def tree(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the concepts at the top of a vocabulary, each leading to those below."""
    shown = get_object_or_404(Vocabulary, slug=slug)
    visible = Concept.objects.visible_to(request.user)
    context = {
        "vocabulary": shown,
        "page_obj": _branches(request, visible.top_of(shown, request.user)),
        "next_level": 2,
        "extra_crumbs": crumbs(shown),
    }
    return render(request, "concepts/tree.html", context)


@require_safe
@vary_on_headers("HX-Request")
def branch(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show the concepts right below one: a page, or the part that a tree opens."""
    visible = Concept.objects.visible_to(request.user)
    top = get_object_or_404(
        visible.labelled().with_narrower_count(request.user),
        pk=pk,
        vocabulary__slug=slug,
    )
    context: dict[str, Any] = {
        "top": top,
        "vocabulary": top.vocabulary,
        "page_obj": _branches(request, visible.narrower_than(top)),
        "next_level": _next_level(request),
    }
    if request.headers.get("HX-Request"):
        return render(request, "concepts/branches.html", context)
    context |= {
        "next_level": 2,
        "uppers": visible.broader_than(top).labelled().order_by("reader_key"),
        "extra_crumbs": crumbs(top.vocabulary),
    }
    return render(request, "concepts/tree.html", context)


def _branches(request: HttpRequest, concepts: Any) -> Any:
    """Return the asked page of some concepts, with how many are below each."""
    rows = (
        concepts.labelled()
        .with_narrower_count(request.user)
        .order_by("reader_key", "pk")
    )
    return Paginator(rows, BRANCHES_ON_A_PAGE).get_page(request.GET.get("page"))


def _next_level(request: HttpRequest) -> int | None:
    """Return how deep the parts of a part will stand; None where no more open there."""
    asked = request.GET.get("level", "")
    level = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 1
    return level + 1 if level < DEEPEST_NESTED else None
