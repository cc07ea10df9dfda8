"""What the page of a concept says, put in the order in which it is read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from concepts.diagram import draw
from concepts.languages import base_of, is_known, name_of, rank, site_languages
from concepts.models import Concept, Definition, Mapping, Note, Term
from concepts.neighbours import neighbours_of
from concepts.querysets import sees_all_drafts
from concepts.texts import texts_of
from network_site.base.dates import short_day
from projects.models import Project

_KIND_ORDER = {kind.value: place for place, kind in enumerate(Term.Kind)}
_TAGS = {
    Term.Kind.DISCOURAGED: " tag--bad",
    Term.Kind.REJECTED: " tag--warn",
}
STATUS_TAGS = {
    Concept.Status.DRAFT: " tag--warn",
    Concept.Status.PROPOSED: " tag--info",
    Concept.Status.APPROVED: " tag--good",
    Concept.Status.SUPERSEDED: " tag--warn",
    Concept.Status.RETIRED: "",
}


def language_attribute(tag: str) -> str:
    """Return what the ``lang`` attribute says of a text; empty for the page's own."""
    if base_of(tag) == get_language():
        return ""
    return tag if is_known(tag) else "und"


@dataclass
class ShownTerm:
    """A term as a column of the page shows it."""

    term: Term

    @property
    def text(self) -> str:
        return str(self.term)

    @property
    def kind(self) -> str:
        return self.term.get_kind_display()

    @property
    def tag(self) -> str:
        return _TAGS.get(Term.Kind(self.term.kind), "")

    @property
    def is_struck(self) -> bool:
        return self.term.is_avoided

    @property
    def lang(self) -> str:
        return language_attribute(self.term.language)


@dataclass
class ShownText:
    """A definition or a note, with its language where it is not the page's own."""

    text: str
    language: str
    source: str = ""
    # Named where it is not what the heading says already.
    kind_shown: str = ""

    @property
    def lang(self) -> str:
        return language_attribute(self.language)

    @property
    def language_name(self) -> str:
        return name_of(self.language)


@dataclass
class Column:
    """The terms of one language."""

    language: str
    recommended: ShownTerm | None = None
    others: list[ShownTerm] = field(default_factory=list)
    definitions: list[ShownText] = field(default_factory=list)

    @property
    def name(self) -> str:
        return name_of(self.language)

    @property
    def usable(self) -> list[ShownTerm]:
        """The terms that may be used beside the recommended one."""
        return [term for term in self.others if not term.is_struck]

    @property
    def avoided(self) -> list[ShownTerm]:
        """The discouraged and the rejected terms."""
        return [term for term in self.others if term.is_struck]


def _column_key(tag: str) -> str:
    """Return in which column a language stands: Finland's Swedish with all Swedish."""
    base = base_of(tag)
    return base if base in site_languages() else tag


def columns_of(
    terms: Iterable[Term], definitions: Iterable[ShownText] = ()
) -> tuple[list[Column], list[Column]]:
    """Return the columns of the site's languages, and those of the other languages."""
    columns = {language: Column(language) for language in site_languages()}
    for text in definitions:
        key = _column_key(text.language)
        columns.setdefault(key, Column(key)).definitions.append(text)
    for term in sorted(terms, key=lambda t: (_KIND_ORDER[t.kind], t.pk)):
        key = _column_key(term.language)
        column = columns.setdefault(key, Column(key))
        first = term.kind == Term.Kind.RECOMMENDED and column.recommended is None
        if first:
            column.recommended = ShownTerm(term)
        else:
            column.others.append(ShownTerm(term))
    site = [columns.pop(language) for language in site_languages()]
    return site, sorted(columns.values(), key=lambda column: column.language)


def in_reading_order(texts: Iterable[Any]) -> list[ShownText]:
    """Return definitions or notes, the reader's language first."""
    shown = [
        ShownText(
            row.text,
            row.language,
            row.source,
            row.get_kind_display() if getattr(row, "kind", "note") != "note" else "",
        )
        for row in texts
    ]
    return sorted(shown, key=lambda text: rank(text.language))


def sources_of(
    concept: Concept, definitions: Iterable[Definition], notes: Iterable[Note]
) -> list[str]:
    """Return where a concept and its texts come from, each source once."""
    rows = [*definitions, *notes]
    named = [source for row in rows for source in row.sources]
    return list(dict.fromkeys(filter(None, [*concept.source.split("\n"), *named])))


