"""Lists of a vocabulary's concepts: tops, subjects, alphabet, changes, all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef
from django.db.models.functions import Substr
from django.utils import timezone

from concepts.alphabet import key_range, letter_of
from concepts.models import Concept, Subject, Term
from concepts.rest.calls import Call, call, not_found
from concepts.rest.rows import (
    branch,
    in_language,
    leaf,
    local_name,
    named,
    with_children,
    without_broader,
)

if TYPE_CHECKING:
    from django.http import HttpResponse

ON_A_PAGE = 1000
CHANGES = 200
_ENDED = (Concept.Status.SUPERSEDED, Concept.Status.RETIRED)
_IN_INDEX = (Term.Kind.RECOMMENDED, Term.Kind.SYNONYM)
# What Skosmos calls the parts of the alphabet that are no letters.
_DIGITS, _OTHERS = "0-9", "!*"
_SPECIAL = {"0": _DIGITS, "?": _OTHERS}


@call()
def top_concepts(asked: Call) -> HttpResponse:
    """List the concepts at the top of a vocabulary."""
    scheme = asked.mine.base_uri
    concepts = without_broader(asked.concepts)
    wanted = asked.asked("scheme")
    if wanted and wanted != scheme:
        concepts = concepts.none()
    rows = with_children(named(concepts, asked.language))
    told = [{**branch(row, "label"), "topConceptOf": scheme} for row in rows]
    return asked.answer(
        {
            "onki": "http://schema.onki.fi/onki#",
            "topconcepts": "skos:hasTopConcept",
            "notation": "skos:notation",
            "label": "skos:prefLabel",
            "@language": asked.language,
        },
        uri=wanted or scheme,
        topconcepts=told,
    )


@call()
def concepts(asked: Call) -> HttpResponse:
    """List all concepts, a page at a time: what Skosmos itself cannot."""
    limit = min(asked.number("limit", ON_A_PAGE) or ON_A_PAGE, ON_A_PAGE)
    offset = asked.number("offset", 0, least=0) or 0
    rows = with_children(named(asked.concepts, asked.language)).order_by("uri")
    told = [
        {**branch(row), "status": row.status, "modified": _date(row.modified_at)}
        for row in rows[offset : offset + limit]
    ]
    return asked.answer(
        {
            "onki": "http://schema.onki.fi/onki#",
            "prefLabel": "skos:prefLabel",
            "notation": "skos:notation",
            "concepts": {"@id": "onki:results", "@container": "@list"},
            "@language": asked.language,
        },
        uri="",
        total=asked.concepts.count(),
        limit=limit,
        offset=offset,
        concepts=told,
    )


def _group_context(asked: Call) -> dict[str, Any]:
    return {
        "onki": "http://schema.onki.fi/onki#",
        "prefLabel": "skos:prefLabel",
        "hasMembers": "onki:hasMembers",
        "@language": asked.language,
    }


@call()
def groups(asked: Call) -> HttpResponse:
    """List the subjects of a vocabulary."""
    member = Concept.subjects.through.objects.filter(
        subject=OuterRef("pk"), concept__status__in=Concept.PUBLIC_STATUSES
    )
    rows = asked.mine.subjects.annotate(has_members=Exists(member))
    told = [
        {
            "uri": row.uri,
            "prefLabel": _title(row, asked),
            "hasMembers": row.has_members,
            "type": ["skos:Collection"],
        }
        | ({"notation": row.code} if row.code else {})
        for row in rows
    ]
    context = _group_context(asked) | {
        "groups": "onki:hasGroup",
        "childGroups": {"@id": "skos:member", "@type": "@id"},
    }
    return asked.answer(context, uri="", groups=told)


def _title(subject: Subject, asked: Call) -> str:
    own = getattr(subject, f"title_{asked.language.partition('-')[0]}", "")
    return own or subject.title


@call()
def group_members(asked: Call) -> HttpResponse:
    """List the concepts of a subject."""
    uri = asked.required("uri")
    subject = asked.mine.subjects.filter(uri=uri).first()
    if subject is None:
        raise not_found(f"Could not find group <{uri}>")
    rows = named(Concept.objects.public().filter(subjects=subject), asked.language)
    told = [{**leaf(row), "type": ["skos:Concept"]} for row in rows]
    context = _group_context(asked) | {"members": "skos:member"}
    return asked.answer(context, uri=uri, members=told)


def _index(asked: Call) -> Any:
    """Return the terms that stand in the alphabet, in its order."""
    return Term.objects.filter(
        in_language(asked.language),
        kind__in=_IN_INDEX,
        concept__vocabulary=asked.mine,
        concept__status__in=Concept.PUBLIC_STATUSES,
    ).order_by("sort_key", "text", "concept__uri", "pk")


@call(dated=False)
def index_letters(asked: Call) -> HttpResponse:
    """List the letters that labels begin with."""
    rows = _index(asked).order_by().annotate(start=Substr("sort_key", 1, 2))
    keys = rows.values_list("start", flat=True).distinct()
    letters = dict.fromkeys(letter_of(key) for key in sorted(keys))
    shown = [_SPECIAL.get(letter, letter.upper()) for letter in letters]
    context = {
        "indexLetters": {
            "@id": "skosmos:indexLetters",
            "@container": "@list",
            "@language": asked.language,
        }
    }
    return asked.answer(context, uri="", indexLetters=shown)


@call(dated=False)
def index_concepts(asked: Call, letter: str) -> HttpResponse:
    """List the labels that begin with a letter."""
    limit = asked.lenient_number("limit", 0)
    offset = asked.lenient_number("offset", 0)
    asked_for = {_DIGITS: "0", _OTHERS: "?"}.get(letter, letter.lower())
    bounds = key_range(asked_for) if len(asked_for) == 1 else None
    rows: Any = []
    if bounds is not None:
        found = _index(asked).filter(sort_key__gte=bounds[0], sort_key__lt=bounds[1])
        end = offset + limit if limit else None
        names = named(Concept.objects.filter(pk=OuterRef("concept")), asked.language)
        rows = found.annotate(name=names.values("rest_label")[:1]).values_list(
            "kind", "text", "language", "concept__uri", "name"
        )[offset:end]
    context = {"indexConcepts": {"@id": "skosmos:indexConcepts", "@container": "@list"}}
    return asked.answer(context, uri="", indexConcepts=[_entry(*row) for row in rows])


def _entry(kind: str, text: str, language: str, uri: str, name: str) -> dict[str, str]:
    entry = {
        "uri": uri,
        "localname": local_name(uri),
        "prefLabel": name,
        "lang": language,
    }
    return entry | ({"altLabel": text} if kind == Term.Kind.SYNONYM else {})


@call(dated=False)
def new(asked: Call) -> HttpResponse:
    """List the concepts that came last."""
    return _changes(asked, "created_at")


@call(dated=False)
def modified(asked: Call) -> HttpResponse:
    """List the concepts that changed last."""
    return _changes(asked, "modified_at")


def _changes(asked: Call, name: str) -> HttpResponse:
    limit = asked.lenient_number("limit", CHANGES)
    offset = asked.lenient_number("offset", 0)
    heir = named(
        Concept.objects.public().filter(pk=OuterRef("replaced_by")), asked.language
    )
    rows = (
        named(asked.concepts, asked.language)
        .annotate(
            heir_uri=heir.values("uri")[:1], heir_label=heir.values("rest_label")[:1]
        )
        .order_by(f"-{name}", "uri")[offset : offset + limit]
    )
    context = {
        "prefLabel": "skos:prefLabel",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "date": {
            "@id": "http://purl.org/dc/terms/date",
            "@type": "http://www.w3.org/2001/XMLSchema#dateTime",
        },
        "@language": asked.language,
    }
    return asked.answer(context, changeList=[_change(row, name) for row in rows])


def _change(row: Any, name: str) -> dict[str, Any]:
    told = {
        **leaf(row),
        "date": _date(getattr(row, name)),
        "deprecated": row.status in _ENDED,
    }
    if row.heir_uri:
        told |= {"replacedBy": row.heir_uri, "replacingLabel": row.heir_label}
    return told


def _date(moment: Any) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M:%S%z")
