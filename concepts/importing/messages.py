"""What an import says: a code for programs, and words for people.

Codes are part of the command's contract; the words are translated.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

ERROR, WARNING, INFO = "error", "warning", "info"

# code: (severity, words)
_TEXTS: dict[str, tuple[str, Any]] = {
    # The whole file is refused.
    "bad-archive": (ERROR, _("The packed file cannot be opened: it is damaged.")),
    "too-large": (ERROR, _("The file is larger than %(limit)s megabytes.")),
    "wrong-encoding": (
        ERROR,
        _(
            "The file is not in UTF-8: byte %(byte)s (line %(line)s) does not fit."
            " It looks like %(guess)s. Save the file as UTF-8 and try again."
        ),
    ),
    "unknown-format": (
        ERROR,
        _(
            "The file is none of those that can be read: Turtle, RDF/XML, JSON-LD, our"
            " own JSON, Excel (.xlsx) or CSV. It looks like %(guess)s."
        ),
    ),
    "too-heavy": (
        ERROR,
        _(
            "Reading the file took more than %(seconds)s seconds or %(size)s megabytes"
            " of memory, and was stopped. Divide the file, or ask who made it."
        ),
    ),
    "remote-context": (
        ERROR,
        _(
            "The file's @context is an address (%(uri)s), and nothing is fetched from"
            " other servers. Put the content of the context into the file."
        ),
    ),
    "several-graphs": (
        ERROR,
        _(
            "Line %(line)s: the file (%(guess)s) holds several graphs. Save the one to"
            " be imported as Turtle."
        ),
    ),
    "unknown-version": (
        ERROR,
        _("The file's format is “%(text)s”; this service reads “%(known)s”."),
    ),
    "encrypted-workbook": (
        ERROR,
        _(
            "The workbook is protected with a password. Save it without one, or as CSV,"
            " and try again."
        ),
    ),
    "old-workbook": (
        ERROR,
        _("The file is of an old Excel (.xls). Save it as .xlsx or CSV and try again."),
    ),
    "bad-workbook": (ERROR, _("The workbook cannot be read: %(reason)s")),
    "merged-cells": (
        ERROR,
        _(
            "Row %(row)s: the cells %(cells)s are merged, so it is unclear to which"
            " concept they belong. Unmerge them and try again."
        ),
    ),
    "unknown-column": (
        ERROR,
        _(
            "Row %(row)s: “%(column)s” is not a column of the template. Rename it or"
            " leave it out."
        ),
    ),
    "column-twice": (ERROR, _("Row %(row)s: there are two columns “%(column)s”.")),
    "column-language": (
        ERROR,
        _(
            "Row %(row)s: the column “%(column)s” ends in “%(language)s”, which is not"
            " a known language. Use a language tag: fi, sv, en."
        ),
    ),
    "no-term-column": (
        ERROR,
        _(
            "Row %(row)s: there is no column for recommended terms. Add one, such as"
            " term_fi (termi_fi)."
        ),
    ),
    "broken-table": (ERROR, _("Line %(line)s of the CSV cannot be read: %(reason)s")),
    # A row is left out.
    "duplicate-key": (
        ERROR,
        _("“%(text)s” names the concept of row %(first)s as well. Each has its own."),
    ),
    "unknown-status": (
        ERROR,
        _("“%(text)s” is not a status. Use one of these: %(known)s."),
    ),
    "wrong-cell": (
        ERROR,
        _("The cell holds %(kind)s. Format it as text and type it again."),
    ),
    "formula-cell": (
        ERROR,
        _("The cell holds a formula. Replace it with its value."),
    ),
    "several-values": (
        ERROR,
        _("The cell has several lines, and only one value fits here."),
    ),
    "too-many-cells": (
        ERROR,
        _("The row has cells beyond the last column that has a name."),
    ),
    "bad-field": (
        ERROR,
        _("Concept number %(number)s: “%(name)s” is missing or not as it should be."),
    ),
    "doctype": (
        ERROR,
        _(
            "The file has a DOCTYPE declaration, which can hide harmful content."
            " Remove it and try again."
        ),
    ),
    "syntax-error": (ERROR, _("Line %(line)s cannot be read: %(reason)s")),
    "no-concepts": (ERROR, _("No concepts found in the file.")),
    # A concept is left out.
    "no-recommended-term": (ERROR, _("The concept has no recommended term.")),
    "too-long": (
        ERROR,
        _("%(what)s has %(length)s characters; at most %(limit)s fit."),
    ),
    "bad-uri": (
        ERROR,
        _("“%(uri)s” cannot name a concept. Use an address that begins with https://."),
    ),
    "no-uri": (
        ERROR,
        _("The concept has no URI, so a later import could not tell which it is."),
    ),
    # A part of a concept is left out or changed.
    "bad-link": (
        WARNING,
        _("“%(uri)s” is not an address of the web or a URN, and was left out."),
    ),
    "ring": (
        WARNING,
        _("The broader concepts make a ring: %(ring)s. Its last link was left out."),
    ),
    "self-relation": (
        WARNING,
        _("The concept is related to itself. The link was left out."),
    ),
    "related-and-broader": (
        WARNING,
        _(
            "“%(other)s” is both related and broader or narrower."
            " The related link was left out."
        ),
    ),
    "missing-target": (
        WARNING,
        _("The link to %(uri)s waits: there is no such concept here yet."),
    ),
    "redundant-broader": (
        INFO,
        _("“%(other)s” is above the concept through another concept as well."),
    ),
    "deep-hierarchy": (
        WARNING,
        _(
            "There are %(levels)s levels of broader concepts. More than %(limit)s is rare."
        ),
    ),
    "two-recommended": (
        WARNING,
        _(
            "There are several recommended terms in one language (%(language)s):"
            " “%(kept)s” was kept and “%(other)s” became a synonym."
        ),
    ),
    "term-twice": (
        WARNING,
        _("“%(term)s” (%(language)s) is given twice. It was kept as: %(kind)s."),
    ),
    "same-term": (
        WARNING,
        _("“%(term)s” (%(language)s) is also a term of %(others)s."),
    ),
    "unknown-language": (
        WARNING,
        _("“%(language)s” is not a known language. The text was kept with that mark."),
    ),
    "no-language": (
        WARNING,
        _("A text has no language. It was taken to be in the language: %(language)s."),
    ),
    "empty-text": (WARNING, _("An empty text was left out.")),
    "trimmed": (INFO, _("Spaces around “%(text)s” were removed.")),
    "missing-language": (
        INFO,
        _("The concept has no recommended term in the main language (%(language)s)."),
    ),
    "broken-characters": (
        WARNING,
        _(
            "“%(text)s” looks wrongly encoded; perhaps it should be “%(better)s”."
            " It was kept as it is."
        ),
    ),
    "unseen-characters": (
        WARNING,
        _("Characters that cannot be seen were removed from “%(text)s”."),
    ),
    "bad-date": (WARNING, _("“%(text)s” is not a date, and was left out.")),
    "unknown-reference": (
        WARNING,
        _(
            "There is no concept “%(text)s” in the file or the vocabulary. The link was"
            " left out."
        ),
    ),
    "ambiguous-reference": (
        WARNING,
        _(
            "“%(text)s” is the name of several concepts. Give a code or a URI. The link"
            " was left out."
        ),
    ),
    "empty-rows": (INFO, _("%(number)s empty rows were passed over.")),
    "bad-collection": (
        WARNING,
        _("The collection “%(text)s” has no name or no usable URI, and was left out."),
    ),
    "unknown-project": (
        WARNING,
        _("There is no project “%(text)s” here. The link was left out."),
    ),
    "unknown-contact": (
        WARNING,
        _("Nobody here has the e-mail address %(text)s. The contact was left out."),
    ),
    "unknown-subject": (
        WARNING,
        _("There is no subject “%(text)s”. The link was left out."),
    ),
    # What the file as a whole is told.
    "several-schemes": (
        WARNING,
        _(
            "The file has concepts of several vocabularies: %(schemes)s. All go into"
            " one; choose one with --scheme to import them apart."
        ),
    ),
    "format-not-as-named": (
        INFO,
        _("The file's name says otherwise, but it is %(format)s and was read as that."),
    ),
    "not-imported": (
        INFO,
        _(
            "“%(property)s” has no place in the concept bank. It was left out %(number)s times."
        ),
    ),
    # Against what is stored.
    "conflict": (
        WARNING,
        _("The stored concept (%(status)s) differs and was left as it is: %(what)s."),
    ),
    "other-vocabulary": (
        WARNING,
        _("The concept belongs to the vocabulary “%(vocabulary)s” and was left there."),
    ),
    "changes": (INFO, _("The draft changes: %(what)s.")),
}


@dataclass(frozen=True)
class Message:
    """One thing that an import has to say."""

    code: str
    values: dict[str, Any] = field(default_factory=dict)
    concept: str = ""
    line: int | None = None
    row: int | None = None
    column: str = ""

    @property
    def severity(self) -> str:
        return _TEXTS[self.code][0]

    @property
    def text(self) -> str:
        """The words in the active language."""
        return str(_TEXTS[self.code][1]) % self.values

    def as_dict(self) -> dict[str, Any]:
        return {
            "line": self.line,
            "row": self.row,
            "column": self.column,
            "concept": self.concept,
            "code": self.code,
            "severity": self.severity,
            "text": self.text,
        }


class Refused(Exception):
    """The whole file is refused; ``message`` says why."""

    def __init__(
        self,
        code: str,
        *,
        line: int | None = None,
        row: int | None = None,
        column: str = "",
        **values: Any,
    ) -> None:
        places = {"line": line, "row": row, "column": column}
        self.message = Message(code, values | places, "", line, row, column)
        super().__init__(code)


@dataclass
class Report:
    """What an import did, or would do."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    conflicts: int = 0
    rejected: int = 0
    messages: list[Message] = field(default_factory=list)
    refused: bool = False
    applied: bool = False
    seconds: float = 0.0
    # The line on which each concept begins, or its row in a table, by URI.
    lines: dict[str, int] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    # The vocabularies that the file's concepts say they belong to, where several.
    schemes: list[str] = field(default_factory=list)
    # What becomes of each concept: new, changed, unchanged, conflict or rejected.
    outcomes: dict[str, str] = field(default_factory=dict)

    @property
    def concepts(self) -> int:
        return self.new + self.changed + self.unchanged + self.conflicts + self.rejected

    def add(
        self,
        code: str,
        concept: str = "",
        *,
        row: int | None = None,
        column: str = "",
        **values: Any,
    ) -> None:
        """Say something, about a concept (its URI) or about the file.

        Args:
            row: the row of a table, where the concept does not tell it.
            column: the name of the column, as the file has it.
        """
        row = self.rows.get(concept) if row is None else row
        line = self.lines.get(concept)
        self.messages.append(Message(code, values, concept, line, row, column))

    def reject(self, code: str, concept: str = "", **values: Any) -> None:
        """Say why a concept is left out, and count it; ``values`` as for ``add``."""
        self.rejected += 1
        if concept:
            self.outcomes[concept] = "rejected"
        self.add(code, concept, **values)

    def as_dict(self) -> dict[str, Any]:
        """Return what the command prints as JSON, words in the active language."""
        return {
            "new": self.new,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "conflicts": self.conflicts,
            "rejected": self.rejected,
            "refused": self.refused,
            "applied": self.applied,
            "seconds": round(self.seconds, 2),
            "per_second": round(self.concepts / self.seconds) if self.seconds else 0,
            "messages": [message.as_dict() for message in self.messages],
        }
