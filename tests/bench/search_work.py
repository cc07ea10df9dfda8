"""What ``searching`` measures, inside a process that has the site's settings."""

from __future__ import annotations

import os
import time
from itertools import islice
from typing import Any

import psycopg
from django.db import connection, transaction
from elasticsearch import Elasticsearch
from elasticsearch.helpers import bulk
from psycopg import sql

from members.models import User
from network_site.base.language.analysis import index_tokens
from network_site.base.visibility import EVERYONE
from search import backends
from search.backends.elastic_documents import documents_of
from search.backends.elasticsearch import ElasticsearchBackend
from search.models import AudienceSet, AudienceToken, Entry, TermCount
from search.services import index_dirty, rebuild, search
from tests.bench.library.kinds import KINDS, written
from tests.bench.library.models import Sheet
from tests.bench.library.words import queries

__all__ = ["answered", "copied", "filled", "left_behind", "sent", "took"]

# Of five things every one has a second language now and then: see ``kinds.written``.
ENTRIES_A_SHEET = 1.2
SAMPLE = 1_000
COPIED: tuple[Any, ...] = (AudienceSet, AudienceToken, Entry, TermCount)
READER = "aino@example.org"


def filled(entries: int) -> dict[str, Any]:
    """Make so many entries by the road that every entry comes; beside bare reading."""
    sheets = [
        Sheet(kind=KINDS[number % len(KINDS)])
        for number in range(round(entries / ENTRIES_A_SHEET))
    ]
    Sheet.objects.bulk_create(sheets, batch_size=5_000)
    sample = [text for sheet in sheets[:SAMPLE] for text in written(sheet.pk, 0)]
    cpu = time.process_time()
    for document in sample:
        index_tokens(f"{document.summary}\n{document.text}", document.language)
    bare = len(sample) / (time.process_time() - cpu)
    cpu, begun = time.process_time(), time.perf_counter()
    made = rebuild()
    seconds = time.perf_counter() - begun
    _settle()
    return {
        "entries": made,
        "seconds": round(seconds),
        "a_second": round(made / seconds),
        "a_cpu_second": round(made / (time.process_time() - cpu)),
        "bare_a_cpu_second": round(bare),
    }


def sent() -> dict[str, Any]:
    """Fill Elasticsearch anew from the entries; beside its bare bulk of the same."""
    engine = backends.current()
    assert isinstance(engine, ElasticsearchBackend)
    begun = time.perf_counter()
    engine.rebuild()
    ours = Entry.objects.count() / (time.perf_counter() - begun)
    some = Entry.objects.filter(kind=KINDS[0]).order_by("object_id")[:SAMPLE]
    ids = list(some.values_list("object_id", flat=True))
    rows = Entry.objects.of(KINDS[0], ids)
    actions = [
        {"_index": "bare", "_id": key, "_source": document}
        for key, document in documents_of(rows)
    ]
    client = Elasticsearch(os.environ["ELASTICSEARCH_URL"], request_timeout=60)
    begun = time.perf_counter()
    bulk(client, actions)
    bare = rows.count() / (time.perf_counter() - begun)
    client.indices.delete(index="bare")
    return {"a_second": round(ours), "bare_a_second": round(bare)}


def copied(database: str) -> dict[str, Any]:
    """Take over the entries of a PostgreSQL; the index follows them, as it always does."""
    with psycopg.connect(database) as other:
        begun = time.perf_counter()
        for model in COPIED:
            fields = [field.attname for field in model._meta.concrete_fields]
            with transaction.atomic():
                model.objects.all()._raw_delete(using="default")
                cursor = other.cursor(name="copied")
                cursor.itersize = 2_000
                query = sql.SQL("SELECT {} FROM {}").format(
                    sql.SQL(", ").join(map(sql.Identifier, fields)),
                    sql.Identifier(model._meta.db_table),
                )
                cursor.execute(query)
                while batch := list(islice(cursor, 2_000)):
                    model.objects.bulk_create(
                        [model(**dict(zip(fields, row, strict=True))) for row in batch]
                    )
                cursor.close()
        seconds = time.perf_counter() - begun
    _settle()
    return {"a_second": round(Entry.objects.count() / seconds)}


def _settle() -> None:
    """Do now what the database would do by itself while the search is measured."""
    with connection.cursor() as cursor:
        cursor.execute(
            "VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE"
        )


def answered(number: int, seed: int) -> list[list[str]]:
    """Return the first ten of each query, for comparing engines with each other."""
    reader = User.objects.get(email=READER)
    return [
        [
            f"{hit.kind} {hit.id}"
            for hit in search(
                user=reader, query=query, language=language, limit=10
            ).hits
        ]
        for language, query in queries(number, seed)
    ]


def took(number: int, seed: int) -> list[float]:
    """Return what Elasticsearch itself says that each query takes, in milliseconds."""
    engine = backends.current()
    assert isinstance(engine, ElasticsearchBackend)
    said: list[float] = []
    client: Any = engine._client
    ask = client.search

    def listening(**body: Any) -> Any:
        answer = ask(**body)
        said[-1] += answer["took"]
        return answer

    client.search = listening
    reader = User.objects.get(email=READER)
    for language, query in queries(number, seed):
        said.append(0.0)
        results = search(user=reader, query=query, language=language, limit=20)
        # What the database answered while the node was away is not the node's time.
        assert not results.degraded, query
    return said


def left_behind(changes: dict[str, int]) -> list[int]:
    """Return the sheets whose last change the search does not find.

    Args:
        changes: how often each sheet was changed, by its id.
    """
    # What came last is taken by the sweep.
    index_dirty()
    reader = User.objects.get(email=READER)
    missing = []
    for number, times in changes.items():
        pk, word = int(number), f"changed{number}x{times}"
        titles = Entry.objects.filter(object_id=pk, kind__in=KINDS)
        stored = all(word in title for title in titles.values_list("title", flat=True))
        hits = search(user=reader, query=word, language="fi").hits
        open_to_all = any(EVERYONE in text.audience for text in written(pk, times))
        if not stored or (open_to_all and pk not in {hit.id for hit in hits}):
            missing.append(pk)
    return missing
