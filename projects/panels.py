from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

from network_site.base.languages import reader_language
from projects.models import Output, OutputEdition

if TYPE_CHECKING:
    from django.http import HttpRequest


def outputs(request: HttpRequest, page: Any) -> dict[str, Any] | None:
    """List what a space has made, as far as the reader may see it."""
    visible = Output.objects.visible_to(request.user).filter(space=page.space)
    editions = (
        OutputEdition.objects.filter(output__in=visible.values("pk"))
        .defer("document__reading__text")
        .select_related("output", "document__reading")
    )
    # An output is described in the site's own language.
    foreign = settings.LANGUAGE_CODE
    if foreign == reader_language():
        foreign = ""
    shown: dict[int, dict[str, Any]] = {}
    for edition in editions.order_by("-output__published_on", "output__title", "pk"):
        row = shown.setdefault(
            edition.output_id,
            {
                "output": edition.output,
                "title": edition.output.title,
                "title_language": foreign,
                "language": foreign,
                "editions": [],
            },
        )
        row["editions"].append(edition)
        if edition.title and edition.language == reader_language():
            row |= {"title": edition.title, "title_language": ""}
    return {"rows": list(shown.values())} if shown else None


def opened_by_output(user: Any, document: Any) -> bool:
    """Tell whether a file belongs to an output that a reader may see."""
    visible = Output.objects.visible_to(user)
    return visible.filter(editions__document=document).exists()
