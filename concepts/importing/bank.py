"""What the concept bank holds already, in the words of an import's records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from concepts.importing.records import DefinitionText, Link, NoteText, TermText
from concepts.models import (
    Concept,
    Definition,
    LegalReference,
    Mapping,
    Note,
    PendingRelation,
    Relation,
    Term,
    Vocabulary,
)

_ASSOCIATIVE = Relation.Kind.ASSOCIATIVE
_FIELDS = ("code", "source", "approved_by")


class Identity(NamedTuple):
    """What must be known of every stored concept."""

    pk: int
    status: str
    vocabulary_id: int


@dataclass
class Stored:
    """A stored concept.

    Attributes:
        fields: code, source, replaced_by (a URI), approved_on, approved_by, contact
            (an e-mail address), each an empty string where there is none.
        parts: the id of each row of texts and links, by part and by what it says.
    """

    pk: int
    status: str
    fields: dict[str, str]
    parts: dict[str, dict[Any, int]] = field(default_factory=lambda: defaultdict(dict))


@dataclass
class Bank:
    """What the concept bank holds already, as far as an import must know."""

    identities: dict[str, Identity]
    hierarchy: dict[str, list[str]]
    concepts: dict[str, Stored]


def load_bank(vocabulary: Vocabulary) -> Bank:
    """Read what is stored; a handful of queries, whatever the size."""
    identities = {
        uri: Identity(pk, status, vocabulary_id)
        for uri, pk, status, vocabulary_id in Concept.objects.order_by().values_list(
            "uri", "pk", "status", "vocabulary_id"
        )
    }
    concepts = _stored_concepts(vocabulary)
    uris = {identity.pk: uri for uri, identity in identities.items()}
    by_pk = {stored.pk: stored for stored in concepts.values()}
    hierarchy: dict[str, list[str]] = defaultdict(list)
    links = Relation.objects.order_by("pk").values_list(
        "pk", "kind", "source_id", "target_id"
    )
    for pk, kind, source, target in links.iterator(chunk_size=5000):
        if kind != _ASSOCIATIVE:
            hierarchy[uris[source]].append(uris[target])
            if source in by_pk:
                by_pk[source].parts["broader"][Link(kind, uris[target])] = pk
            continue
        for end, other in ((source, target), (target, source)):
            if end in by_pk:
                by_pk[end].parts["related"][uris[other]] = pk
    return Bank(identities, dict(hierarchy), concepts)


def _stored_concepts(vocabulary: Vocabulary) -> dict[str, Stored]:
    """Return the concepts of a vocabulary by URI, without their relations."""
    if vocabulary.pk is None:
        return {}
    rows = Concept.objects.filter(vocabulary=vocabulary).order_by()
    concepts: dict[str, Stored] = {}
    for uri, pk, status, heir, approved_on, contact, *values in rows.values_list(
        "uri",
        "pk",
        "status",
        "replaced_by__uri",
        "approved_on",
        "contact__email",
        *_FIELDS,
    ):
        fields = dict(zip(_FIELDS, values, strict=True)) | {
            "replaced_by": heir or "",
            "approved_on": approved_on.isoformat() if approved_on else "",
            "contact": contact or "",
        }
        concepts[uri] = Stored(pk, status, fields)
    by_pk = {stored.pk: stored for stored in concepts.values()}
    for part, owner, pk, row in _rows_of(vocabulary):
        by_pk[owner].parts[part][row] = pk
    return concepts


def _rows_of(vocabulary: Vocabulary) -> Iterator[tuple[str, int, int, Any]]:
    """Yield part, concept, id and words of every row that belongs to a vocabulary."""

    def rows(model: Any, path: str, *names: str) -> Iterator[tuple[Any, ...]]:
        found = model.objects.filter(**{f"{path}__vocabulary": vocabulary}).order_by()
        wanted = found.values_list(f"{path}_id", "pk", *names)
        return wanted.iterator(chunk_size=5000)

    for owner, pk, language, kind, text, source, number, note, mark in rows(
        Term,
        "concept",
        "language",
        "kind",
        "text",
        "source",
        "homonym_number",
        "scope_note",
        "equivalence",
    ):
        row = TermText(language, kind, text, source, number or 0, note, mark)
        yield "terms", owner, pk, row
    for owner, pk, *values in rows(Definition, "concept", "language", "text", "source"):
        yield "definitions", owner, pk, DefinitionText(*values)
    for owner, pk, *values in rows(
        Note, "concept", "language", "kind", "text", "source"
    ):
        yield "notes", owner, pk, NoteText(*values)
    pairs = (
        ("mappings", Mapping, "concept", ("kind", "uri")),
        ("legislation", LegalReference, "concept", ("text", "url")),
        ("pending", PendingRelation, "source", ("role", "target_uri")),
    )
    for part, model, path, names in pairs:
        for owner, pk, *values in rows(model, path, *names):
            yield part, owner, pk, tuple(values)
    subjects = Concept.subjects.through.objects
    for owner, pk, uri in subjects.filter(concept__vocabulary=vocabulary).values_list(
        "concept_id", "pk", "subject__uri"
    ):
        yield "subjects", owner, pk, uri
    projects = Concept.origin_projects.through.objects
    for owner, pk, key in projects.filter(concept__vocabulary=vocabulary).values_list(
        "concept_id", "pk", "project__translation_key"
    ):
        yield "projects", owner, pk, str(key)
