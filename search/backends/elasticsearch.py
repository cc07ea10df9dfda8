"""Elasticsearch 9: the engine of a large installation.

A document is a thing, its entries are nested rows in it: so that things are counted
exactly, each once, however many languages of it satisfy a query. The index holds terms
and what is filtered by, and nothing to show: the rows themselves come from the
database.

It is told of changes by dirty marks that are written with the entries and taken away
when it has acknowledged them. A new index is filled by the same marks beside the one
that answers; every index that there is takes every change, and when the marks of its
beginning are gone the alias moves to the newest.
"""

from __future__ import annotations

import json
import logging
import re
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from itertools import groupby
from typing import Any

from django.conf import settings
from django.db.models import Max, Q
from elasticsearch import ApiError, Elasticsearch, NotFoundError, TransportError
from elasticsearch.helpers import scan, streaming_bulk

from search import marks
from search.backends.base import (
    Candidate,
    EngineAwayError,
    GroupCount,
    Listed,
    SearchBackend,
    Suggestion,
    parts_needed,
)
from search.backends.breaker import Breaker
from search.backends.database import SUGGESTIONS_WEIGHED, fetched, suggested
from search.filters import Filters, Places
from search.models import DirtyMark, Entry
from search.query import Query

log = logging.getLogger(__name__)

ENGINE = marks.Target.ENGINE
# Seconds that a reader waits, that a probe waits, and that a batch of changes may take.
PATIENCE, PROBE_PATIENCE, BATCH_PATIENCE = 3.0, 1.0, 30.0
BATCH = 200
BATCH_BYTES = 10_000_000
# More languages than any thing has.
MOST_ROWS = 100
GROUPS = 1000

_KEYWORD, _NUMBER = {"type": "keyword"}, {"type": "long"}
_TERMS = {"type": "text", "analyzer": "whitespace", "copy_to": "rows.tokens"}
_MAPPINGS = {
    "dynamic": "strict",
    "_source": {"enabled": False},
    "properties": {
        "key": _KEYWORD,
        "fingerprint": {"type": "keyword", "index": False},
        "rows": {
            "type": "nested",
            "properties": {
                "pk": _NUMBER,
                "kind": _KEYWORD,
                "language": _KEYWORD,
                "reading": _KEYWORD,
                "audience": _KEYWORD,
                "space": _NUMBER,
                "date": {"type": "date"},
                "title": _KEYWORD,
                "label_tokens": _TERMS,
                "title_tokens": _TERMS,
                "text_tokens": _TERMS,
                # All of them together: what satisfies a query may stand in any.
                "tokens": {
                    "type": "text",
                    "analyzer": "whitespace",
                    "norms": False,
                    "index_options": "docs",
                },
            },
        },
    },
}
_SETTINGS = {"number_of_shards": 1, "auto_expand_replicas": "0-1"}
# As the embedded engines weigh whole labels, titles and texts.
_WEIGHTS = {"label_tokens": 10, "title_tokens": 3, "text_tokens": 1}


