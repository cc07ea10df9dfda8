"""What there is: vocabularies, their types, their size."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q
from django.shortcuts import redirect
from django.utils.translation import override, pgettext

from concepts.languages import base_of, name_of, site_languages
from concepts.models import Concept, Subject, Term, Vocabulary
from concepts.rest.calls import Call, bad_request, call

if TYPE_CHECKING:
    from django.http import HttpResponse, HttpResponseBase

SKOS = "http://www.w3.org/2004/02/skos/core#"
_NAMES = {
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "onki": "http://schema.onki.fi/onki#",
}
_ENDED = (Concept.Status.SUPERSEDED, Concept.Status.RETIRED)
_PROPERTIES = {
    "skos:prefLabel": (Term.Kind.RECOMMENDED,),
    "skos:altLabel": (Term.Kind.SYNONYM,),
    "skos:hiddenLabel": (
        Term.Kind.SEARCH_TERM,
        Term.Kind.DISCOURAGED,
        Term.Kind.REJECTED,
    ),
}


def _in_words(language: str) -> override:
    """Speak the language of a call where the site does."""
    base = base_of(language)
    return override(base if base in site_languages() else "en")


def _require_language(asked: Call) -> str:
    if not asked.language:
        raise bad_request("lang parameter missing")
    return asked.language


@call()
def vocabularies(asked: Call) -> HttpResponse:
    """List the vocabularies."""
    language = _require_language(asked)
    rows = Vocabulary.objects.order_by("slug")
    return asked.answer(
        {
            **_NAMES,
            "title": {"@id": "rdfs:label", "@language": language},
            "vocabularies": "onki:hasVocabulary",
            "id": "onki:vocabularyIdentifier",
            "@base": f"{asked.base}vocabularies",
        },
        uri="",
        vocabularies=[
            {"uri": row.slug, "id": row.slug, "title": asked.title(row)} for row in rows
        ],
    )


@call(dated=False)
def to_vocabulary(asked: Call) -> HttpResponseBase:
    """Lead to the address with its slash."""
    query = asked.request.META.get("QUERY_STRING", "")
    return redirect(f"{asked.request.path}/{'?' if query else ''}{query}")


@call()
def vocabulary(asked: Call) -> HttpResponse:
    """Tell what a vocabulary is."""
    mine, title = asked.mine, asked.title(asked.mine)
    scheme = {
        "title": title,
        "label": title,
        "prefLabel": title,
        "uri": mine.base_uri,
        "type": "skos:ConceptScheme",
    }
    return asked.answer(
        {
            **_NAMES,
            "dct": "http://purl.org/dc/terms/",
            "conceptschemes": "onki:hasConceptScheme",
            "id": "onki:vocabularyIdentifier",
            "defaultLanguage": "onki:defaultLanguage",
            "languages": "onki:language",
            "label": "rdfs:label",
            "prefLabel": "skos:prefLabel",
            "title": "dct:title",
            "@language": asked.language,
            "@base": asked.base,
        },
        uri="",
        id=mine.slug,
        marcSource="",
        title=title,
        defaultLanguage=mine.default_language,
        languages=_languages(asked),
        conceptschemes=[scheme],
    )


def _languages(asked: Call) -> list[str]:
    """Return the languages in which the concepts have names, the main one first."""
    mine = asked.mine.default_language
    rows = (
        Term.objects.filter(
            concept__in=asked.concepts.order_by().values("pk"),
            kind=Term.Kind.RECOMMENDED,
        )
        .order_by()
        .values_list("language", flat=True)
        .distinct()
    )
    return sorted({*rows, mine}, key=lambda tag: (tag != mine, tag))


@call()
def types(asked: Call) -> HttpResponse:
    """List the types of what is described."""
    language = _require_language(asked)
    with _in_words(language):
        concept, collection = _type_names()
    told = [{"uri": f"{SKOS}Concept", "label": concept}]
    subjects = Subject.objects.all()
    if asked.vocabulary is not None:
        subjects = subjects.filter(vocabulary=asked.vocabulary)
    if subjects.exists():
        told.append({"uri": f"{SKOS}Collection", "label": collection})
    return asked.answer(
        {
            **_NAMES,
            "label": "rdfs:label",
            "superclass": {"@id": "rdfs:subClassOf", "@type": "@id"},
            "types": "onki:hasType",
            "@language": language,
            "@base": asked.base,
        },
        uri="",
        types=told,
    )


def _type_names() -> tuple[str, str]:
    return pgettext("type of data", "Concept"), pgettext("type of data", "Subject")


@call()
def vocabulary_statistics(asked: Call) -> HttpResponse:
    """Tell how many concepts a vocabulary has."""
    counts = asked.concepts.aggregate(
        all=Count("pk"), ended=Count("pk", filter=Q(status__in=_ENDED))
    )
    with _in_words(asked.language):
        concept, collection = _type_names()
    told: dict[str, Any] = {
        "concepts": {
            "class": f"{SKOS}Concept",
            "label": concept,
            "count": counts["all"],
            "deprecatedCount": counts["ended"],
        },
        "subTypes": [],
    }
    if subjects := asked.mine.subjects.count():
        told["conceptGroups"] = {
            "class": f"{SKOS}Collection",
            "label": collection,
            "count": subjects,
            "deprecatedCount": 0,
        }
    context = {
        **_NAMES,
        "void": "http://rdfs.org/ns/void#",
        "id": "onki:vocabularyIdentifier",
        "concepts": "void:classPartition",
        "label": "rdfs:label",
        "class": {"@id": "void:class", "@type": "@id"},
        "subTypes": {"@id": "void:class", "@type": "@id"},
        "count": "void:entities",
        "@language": asked.language,
        "@base": asked.base,
    }
    title = asked.title(asked.mine)
    return asked.answer(context, uri="", id=asked.mine.slug, title=title, **told)


@call()
def label_statistics(asked: Call) -> HttpResponse:
    """Tell how many labels a vocabulary has in each language."""
    rows = (
        Term.objects.filter(concept__in=asked.concepts.order_by().values("pk"))
        .order_by()
        .values_list("language")
        .annotate(
            **{
                f"number_{place}": Count("pk", filter=Q(kind__in=kinds))
                for place, kinds in enumerate(_PROPERTIES.values())
            }
        )
    )
    with _in_words(asked.language):
        languages = [_counted(*row) for row in sorted(rows)]
    context = {
        **_NAMES,
        "void": "http://rdfs.org/ns/void#",
        "void-ext": "http://ldf.fi/void-ext#",
        "id": "onki:vocabularyIdentifier",
        "languages": "void-ext:languagePartition",
        "language": "void-ext:language",
        "properties": "void:propertyPartition",
        "labels": "void:triples",
        "literal": {"@id": "rdfs:label", "@language": asked.language},
        "@base": asked.base,
    }
    title = asked.title(asked.mine)
    return asked.answer(
        context, uri="", id=asked.mine.slug, title=title, languages=languages
    )


def _counted(language: str, *numbers: int) -> dict[str, Any]:
    return {
        "language": language,
        "literal": name_of(language),
        "properties": [
            {"property": name, "labels": number}
            for name, number in zip(_PROPERTIES, numbers, strict=True)
        ],
    }
