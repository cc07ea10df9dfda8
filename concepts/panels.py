from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, Window

from concepts.models import Concept

if TYPE_CHECKING:
    from django.http import HttpRequest

SHOWN = 10


def project_concepts(request: HttpRequest, page: Any) -> dict[str, Any] | None:
    """List the first of the concepts that a project has made, as its readers see them."""
    concepts = (
        Concept.objects.visible_to(request.user)
        .filter(origin_projects=page.project)
        .labelled()
        .annotate(total=Window(Count("pk")))
    )
    shown = list(concepts.order_by("reader_key", "pk")[:SHOWN])
    if not shown:
        return None
    return {
        "concepts": shown,
        "total": shown[0].total,
        "project_id": str(page.project.pk),
    }
