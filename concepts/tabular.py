"""The columns of a table of concepts: one definition for writing and for reading.

One row is one concept. A cell with several values has each on its own line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from concepts.languages import is_known
from concepts.models import Mapping, Note, Relation, Term


@dataclass(frozen=True)
class Column:
    """One column of the template.

    Attributes:
        key: its name in English.
        finnish: its name in Finnish.
        part: what it tells of, as records call it.
        kind: of what kind that is, where the part has kinds.
        per_language: whether its name ends in a language tag: ``term_fi``.
        help: what belongs in it, for the template.
        many: whether a cell may hold several values.
    """

    key: str
    finnish: str
    part: str
    help: Any
    kind: str = ""
    per_language: bool = False
    many: bool = True

    def name(self, language: str = "") -> str:
        return f"{self.key}_{language}" if self.per_language else self.key


def _terms(key: str, finnish: str, kind: Term.Kind, help_text: Any) -> Column:
    return Column(key, finnish, "terms", help_text, kind.value, per_language=True)


def _mapping(kind: Mapping.Kind, finnish: str, help_text: Any) -> Column:
    return Column(f"{kind.value}_match", finnish, "mappings", help_text, kind.value)


URI = Column(
    "uri",
    "uri",
    "uri",
    _("The concept's URI. Empty for a new one, which is given a URI."),
    many=False,
)
TERM = Column(
    "term",
    "termi",
    "terms",
    _("The recommended term, one in each language. At least one is needed."),
    Term.Kind.RECOMMENDED.value,
    per_language=True,
    many=False,
)
COLUMNS = (
    URI,
    Column("code", "koodi", "code", _("Number or notation."), many=False),
    Column(
        "status",
        "tila",
        "status",
        _("draft, proposed, approved, superseded or retired; also in Finnish."),
        many=False,
    ),
    TERM,
    _terms(
        "synonyms",
        "synonyymit",
        Term.Kind.SYNONYM,
        _("Other terms that may be used, one on each line."),
    ),
    _terms(
        "discouraged",
        "vältettävät",
        Term.Kind.DISCOURAGED,
        _("Terms to be avoided, one on each line."),
    ),
    _terms(
        "rejected",
        "hylättävät",
        Term.Kind.REJECTED,
        _("Terms that must not be used, one on each line."),
    ),
    _terms(
        "search_terms",
        "hakutermit",
        Term.Kind.SEARCH_TERM,
        _("Words by which the concept is found and that are not shown."),
    ),
    Column(
        "definition",
        "määritelmä",
        "definitions",
        _("What the concept is, one definition on each line."),
        per_language=True,
    ),
    Column(
        "definition_source",
        "määritelmän_lähde",
        "definition_sources",
        _("Sources of the definitions, a line for each; several with | between."),
        per_language=True,
    ),
    Column(
        "note",
        "huomautus",
        "notes",
        _("Notes, one on each line."),
        Note.Kind.NOTE.value,
        per_language=True,
    ),
    Column(
        "example",
        "esimerkki",
        "notes",
        _("Examples, one on each line."),
        Note.Kind.EXAMPLE.value,
        per_language=True,
    ),
    Column(
        "broader",
        "yläkäsite",
        "broader",
        _("What it is a kind of: URI, code or recommended term of a concept."),
        Relation.Kind.GENERIC.value,
    ),
    Column(
        "part_of",
        "osa_kokonaisuutta",
        "broader",
        _("What it is a part of: URI, code or recommended term of a concept."),
        Relation.Kind.PARTITIVE.value,
    ),
    Column(
        "related",
        "vieruskäsite",
        "related",
        _("Related concepts: URI, code or recommended term."),
    ),
    Column(
        "subjects",
        "aihealueet",
        "subjects",
        _("Subjects: title, code or URI. A new title makes a new subject."),
    ),
    _mapping(
        Mapping.Kind.EXACT, "sama_muualla", _("URI of the same concept elsewhere.")
    ),
    _mapping(
        Mapping.Kind.CLOSE,
        "lähes_sama_muualla",
        _("URI of nearly the same concept elsewhere."),
    ),
    _mapping(
        Mapping.Kind.BROAD, "laajempi_muualla", _("URI of a broader concept elsewhere.")
    ),
    _mapping(
        Mapping.Kind.NARROW,
        "suppeampi_muualla",
        _("URI of a narrower concept elsewhere."),
    ),
    _mapping(
        Mapping.Kind.RELATED,
        "liittyvä_muualla",
        _("URI of a related concept elsewhere."),
    ),
    Column(
        "legislation",
        "säädökset",
        "legislation",
        _("Act and section; an address may follow: Act 379/2011 <https://…>."),
    ),
    Column("source", "lähde", "source", _("Sources of the concept, one on each line.")),
    Column(
        "projects",
        "hankkeet",
        "projects",
        _("Keys of the projects that the concept comes from, as in an export."),
    ),
    Column(
        "replaced_by",
        "korvaava",
        "replaced_by",
        _("The concept to use instead: URI, code or recommended term."),
        many=False,
    ),
)
# Languages that every template has; another comes with a column of its own name.
TEMPLATE_LANGUAGES = ("fi", "sv", "en")
# What stands between the sources of one definition.
BETWEEN_SOURCES = " | "
_NAMES = {name: column for column in COLUMNS for name in (column.key, column.finnish)}
_SPACES = re.compile(r"[\s_()]+")
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_NAMED = re.compile(r"(.*?)\s*<((?:https?://|urn:)[^<>\s]+)>")


class Place(NamedTuple):
    """A column of one table, with its language and the name that it has there."""

    column: Column
    language: str
    name: str


def columns_for(languages: Iterable[str]) -> list[Place]:
    """Return all columns for some languages, in the order of the template."""
    tags = list(languages)
    return [
        Place(column, tag, column.name(tag))
        for column in COLUMNS
        for tag in (tags if column.per_language else [""])
    ]


def place_of(header: str) -> Place | None:
    """Return which column a header names, in either language; None if it is none.

    The language may be one that is not known: see ``is_good_language``.
    """
    name = _SPACES.sub("_", header.strip().lower()).strip("_")
    column = _NAMES.get(name)
    if column is not None and not column.per_language:
        return Place(column, "", header)
    bare, _underscore, tag = name.rpartition("_")
    column = _NAMES.get(bare)
    if column is not None and column.per_language:
        return Place(column, tag, header)
    return None


def is_good_language(tag: str) -> bool:
    """Tell whether a tag may end the name of a column."""
    return is_known(tag) or tag.startswith("x-")


def escaped(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unescaped(cell: str) -> str:
    """Return what ``escaped`` was given."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def named_in_cell(text: str, address: str) -> str:
    """Return a name with the address of what it names, in one line."""
    return f"{text} <{address}>" if address else text


def name_and_address(line: str) -> tuple[str, str]:
    """Return what ``named_in_cell`` was given; the address may be empty."""
    match = _NAMED.fullmatch(line)
    return (match[1], match[2]) if match and match[1] else (line, "")