class ElasticsearchBackend(SearchBackend):
    """An index outside the database.

    Args:
        url: the node; scheme, host and port.
        alias: the name under which the index answers; the indexes behind it are
            called the same with a number.
    """

    name = "elasticsearch"

    def __init__(self, url: str, alias: str) -> None:
        self.alias = alias
        self._client = Elasticsearch(url, request_timeout=PATIENCE, max_retries=0)
        self._asking = Breaker(self._is_in_step)
        self._telling = Breaker(self._is_up)

    def candidates(
        self,
        query: Query,
        tokens: frozenset[str],
        filters: Filters,
        *,
        limit: int = 500,
        offset: int = 0,
    ) -> list[Candidate]:
        found = _found(query, tokens, filters)
        everything = " ".join(
            sorted({t for r in query.readings for t in query.terms(r)})
        )
        score = [
            {"match": {f"rows.{name}": {"query": everything, "boost": weight}}}
            for name, weight in _WEIGHTS.items()
        ]
        things = self._things(
            {"bool": {"filter": found, "should": score}},
            sort=["_score", "key"],
            size=limit,
            from_=offset,
        )
        return fetched([pk for rows in things for pk in rows.values()], query)

    def listing(
        self,
        query: Query,
        tokens: frozenset[str],
        filters: Filters,
        *,
        language: str,
        limit: int,
        offset: int,
    ) -> list[Listed]:
        """Of a thing whose languages have other dates or titles, the first counts."""
        found = _found(query, tokens, filters)
        nested = {"path": "rows", "filter": {"bool": {"filter": found}}}
        things = self._things(
            {"bool": {"filter": found}},
            sort=[
                {"rows.date": {"order": "desc", "nested": nested}},
                {"rows.title": {"order": "asc", "nested": nested}},
                "key",
            ],
            size=limit,
            from_=offset,
        )
        codes = [language, *(code for code, _name in settings.LANGUAGES)]
        shown = [
            next((rows[code] for code in codes if code in rows), min(rows.values()))
            for rows in things
        ]
        listed = Entry.objects.filter(pk__in=shown).values_list(*Listed._fields)
        by_pk = {row[0]: Listed(*row) for row in listed}
        return [by_pk[pk] for pk in shown if pk in by_pk]

    def counts(
        self, query: Query, tokens: frozenset[str], filters: Filters
    ) -> list[GroupCount]:
        narrowed = Filters() if query else Filters(kind=filters.kind)
        found = {"bool": {"filter": _found(query, tokens, narrowed)}}
        codes = [code for code, _name in settings.LANGUAGES]
        chosen = sorted(filters.languages)
        counted = {
            "things": {"reverse_nested": {}},
            "chosen": {
                "filter": {"terms": {"rows.language": chosen}} if chosen else _ALL,
                "aggs": {"things": {"reverse_nested": {}}},
            },
            "languages": {
                "filters": {
                    "filters": {
                        code: {"term": {"rows.language": code}} for code in codes
                    }
                }
            },
        }
        return [
            GroupCount(
                group["key"]["kind"],
                group["key"]["space"],
                group["things"]["doc_count"],
                group["chosen"]["things"]["doc_count"],
                {
                    code: language["doc_count"]
                    for code, language in group["languages"]["buckets"].items()
                },
            )
            for group in self._groups(found, counted)
        ]

    def suggestions(
        self, words: list[str], tokens: frozenset[str], *, language: str, limit: int
    ) -> list[Suggestion]:
        begun = [
            _any(
                _begins("title_tokens", f"x{word}"), _begins("title_tokens", f"f{word}")
            )
            for word in words
        ]
        whole = _begins("label_tokens", f"e{''.join(words)}")
        things = self._things(
            {"bool": {"filter": [_opened_by(tokens), *begun], "should": [whole]}},
            sort=["_score", {"rows.title": {"nested": {"path": "rows"}}}, "key"],
            size=SUGGESTIONS_WEIGHED,
        )
        rows = Entry.objects.filter(pk__in=[pk for t in things for pk in t.values()])
        return suggested(rows, words, language=language, limit=limit)

    def changed(self, kind: str, object_ids: Iterable[int]) -> None:
        marks.mark(kind, object_ids, target=ENGINE)

    def deliver(self) -> None:
        """Send what was noted; what cannot be sent now stays noted.

        Makes the index first where there is none, as after the loss of the node.
        """
        try:
            with self._reached(self._telling):
                if not self._indexes():
                    self._begin()
                if self._deliver_some():
                    while self._deliver_some():
                        pass
                    self._client.indices.refresh(
                        index=f"{self.alias}-*", ignore_unavailable=True
                    )
                self._move_alias()
        except EngineAwayError as error:
            log.info("Changes wait for Elasticsearch: %s", error)

    def check(self) -> list[str]:
        expected = {
            key: document["fingerprint"]
            for key, document in _documents(Entry.objects.all())
        }
        try:
            with self._reached(self._asking):
                stored = self._fingerprints()
        except EngineAwayError as error:
            return [f"Elasticsearch cannot be compared: {error}"]
        waiting = DirtyMark.objects.filter(target=ENGINE)
        awaited = {_key(*thing) for thing in waiting.values_list("kind", "object_id")}
        return [
            f"{key} is not in Elasticsearch as in the database"
            for key in sorted((expected.keys() | stored.keys()) - awaited)
            if expected.get(key) != stored.get(key)
        ]

    def rebuild(self) -> None:
        """Fill a new index beside the one that answers, and move the alias to it.

        Raises:
            EngineAwayError: Elasticsearch does not answer. What has been noted stays
                so, and ``deliver`` goes on with it.
        """
        with self._reached(self._telling):
            number = self._begin()
            while self._answering() < number:
                if not self._deliver_some():
                    # Others hold marks still; a dead worker's come free in time.
                    time.sleep(0.05)
                self._move_alias()

    def state(self) -> dict[str, Any]:
        try:
            with self._reached(self._asking):
                state = "answers" if self._answering() else "is being filled"
        except EngineAwayError:
            state = "away"
        return {
            "state": state,
            "pending": DirtyMark.objects.filter(target=ENGINE).count(),
        }

    @contextmanager
    def _reached(self, breaker: Breaker) -> Iterator[None]:
        """Turn every failure to answer into one error, and leave alone who is away."""
        if not breaker.lets_through():
            raise EngineAwayError("it has failed a moment ago")
        try:
            yield
        except (TransportError, ApiError) as error:
            log.warning("Elasticsearch does not answer: %s", error)
            # A request that it refuses is our mistake, and says nothing of the others.
            if not isinstance(error, ApiError) or error.status_code != 400:
                breaker.open()
            raise EngineAwayError(str(error)) from error

    def _is_up(self) -> bool:
        patient = self._client.options(request_timeout=PROBE_PATIENCE)
        try:
            return not patient.cluster.health()["timed_out"]
        except (TransportError, ApiError):
            return False

    def _is_in_step(self) -> bool:
        """Tell whether the index answers and knows what happened while it was away."""
        undelivered = DirtyMark.objects.filter(target=ENGINE, claim=None).exists()
        return not undelivered and self._is_up() and bool(self._answering())

    def _things(self, wanted: dict, **body: Any) -> list[dict[str, int]]:
        """Return of each thing the rows that were found: their ids by language."""
        rows = {
            "size": MOST_ROWS,
            "_source": False,
            "stored_fields": "_none_",
            "docvalue_fields": ["rows.pk", "rows.language"],
        }
        nested = {"path": "rows", "query": wanted, "score_mode": "max"}
        with self._reached(self._asking):
            answer = self._client.search(
                index=self.alias,
                query={"nested": {**nested, "inner_hits": rows}},
                track_total_hits=False,
                stored_fields="_none_",
                filter_path="took,hits.hits.inner_hits.rows.hits.hits.fields",
                **body,
            )
        things = answer.get("hits", {}).get("hits", [])
        return [
            {
                row["fields"]["rows.language"][0]: row["fields"]["rows.pk"][0]
                for row in thing["inner_hits"]["rows"]["hits"]["hits"]
            }
            for thing in things
        ]

    def _groups(self, found: dict, counted: dict) -> Iterator[dict[str, Any]]:
        """Yield the counts of every kind and space, a page of them at a time."""
        by: dict[str, Any] = {
            "size": GROUPS,
            "sources": [
                {"kind": {"terms": {"field": "rows.kind"}}},
                {"space": {"terms": {"field": "rows.space", "missing_bucket": True}}},
            ],
        }
        while True:
            groups = {"composite": by, "aggs": counted}
            rows = {"filter": found, "aggs": {"groups": groups}}
            things = {"nested": {"path": "rows"}, "aggs": {"found": rows}}
            with self._reached(self._asking):
                answer = self._client.search(
                    index=self.alias, size=0, aggs={"things": things}
                )
            page = answer["aggregations"]["things"]["found"]["groups"]
            yield from page["buckets"]
            if len(page["buckets"]) < GROUPS:
                return
            by["after"] = page["after_key"]

    def _indexes(self) -> dict[int, dict[str, Any]]:
        """Return the indexes that there are, by number."""
        every = self._client.indices.get(index=f"{self.alias}-*")
        name = re.compile(re.escape(self.alias) + r"-(\d+)")
        return {
            int(match[1]): facts
            for index, facts in every.items()
            if (match := name.fullmatch(index))
        }

    def _answering(self) -> int:
        """Return the number of the index that answers, 0 when there is none."""
        return max(
            (
                n
                for n, facts in self._indexes().items()
                if self.alias in facts["aliases"]
            ),
            default=0,
        )

    def _begin(self) -> int:
        """Make a new index and mark everything for it; return its number."""
        number = max(self._indexes(), default=0) + 1
        patient = self._client.options(request_timeout=BATCH_PATIENCE).indices
        patient.create(
            index=self._index(number),
            aliases={_door(self._index(number)): {}},
            mappings=_MAPPINGS,
            settings=_SETTINGS,
        )
        things = Entry.objects.order_by("kind", "object_id").values_list(
            "kind", "object_id"
        )
        for kind, of_kind in groupby(things.distinct(), key=lambda thing: thing[0]):
            marks.mark(kind, [pk for _kind, pk in of_kind], target=ENGINE)
        # A mark that is renewed keeps its number, so these tell when it is full.
        last = DirtyMark.objects.filter(target=ENGINE).aggregate(last=Max("pk"))["last"]
        patient.put_mapping(index=self._index(number), meta={"last_mark": last or 0})
        return number

    def _deliver_some(self) -> int:
        """Send a batch of what was noted; return how many things it had."""
        claimed = marks.claim(BATCH, target=ENGINE)
        if not claimed:
            return 0
        try:
            # Looked up after the claim: an index made later marks everything anew.
            self._send(claimed, [self._index(number) for number in self._indexes()])
        except Exception:
            marks.release(claimed)
            raise
        marks.settle(claimed)
        return len(claimed)

    def _send(self, claimed: list[DirtyMark], indexes: list[str]) -> None:
        """Bring some things in every index to what the database says now."""
        wanted = Q()
        for item in claimed:
            wanted |= Q(kind=item.kind, object_id=item.object_id)
        documents = dict(_documents(Entry.objects.filter(wanted)))
        keys = [_key(item.kind, item.object_id) for item in claimed]
        actions = [
            {"_index": _door(index), "_id": key, "_source": documents[key]}
            if key in documents
            else {"_op_type": "delete", "_index": _door(index), "_id": key}
            for index in indexes
            for key in keys
        ]
        patient = self._client.options(request_timeout=BATCH_PATIENCE)
        for ok, answer in streaming_bulk(
            patient,
            actions,
            max_chunk_bytes=BATCH_BYTES,
            raise_on_error=False,
            require_alias=True,
        ):
            (result,) = answer.values()
            # What is to be deleted, or the index itself, may be gone already.
            if ok or result["status"] == 404:
                continue
            if result["status"] == 429 or result["status"] >= 500:
                raise EngineAwayError(str(result))
            # It will never take this one; a check names it.
            log.error(
                "Elasticsearch refuses %s: %s", result["_id"], result.get("error")
            )

    def _move_alias(self) -> None:
        """Let the newest index answer once it has everything, and drop the others."""
        indexes = self._indexes()
        newest = max(indexes)
        meta = indexes[newest]["mappings"].get("_meta")
        if self.alias in indexes[newest]["aliases"] or meta is None:
            return
        awaited = DirtyMark.objects.filter(target=ENGINE, pk__lte=meta["last_mark"])
        if awaited.exists():
            return
        self._client.indices.refresh(index=self._index(newest), ignore_unavailable=True)
        actions: list[dict[str, Any]] = [
            {"remove_index": {"index": self._index(number)}}
            for number in indexes
            if number != newest
        ]
        add = {"index": self._index(newest), "alias": self.alias}
        # Another worker may have been faster.
        with suppress(NotFoundError):
            self._client.indices.update_aliases(actions=[{"add": add}, *actions])

    def _index(self, number: int) -> str:
        return f"{self.alias}-{number}"

    def _fingerprints(self) -> dict[str, str]:
        found = scan(
            self._client.options(request_timeout=BATCH_PATIENCE),
            index=self.alias,
            query={
                "stored_fields": "_none_",
                "docvalue_fields": ["key", "fingerprint"],
            },
        )
        return {
            hit["fields"]["key"][0]: hit["fields"]["fingerprint"][0] for hit in found
        }


