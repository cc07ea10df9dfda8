"""Vocabularies as files, of what the reader may see."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING, Any

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from concepts.crumbs import crumbs
from concepts.exporting import writers
from concepts.models import Concept, Vocabulary
from concepts.services import may_edit_concepts

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

# What is kept in memory of a file on its way out; the rest waits on the disk.
_IN_MEMORY = 5 * 1024 * 1024


def _shown(request: HttpRequest, slug: str) -> tuple[Vocabulary, Any]:
    """Return a vocabulary and its concepts that the reader may see."""
    found = get_object_or_404(Vocabulary, slug=slug)
    concepts = Concept.objects.visible_to(request.user).filter(vocabulary=found)
    if not may_edit_concepts(request.user) and not concepts.exists():
        raise Http404
    return found, concepts


@require_safe
def choose_export(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the formats, with what each of them cannot carry."""
    found, _concepts = _shown(request, slug)
    is_editor = may_edit_concepts(request.user)
    context = {
        "vocabulary": found,
        "writers": [w for w in writers.values() if is_editor or not w.for_editors],
        "extra_crumbs": crumbs(found),
    }
    return render(request, "concepts/export.html", context)


@require_safe
def export(request: HttpRequest, slug: str, key: str) -> FileResponse:
    """Give a vocabulary as a file."""
    found, concepts = _shown(request, slug)
    if key not in writers:
        raise Http404
    writer = writers.get(key)
    if writer.for_editors and not may_edit_concepts(request.user):
        raise Http404
    stream = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - the response closes it
    writer.write(found, concepts, stream)
    stream.seek(0)
    return FileResponse(
        stream,
        as_attachment=True,
        filename=f"{found.slug}.{writer.extension}",
        content_type=writer.content_type,
    )
