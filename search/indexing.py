"""From things to entries: what a kind says of its things, with the terms of it."""

from __future__ import annotations

import hashlib
import json
import logging
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone

from network_site.base.language import analysis
from network_site.base.registries import SearchDocument, search_kinds
from search import backends, dictionary, marks
from search.models import AudienceSet, AudienceToken, DirtyMark, Entry

log = logging.getLogger(__name__)

BATCH = 200
# Of how terms are stored: another number, and every entry is made anew.
_VERSION = 2
# A term that a long text repeats is worth little more than one that stands four times.
MOST_TIMES = 4
# Beyond this a text, and its terms, add weight and no meaning; in characters.
LONGEST_TEXT = 200_000
LONGEST_TERMS = 400_000
_WRITTEN = [
    field.name
    for field in Entry._meta.concrete_fields
    if field.name not in {"id", "kind", "object_id", "language"}
]


def index_objects(*, kind: str, object_ids: Iterable[int], anew: bool = False) -> int:
    """Bring the entries of some things in step with the things.

    Things that are gone, or that their kind no longer yields, leave the index. What is
    as it was is not written again.

    Args:
        kind: key of a search kind; the entries of a kind that is not registered go.
        object_ids: ids of things of that kind.
        anew: write what is as it was, too.

    Returns:
        How many entries were written or removed.
    """
    ids = sorted(set(object_ids))
    documents = documents_of(kind, ids)
    stored = _stored(kind, ids)
    changed = [
        document
        for key, document in documents.items()
        if anew or key not in stored or differs(stored[key], document)
    ]
    gone = stored.keys() - documents.keys()
    # Reading Finnish takes its time, so it is done before the transaction begins.
    entries = {_key(document): _entry(kind, document) for document in changed}
    audiences = {
        _key(document): audience_key(document.audience) for document in changed
    }
    if entries or gone:
        _write(kind, entries, audiences, gone)
        backends.current().deliver()
    return len(entries) + len(gone)


Key = tuple[int, str]


def _key(row: Entry | SearchDocument) -> Key:
    return row.object_id, row.language


def _stored(kind: str, ids: Iterable[int]) -> dict[Key, Entry]:
    entries = Entry.objects.of(kind, ids).select_related("audience")
    return {_key(entry): entry for entry in entries}


def documents_of(kind: str, ids: list[int]) -> dict[Key, SearchDocument]:
    """Return what a kind says of its things: one document a thing and language.

    Where a kind yields a thing twice in one language, the first holds: their audiences
    may differ, and texts for different readers must not be put together. What narrows
    a search is that of a thing's first document, so that it counts in one place.
    """
    if kind not in search_kinds:
        return {}
    documents: dict[Key, SearchDocument] = {}
    firsts: dict[int, dict[str, Any]] = {}
    for document in search_kinds.get(kind).documents(ids):
        narrowing = firsts.setdefault(document.object_id, _narrowing(document))
        documents.setdefault(_key(document), replace(document, **narrowing))
    return documents


def _narrowing(document: SearchDocument) -> dict[str, Any]:
    date = _aware(document.date)
    return {
        "space_id": document.space_id,
        "department_id": document.department_id,
        "status": document.status,
        "file_types": tuple(sorted({word.lower() for word in document.file_types})),
        "year": document.year or (timezone.localtime(date).year if date else None),
    }


def _aware(date: datetime | None) -> datetime | None:
    return timezone.make_aware(date) if date and timezone.is_naive(date) else date


def differs(entry: Entry, document: SearchDocument) -> bool:
    """Tell whether an entry is not what its document says."""
    return (
        entry.source_hash != source_hash(document)
        or entry.audience.key != audience_key(document.audience)
        or any(
            getattr(entry, name) != value for name, value in _shown(document).items()
        )
    )


