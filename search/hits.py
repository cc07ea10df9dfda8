"""What a hit shows: the best row of a thing, with its words marked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.html import escape
from django.utils.safestring import SafeString

from network_site.base.language.words import seen
from network_site.base.registries import HitFact, SearchKind, search_kinds
from search.highlights import READ, Closeness, Match, marked, matches, snippets
from search.models import Entry
from search.query import Query
from search.sight import Sight

# Kind and id of a thing.
Thing = tuple[str, int]
# The kind of hit that opens in place, with its words in the other languages.
CONCEPT = "concept"
# As many forms of the words are named as a line has room for.
FORMS = 3


@dataclass(frozen=True)
class Hit:
    """A thing that was found, in the language that answered best.

    ``title_marked`` and ``highlights`` are HTML: everything in them is escaped, and
    ``<mark>`` stands around the words that were asked for. ``forms`` are the forms of
    those words that differ from what was typed, ``others`` words that share parts.
    """

    kind: str
    id: int
    language: str
    title: str
    summary: str
    url: str
    status: str
    date: datetime | None
    space: int | None
    department: int | None
    extra: dict[str, Any]
    title_marked: SafeString
    highlights: list[SafeString]
    forms: list[str]
    others: list[str]
    exact: bool
    for_its_space: bool
    translations: list[tuple[str, str]]

    @property
    def kind_of(self) -> SearchKind | None:
        """The registered kind, for its name and icon."""
        return search_kinds.get(self.kind) if self.kind in search_kinds else None


@dataclass(frozen=True)
class Found:
    """A row that is to be shown, and whether its title or a label is what was typed.

    ``terms`` are its own, at least those that the query asks for, where they are known.
    """

    pk: int
    kind: str
    object_id: int
    exact: bool = False
    terms: frozenset[str] | None = None


def hits(found: list[Found], sight: Sight, query: Query) -> list[Hit]:
    """Return rows as hits, in the order given; one query to the database.

    Rows are asked for by what the reader sees once more: what has closed since they
    were found is not shown.
    """
    concepts = [row.object_id for row in found if row.kind == CONCEPT]
    wanted = Q(pk__in=[row.pk for row in found])
    if concepts:
        wanted |= Q(kind=CONCEPT, object_id__in=concepts)
    entries = list(
        Entry.objects.opened_by(sight)
        .filter(wanted)
        .select_related("audience")
        .defer("label_tokens", "title_tokens", "text_tokens")
    )
    by_pk = {entry.pk: entry for entry in entries}
    titles: dict[int, list[tuple[str, str]]] = {}
    for entry in sorted(entries, key=lambda entry: entry.language):
        if entry.kind == CONCEPT:
            titles.setdefault(entry.object_id, []).append((entry.language, entry.title))
    return [
        _hit(by_pk[row.pk], row, query, titles.get(row.object_id, []))
        for row in found
        if row.pk in by_pk
    ]


def _hit(entry: Entry, row: Found, query: Query, titles: list[tuple[str, str]]) -> Hit:
    terms = query.readings[entry.reading]
    title = seen(entry.title)
    body = seen(f"{entry.summary}\n{entry.text}".strip()[:READ])
    in_title = list(matches(title, terms, entry.reading, row.terms)) if query else []
    in_body = list(matches(body, terms, entry.reading, row.terms)) if query else []
    # Mere parts of a compound are shown only where there is nothing better.
    best = max((match.closeness for match in in_title + in_body), default=None)
    if best and best > Closeness.PART:
        in_title = [match for match in in_title if match.closeness > Closeness.PART]
        in_body = [match for match in in_body if match.closeness > Closeness.PART]
    typed = {word.word for word in terms.words}
    others = [match for match in in_title + in_body if match.form not in typed]
    return Hit(
        kind=entry.kind,
        id=entry.object_id,
        language=entry.language,
        title=entry.title,
        summary=entry.summary,
        url=entry.url,
        status=entry.status,
        date=entry.date,
        space=entry.space_id,
        department=entry.department_id,
        extra=entry.extra,
        title_marked=marked(title, in_title) if in_title else escape(entry.title),
        highlights=snippets(body, in_body),
        forms=_forms(m for m in others if m.closeness is Closeness.FORM),
        others=_forms(m for m in others if m.closeness is not Closeness.FORM),
        exact=row.exact,
        for_its_space=_only_its_space(entry.audience.key),
        translations=[pair for pair in titles if pair[0] != entry.language],
    )


def live_facts(found: list[Hit], user: Any) -> dict[Thing, list[HitFact]]:
    """Return what changes too often to be indexed, as one reader may know it.

    One query for each kind that has such facts and is among the hits.
    """
    by_kind: dict[str, list[int]] = {}
    for hit in found:
        by_kind.setdefault(hit.kind, []).append(hit.id)
    return {
        (kind, pk): facts
        for kind, ids in by_kind.items()
        if kind in search_kinds
        for pk, facts in search_kinds.get(kind).facts(ids, user).items()
    }


def _forms(found: Iterable[Match]) -> list[str]:
    return list(dict.fromkeys(match.form for match in found))[:FORMS]


def _only_its_space(audience: str) -> bool:
    """Tell whether a row is for the members of a space and for nobody else."""
    return all(token.startswith("s") for token in audience.split())
