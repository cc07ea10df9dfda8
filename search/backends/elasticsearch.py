"""Elasticsearch 9: the engine of a large installation.

A document is a thing, its entries are nested rows in it: so that things are counted
exactly, each once, however many languages of it satisfy a query. The index holds terms
and what is filtered by, and nothing to show: the rows themselves come from the
database.

It is told of changes by dirty marks that are written with the entries and taken away
when it has acknowledged them. A new index is filled by the same marks beside the one
that answers; every index that there is takes every change, and when the marks of its
beginning are gone the alias moves to the newest. What a document consists of has a
version, and the alias its name: a new version of the site fills an index of its own
while the database answers, and what an older version has left goes then.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import accumulate, chain, groupby, islice
from typing import Any, TypeVar

from django.conf import settings
from django.db import connections
from django.db.models import Max
from elasticsearch import ApiError, Elasticsearch, NotFoundError, TransportError
from elasticsearch.helpers import scan, streaming_bulk

from search import marks
from search.backends.base import (
    Block,
    Candidate,
    EngineAwayError,
    Listed,
    SearchBackend,
    Suggestion,
    Tallies,
    satisfies,
)
from search.backends.breaker import Breaker
from search.backends.database import SUGGESTIONS_WEIGHED, read, suggested
from search.backends.elastic_documents import (
    MAPPINGS,
    SETTINGS,
    VERSION,
    documents_of,
    door_of,
    entries_of,
    key_of,
    thing_of,
)
from search.backends.elastic_queries import (
    any_of,
    begins,
    counted,
    of_rows,
    opened_by,
    out_of_sight,
    row_conditions,
    scored,
    tallies_from,
    thing_conditions,
)
from search.dictionary import Statistics
from search.filters import Filters
from search.models import DirtyMark, Entry
from search.query import Query
from search.sight import MOST_COMPARED, Sight, Thing

log = logging.getLogger(__name__)

ENGINE = marks.Target.ENGINE
# Seconds that a reader waits, that a probe waits, and that a batch of changes may take.
PATIENCE, PROBE_PATIENCE, BATCH_PATIENCE = 3.0, 1.0, 30.0
BATCH = 200
BATCH_BYTES = 10_000_000
# Things whose rows are ranked at a time, and how many terms of their texts are read for
# it: its own order is so near to the ranking's that the best are among them.
BLOCK, TERMS_READ = 200, 60_000
# Searches of one process that are counted at a time.
COUNTED = 8
# Seconds between attempts, and how many of them, while the node has too much to do.
PAUSE, ATTEMPTS = 2.0, 30

TOO_BUSY = 429

Done = TypeVar("Done")
Row = TypeVar("Row", Candidate, Entry)

_BEST_FIRST = ["_score", "key"]


def _by_thing(rows: Iterable[Row]) -> dict[Thing, list[Row]]:
    things: dict[Thing, list[Row]] = {}
    for row in rows:
        things.setdefault((row.kind, row.object_id), []).append(row)
    return things


def _satisfying(
    rows: Iterable[Candidate], query: Query
) -> dict[Thing, list[Candidate]]:
    """Return, of things that were found, the rows by which they were.

    A thing that has one row was found by it.
    """
    return {
        thing: [row for row in of_it if len(of_it) == 1 or satisfies(query, row)]
        for thing, of_it in _by_thing(rows).items()
    }


def _in_its_time(do: Callable[[], Done]) -> Done:
    """Do what a node refuses that has too much to do, as soon as it takes it."""
    for _attempt in range(ATTEMPTS - 1):
        try:
            return do()
        except ApiError as error:
            if error.status_code != TOO_BUSY:
                raise
            time.sleep(PAUSE)
    return do()


def _found(answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the fields of what was found, in the answer's order."""
    return [hit["fields"] for hit in answer.get("hits", {}).get("hits", [])]


def _things_of(answer: Mapping[str, Any]) -> list[Thing]:
    return [thing_of(fields["key"][0]) for fields in _found(answer)]