def source_hash(document: SearchDocument) -> str:
    """Return the fingerprint of a document and of the rules that make its terms."""
    rules = [_VERSION, analysis.VERSION, analysis.finnish_engine()]
    parts = [
        *rules,
        document.labels,
        document.title,
        document.summary,
        document.whole_text,
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def audience_key(tokens: Iterable[str]) -> str:
    return " ".join(sorted(set(tokens)))


def _shown(document: SearchDocument) -> dict[str, Any]:
    """Return what an entry keeps of a document to show, as the database keeps it."""
    types = " ".join(document.file_types)
    return {
        "title": _plain(document.title),
        "summary": _plain(document.summary),
        "text": _plain(document.whole_text)[:LONGEST_TEXT],
        "url": document.url or "",
        "status": document.status,
        "date": _aware(document.date),
        "space_id": document.space_id,
        "department_id": document.department_id,
        "year": document.year,
        "file_types": f" {types} " if types else "",
        "extra": json.loads(json.dumps(document.extra, cls=DjangoJSONEncoder)),
    }


def _plain(text: str) -> str:
    # PostgreSQL stores no NUL, and soft hyphens are for the eye only.
    return str(text).replace("\x00", "").replace("\u00ad", "")


def text_terms(body: Iterable[str]) -> list[str]:
    """Return the terms of a text in order, the same beside each other.

    What the end of a very long text adds is left out.
    """
    often: dict[str, int] = {}
    room = LONGEST_TERMS
    for term in body:
        times = often.get(term, 0)
        if times < MOST_TIMES:
            room -= len(term) + 1
            if room < 0:
                break
            often[term] = times + 1
    return [term for term in sorted(often) for _ in range(often[term])]


def stored_text(terms: Iterable[str]) -> str:
    """Return the terms of a text, those of each letter on a line of their own.

    So a dozen of them are looked up in a fifth of the text each.
    """
    return "\n".join(" ".join(of) for _letter, of in groupby(terms, itemgetter(0)))


def _entry(kind: str, document: SearchDocument) -> Entry:
    """Return a document as a row with its terms, not yet saved and without audience."""
    shown = _shown(document)
    reading = analysis.reading_language(document.language)
    labels = dict.fromkeys([shown["title"], *map(_plain, document.labels)])
    whole, words = [], []
    for label in labels:
        whole += analysis.label_tokens(label, reading)
        words += analysis.index_tokens(label, reading)
    body = analysis.index_tokens(f"{shown['summary']}\n{shown['text']}", reading)
    text = text_terms(body)
    return Entry(
        kind=kind,
        object_id=document.object_id,
        language=document.language,
        reading=reading,
        label_tokens=" ".join(whole),
        title_tokens=" ".join(words),
        text_tokens=stored_text(text),
        title_length=len(whole) + len(words),
        text_length=len(text),
        source_hash=source_hash(document),
        **shown,
    )


@transaction.atomic
def _write(
    kind: str, entries: dict[Key, Entry], audiences: dict[Key, str], gone: set[Key]
) -> None:
    """Write entries with their audience, the dictionary and the index, all or nothing."""
    ids = {object_id for object_id, _language in entries.keys() | gone}
    before = _stored(kind, ids)
    changes: Counter[dictionary.Occurrence] = Counter()
    for key in before.keys() & (entries.keys() | gone):
        changes.subtract(dictionary.occurrences(before[key]))
    sets = _audience_sets(set(audiences.values()))
    for key, entry in entries.items():
        changes.update(dictionary.occurrences(entry))
        entry.audience = sets[audiences[key]]
    pks = [before[key].pk for key in gone if key in before]
    Entry.objects.filter(pk__in=pks).delete()
    Entry.objects.bulk_create(
        entries.values(),
        update_conflicts=True,
        unique_fields=["kind", "object_id", "language"],
        update_fields=_WRITTEN,
    )
    narrowed = {
        object_id
        for (object_id, language), old in before.items()
        if (object_id, language) in gone
        or not set(old.audience.key.split())
        <= set(audiences.get((object_id, language), old.audience.key).split())
    }
    backends.current().changed(kind, ids, narrowed=narrowed)
    dictionary.add(changes)


def _audience_sets(keys: set[str]) -> dict[str, AudienceSet]:
    """Return the audience sets of these keys, made where they are new."""
    AudienceSet.objects.bulk_create(
        [AudienceSet(key=key) for key in sorted(keys)], ignore_conflicts=True
    )
    sets = {item.key: item for item in AudienceSet.objects.filter(key__in=keys)}
    AudienceToken.objects.bulk_create(
        [
            AudienceToken(audience=item, token=token)
            for key, item in sorted(sets.items())
            for token in key.split()
        ],
        ignore_conflicts=True,
    )
    return sets


def index_dirty(*, limit: int = 5_000) -> int:
    """Index what is marked, oldest first, and return how many things were handled.

    A thing that cannot be made is logged and tried again when its claim has run out:
    one broken thing must not stop the others.
    """
    handled = 0
    while handled < limit and (claimed := marks.claim(BATCH)):
        alike: dict[tuple[str, bool], list[DirtyMark]] = {}
        for item in claimed:
            alike.setdefault((item.kind, item.anew), []).append(item)
        for (kind, anew), items in alike.items():
            marks.settle(_indexed(kind, items, anew=anew))
        handled += len(claimed)
    # What an engine could not take earlier is taken now.
    backends.current().deliver()
    return handled


def _indexed(kind: str, items: list[DirtyMark], *, anew: bool) -> list[DirtyMark]:
    """Index marked things of a kind and return the marks of those that went well."""
    try:
        ids = [item.object_id for item in items]
        index_objects(kind=kind, object_ids=ids, anew=anew)
    except Exception as error:
        if len(items) == 1:
            log.exception("%s cannot be indexed", items[0])
            return []
        log.warning("Indexing a batch of %s one by one: %r", kind, error)
        return [item for one in items for item in _indexed(kind, [one], anew=anew)]
    return items
