"""Which format of RDF a caller gets, and the answer in it."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterable, Iterator

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_vary_headers

from concepts.exporting.graph import (
    Thing,
    graph_of,
    named_scheme,
    scheme_of,
    subjects_of,
    whole_graph,
)
from concepts.exporting.rdf import SERIALIZERS
from concepts.models import Concept, Subject, Vocabulary
from concepts.querysets import ConceptQuerySet

EXTENSIONS = {
    "application/rdf+xml": "rdf",
    "text/turtle": "ttl",
    "application/ld+json": "jsonld",
    "application/json": "json",
}


def chosen_format(request: HttpRequest) -> str | None:
    """Return the media type that a caller wants, of those we have; None for none."""
    wanted = request.GET.get("format", "").strip()
    if wanted:
        # A plus in an address is a space.
        wanted = wanted.replace(" ", "+")
        return wanted if wanted in SERIALIZERS else None
    return request.get_preferred_type(list(SERIALIZERS))


def unsupported() -> str:
    """Say which formats there are."""
    return f"Unsupported format. Supported MIME types are: {' '.join(SERIALIZERS)}"


def rdf_answer(things: Iterable[Thing], media_type: str) -> HttpResponse:
    """Return a few things in a format."""
    stream = io.BytesIO()
    SERIALIZERS[media_type](things, stream)
    response = HttpResponse(
        stream.getvalue(), content_type=f"{media_type}; charset=utf-8"
    )
    patch_vary_headers(response, ["Accept"])
    return response


def rdf_file(vocabulary: Vocabulary, media_type: str) -> HttpResponseBase:
    """Return a whole vocabulary, written to the disk first: it may be large."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it
    things = whole_graph(
        vocabulary, Concept.objects.public().filter(vocabulary=vocabulary)
    )
    SERIALIZERS[media_type](things, file)
    file.seek(0)
    name = f"{vocabulary.slug}.{EXTENSIONS[media_type]}"
    response = FileResponse(
        file,
        as_attachment=True,
        filename=name,
        content_type=f"{media_type}; charset=utf-8",
    )
    patch_vary_headers(response, ["Accept"])
    return response


def things_named(
    uri: str, vocabulary: Vocabulary | None, concepts: ConceptQuerySet
) -> Iterator[Thing] | None:
    """Return what is known of a URI: a concept, a subject, or a vocabulary.

    Args:
        uri: the URI.
        vocabulary: where to look; None for everywhere.
        concepts: those that the asker may know of.
    """
    concept = concepts.select_related("vocabulary").filter(uri=uri).first()
    if concept is not None:
        return graph_of(concept, concepts)
    vocabularies = Vocabulary.objects.all()
    subjects = Subject.objects.select_related("vocabulary")
    if vocabulary is not None:
        vocabularies = vocabularies.filter(pk=vocabulary.pk)
        subjects = subjects.filter(vocabulary=vocabulary)
    if scheme := vocabularies.filter(base_uri=uri).first():
        return iter([scheme_of(scheme, scheme.concepts.public(), [])])
    if subject := subjects.filter(uri=uri).first():
        return _subject(subject)
    return None


def _subject(subject: Subject) -> Iterator[Thing]:
    mine = subject.vocabulary
    public = mine.concepts.public()
    for thing in subjects_of(mine, public):
        if thing.uri == subject.uri:
            yield thing
    yield named_scheme(mine)
