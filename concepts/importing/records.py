"""A concept as a file tells it, before anything is compared or stored.

In a text's row, None stands for what the file does not say: the stored value stays.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from concepts.languages import rank
from concepts.models import Term


class TermText(NamedTuple):
    """A term; ``homonym_number`` is 0 where there is none."""

    language: str
    kind: str
    text: str
    source: str | None = None
    homonym_number: int | None = None
    scope_note: str | None = None
    equivalence: str | None = None


class NoteText(NamedTuple):
    language: str
    kind: str
    text: str
    source: str | None = None


class DefinitionText(NamedTuple):
    language: str
    text: str
    source: str | None = None


class Link(NamedTuple):
    """A link to a concept in the same bank; ``kind`` as in ``Relation``."""

    kind: str
    uri: str


class Reference(NamedTuple):
    """A link of a table's cell: a URI, a code or a recommended term."""

    part: str
    kind: str
    value: str
    row: int
    column: str


@dataclass
class ConceptRecord:
    """What a file says of one concept. None: the file does not say it."""

    uri: str
    code: str | None = None
    status: str | None = None
    terms: list[TermText] = field(default_factory=list)
    definitions: list[DefinitionText] = field(default_factory=list)
    notes: list[NoteText] = field(default_factory=list)
    broader: list[Link] = field(default_factory=list)
    narrower: list[Link] = field(default_factory=list)
    related: list[str] = field(default_factory=list)
    mappings: list[tuple[str, str]] = field(default_factory=list)
    legislation: list[tuple[str, str]] = field(default_factory=list)
    subjects: list[str] = field(default_factory=list)
    projects: list[str] = field(default_factory=list)
    schemes: list[str] = field(default_factory=list)
    deprecated: bool = False
    replaced_by: str = ""
    source: str | None = None
    approved_on: str | None = None
    approved_by: str | None = None
    contact: str | None = None
    created: datetime | None = None
    modified: datetime | None = None
    # Links to concepts that are not here: what the own format says of them.
    waiting: list[tuple[str, str]] = field(default_factory=list)
    # What a table's row says of other concepts, before it is known which they are.
    references: list[Reference] = field(default_factory=list)
    row: int | None = None

    def recommended(self, language: str) -> str:
        """Return the recommended term in a language, or an empty string."""
        return next(
            (
                term.text
                for term in self.terms
                if term.kind == Term.Kind.RECOMMENDED and term.language == language
            ),
            "",
        )

    @property
    def label(self) -> str:
        """Any name to call the concept by in a message."""
        best = min(self.terms, key=lambda term: rank(term.language, "fi"), default=None)
        return best.text if best else self.uri


@dataclass
class SchemeRecord:
    """What a file says of its vocabulary; ``fields`` as in the model."""

    uri: str
    titles: dict[str, str] = field(default_factory=dict)
    fields: dict[str, Any] = field(default_factory=dict)


@dataclass
class SubjectRecord:
    """What a file says of a subject; ``uri`` is empty where it says the name alone."""

    uri: str
    code: str = ""
    titles: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Carried:
    """Which parts of a concept a file tells of; a run leaves the others alone.

    Attributes:
        parts: (part, kind, language), where an empty kind or language means every one.
    """

    parts: frozenset[tuple[str, str, str]]

    def says(self, part: str, kind: str = "", language: str = "") -> bool:
        """Tell whether a file would say such a thing, if the concept had it."""
        wanted = {
            (part, "", ""),
            (part, kind, ""),
            (part, "", language),
            (part, kind, language),
        }
        return not wanted.isdisjoint(self.parts)


@dataclass
class Found:
    """Everything that was read from a file."""

    records: list[ConceptRecord]
    carried: Carried
    schemes: list[SchemeRecord] = field(default_factory=list)
    subjects: list[SubjectRecord] = field(default_factory=list)
