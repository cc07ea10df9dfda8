from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

from django.conf import settings
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema

from network_site.base.api import Problem
from network_site.base.registries import search_kinds
from search.hits import CONCEPT, Hit
from search.services import search, suggest

if TYPE_CHECKING:
    from django.http import HttpRequest

router = Router(tags=["search"])

# The largest number that a database keeps as an id.
LARGEST_ID = 2**63 - 1


class HitOut(Schema):
    """A thing that was found; ``highlights`` are escaped HTML with ``<mark>``."""

    kind: str
    id: int
    title: str
    url: str
    language: str
    summary: str
    date: datetime | None
    space: int | None
    highlights: list[str]


class ConceptHitOut(HitOut):
    uri: str
    status: str


class FacetsOut(Schema):
    """How many things each choice would give, with the others as they are.

    ``space`` and ``department`` are counted by id.
    """

    kind: dict[str, int]
    space: dict[str, int]
    language: dict[str, int]
    department: dict[str, int]
    year: dict[str, int]
    status: dict[str, int]
    file_type: dict[str, int]


class ResultsOut(Schema):
    total: int
    results: list[ConceptHitOut | HitOut]
    facets: FacetsOut
    degraded: bool


class SuggestionOut(Schema):
    kind: str
    title: str
    url: str


class SuggestionsOut(Schema):
    results: list[SuggestionOut]


class SearchIn(Schema):
    q: str = ""
    kind: str = ""
    lang: str = ""
    space: Annotated[int, Field(ge=1, le=LARGEST_ID)] | None = None
    limit: int = Field(20, ge=1, le=1000)
    offset: int = Field(0, ge=0, le=LARGEST_ID)


class SuggestIn(Schema):
    q: str = ""
    lang: str = ""
    limit: int = Field(8, ge=1, le=50)


def _language(request: HttpRequest, code: str) -> str:
    known = {code for code, _name in settings.LANGUAGES}
    if code in known:
        return code
    return getattr(request.user, "language", settings.LANGUAGE_CODE)


def _by_name(counts: dict[int, int]) -> dict[str, int]:
    return {str(value): count for value, count in counts.items()}


def _hit_out(hit: Hit) -> HitOut:
    highlights = [str(piece) for piece in hit.highlights]
    if not highlights and hit.title_marked != hit.title:
        highlights = [str(hit.title_marked)]
    shown: dict[str, Any] = {
        "kind": hit.kind,
        "id": hit.id,
        "title": hit.title,
        "url": hit.url,
        "language": hit.language,
        "summary": hit.summary,
        "date": hit.date,
        "space": hit.space,
        "highlights": highlights,
    }
    if hit.kind != CONCEPT:
        return HitOut(**shown)
    return ConceptHitOut(**shown, uri=hit.extra.get("uri", ""), status=hit.status)


@router.get("/search", response=ResultsOut)
def find(request: HttpRequest, wanted: Query[SearchIn]) -> ResultsOut:
    """Find what the caller may see, best first, each thing once.

    ``lang`` is the reader's language and settles ties; it filters nothing. Empty ``q``
    with a ``kind`` lists that kind by date and title.
    """
    if wanted.kind and wanted.kind not in search_kinds:
        message = _("There is no such kind.")
        raise Problem(422, message, {"kind": [message]})
    results = search(
        user=request.user,
        query=wanted.q,
        language=_language(request, wanted.lang),
        kind=wanted.kind or None,
        spaces=[] if wanted.space is None else [wanted.space],
        limit=wanted.limit,
        offset=wanted.offset,
    )
    facets = results.facets
    return ResultsOut(
        total=results.total,
        results=[_hit_out(hit) for hit in results.hits],
        facets=FacetsOut(
            kind=facets.kinds,
            space=_by_name(facets.spaces),
            language=facets.languages,
            department=_by_name(facets.departments),
            year=_by_name(facets.years),
            status=facets.statuses,
            file_type=facets.file_types,
        ),
        degraded=results.degraded,
    )


@router.get("/suggest", response=SuggestionsOut)
def complete(request: HttpRequest, wanted: Query[SuggestIn]) -> SuggestionsOut:
    """Return titles that continue what the caller has begun to type."""
    found = suggest(
        user=request.user,
        query=wanted.q,
        language=_language(request, wanted.lang),
        limit=wanted.limit,
    )
    return SuggestionsOut(
        results=[
            SuggestionOut(kind=item.kind, title=item.title, url=item.url)
            for item in found
        ]
    )