class ElasticsearchBackend(SearchBackend):
    """An index outside the database.

    Args:
        url: the node; scheme, host and port.
        name: the indexes are called this with a number, and the alias under which
            one of them answers the same with the version of the documents.
    """

    name = "elasticsearch"

    def __init__(self, url: str, name: str) -> None:
        self.prefix = name
        self.alias = f"{name}-of-{VERSION}"
        self._client = Elasticsearch(url, request_timeout=PATIENCE, max_retries=0)
        self._counting = ThreadPoolExecutor(COUNTED, thread_name_prefix="counts")
        self._asking = Breaker(self._is_in_step)
        self._telling = Breaker(self._is_up)

    def seen(self, sight: Sight) -> Sight:
        """Leave out what it has not been told of and that may have been closed."""
        behind = marks.doubts(ENGINE, limit=MOST_COMPARED + 1)
        if sight.sure or len(behind) > MOST_COMPARED:
            raise EngineAwayError("too much waits to be indexed")
        return replace(
            sight, without=sight.without | {(kind, pk) for _engine, kind, pk in behind}
        )

    def first(
        self,
        query: Query,
        sight: Sight,
        filters: Filters,
        known: dict[str, Statistics],
    ) -> tuple[Tallies, Block]:
        """Counted in a thread, while what is found is asked for and its rows are read."""
        counting = self._counting.submit(self._counts, query, sight, filters)
        block = self.candidates(query, sight, filters, known, start=0)
        return counting.result(), block

    def _counts(self, query: Query, sight: Sight, filters: Filters) -> Tallies:
        try:
            return self.counts(query, sight, filters)
        finally:
            # Whether the node is in step again may have been asked of the database.
            connections.close_all()

    def candidates(
        self,
        query: Query,
        sight: Sight,
        filters: Filters,
        known: dict[str, Statistics],
        *,
        start: int,
    ) -> Block:
        answer = self._search(
            scored(query, row_conditions(query, sight, filters), known),
            thing_conditions(filters),
            sight,
            sort=_BEST_FIRST,
            size=BLOCK,
            from_=start,
        )
        lengths = (fields["terms"][0] for fields in _found(answer))
        read_before = accumulate(lengths, initial=0)
        things = [
            thing
            for thing, terms in zip(_things_of(answer), read_before, strict=False)
            if terms <= TERMS_READ
        ]
        entries = Entry.objects.filter(entries_of(things))
        rows = read(entries.opened_by(sight).within(filters), query, known)
        found = list(chain.from_iterable(_satisfying(rows, query).values()))
        return Block(found, start + len(things))

    def listing(
        self,
        query: Query,
        sight: Sight,
        filters: Filters,
        *,
        language: str,
        limit: int,
        offset: int,
        oldest_first: bool = False,
    ) -> list[Listed]:
        """Of a thing whose languages have other dates or titles, the first counts."""
        found = row_conditions(query, sight, filters)
        nested = {"path": "rows", "filter": {"bool": {"filter": found}}}
        order = "asc" if oldest_first else "desc"
        answer = self._search(
            {"bool": {"filter": found}},
            thing_conditions(filters),
            sight,
            sort=[
                {"rows.date": {"order": order, "nested": nested}},
                {"rows.title": {"order": "asc", "nested": nested}},
                "key",
            ],
            size=limit,
            from_=offset,
        )
        things = _things_of(answer)
        entries = Entry.objects.filter(entries_of(things))
        rows = entries.opened_by(sight).within(filters)
        by_thing: Mapping[Thing, Sequence[Candidate | Entry]] = (
            _satisfying(read(rows), query)
            if query
            else _by_thing(rows.only("kind", "object_id", "language"))
        )
        codes = [language, *(code for code, _name in settings.LANGUAGES)]
        listed = []
        for thing in things:
            rows_of_it = {row.language: row.pk for row in by_thing.get(thing, ())}
            shown = next((code for code in codes if code in rows_of_it), None)
            if shown or rows_of_it:
                pk = rows_of_it[shown] if shown else min(rows_of_it.values())
                listed.append(Listed(pk, *thing))
        return listed

    def counts(self, query: Query, sight: Sight, filters: Filters) -> Tallies:
        found = of_rows(query, sight)
        listed = not query and filters.kind
        answer = self._search(
            {"bool": {"filter": found}},
            [{"term": {"kind": filters.kind}}] if listed else [],
            sight,
            aggs=counted(filters, found),
            size=0,
        )
        return tallies_from(answer["aggregations"])

    def suggestions(
        self, words: list[str], sight: Sight, *, language: str, limit: int
    ) -> list[Suggestion]:
        begun = [
            any_of(
                begins("title_tokens", f"x{word}"), begins("title_tokens", f"f{word}")
            )
            for word in words
        ]
        whole = begins("label_tokens", f"e{''.join(words)}")
        answer = self._search(
            {"bool": {"filter": [opened_by(sight), *begun], "should": [whole]}},
            [],
            sight,
            sort=["_score", {"rows.title": {"nested": {"path": "rows"}}}, "key"],
            size=SUGGESTIONS_WEIGHED,
        )
        entries = Entry.objects.filter(entries_of(_things_of(answer)))
        rows = entries.opened_by(sight)
        return suggested(rows, words, language=language, limit=limit)

    def changed(
        self, kind: str, object_ids: Iterable[int], *, narrowed: Collection[int]
    ) -> None:
        marks.mark(kind, object_ids, target=ENGINE, in_doubt=narrowed)

    def deliver(self) -> None:
        """Send what was noted; what cannot be sent now stays noted.

        Makes the index first where there is none, as after the loss of the node.
        """
        try:
            with self._reached(self._telling):
                if not self._own():
                    self._begin()
                if self._deliver_some():
                    while self._deliver_some():
                        pass
                    self._refresh()
                self._move_alias()
        except EngineAwayError as error:
            log.info("Changes wait for Elasticsearch: %s", error)

    def check(self) -> list[str]:
        try:
            with self._reached(self._asking):
                return sorted(self._differences())
        except EngineAwayError as error:
            return [f"Elasticsearch cannot be compared: {error}"]

    def _differences(self) -> Iterator[str]:
        """Compare a batch at a time, and then look for what the database has not."""
        common = 0
        things = Entry.objects.order_by("kind", "object_id", "language")
        documents = documents_of(things.all())
        while batch := dict(islice(documents, BATCH)):
            stored = self._fingerprints(list(batch))
            common += len(stored)
            wrong = {
                key
                for key, document in batch.items()
                if stored.get(key) != document["fingerprint"]
            }
            yield from self._unless_awaited(wrong)
        if common == self._client.count(index=self.alias)["count"]:
            return
        found = scan(
            self._client.options(request_timeout=BATCH_PATIENCE),
            index=self.alias,
            query={"stored_fields": "_none_", "docvalue_fields": ["key"]},
        )
        while keys := {hit["fields"]["key"][0] for hit in islice(found, BATCH)}:
            rows = Entry.objects.filter(entries_of(thing_of(key) for key in keys))
            known = rows.order_by().values_list("kind", "object_id")
            yield from self._unless_awaited(keys - {key_of(*thing) for thing in known})

    @staticmethod
    def _unless_awaited(keys: set[str]) -> Iterator[str]:
        things = entries_of(thing_of(key) for key in keys)
        waiting = DirtyMark.objects.filter(things, target=ENGINE).order_by()
        awaited = {key_of(*thing) for thing in waiting.values_list("kind", "object_id")}
        for key in keys - awaited:
            yield f"{key} is not in Elasticsearch as in the database"

    def rebuild(self) -> None:
        """Fill a new index beside the one that answers, and move the alias to it.

        Waits for a node that has too much to do just now.

        Raises:
            EngineAwayError: Elasticsearch does not answer. What has been noted stays
                so, and ``deliver`` goes on with it.
        """
        with self._reached(self._telling):
            number = _in_its_time(self._begin)
            while _in_its_time(self._answering) < number:
                if not _in_its_time(self._deliver_some):
                    # Others hold marks still; a dead worker's come free in time.
                    time.sleep(0.05)
                _in_its_time(self._move_alias)

    def state(self) -> dict[str, Any]:
        try:
            with self._reached(self._asking):
                state = "answers" if self._answering() else "is being filled"
        except EngineAwayError:
            state = "away"
        behind = marks.queue_state(ENGINE)
        return {
            "state": state,
            "pending": behind["waiting"],
            "pending_oldest_seconds": behind["oldest_seconds"],
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

    def _search(
        self, wanted: dict, narrowed: list[dict], sight: Sight, **body: Any
    ) -> dict[str, Any]:
        """Ask for things by their rows.

        Which of a thing's rows were found is not asked: saying so takes the index ten
        times as long as finding them.

        Args:
            wanted: what a row must satisfy, with its score.
            narrowed: what the thing must be besides.
            sight: what the reader sees.
        """
        nested = {"path": "rows", "query": wanted, "score_mode": "max"}
        with self._reached(self._asking):
            answer = self._client.search(
                index=self.alias,
                query={
                    "bool": {
                        "must": {"nested": nested},
                        "filter": narrowed,
                        "must_not": out_of_sight(sight),
                    }
                },
                track_total_hits=False,
                stored_fields="_none_",
                docvalue_fields=[{"field": "key"}, {"field": "terms"}],
                filter_path="took,hits.hits.fields,aggregations",
                **body,
            )
        return answer.body

    def _indexes(self) -> dict[int, dict[str, Any]]:
        """Return the indexes that there are, by number."""
        every = self._client.indices.get(index=f"{self.prefix}-*")
        name = re.compile(re.escape(self.prefix) + r"-(\d+)")
        return {
            int(match[1]): facts
            for index, facts in every.items()
            if (match := name.fullmatch(index))
        }

    def _own(self) -> dict[int, dict[str, Any]]:
        """Return the indexes whose documents are as this version makes them."""
        return {
            number: facts
            for number, facts in self._indexes().items()
            if facts["mappings"].get("_meta", {}).get("version") == VERSION
        }

    def _answering(self) -> int:
        """Return the number of the index that answers, 0 when there is none."""
        indexes = self._own().items()
        return max(
            (n for n, facts in indexes if self.alias in facts["aliases"]), default=0
        )

    def _begin(self) -> int:
        """Make a new index and mark everything for it; return its number."""
        number = max(self._indexes(), default=0) + 1
        patient = self._client.options(request_timeout=BATCH_PATIENCE).indices
        patient.create(
            index=self._index(number),
            aliases={door_of(self._index(number)): {}},
            mappings=MAPPINGS | {"_meta": {"version": VERSION}},
            settings=SETTINGS,
        )
        things = Entry.objects.order_by("kind", "object_id").values_list(
            "kind", "object_id"
        )
        for kind, of_kind in groupby(things.distinct(), key=lambda thing: thing[0]):
            marks.mark(kind, [pk for _kind, pk in of_kind], target=ENGINE)
        # A mark that is renewed keeps its number, so these tell when it is full.
        last = DirtyMark.objects.filter(target=ENGINE).aggregate(last=Max("pk"))["last"]
        meta = {"version": VERSION, "last_mark": last or 0}
        patient.put_mapping(index=self._index(number), meta=meta)
        return number

    def _deliver_some(self) -> int:
        """Send a batch of what was noted; return how many things it had."""
        claimed = marks.claim(BATCH, target=ENGINE)
        if not claimed:
            return 0
        try:
            # Looked up after the claim: an index made later marks everything anew.
            self._send(claimed, [self._index(number) for number in self._own()])
            if any(item.in_doubt for item in claimed):
                # Sent is not searched yet, and without its mark it would be seen.
                self._refresh()
        except Exception:
            marks.release(claimed)
            raise
        marks.settle(claimed)
        return len(claimed)

    def _refresh(self) -> None:
        self._client.options(request_timeout=BATCH_PATIENCE).indices.refresh(
            index=f"{self.prefix}-*", ignore_unavailable=True
        )

    def _send(self, claimed: list[DirtyMark], indexes: list[str]) -> None:
        """Bring some things in every index to what the database says now."""
        wanted = entries_of((item.kind, item.object_id) for item in claimed)
        documents = dict(documents_of(Entry.objects.filter(wanted)))
        keys = [key_of(item.kind, item.object_id) for item in claimed]
        actions = [
            {"_index": door_of(index), "_id": key, "_source": documents[key]}
            if key in documents
            else {"_op_type": "delete", "_index": door_of(index), "_id": key}
            for index in indexes
            for key in keys
        ]
        patient = self._client.options(request_timeout=BATCH_PATIENCE)
        for ok, answer in streaming_bulk(
            patient,
            actions,
            max_chunk_bytes=BATCH_BYTES,
            raise_on_error=False,
            # Of single documents; what is refused as a whole is sent anew by rebuild.
            max_retries=3,
            initial_backoff=PAUSE,
            require_alias=True,
        ):
            (result,) = answer.values()
            # What is to be deleted, or the index itself, may be gone already.
            if ok or result["status"] == 404:
                continue
            if result["status"] == TOO_BUSY or result["status"] >= 500:
                raise EngineAwayError(str(result))
            # It will never take this one; a check names it.
            log.error(
                "Elasticsearch refuses %s: %s", result["_id"], result.get("error")
            )

    def _move_alias(self) -> None:
        """Let the newest index answer once it has everything, and drop the others."""
        indexes, own = self._indexes(), self._own()
        newest = max(own)
        meta = own[newest]["mappings"]["_meta"]
        if self.alias in own[newest]["aliases"] or "last_mark" not in meta:
            return
        awaited = DirtyMark.objects.filter(target=ENGINE, pk__lte=meta["last_mark"])
        if awaited.exists():
            return
        self._client.indices.refresh(index=self._index(newest), ignore_unavailable=True)
        actions: list[dict[str, Any]] = [
            {"remove_index": {"index": self._index(number)}}
            for number in indexes
            # What a newer version of the site has begun meanwhile is left alone.
            if number < newest
        ]
        add = {"index": self._index(newest), "alias": self.alias}
        # Another worker may have been faster.
        with suppress(NotFoundError):
            self._client.indices.update_aliases(actions=[{"add": add}, *actions])

    def _index(self, number: int) -> str:
        return f"{self.prefix}-{number}"

    def _fingerprints(self, keys: list[str]) -> dict[str, str]:
        answer = self._client.options(request_timeout=BATCH_PATIENCE).search(
            index=self.alias,
            size=len(keys),
            query={"terms": {"key": keys}},
            stored_fields="_none_",
            docvalue_fields=[{"field": "key"}, {"field": "fingerprint"}],
        )
        return {
            hit["fields"]["key"][0]: hit["fields"]["fingerprint"][0]
            for hit in answer["hits"]["hits"]
        }
