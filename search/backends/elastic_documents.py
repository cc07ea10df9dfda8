"""What Elasticsearch is given: a document is a thing, its entries are rows in it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import groupby
from typing import Any

from django.db.models import Q

from search.models import Entry
from search.sight import Thing, by_kind

FETCHED = 200

_KEYWORD, _NUMBER = {"type": "keyword"}, {"type": "long"}
_TERMS = {"type": "text", "analyzer": "whitespace", "copy_to": "rows.tokens"}
MAPPINGS = {
    "dynamic": "strict",
    "_source": {"enabled": False},
    "properties": {
        "key": _KEYWORD,
        "fingerprint": {"type": "keyword", "index": False},
        # How long the texts of its rows are.
        "terms": {"type": "long", "index": False},
        # What belongs to the thing in all its languages narrows and is counted here.
        "kind": _KEYWORD,
        "space": _NUMBER,
        "department": _NUMBER,
        "year": _NUMBER,
        "status": _KEYWORD,
        "file_types": _KEYWORD,
        "rows": {
            "type": "nested",
            "properties": {
                "language": _KEYWORD,
                "reading": _KEYWORD,
                "audience": _KEYWORD,
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
SETTINGS = {"number_of_shards": 1, "auto_expand_replicas": "0-1"}
VERSION = sha256(json.dumps([MAPPINGS, SETTINGS], sort_keys=True).encode()).hexdigest()[
    :12
]


def key_of(kind: str, object_id: int) -> str:
    return f"{kind}:{object_id}"


def thing_of(key: str) -> Thing:
    kind, _colon, pk = key.rpartition(":")
    return kind, int(pk)


def entries_of(things: Iterable[Thing]) -> Q:
    wanted = Q(pk__in=[])
    for kind, ids in by_kind(things).items():
        wanted |= Q(kind=kind, object_id__one_of=ids)
    return wanted


def documents_of(entries: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield things as they are indexed, with a fingerprint of each."""
    rows = entries.select_related("audience").order_by("kind", "object_id", "language")
    rows = rows.defer("summary", "text", "extra").iterator(chunk_size=FETCHED)
    for key, of_thing in groupby(rows, key=lambda row: key_of(row.kind, row.object_id)):
        entries_of_it = list(of_thing)
        document: dict[str, Any] = {
            "key": key,
            "terms": sum(row.text_length for row in entries_of_it),
            **_narrowing(entries_of_it[0]),
            "rows": [_row(row) for row in entries_of_it],
        }
        text = json.dumps(document, sort_keys=True)
        yield key, document | {"fingerprint": sha256(text.encode()).hexdigest()}


def _narrowing(entry: Entry) -> dict[str, Any]:
    """Return what a thing is counted and narrowed by."""
    return {
        "kind": entry.kind,
        "space": entry.space_id,
        "department": entry.department_id,
        "year": entry.year,
        "status": entry.status or None,
        "file_types": entry.file_types.split(),
    }


def _row(entry: Entry) -> dict[str, Any]:
    return {
        "language": entry.language,
        "reading": entry.reading,
        "audience": entry.audience.key.split(),
        "date": entry.date.isoformat() if entry.date else None,
        # For sorting; Lucene takes no longer value than 32 kilobytes.
        "title": entry.title[:200],
        "label_tokens": entry.label_tokens,
        "title_tokens": entry.title_tokens,
        "text_tokens": entry.text_tokens,
    }


def door_of(index: str) -> str:
    """Return the alias by which an index is written to.

    Elasticsearch makes an index whose name it does not know; an alias it refuses.
    """
    return f"{index}-door"
