"""What Elasticsearch is asked, in its query language: what rows and things must be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings

from search.backends.base import Tallies, parts_needed
from search.backends.elastic_documents import key_of
from search.dictionary import Statistics
from search.filters import Filters, Places
from search.query import Query
from search.sight import Sight
from search.weights import K1, TEXT, WHOLE_LABEL

# What a term is worth in a title. Its rarity there says too much, as fewer titles have
# it than texts, and what labels are worth beside their words is left out here.
IN_TITLE = 0.8
# More values than any sort of choice has.
MOST_VALUES = 10_000


def any_of(*ways: dict[str, Any]) -> dict[str, Any]:
    return {"bool": {"should": ways, "minimum_should_match": 1}}


def begins(name: str, start: str) -> dict[str, Any]:
    return {"prefix": {f"rows.{name}": start}}


def opened_by(sight: Sight) -> dict[str, Any]:
    return {"terms": {"rows.audience": sorted(sight.tokens)}}


def all_of(conditions: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {"bool": {"filter": list(conditions)}}


def a_row(conditions: list[dict[str, Any]]) -> dict[str, Any]:
    """Return that one of a thing's rows satisfies all of some conditions."""
    return {"nested": {"path": "rows", "query": all_of(conditions)}}


def out_of_sight(sight: Sight) -> list[dict[str, Any]]:
    """Return what a thing must not be, whatever its rows say."""
    keys = sorted(key_of(*thing) for thing in sight.without)
    return [{"terms": {"key": keys}}] if keys else []


def of_rows(query: Query, sight: Sight) -> list[dict[str, Any]]:
    """Return what a row must satisfy before the reader chooses anything."""
    return [opened_by(sight), *([_satisfies(query)] if query else [])]


def row_conditions(
    query: Query, sight: Sight, filters: Filters
) -> list[dict[str, Any]]:
    """Return what a row must satisfy, all of it."""
    found = of_rows(query, sight)
    if filters.languages:
        found.append(_in_languages(filters.languages))
    if filters.since:
        found.append({"range": {"rows.date": {"gte": filters.since.isoformat()}}})
    if filters.before:
        found.append({"range": {"rows.date": {"lt": filters.before.isoformat()}}})
    return found


def _in_languages(languages: Iterable[str]) -> dict[str, Any]:
    return {"terms": {"rows.language": sorted(languages)}}


def scored(
    query: Query, conditions: list[dict[str, Any]], known: dict[str, Statistics]
) -> dict[str, Any]:
    """Return what a row must satisfy, with nearly the ranking's score for its words.

    Args:
        query: not empty.
        conditions: what a row must satisfy.
        known: what the dictionary knows of the query's terms, in each language.
    """
    everything = Statistics.of_all(known.values())
    by_reading = [
        {
            "bool": {
                "filter": {"term": {"rows.reading": reading}},
                "should": list(_gains(query, reading, known[reading], everything)),
            }
        }
        for reading in query.readings
    ]
    return {"bool": {"filter": conditions, "should": by_reading}}


def _gains(
    query: Query, reading: str, own: Statistics, everything: Statistics
) -> Iterator[dict[str, Any]]:
    """Yield what a row of a language gains by each term that some row has."""
    worth = query.weights.get(reading, {})
    for term in sorted(query.terms(reading)):
        if term not in own.counts:
            continue
        gain = worth.get(term, 1.0) * own.rarity(term)
        if term[0] in "we":
            labelled = {"term": {"rows.label_tokens": term}}
            yield {"constant_score": {"filter": labelled, "boost": WHOLE_LABEL * gain}}
            continue
        # BM25 of its own, but by how rare a term is in its language, and with a factor
        # that Lucene leaves out.
        boost = (K1 + 1) * gain / everything.rarity(term)
        for name, weight in (("title_tokens", IN_TITLE), ("text_tokens", TEXT)):
            having = {"value": term, "boost": weight * boost}
            yield {"term": {f"rows.{name}": having}}


