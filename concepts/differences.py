"""What changed between two states of a concept, in words and field by field."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from concepts.languages import name_of
from concepts.models import Concept, Mapping, Note, Relation, Subject, Term
from concepts.querysets import sees_all_drafts
from network_site.base.dates import short_day
from projects.models import Project

Snapshot = dict[str, Any]
_FOR_EDITORS = Note.Kind.EDITORIAL_NOTE.value


class Piece(NamedTuple):
    """A run of words that stayed, came or went."""

    sign: str
    text: str


@dataclass
class Change:
    """One part of a concept that differs.

    Attributes:
        part: what it is, in the active language: "Definition, Finnish".
        language: tag of the texts, where they have one language.
        pieces: the words in order; ``sign`` is "=", "+" or "-".
    """

    part: str
    language: str = ""
    pieces: list[Piece] = field(default_factory=list)


def differences(old: Snapshot, new: Snapshot, user: Any) -> list[Change]:
    """Return what changed from one state to another.

    Args:
        old, new: states as ``concepts.snapshots`` writes them.
        user: the reader; what is hidden from them is left out of both states.
    """
    old, new = _readable(old, user), _readable(new, user)
    names = _Names((old, new), user)
    return [
        *_fields(old, new, names),
        *_texts(old, new),
        *_links(old, new, names),
    ]


def contents(state: Snapshot, user: Any) -> list[Change]:
    """Return all that a state says, as one reader may read it."""
    empty = {key: "" if isinstance(value, str) else [] for key, value in state.items()}
    found = differences(empty, state, user)
    for change in found:
        change.pieces = [Piece("=", piece.text) for piece in change.pieces]
    return found


def _readable(state: Snapshot, user: Any) -> Snapshot:
    """Return a state without the notes that are for editors only."""
    if sees_all_drafts(user):
        return state
    notes = [row for row in state["notes"] if row["kind"] != _FOR_EDITORS]
    return {**state, "notes": notes}


class _Names:
    """What the concepts, projects and subjects of some states are called."""

    def __init__(self, states: Iterable[Snapshot], user: Any) -> None:
        uris = {link["uri"] for state in states for link in state["relations"]}
        uris |= {state["replaced_by"] for state in states}
        concepts = Concept.objects.visible_to(user).filter(uri__in=uris).labelled()
        self.concepts = {row.uri: row.shown_label for row in concepts}
        keys = {key for state in states for key in state["projects"]}
        projects = Project.objects.visible_to(user).filter(translation_key__in=keys)
        self.projects = {str(p.translation_key): str(p) for p in projects}
        uris = {uri for state in states for uri in state["subjects"]}
        subjects = Subject.objects.filter(uri__in=uris)
        self.subjects = {subject.uri: subject.title for subject in subjects}


def _fields(old: Snapshot, new: Snapshot, names: _Names) -> list[Change]:
    status = dict(Concept.Status.choices)
    shown: dict[str, tuple[str, Callable[[str], str]]] = {
        "status": (_("Status"), lambda value: str(status.get(value, value))),
        "approved_on": (_("Approved on"), _day),
        "approved_by": (_("Approved by"), str),
        "replaced_by": (
            _("Replaced by"),
            lambda value: names.concepts.get(value, ""),
        ),
        "code": (_("Concept code"), str),
        "source": (_("Source of the concept"), str),
    }
    found = []
    for name, (part, say) in shown.items():
        before, after = say(old[name]), say(new[name])
        if before != after:
            found.append(Change(part, pieces=_swapped(before, after)))
    return found


def _day(value: str) -> str:
    day = parse_date(value) if value else None
    return short_day(day) if day else ""


def _swapped(before: str, after: str) -> list[Piece]:
    return [Piece(sign, text) for sign, text in (("-", before), ("+", after)) if text]


def _texts(old: Snapshot, new: Snapshot) -> list[Change]:
    found = []
    for part, key, kinds in (
        ("terms", "kind", Term.Kind),
        ("definitions", "", None),
        ("notes", "kind", Note.Kind),
    ):
        before, after = _grouped(old[part], key), _grouped(new[part], key)
        for group in dict.fromkeys([*before, *after]):
            pieces = _compared(before.get(group, []), after.get(group, []))
            if pieces:
                kind, language = group
                name = kinds(kind).label if kinds else _("Definition")
                title = f"{name}, {name_of(language).lower()}"
                found.append(Change(title, language, pieces))
    return found


def _grouped(rows: list[dict[str, Any]], key: str) -> dict[tuple[str, str], list[str]]:
    """Return the texts of a part as they are shown, by kind and language."""
    groups: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        group = (row[key] if key else "", row["language"])
        groups.setdefault(group, []).append(_whole(row))
    return groups


def _whole(row: dict[str, Any]) -> str:
    """Return a text with everything that is said of it."""
    text = row["text"]
    if number := row.get("homonym_number"):
        text = f"{text} ({number})"
    if mark := row.get("equivalence"):
        text = f"{text} [{Term.Equivalence(mark).label}]"
    said = [row.get("scope_note", ""), *row["source"].splitlines()]
    told = "; ".join(filter(None, said))
    return f"{text} ({told})" if told else text


def _compared(before: list[str], after: list[str]) -> list[Piece]:
    """Return what came and went; a single text that changed, word by word."""
    gone = [text for text in before if text not in after]
    come = [text for text in after if text not in before]
    if len(gone) == len(come) == 1:
        return _word_by_word(gone[0], come[0])
    return [*(Piece("-", text) for text in gone), *(Piece("+", text) for text in come)]


def _word_by_word(before: str, after: str) -> list[Piece]:
    old, new = before.split(), after.split()
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < 0.3:
        return _swapped(before, after)
    pieces = []
    for sign, i1, i2, j1, j2 in matcher.get_opcodes():
        if sign == "equal":
            pieces.append(Piece("=", " ".join(old[i1:i2])))
        else:
            pieces += _swapped(" ".join(old[i1:i2]), " ".join(new[j1:j2]))
    return pieces


def _links(old: Snapshot, new: Snapshot, names: _Names) -> list[Change]:
    relation = dict(Relation.Kind.choices)
    mapping = dict(Mapping.Kind.choices)

    def linked(state: Snapshot, kind: str) -> list[str]:
        return [
            names.concepts[link["uri"]]
            for link in state["relations"]
            if link["kind"] == kind and link["uri"] in names.concepts
        ]

    def mapped(state: Snapshot) -> list[str]:
        rows = state["mappings"]
        return [f"{row['uri']} ({mapping[row['kind']]})" for row in rows]

    def laws(state: Snapshot) -> list[str]:
        return [" ".join(filter(None, row.values())) for row in state["legislation"]]

    rows = [
        *(
            (str(label), linked(old, kind), linked(new, kind))
            for kind, label in relation.items()
        ),
        (_("Corresponds elsewhere to"), mapped(old), mapped(new)),
        (_("Legislation"), laws(old), laws(new)),
        (
            _("Subjects"),
            [names.subjects.get(uri, uri) for uri in old["subjects"]],
            [names.subjects.get(uri, uri) for uri in new["subjects"]],
        ),
        (
            _("Made in the projects"),
            [names.projects[k] for k in old["projects"] if k in names.projects],
            [names.projects[k] for k in new["projects"] if k in names.projects],
        ),
    ]
    found = [Change(part, "", _signed(a, b)) for part, a, b in rows]
    return [change for change in found if change.pieces]


def _signed(before: list[str], after: list[str]) -> list[Piece]:
    return [
        *(Piece("-", text) for text in before if text not in after),
        *(Piece("+", text) for text in after if text not in before),
    ]
