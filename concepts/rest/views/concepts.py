"""What one concept is called and linked with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from concepts.exporting.graph import graph_of
from concepts.exporting.rdf import json_ld_of
from concepts.models import Concept, Mapping, Term
from concepts.querysets import ConceptQuerySet
from concepts.rest.calls import Call, call
from concepts.rest.rows import (
    branch,
    in_language,
    leaf,
    named,
    related_to,
    with_children,
)
from concepts.rest.walking import hierarchy_of, transitive

if TYPE_CHECKING:
    from django.http import HttpResponse

# Skosmos' own, where a call tells no limit.
LONGEST_WALK = 1000
_LABELS = {
    Term.Kind.RECOMMENDED: "prefLabel",
    Term.Kind.SYNONYM: "altLabel",
    Term.Kind.SEARCH_TERM: "hiddenLabel",
    Term.Kind.DISCOURAGED: "hiddenLabel",
    Term.Kind.REJECTED: "hiddenLabel",
}
_TREE = {
    "prefLabel": "skos:prefLabel",
    "notation": "skos:notation",
    "hasChildren": "onki:hasChildren",
    "onki": "http://schema.onki.fi/onki#",
}


@call()
def label(asked: Call) -> HttpResponse:
    """Tell what a concept is called in a language."""
    concept = asked.concept()
    language = asked.language or concept.vocabulary.default_language
    labels: dict[str, Any] = {}
    terms = concept.terms.filter(in_language(language)).order_by("language", "pk")
    for kind, text in terms.values_list("kind", "text"):
        key = _LABELS[kind]
        if key == "prefLabel":
            labels.setdefault(key, text)
        else:
            labels.setdefault(key, []).append(text)
    context = {key: f"skos:{key}" for key in dict.fromkeys(_LABELS.values())}
    return asked.answer(context | {"@language": language}, uri=concept.uri, **labels)


def _linked(asked: Call, key: str, concept: Concept, others: Any) -> HttpResponse:
    rows = named(others, asked.language)
    return asked.answer(
        {
            "prefLabel": "skos:prefLabel",
            key: f"skos:{key}",
            "@language": asked.language,
        },
        uri=concept.uri,
        **{key: [leaf(row) for row in rows]},
    )


def _public() -> ConceptQuerySet:
    return Concept.objects.public()


@call()
def broader(asked: Call) -> HttpResponse:
    """List the concepts right above one."""
    concept = asked.concept()
    return _linked(asked, "broader", concept, _public().broader_than(concept))


@call()
def narrower(asked: Call) -> HttpResponse:
    """List the concepts right below one."""
    concept = asked.concept()
    return _linked(asked, "narrower", concept, _public().narrower_than(concept))


@call()
def related(asked: Call) -> HttpResponse:
    """List the concepts with an associative relation to one."""
    concept = asked.concept()
    return _linked(asked, "related", concept, related_to(_public(), concept))


def _transitive(asked: Call, key: str) -> HttpResponse:
    limit = asked.number("limit", LONGEST_WALK) or LONGEST_WALK
    concept = asked.concept()
    name = f"{key}Transitive"
    found = transitive(concept, asked.language, limit, upwards=key == "broader")
    return asked.answer(
        {
            "prefLabel": "skos:prefLabel",
            key: {"@id": f"skos:{key}", "@type": "@id"},
            name: {"@id": f"skos:{name}", "@container": "@index"},
            "@language": asked.language,
        },
        uri=concept.uri,
        **{name: found},
    )


@call()
def broader_transitive(asked: Call) -> HttpResponse:
    """Tell everything above a concept."""
    return _transitive(asked, "broader")


@call()
def narrower_transitive(asked: Call) -> HttpResponse:
    """Tell everything below a concept."""
    return _transitive(asked, "narrower")


@call()
def hierarchy(asked: Call) -> HttpResponse:
    """Tell everything above a concept, each with what is right below it."""
    concept = asked.concept()
    context = _TREE | {
        "narrower": {"@id": "skos:narrower", "@type": "@id"},
        "broader": {"@id": "skos:broader", "@type": "@id"},
        "broaderTransitive": {"@id": "skos:broaderTransitive", "@container": "@index"},
        "top": {"@id": "skos:topConceptOf", "@type": "@id"},
        "tops": {"@id": "skos:topConceptOf", "@type": "@id"},
        "label": "skos:prefLabel",
        "@language": asked.language,
    }
    return asked.answer(
        context,
        uri=concept.uri,
        broaderTransitive=hierarchy_of(concept, asked.language),
    )


@call()
def children(asked: Call) -> HttpResponse:
    """List the concepts right below one, as nodes of the tree."""
    concept = asked.concept()
    rows = with_children(named(_public().narrower_than(concept), asked.language))
    return asked.answer(
        _TREE | {"narrower": "skos:narrower", "@language": asked.language},
        uri=concept.uri,
        narrower=[branch(row) for row in rows],
    )


@call()
def mappings(asked: Call) -> HttpResponse:
    """Tell what a concept corresponds to elsewhere, as JSKOS mappings."""
    concept = asked.concept()
    rows = list(concept.mappings.order_by("kind", "uri"))
    here = {
        other.uri: other
        for other in named(
            _public().filter(uri__in=[row.uri for row in rows]), asked.language
        ).select_related("vocabulary")
    }
    told = [_mapping(asked, concept, row, here.get(row.uri)) for row in rows]
    if not asked.is_on("external", default=True):
        told = [mapping for mapping in told if "toScheme" in mapping]
    return asked.answer(
        {}, mappings=told, graph=[json_ld_of(thing) for thing in graph_of(concept)]
    )


def _mapping(asked: Call, concept: Concept, row: Mapping, other: Any) -> dict[str, Any]:
    told = {
        "uri": row.uri,
        "type": [f"skos:{row.kind}Match"],
        "from": {"memberSet": [{"uri": concept.uri}]},
        "to": {"memberSet": [{"uri": row.uri}]},
        "fromScheme": {"uri": concept.vocabulary.base_uri},
        "prefLabel": other.rest_label if other else row.uri,
        "hrefLink": row.uri,
        "lang": asked.language,
    }
    if other is None:
        return told
    told["toScheme"] = {"uri": other.vocabulary.base_uri}
    told["vocabName"] = asked.title(other.vocabulary)
    if other.code:
        told["notation"] = other.code
    return told