def mappings_of(concept: Concept, user: Any) -> list[dict[str, Any]]:
    """Return what a concept corresponds to elsewhere, by name where it is here, too."""
    rows = list(concept.mappings.all())
    if not rows:
        return []
    known = {
        other.uri: other
        for other in Concept.objects.visible_to(user)
        .filter(uri__in=[row.uri for row in rows])
        .labelled()
    }
    return [_shown_mapping(row, known.get(row.uri)) for row in rows]


def _shown_mapping(row: Mapping, other: Concept | None) -> dict[str, Any]:
    is_web = row.uri.startswith(("http://", "https://"))
    return {
        "kind": row.get_kind_display(),
        "label": other.shown_label if other else row.uri,
        "lang": other.shown_language if other else "",
        "place": other.vocabulary.title if other else "",
        "url": other.url if other else (row.uri if is_web else ""),
        "is_here": other is not None,
    }


def reference_to(concept: Concept, label: str) -> str:
    """Return the words with which another document refers to a concept."""
    parts = [label, concept.vocabulary.title, concept.get_status_display().lower()]
    if concept.approved_on:
        parts[-1] = f"{parts[-1]} {short_day(concept.approved_on)}"
    return f"{', '.join(parts)}. {concept.uri}"


def _replacement(concept: Concept, user: Any) -> Concept | None:
    """Return the concept to use instead, if the reader may see it."""
    heir = concept.replaced_by
    if heir is None or heir.is_public:
        return heir
    return Concept.objects.visible_to(user).filter(pk=heir.pk).first()


def changes_of(concept: Concept) -> list[dict[str, Any]]:
    """Return what is known of a concept's past, newest first."""
    rows = [{"words": _("Added to the concept bank"), "day": concept.created_at}]
    if concept.approved_on:
        rows.append(
            {
                "words": _("Approved"),
                "day": concept.approved_on,
                "by": concept.approved_by,
            }
        )
    if concept.modified_at.date() != concept.created_at.date():
        rows.append({"words": _("Last modified"), "day": concept.modified_at})
    return rows[::-1]


def notes_for(notes: Iterable[Note], user: Any) -> list[Note]:
    """Return the notes that a reader may see: editors' own are for editors only."""
    if sees_all_drafts(user):
        return list(notes)
    return [note for note in notes if note.kind != Note.Kind.EDITORIAL_NOTE]


def concept_page(concept: Concept, user: Any) -> dict[str, Any]:
    """Return everything that the page of a concept shows to a reader.

    Args:
        concept: fetched with ``knowing_its_parts``.
        user: the reader.
    """
    terms = list(concept.terms.all())
    texts = texts_of(concept)
    definitions, notes = texts.definitions, notes_for(texts.notes, user)
    shown_definitions = in_reading_order(definitions)
    columns, other_columns = columns_of(terms, shown_definitions)
    own = next((c for c in columns if c.language == get_language()), None)
    label = own.recommended.text if own and own.recommended else str(concept)
    label_language = (
        get_language() if own and own.recommended else concept.label_language
    )
    groups = neighbours_of(concept, user)
    return {
        "concept": concept,
        "label": label,
        "label_lang": language_attribute(label_language or ""),
        "status_tag": STATUS_TAGS[Concept.Status(concept.status)],
        "definition": shown_definitions[0] if shown_definitions else None,
        "columns": columns,
        "other_columns": other_columns,
        "term_notes": [ShownTerm(term) for term in terms if term.scope_note],
        "groups": groups,
        "diagram": draw(label, label_language or "fi", groups),
        "mappings": mappings_of(concept, user),
        "notes": in_reading_order(notes),
        "sources": sources_of(concept, definitions, notes),
        "projects": Project.objects.visible_to(user)
        .filter(concepts=concept)
        .select_related("space")
        .with_cards(),
        "subjects": (
            list(concept.subjects.select_related("vocabulary"))
            if concept.has_subjects
            else []
        ),
        "legislation": texts.legislation,
        "replacement": _replacement(concept, user),
        "contact": None if user.is_guest else concept.contact,
        "changes": changes_of(concept),
        "reference": reference_to(concept, label),
    }
