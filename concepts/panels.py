from __future__ import annotations

from typing import TYPE_CHECKING, Any

from concepts.models import Concept

if TYPE_CHECKING:
    from django.http import HttpRequest

SHOWN = 10


def project_concepts(request: HttpRequest, page: Any) -> dict[str, Any] | None:
    """List the first of the concepts that a project has made, as its readers see them."""
    concepts = Concept.objects.visible_to(request.user).filter(
        origin_projects=page.project
    )
    total = concepts.count()
    if not total:
        return None
    shown = concepts.labelled().order_by("reader_key", "pk")[:SHOWN]
    return {"concepts": shown, "total": total, "project_id": str(page.project.pk)}
