"""Reading the concept bank's own format: see ``concepts.exporting.own_json``."""

from __future__ import annotations

from typing import Any

from concepts.exporting.own_json import FORMAT, SUBJECT_FIELDS, VOCABULARY_FIELDS
from concepts.importing.extracting import parsed_moment
from concepts.importing.messages import Refused, Report
from concepts.importing.records import (
    Carried,
    ConceptRecord,
    DefinitionText,
    Found,
    Link,
    NoteText,
    SchemeRecord,
    SubjectRecord,
    TermText,
)
from concepts.models import Concept, Mapping, Note, PendingRelation, Relation, Term
from concepts.rules import UNSEEN_TABLE
from concepts.uris import is_good_uri

_CARRIED = Carried(
    frozenset(
        (part, "", "")
        for part in (
            "terms",
            "definitions",
            "notes",
            "mappings",
            "legislation",
            "subjects",
            "projects",
            "broader",
            "narrower",
            "related",
            "replaced_by",
            "waiting",
        )
    )
)
_TITLES = ("fi", "sv", "en")


class _BadField(Exception):
    """Something of a concept is missing or of the wrong kind."""


def is_own(data: Any) -> bool:
    """Tell whether JSON is ours rather than JSON-LD."""
    return isinstance(data, dict) and "format" in data and "@context" not in data


def read_own_json(data: dict[str, Any], report: Report) -> Found:
    """Return what a file in our own format holds.

    Raises:
        Refused: the file as a whole is not as it should be.
    """
    if data["format"] != FORMAT:
        raise Refused("unknown-version", text=str(data["format"])[:80], known=FORMAT)
    concepts = data.get("concepts")
    if not isinstance(concepts, list):
        raise Refused("no-concepts")
    records = []
    for number, said in enumerate(concepts, start=1):
        try:
            records.append(_record(said))
        except _BadField as bad:
            uri = said.get("uri") if isinstance(said, dict) else ""
            uri = uri if isinstance(uri, str) else ""
            report.reject("bad-field", uri, number=number, name=str(bad))
    try:
        scheme = _scheme(data.get("vocabulary"))
        subjects = [_subject(said) for said in data.get("subjects", ())]
    except (_BadField, TypeError) as bad:
        raise Refused("bad-field", number=0, name=str(bad)) from bad
    return Found(records, _CARRIED, [scheme], subjects)


def _scheme(said: Any) -> SchemeRecord:
    fields: dict[str, Any] = {
        name: _text(said, name)
        for name in VOCABULARY_FIELDS
        if name not in ("slug", "links_in_texts", "last_number")
    }
    fields["links_in_texts"] = said.get("links_in_texts", True)
    if not isinstance(fields["links_in_texts"], bool):
        raise _BadField("links_in_texts")
    number = said.get("last_number", 0)
    if type(number) is not int or not 0 <= number < 2**31:
        raise _BadField("last_number")
    fields["last_number"] = number
    if created := parsed_moment(_text(said, "created")):
        fields["created_at"] = created
    titles = {tag: fields.pop(f"title_{tag}") for tag in _TITLES}
    return SchemeRecord(fields["base_uri"], titles, fields)


def _subject(said: Any) -> SubjectRecord:
    uri, code, *titles = (_text(said, name) for name in SUBJECT_FIELDS)
    if not is_good_uri(uri) or not any(titles):
        raise _BadField("subjects")
    return SubjectRecord(uri, code, dict(zip(_TITLES, titles, strict=True)))


def _record(said: Any) -> ConceptRecord:
    """Return the record of one concept.

    Raises:
        _BadField: a field is missing or not as it should be; the field's name.
    """
    record = ConceptRecord(
        uri=_uri(said, "uri"),
        code=_text(said, "code")[:60],
        status=_one_of(said, "status", Concept.Status.values),
        replaced_by=_uri(said, "replaced_by", blank=True),
        approved_by=_text(said, "approved_by")[:200],
        source=_text(said, "source"),
        contact=_text(said, "contact"),
        projects=_texts(said, "projects"),
        subjects=_texts(said, "subjects"),
    )
    record.approved_on = _day(said)
    record.created, record.modified = (
        _moment(said, "created"),
        _moment(said, "modified"),
    )
    record.terms = [_term(row) for row in _rows(said, "terms")]
    record.definitions = [
        DefinitionText(_text(row, "language"), _text(row, "text"), _text(row, "source"))
        for row in _rows(said, "definitions")
    ]
    record.notes = [
        NoteText(
            _text(row, "language"),
            _one_of(row, "kind", Note.Kind.values),
            _text(row, "text"),
            _text(row, "source"),
        )
        for row in _rows(said, "notes")
    ]
    for row in _rows(said, "relations"):
        kind, uri = _one_of(row, "kind", Relation.Kind.values), _uri(row, "uri")
        if kind == Relation.Kind.ASSOCIATIVE:
            record.related.append(uri)
        else:
            record.broader.append(Link(kind, uri))
    record.waiting = [
        (_one_of(row, "role", PendingRelation.Role.values), _uri(row, "uri"))
        for row in _rows(said, "waiting")
    ]
    record.mappings = [
        (_one_of(row, "kind", Mapping.Kind.values), _uri(row, "uri"))
        for row in _rows(said, "mappings")
    ]
    record.legislation = [
        (_text(row, "text"), _uri(row, "url", blank=True))
        for row in _rows(said, "legislation")
    ]
    return record


def _term(row: Any) -> TermText:
    number = row.get("homonym_number")
    if number is not None and (type(number) is not int or not 0 < number < 2**15):
        raise _BadField("homonym_number")
    return TermText(
        _text(row, "language").lower(),
        _one_of(row, "kind", Term.Kind.values),
        _text(row, "text").translate(UNSEEN_TABLE),
        _text(row, "source"),
        number or 0,
        _text(row, "scope_note"),
        _one_of(row, "equivalence", Term.Equivalence.values),
    )


def _text(said: Any, name: str) -> str:
    value = said.get(name) if isinstance(said, dict) else None
    if not isinstance(value, str):
        raise _BadField(name)
    # PostgreSQL refuses it, and nobody means it.
    return value.replace("\0", "")


def _one_of(said: Any, name: str, known: list[str]) -> str:
    value = _text(said, name)
    if value not in known:
        raise _BadField(name)
    return value


def _uri(said: Any, name: str, *, blank: bool = False) -> str:
    value = _text(said, name)
    if not (is_good_uri(value) or (blank and not value)):
        raise _BadField(name)
    return value


def _day(said: Any) -> str:
    value = _text(said, "approved_on")
    moment = parsed_moment(value)
    if value and (moment is None or moment.date().isoformat() != value):
        raise _BadField("approved_on")
    return value


def _moment(said: Any, name: str) -> Any:
    moment = parsed_moment(_text(said, name))
    if moment is None:
        raise _BadField(name)
    return moment


def _rows(said: Any, name: str) -> list[Any]:
    rows = said.get(name)
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise _BadField(name)
    return rows


def _texts(said: Any, name: str) -> list[str]:
    rows = said.get(name)
    if not isinstance(rows, list) or not all(isinstance(row, str) for row in rows):
        raise _BadField(name)
    return rows