def thing_conditions(filters: Filters, *, without: str = "") -> list[dict[str, Any]]:
    """Return what a thing must be, all of it but one sort of choice."""
    wanted: dict[str, dict[str, Any]] = {}
    if filters.kind:
        wanted["kind"] = {"term": {"kind": filters.kind}}
    if filters.places is not None:
        wanted["space"] = _stands_in(filters.places)
    chosen: dict[str, Iterable[Any]] = {
        "department": filters.departments,
        "year": filters.years,
        "status": filters.statuses,
        "file_types": filters.file_types,
    }
    for name, values in chosen.items():
        if values:
            wanted[name] = {"terms": {name: sorted(values)}}
    return [condition for name, condition in wanted.items() if name != without]


def other_choices(
    filters: Filters, found: list[dict[str, Any]], name: str
) -> list[dict[str, Any]]:
    """Return all of a reader's choices but those of one sort."""
    passing = thing_conditions(filters, without=name)
    if filters.languages and name != "language":
        passing.append(a_row([*found, _in_languages(filters.languages)]))
    return passing


def counted(filters: Filters, found: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return how what is found is counted: each sort of choice with all the others."""
    by_choice = {
        name: {"filter": all_of(other_choices(filters, found, name)), "aggs": by}
        for name, by in _aggregations(found).items()
    }
    return {"unfiltered": {"filter": {"match_all": {}}}, **by_choice}


def _aggregations(found: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return how each sort of choice is counted; a language by its rows, one a thing."""
    spoken = {"terms": {"field": "rows.language", "size": MOST_VALUES}}
    rows = {"filter": all_of(found), "aggs": {"values": spoken}}
    columns = ("kind", "space", "department", "year", "status", "file_types")
    by: dict[str, dict[str, Any]] = {
        name: {"values": {"terms": {"field": name, "size": MOST_VALUES}}}
        for name in columns
    }
    by["space"]["in_none"] = {"missing": {"field": "space"}}
    by["language"] = {"rows": {"nested": {"path": "rows"}, "aggs": {"found": rows}}}
    return by


def tallies_from(counted: dict[str, Any]) -> Tallies:
    def of(part: dict[str, Any]) -> dict[Any, int]:
        return {item["key"]: item["doc_count"] for item in part["values"]["buckets"]}

    spaces: dict[int | None, int] = of(counted["space"])
    if in_none := counted["space"]["in_none"]["doc_count"]:
        spaces[None] = in_none
    languages = of(counted["language"]["rows"]["found"])
    return Tallies(
        kinds=of(counted["kind"]),
        spaces=spaces,
        departments=of(counted["department"]),
        years=of(counted["year"]),
        statuses=of(counted["status"]),
        languages={
            code: languages[code]
            for code, _name in settings.LANGUAGES
            if code in languages
        },
        file_types=of(counted["file_types"]),
        unfiltered=counted["unfiltered"]["doc_count"],
    )


def _stands_in(places: Places) -> dict[str, Any]:
    in_a_space = {"exists": {"field": "space"}}
    ways: list[dict[str, Any]] = [{"terms": {"space": sorted(places.spaces)}}]
    if places.network:
        ways.append({"bool": {"must_not": in_a_space}})
    if places.others_than is not None:
        own = {"terms": {"space": sorted(places.others_than)}}
        ways.append({"bool": {"filter": in_a_space, "must_not": own}})
    return any_of(*ways)


def _satisfies(query: Query) -> dict[str, Any]:
    """Return a query's rule: every language's terms in rows of that language."""
    ways = []
    for reading, terms in query.readings.items():
        words = [_has(word.strong) for word in terms.words]
        enough = [
            {"bool": {"filter": words}} if query.exactly else any_of(*words),
            _has(terms.whole | {terms.exact}),
            *(
                _has_together(word.parts, parts_needed(word))
                for word in terms.words
                if word.parts
            ),
            *(_has_together(phrase, len(phrase)) for phrase in terms.together),
        ]
        ways.append(
            {"bool": {"filter": [{"term": {"rows.reading": reading}}, any_of(*enough)]}}
        )
    return any_of(*ways)


def _has(terms: Iterable[str]) -> dict[str, Any]:
    return {"terms": {"rows.tokens": sorted(terms)}}


def _has_together(terms: Iterable[str], needed: int) -> dict[str, Any]:
    wanted = {"query": " ".join(sorted(terms)), "minimum_should_match": needed}
    return {"match": {"rows.tokens": wanted}}
