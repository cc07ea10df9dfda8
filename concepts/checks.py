"""The house rules and the hints of terminology work, looked for in stored concepts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.db.models import prefetch_related_objects

from concepts.annotation.annotating import annotate
from concepts.annotation.matcher import Matcher, Reference
from concepts.findings import Finding
from concepts.languages import base_of, site_languages
from concepts.models import (
    Concept,
    Definition,
    RecheckMark,
    Relation,
    StoredFinding,
    Term,
)
from concepts.rules import relation_problems, status_problems, term_problems
from network_site.base.bulk import insert_rows

BATCH = 200
# Definitions further apart than this are not followed when a circle is looked for.
_FURTHEST = 5
_ENDED = (Concept.Status.SUPERSEDED, Concept.Status.RETIRED)
# "A …" is an article, "VPK …" an abbreviation: neither opens a sentence.
_CAPITAL = re.compile(r"[A-ZÅÄÖ][a-zåäö]")
_ABBREVIATED = re.compile(r"\b(?:jne|ym|yms|tms|ks|etc|mm|osv|m\.m|dyl|vast)\.$")
_KINDS = Term.Kind
_TO_AVOID = (_KINDS.DISCOURAGED, _KINDS.REJECTED)


def check(concept: Concept) -> list[Finding]:
    """Return everything that is found of one stored concept, errors first."""
    relations: list[Relation] = list(concept.relations.all())
    found = check_all([concept])[concept.pk]
    return [*relation_problems(concept, relations), *found]


def check_all(concepts: list[Concept]) -> dict[int, list[Finding]]:
    """Return what is found of the texts of stored concepts, by id.

    Args:
        concepts: a few hundred at most; their texts are fetched in a few queries.
    """
    prefetch_related_objects(concepts, "terms", "definitions", "vocabulary")
    uses = _Uses(concepts)
    twins = _twins_of(concepts)
    found: dict[int, list[Finding]] = {}
    for concept in concepts:
        terms = list(concept.terms.all())
        rows = [*term_problems(terms), *status_problems(concept)]
        if concept.status not in _ENDED:
            rows += _gaps(concept, terms)
            rows += _clashes(concept, twins)
            for definition in concept.definitions.all():
                rows += _form(definition, terms)
                rows += uses.findings(concept, definition)
        found[concept.pk] = list(
            {(row.check, row.language): row for row in rows}.values()
        )
    return found


def _gaps(concept: Concept, terms: list[Term]) -> list[Finding]:
    """Say which languages and texts are missing."""
    named = {base_of(t.language) for t in terms if t.kind == _KINDS.RECOMMENDED}
    gaps = [
        Finding("missing-language", language)
        for language in site_languages()
        if language not in named
    ]
    if not concept.definitions.all():
        gaps.append(Finding("no-definition"))
    return gaps


def _form(definition: Definition, terms: list[Term]) -> list[Finding]:
    """Say what in a definition is not the form of a definition."""
    text, language = definition.text.strip(), definition.language
    found = []
    if _CAPITAL.match(text):
        found.append(Finding("definition-capital", language))
    if text.endswith(".") and not _ABBREVIATED.search(text):
        found.append(Finding("definition-full-stop", language))
    base = base_of(language)
    own = [
        (term.text, Reference((0, place), 0, "", term.kind, True))
        for place, term in enumerate(terms)
        if base_of(term.language) == base and term.kind != _KINDS.SEARCH_TERM
    ]
    used = Matcher(base, own).candidates(text) if own else []
    if used:
        words = text[used[0].start : used[0].end]
        found.append(Finding("definition-own-term", language, {"term": words}))
    return found


def _twins_of(concepts: list[Concept]) -> dict[tuple[str, str], list[Definition]]:
    """Return the definitions of everything named as these are, by language and key."""
    keys = {
        term.sort_key
        for concept in concepts
        if concept.definitions.all()
        for term in concept.terms.all()
        if term.kind == _KINDS.RECOMMENDED
    }
    terms = (
        Term.objects.filter(kind=_KINDS.RECOMMENDED, sort_key__in=keys)
        .exclude(concept__status__in=_ENDED)
        .exclude(concept__definitions=None)
    )
    named = defaultdict(list)
    for pk, language, key in terms.values_list("concept", "language", "sort_key"):
        named[pk].append((language, key))
    twins = defaultdict(list)
    for definition in Definition.objects.filter(concept__in=named):
        for language, key in named[definition.concept_id]:
            if language == definition.language:
                twins[language, key].append(definition)
    return twins


def _clashes(
    concept: Concept, twins: dict[tuple[str, str], list[Definition]]
) -> list[Finding]:
    """Say which terms are defined in another way by another concept."""
    found = []
    own = defaultdict(set)
    for definition in concept.definitions.all():
        own[definition.language].add(_plain(definition.text))
    for term in concept.terms.all():
        others = {
            _plain(definition.text)
            for definition in twins.get((term.language, term.sort_key), ())
            if definition.concept_id != concept.pk
        }
        is_name = term.kind == _KINDS.RECOMMENDED and term.homonym_number is None
        if is_name and own[term.language] and others - own[term.language]:
            found.append(Finding("same-term", term.language, {"term": term.text}))
    return found


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")


class _Uses:
    """Which concepts the definitions of some concepts use, followed as far as need be."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self.known = {concept.uri: concept for concept in concepts}
        self.used: dict[tuple[str, str], dict[str, str]] = {}

    def findings(self, concept: Concept, definition: Definition) -> list[Finding]:
        language = definition.language
        matches = self._matches(concept, definition.text, language)
        said = {
            match.uri: definition.text[match.start : match.end] for match in matches
        }
        avoided = [
            definition.text[match.start : match.end]
            for match in matches
            if match.kind in _TO_AVOID
        ]
        self._fetch(said)
        undefined = [
            word
            for uri, word in said.items()
            if uri in self.known and not self._texts(uri, language)
        ]
        found = []
        if avoided:
            details = {"term": ", ".join(dict.fromkeys(avoided))}
            found.append(Finding("definition-discouraged-term", language, details))
        if undefined:
            details = {"term": ", ".join(dict.fromkeys(undefined))}
            found.append(Finding("definition-undefined-term", language, details))
        if ring := self._ring(concept, language):
            details = {"ring": " → ".join([*ring, ring[0]])}
            found.append(Finding("definition-circle", language, details))
        return found

    def _matches(self, concept: Concept, text: str, language: str) -> list:
        found = annotate(
            text,
            language=base_of(language),
            user=None,
            vocabulary=concept.vocabulary,
        )
        return [match for match in found if match.uri != concept.uri]

    def _fetch(self, uris: Iterable[str]) -> None:
        missing = [uri for uri in uris if uri not in self.known]
        if missing:
            rows = Concept.objects.filter(uri__in=missing).select_related("vocabulary")
            found = list(rows.prefetch_related("terms", "definitions"))
            self.known |= {concept.uri: concept for concept in found}

    def _texts(self, uri: str, language: str) -> list[str]:
        rows = self.known[uri].definitions.all()
        base = base_of(language)
        return [row.text for row in rows if base_of(row.language) == base]

    def _uses_of(self, uri: str, language: str) -> dict[str, str]:
        """Return the concepts that the definitions of a concept use, with the words."""
        kept = self.used.get((uri, language))
        if kept is None:
            concept = self.known[uri]
            kept = {
                match.uri: text[match.start : match.end]
                for text in self._texts(uri, language)
                for match in self._matches(concept, text, language)
                if match.kind not in _TO_AVOID
            }
            self._fetch(kept)
            self.used[uri, language] = kept
        return kept

    def _ring(self, concept: Concept, language: str) -> list[str]:
        """Return the names along the shortest way back to a concept, if there is one."""
        came_from: dict[str, str] = {}
        level = [concept.uri]
        for _step in range(_FURTHEST):
            following = []
            for uri in level:
                for used in self._uses_of(uri, language):
                    if used == concept.uri:
                        return self._way(uri, concept.uri, came_from)
                    if used not in came_from and used in self.known:
                        came_from[used] = uri
                        following.append(used)
            level = following
        return []

    def _way(self, last: str, first: str, came_from: dict[str, str]) -> list[str]:
        way = [last]
        while way[-1] != first:
            way.append(came_from[way[-1]])
        return [str(self.known[uri]) for uri in reversed(way)]


