"""The texts of a concept that people comment on and suggest anew, each under a key."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from concepts.languages import base_of, name_of, site_languages
from concepts.models import Concept, Definition, Note, Term
from concepts.presentation import language_attribute
from concepts.services import save_concept
from members.models import User
from network_site.base.round_subjects import RoundField, RoundRow

TERM, OTHER_TERMS, DEFINITION, NOTE = "term", "others", "definition", "note"


def key_of(part: str, language: str) -> str:
    """Return the key of a text: "definition-sv"."""
    return f"{part}-{language}"


def rows_of(concept: Concept) -> tuple[RoundRow, ...]:
    """Return the texts of a concept, the site's languages side by side.

    Args:
        concept: with its terms, definitions and notes fetched.
    """
    terms = list(concept.terms.all())
    others = [term for term in terms if term.kind != Term.Kind.RECOMMENDED]
    rows = [
        _row(TERM, _("Recommended term"), {t.language: t.text for t in _named(terms)}),
        _row(DEFINITION, _("Definition"), _firsts(concept.definitions.all())),
    ]
    if notes := _firsts(_plain(concept.notes.all())):
        rows.append(_row(NOTE, _("Note"), notes))
    if others:
        said: dict[str, list[str]] = {}
        for term in others:
            words = f"{term} ({term.get_kind_display().lower()})"
            said.setdefault(base_of(term.language), []).append(words)
        joined = {language: "; ".join(words) for language, words in said.items()}
        rows.insert(1, _row(OTHER_TERMS, _("Other terms"), joined, takes_text=False))
    return tuple(rows)


def _named(terms: list[Term]) -> list[Term]:
    return [term for term in terms if term.kind == Term.Kind.RECOMMENDED]


def _plain(notes: Any) -> list[Note]:
    return [note for note in notes if note.kind == Note.Kind.NOTE]


def _firsts(rows: Any) -> dict[str, str]:
    """Return the first text in each language."""
    texts: dict[str, str] = {}
    for row in rows:
        texts.setdefault(row.language, row.text)
    return texts


def _row(
    part: str, label: str, texts: dict[str, str], *, takes_text: bool = True
) -> RoundRow:
    return RoundRow(
        label=label,
        fields=tuple(
            RoundField(
                key=key_of(part, language),
                label=name_of(language),
                text=texts.get(language, ""),
                lang=language_attribute(language),
                takes_text=takes_text,
            )
            for language in site_languages()
        ),
    )


def field_of(concept: Concept, key: str) -> RoundField | None:
    """Return one of the texts of a concept; None for a key that it does not have."""
    fields = (field for row in rows_of(concept) for field in row.fields)
    return next((field for field in fields if field.key == key), None)


def label_of(key: str) -> str:
    """Return in words what a key stands for; empty for the whole concept."""
    part, _dash, language = key.partition("-")
    names = {
        TERM: _("Recommended term"),
        OTHER_TERMS: _("Other terms"),
        DEFINITION: _("Definition"),
        NOTE: _("Note"),
    }
    if part not in names:
        return ""
    return f"{names[part]}, {name_of(language).lower()}"


def put_text(
    *, concept_id: int, key: str, before: str, text: str, reason: str, acting_user: User
) -> Concept:
    """Put a suggested text in the place of another, inside the caller's transaction.

    Args:
        key: which text; one that was missing is added.
        before: the text that the suggestion was made against.
        text: the whole new text.
        reason: why, for the concept's history.

    Raises:
        PermissionDenied: the person is no concept editor.
        ValidationError: the text has changed since, or a rule of the bank is broken.
    """
    concept = Concept.objects.select_for_update().get(pk=concept_id)
    field = field_of(concept, key)
    if field is None or not field.takes_text:
        raise ValidationError(_("Make this change in the editor."))
    if field.text != before:
        raise ValidationError(
            _(
                "The text has been changed since this was suggested. Make the change in "
                "the editor, or do not accept the suggestion, and say why."
            )
        )
    part, _dash, language = key.partition("-")
    if part == TERM:
        terms = list(concept.terms.all())
        _replace(_named(terms), terms, Term(language=language), text)
        concept.terms = terms
    elif part == DEFINITION:
        definitions = list(concept.definitions.all())
        _replace(definitions, definitions, Definition(language=language), text)
        concept.definitions = definitions
    else:
        notes = list(concept.notes.all())
        _replace(_plain(notes), notes, Note(language=language), text)
        concept.notes = notes
    return save_concept(concept=concept, acting_user=acting_user, reason=reason)


def _replace(among: list[Any], rows: list[Any], new: Any, text: str) -> None:
    """Give the first row in a language its new text; add one where there is none."""
    row = next((row for row in among if row.language == new.language), None)
    if row is None:
        rows.append(new)
        row = new
    row.text = text
