"""A project's concepts in the order of a printed glossary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from concepts.models import Concept
from concepts.presentation import (
    STATUS_TAGS,
    Column,
    ShownText,
    columns_of,
    in_reading_order,
    notes_for,
    sources_of,
)
from concepts.querysets import ConceptQuerySet
from projects.models import Project


@dataclass
class Entry:
    """What a glossary says of one concept."""

    concept: Concept
    status_tag: str
    own: Column | None
    columns: list[Column]
    definitions: list[ShownText]
    notes: list[ShownText]
    sources: list[str]


def concepts_of(project: Project, user: Any) -> ConceptQuerySet:
    """Return the concepts that a project has made, as far as a reader sees them."""
    return Concept.objects.visible_to(user).filter(origin_projects=project)


def entries_of(project: Project, user: Any) -> list[Entry]:
    """Return the entries of a project's glossary in the reader's alphabet."""
    rows = (
        concepts_of(project, user)
        .labelled()
        .prefetch_related("terms", "definitions", "notes")
        .order_by("reader_key", "pk")
    )
    return [_entry(concept, user) for concept in rows]


def _entry(concept: Concept, user: Any) -> Entry:
    site, others = columns_of(concept.terms.all())
    own = next((column for column in site if column.language == get_language()), None)
    definitions = list(concept.definitions.all())
    notes = notes_for(concept.notes.all(), user)
    return Entry(
        concept=concept,
        status_tag=STATUS_TAGS[Concept.Status(concept.status)],
        own=own,
        columns=[
            column
            for column in (*site, *others)
            if column is not own and (column.recommended or column.others)
        ],
        definitions=in_reading_order(definitions),
        notes=in_reading_order(notes),
        sources=sources_of(concept, definitions, notes),
    )
