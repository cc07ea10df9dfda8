"""Ways to read the bank: a project's glossary, clashing terms, what has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from concepts.crumbs import crumbs_to_tool
from concepts.glossary import entries_of
from concepts.models import Concept, ConceptVersion
from concepts.worklists import clashes, clashing_terms
from projects.models import Project

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

CLASHES_ON_A_PAGE = 20
CHANGES_ON_A_PAGE = 50


@require_safe
def same_term(request: HttpRequest) -> HttpResponse:
    """Show the terms that are defined in several ways, side by side."""
    keys = Paginator(clashing_terms(request.user), CLASHES_ON_A_PAGE)
    page_obj = keys.get_page(request.GET.get("page"))
    context = {
        "page_obj": page_obj,
        "clashes": clashes(list(page_obj), request.user),
        "shows_people": not request.user.is_guest,
        "extra_crumbs": crumbs_to_tool(),
    }
    return render(request, "concepts/same_term.html", context)


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """Show what has changed of the agreed concepts, newest first."""
    visible = Concept.objects.visible_to(request.user).order_by().values("pk")
    versions = (
        ConceptVersion.objects.filter(
            concept__in=visible, status__in=Concept.PUBLIC_STATUSES
        )
        .select_related("concept__vocabulary", "made_by")
        .defer("snapshot")
        .order_by("-made_at", "-pk")
    )
    page_obj = Paginator(versions, CHANGES_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page_obj,
        "shows_people": not request.user.is_guest,
        "extra_crumbs": crumbs_to_tool(),
    }
    return render(request, "concepts/changes_list.html", context)


@require_safe
def glossary(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a project's concepts as one page to read and to print."""
    projects = Project.objects.visible_to(request.user).select_related("space")
    project = get_object_or_404(projects.with_pages(), pk=pk)
    entries = entries_of(project, request.user)
    if not entries:
        raise Http404
    context = {
        "project": project,
        "entries": entries,
        "extra_crumbs": crumbs_to_tool(),
    }
    return render(request, "concepts/glossary.html", context)