_ALL: dict[str, Any] = {"match_all": {}}


def _key(kind: str, object_id: int) -> str:
    return f"{kind}:{object_id}"


def _documents(entries: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield things as they are indexed, with a fingerprint of each."""
    rows = entries.select_related("audience").order_by("kind", "object_id", "language")
    rows = rows.defer("summary", "text", "extra").iterator(chunk_size=BATCH)
    for key, of_thing in groupby(rows, key=lambda row: _key(row.kind, row.object_id)):
        document: dict[str, Any] = {"key": key, "rows": [_row(row) for row in of_thing]}
        text = json.dumps(document, sort_keys=True)
        yield key, document | {"fingerprint": sha256(text.encode()).hexdigest()}


def _row(entry: Entry) -> dict[str, Any]:
    return {
        "pk": entry.pk,
        "kind": entry.kind,
        "language": entry.language,
        "reading": entry.reading,
        "audience": entry.audience.key.split(),
        "space": entry.space_id,
        "date": entry.date.isoformat() if entry.date else None,
        # For sorting; Lucene takes no longer value than 32 kilobytes.
        "title": entry.title[:200],
        "label_tokens": entry.label_tokens,
        "title_tokens": entry.title_tokens,
        "text_tokens": entry.text_tokens,
    }


def _door(index: str) -> str:
    """Return the alias by which an index is written to.

    Elasticsearch makes an index whose name it does not know; an alias it refuses.
    """
    return f"{index}-door"


def _any(*ways: dict[str, Any]) -> dict[str, Any]:
    return {"bool": {"should": ways, "minimum_should_match": 1}}


def _begins(name: str, start: str) -> dict[str, Any]:
    return {"prefix": {f"rows.{name}": start}}


def _opened_by(tokens: Iterable[str]) -> dict[str, Any]:
    return {"terms": {"rows.audience": sorted(tokens)}}


def _found(
    query: Query, tokens: frozenset[str], filters: Filters
) -> list[dict[str, Any]]:
    """Return what a row must satisfy, all of it."""
    found = [_opened_by(tokens)]
    if query:
        found.append(_satisfies(query))
    if filters.kind:
        found.append({"term": {"rows.kind": filters.kind}})
    if filters.languages:
        found.append({"terms": {"rows.language": sorted(filters.languages)}})
    if filters.places is not None:
        found.append(_stands_in(filters.places))
    return found


def _stands_in(places: Places) -> dict[str, Any]:
    in_a_space = {"exists": {"field": "rows.space"}}
    ways: list[dict[str, Any]] = [{"terms": {"rows.space": sorted(places.spaces)}}]
    if places.network:
        ways.append({"bool": {"must_not": in_a_space}})
    if places.others_than is not None:
        own = {"terms": {"rows.space": sorted(places.others_than)}}
        ways.append({"bool": {"filter": in_a_space, "must_not": own}})
    return _any(*ways)


def _satisfies(query: Query) -> dict[str, Any]:
    """Return a query's rule: every language's terms in rows of that language."""
    ways = []
    for reading, terms in query.readings.items():
        words = [_has(word.strong) for word in terms.words]
        enough = [
            {"bool": {"filter": words}} if query.exactly else _any(*words),
            _has(terms.whole | {terms.exact}),
            *(
                _has_together(word.parts, parts_needed(word))
                for word in terms.words
                if word.parts
            ),
        ]
        ways.append(
            {"bool": {"filter": [{"term": {"rows.reading": reading}}, _any(*enough)]}}
        )
    return _any(*ways)


def _has(terms: Iterable[str]) -> dict[str, Any]:
    return {"terms": {"rows.tokens": sorted(terms)}}


def _has_together(terms: Iterable[str], needed: int) -> dict[str, Any]:
    wanted = {"query": " ".join(sorted(terms)), "minimum_should_match": needed}
    return {"match": {"rows.tokens": wanted}}
