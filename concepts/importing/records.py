"""A concept as a file tells it, before anything is compared or stored."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from concepts.languages import rank
from concepts.models import Term


class TermText(NamedTuple):
    language: str
    kind: str
    text: str
    source: str = ""


class NoteText(NamedTuple):
    language: str
    kind: str
    text: str


class DefinitionText(NamedTuple):
    language: str
    text: str
    source: str = ""


class Link(NamedTuple):
    """A link to a concept in the same bank; ``kind`` as in ``Relation``."""

    kind: str
    uri: str


@dataclass
class ConceptRecord:
    """What a file says of one concept."""

    uri: str
    code: str = ""
    terms: list[TermText] = field(default_factory=list)
    definitions: list[DefinitionText] = field(default_factory=list)
    notes: list[NoteText] = field(default_factory=list)
    broader: list[Link] = field(default_factory=list)
    narrower: list[Link] = field(default_factory=list)
    related: list[str] = field(default_factory=list)
    mappings: list[tuple[str, str]] = field(default_factory=list)
    schemes: list[str] = field(default_factory=list)
    deprecated: bool = False
    replaced_by: str = ""
    sources: list[str] = field(default_factory=list)
    created: datetime | None = None
    modified: datetime | None = None

    @property
    def source(self) -> str:
        return "\n".join(sorted(self.sources))

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
    """What a file says of its vocabulary."""

    uri: str
    titles: dict[str, str] = field(default_factory=dict)
