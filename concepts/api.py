from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema

from concepts.annotation.annotating import annotate
from concepts.models import Concept, Vocabulary
from network_site.base.api import Listed, Paging, Problem, paged

if TYPE_CHECKING:
    from django.http import HttpRequest

router = Router(tags=["concepts"])

LONGEST_TEXT = 100_000

Language = Literal["fi", "sv", "en"]
StatusName = Literal["draft", "proposed", "approved", "superseded", "retired"]


class ConceptOut(Schema):
    id: int
    uri: str
    url: str
    label: str
    status: str
    vocabulary: str


class ConceptFilter(Schema):
    """Which concepts are listed, and in which language they are named."""

    vocabulary: str | None = None
    status: StatusName | None = None
    lang: Language | None = None


class AnnotationIn(Schema):
    # Lengths are checked by hand: ninja's own refusal would quote the text.
    text: str
    language: Language = "fi"
    vocabulary: str | None = Field(None, description="slug of a vocabulary")


class MatchOut(Schema):
    start: int
    end: int
    uri: str
    kind: str


class Annotation(Schema):
    matches: list[MatchOut]


@router.get("/concepts", response=Listed[ConceptOut])
def list_concepts(
    request: HttpRequest, paging: Query[Paging], wanted: Query[ConceptFilter]
) -> dict:
    """List the concepts that the caller may see, by name."""
    language = wanted.lang or getattr(request.user, "language", "fi")
    concepts = Concept.objects.visible_to(request.user)
    if wanted.vocabulary:
        concepts = concepts.filter(vocabulary__slug=wanted.vocabulary)
    if wanted.status:
        concepts = concepts.filter(status=wanted.status)
    total, rows = paged(concepts.order_by("label_key", "pk").labelled(language), paging)
    results = [
        ConceptOut(
            id=concept.pk,
            uri=concept.uri,
            url=concept.url_in(language),
            label=concept.shown_label,
            status=concept.status,
            vocabulary=concept.vocabulary.slug,
        )
        for concept in rows
    ]
    return {"total": total, "results": results}


@router.post("/concepts/annotate", response=Annotation)
def annotate_text(request: HttpRequest, data: AnnotationIn) -> dict:
    """Tell where a text uses terms of the concept bank. The text is kept nowhere."""
    if len(data.text) > LONGEST_TEXT:
        message = _("Send at most 100,000 characters at a time.")
        raise Problem(422, message, {"text": [message]})
    vocabulary = None
    if data.vocabulary:
        vocabulary = get_object_or_404(Vocabulary, slug=data.vocabulary)
    matches = annotate(
        data.text, language=data.language, user=request.user, vocabulary=vocabulary
    )
    return {"matches": [match._asdict() for match in matches]}
