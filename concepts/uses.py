"""Where the site's texts use which concepts, kept in step as either changes.

Changes leave marks in their own transactions; a sweep reads the marked texts and
writes what it found. Who sees a use follows from the text: its audience tokens.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Case, IntegerField, Value, When
from django.utils import timezone

from concepts.annotation.annotating import LANGUAGES, public_matches, ready_matcher
from concepts.models import Concept, Term, TermUse, TextPlace, UseMark
from network_site.base.languages import by_preference, reader_language
from network_site.base.registries import SearchDocument, search_kinds
from network_site.base.visibility import tokens_held_by

# The kinds of findable things that are texts.
KINDS = ("page", "update", "event", "project", "output", "space")
# Texts that one pass reads, and marks that are written at a time.
BATCH = 50
MARKS_AT_ONCE = 1000
# Of a text beyond all measure only the beginning is read, in characters.
LONGEST = 200_000
SHOWN = 10


class Uses(NamedTuple):
    """The first texts that use a concept, and how many a reader may see."""

    shown: list[dict[str, Any]]
    total: int


def note_change(kind: str, object_ids: Iterable[int]) -> None:
    """Mark what must be read again, inside the causing transaction.

    Args:
        kind: of a findable thing; a concept marks every text.
        object_ids: what changed, appeared or went.
    """
    if kind == "concept":
        _mark([("", 0)])
    elif kind in KINDS:
        _mark([(kind, pk) for pk in sorted(set(object_ids))])


def _mark(things: list[tuple[str, int]]) -> None:
    now = timezone.now()
    UseMark.objects.bulk_create(
        [
            UseMark(kind=kind, object_id=pk, stamp=uuid.uuid4(), marked_at=now)
            for kind, pk in things
        ],
        batch_size=MARKS_AT_ONCE,
        update_conflicts=True,
        unique_fields=["kind", "object_id"],
        update_fields=["stamp", "marked_at"],
    )


def sweep_uses() -> int:
    """Read some of the texts that are marked, and return how many."""
    _spread()
    marks = list(UseMark.objects.exclude(kind="")[:BATCH])
    ids: dict[str, list[int]] = defaultdict(list)
    for mark in marks:
        ids[mark.kind].append(mark.object_id)
    found = {
        (kind, document.object_id, document.language): (
            document,
            _concepts_in(document),
        )
        for kind, pks in ids.items()
        if kind in search_kinds
        for document in search_kinds.get(kind).documents(pks)
    }
    _store(marks, found)
    return len(marks)


def _spread() -> None:
    """Turn the mark for every text into a mark for each."""
    whole = UseMark.objects.filter(kind="").first()
    if whole is None:
        return
    for kind in KINDS:
        if kind in search_kinds:
            _mark([(kind, pk) for pk in search_kinds.get(kind).object_ids()])
    UseMark.objects.filter(pk=whole.pk, stamp=whole.stamp).delete()


def _concepts_in(document: SearchDocument) -> set[int]:
    """Return the concepts that a text names, by their ids."""
    if document.language not in LANGUAGES:
        return set()
    matcher = ready_matcher(document.language, however_long=True)
    text = f"{document.summary}\n\n{document.text}"[:LONGEST]
    return {
        match.concept_id
        for match in (public_matches(text, matcher) if matcher else ())
        if match.kind != Term.Kind.SEARCH_TERM
    }


@transaction.atomic
def _store(marks: list[UseMark], found: dict[Any, tuple[Any, set[int]]]) -> None:
    """Write what was read, unless the text has changed or somebody else was faster."""
    stamps = {mark.pk: mark.stamp for mark in marks}
    current = [
        mark
        for mark in UseMark.objects.select_for_update().filter(pk__in=stamps)
        if mark.stamp == stamps[mark.pk]
    ]
    things = {(mark.kind, mark.object_id) for mark in current}
    for kind in {kind for kind, _pk in things}:
        pks = [pk for of_kind, pk in things if of_kind == kind]
        TextPlace.objects.filter(kind=kind, object_id__in=pks).delete()
    places = {
        key: TextPlace(
            kind=key[0],
            object_id=key[1],
            language=key[2],
            title=document.title,
            url=document.url,
            audience=" ".join(sorted(document.audience)),
        )
        for key, (document, concepts) in found.items()
        if key[:2] in things and concepts
    }
    TextPlace.objects.bulk_create(places.values())
    approved = set(
        Concept.objects.filter(
            status=Concept.Status.APPROVED,
            pk__in={pk for key in places for pk in found[key][1]},
        ).values_list("pk", flat=True)
    )
    TermUse.objects.bulk_create(
        [
            TermUse(concept_id=pk, place=place)
            for key, place in places.items()
            for pk in sorted(found[key][1] & approved)
        ],
        batch_size=MARKS_AT_ONCE,
    )
    UseMark.objects.filter(pk__in=[mark.pk for mark in current]).delete()


def uses_of(concept: Concept, user: Any, *, limit: int = SHOWN) -> Uses:
    """Return the texts that use a concept, as far as a reader may see them.

    Args:
        concept: whose terms are used.
        user: the reader.
        limit: how many are shown, those in the reader's language first.
    """
    places = TextPlace.objects.filter(uses__concept=concept)
    audiences = set(places.order_by().values_list("audience", flat=True).distinct())
    if not audiences:
        return Uses([], 0)
    held = tokens_held_by(user)
    open_to = [key for key in audiences if not held.isdisjoint(key.split())]
    seen = places.filter(audience__in=open_to)
    things = seen.order_by().values("kind", "object_id").distinct()
    order = [
        When(language=code, then=Value(place))
        for place, code in enumerate(by_preference(reader_language()))
    ]
    rank = Case(*order, default=Value(len(order)), output_field=IntegerField())
    rows = seen.annotate(rank=rank).order_by("rank", "title", "pk")
    shown: dict[tuple[str, int], TextPlace] = {}
    # A thing has at most a row in each language.
    for row in rows[: limit * len(order)]:
        shown.setdefault((row.kind, row.object_id), row)
    return Uses([_shown(row) for row in list(shown.values())[:limit]], things.count())


def _shown(place: TextPlace) -> dict[str, Any]:
    foreign = place.language != reader_language()
    return {
        "title": place.title,
        "url": place.url,
        "lang": place.language if foreign else "",
        "kind": search_kinds.get(place.kind).label,
    }