def mark_for_check(kind: str, object_ids: Iterable[int]) -> None:
    """Note that concepts have changed: a handler of dirty marks."""
    if kind == "concept":
        insert_rows(RecheckMark, ["concept_id"], ((pk,) for pk in set(object_ids)))


def recheck_marked(limit: int = 2000) -> int:
    """Check the concepts that have changed, and keep what is found: a sweeper.

    Args:
        limit: how many changes are taken in one pass.

    Returns:
        How many changes were taken.
    """
    marks = list(RecheckMark.objects.values_list("pk", "concept_id")[:limit])
    ids = sorted({concept_id for _pk, concept_id in marks})
    for start in range(0, len(ids), BATCH):
        _recheck(ids[start : start + BATCH])
    RecheckMark.objects.filter(pk__in=[pk for pk, _concept_id in marks]).delete()
    return len(marks)


def _namesakes(ids: list[int]) -> set[int]:
    """Return the defined concepts that share a name with these, now or before."""
    names = Term.objects.filter(concept__in=ids, kind=_KINDS.RECOMMENDED)
    sharing = Term.objects.filter(
        kind=_KINDS.RECOMMENDED, sort_key__in=names.values("sort_key")
    ).exclude(concept__definitions=None)
    clashes = StoredFinding.objects.filter(kind="same-term")
    before = clashes.filter(concept__in=ids).values_list("details__term", flat=True)
    shared_before = clashes.filter(details__term__in=list(before))
    return {
        *sharing.values_list("concept", flat=True),
        *shared_before.values_list("concept", flat=True),
    }


def _recheck(ids: list[int]) -> None:
    """Replace what is kept of some concepts by what is found now."""
    ids = sorted({*ids, *_namesakes(ids)})
    found = check_all(list(Concept.objects.filter(pk__in=ids)))
    with transaction.atomic():
        StoredFinding.objects.filter(concept__in=ids).delete()
        StoredFinding.objects.bulk_create(
            (
                StoredFinding(
                    concept_id=pk,
                    kind=row.check,
                    language=row.language,
                    details=row.details,
                )
                for pk, rows in found.items()
                for row in rows
            ),
            batch_size=500,
            ignore_conflicts=True,
        )
