"""Telling where a text uses the terms of the concept bank, to one reader."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.db.models import Max, Q

from concepts.annotation.matcher import Candidate, Matcher, Reference
from concepts.models import Concept, Term, Vocabulary

# Languages times vocabularies that are worth keeping in a process's memory.
_KEPT = 8
_KIND_ORDER = {kind.value: place for place, kind in enumerate(Term.Kind)}
# The languages whose words have forms that are known.
LANGUAGES = ("fi", "sv", "en")
# So many terms are read while somebody waits.
_READ_AT_ONCE = 4000
_lock = threading.Lock()
_matchers: OrderedDict[tuple[str, int | None], tuple[Any, Matcher]] = OrderedDict()


class Match(NamedTuple):
    """A term in a text: ``text[start:end]``, in characters."""

    start: int
    end: int
    uri: str
    kind: str
    concept_id: int


def annotate(
    text: str, *, language: str, user: Any, vocabulary: Vocabulary | None = None
) -> list[Match]:
    """Return every occurrence of a term in a text, in order.

    Of terms that overlap the longest counts, and of those that say the same the best:
    a recommended term before a synonym, a living concept before one that has ended.
    Where several concepts share a term equally, each is told.

    Args:
        text: running text. It is kept nowhere.
        language: the language of the text and of the terms.
        user: whose right to see concepts decides; None for the system itself.
        vocabulary: look for its terms only.
    """
    candidates = _matcher(language, vocabulary).candidates(text)
    hidden = _hidden_from(user, candidates)
    seen = [
        Candidate(start, end, kept)
        for start, end, references in candidates
        if (kept := tuple(r for r in references if r.concept_id not in hidden))
    ]
    return [match for place in _longest(seen) for match in _best_of(place)]


def _hidden_from(user: Any, candidates: list[Candidate]) -> set[int]:
    """Return the concepts among these that a reader may not see."""
    unsure = {
        reference.concept_id
        for candidate in candidates
        for reference in candidate.references
        if not reference.is_public
    }
    if user is None or not unsure:
        return set()
    visible = Concept.objects.visible_to(user).filter(pk__in=unsure)
    return unsure - set(visible.order_by().values_list("pk", flat=True))


def _longest(candidates: list[Candidate]) -> list[Candidate]:
    """Return the places that do not overlap, the longer before the shorter."""
    taken: list[Candidate] = []
    covered: set[int] = set()
    for place in sorted(candidates, key=lambda c: (c.start - c.end, c.start)):
        span = range(place.start, place.end)
        if covered.isdisjoint(span):
            covered.update(span)
            taken.append(place)
    return sorted(taken)


def _best_of(place: Candidate) -> Iterator[Match]:
    """Yield the concepts for which a place stands best, each once."""
    best = min(reference.rank for reference in place.references)
    told = set()
    for reference in sorted(place.references):
        if reference.rank == best and reference.concept_id not in told:
            told.add(reference.concept_id)
            yield Match(
                place.start,
                place.end,
                reference.uri,
                reference.kind,
                reference.concept_id,
            )


def _version(vocabulary: Vocabulary | None) -> Any:
    """Return what changes whenever the terms do, asked of the database each time.

    The services renew the revision; the newest id tells of terms that came past them.
    """
    counted = Vocabulary.objects.order_by("pk")
    if vocabulary is not None:
        counted = counted.filter(pk=vocabulary.pk)
    newest = Term.objects.aggregate(newest=Max("pk"))["newest"]
    return (*counted.values_list("pk", "revision"), newest)


def public_matches(text: str, matcher: Matcher) -> list[Match]:
    """Return the occurrences of terms of concepts that everyone signed in may see."""
    seen = [
        Candidate(start, end, kept)
        for start, end, references in matcher.candidates(text)
        if (kept := tuple(r for r in references if r.is_public))
    ]
    return [match for place in _longest(seen) for match in _best_of(place)]


def ready_matcher(language: str, *, however_long: bool = False) -> Matcher | None:
    """Return the matcher of all vocabularies, unless reading their terms takes long.

    Args:
        language: of the terms.
        however_long: read them even so.
    """
    key, version = (language, None), _version(None)
    kept = _kept(key, version)
    if kept is not None:
        return kept
    if not however_long and Term.objects.filter(language=language).count() > (
        _READ_AT_ONCE
    ):
        return None
    return _matcher(language, None)


def _kept(key: tuple[str, int | None], version: Any) -> Matcher | None:
    with _lock:
        kept = _matchers.get(key)
        if kept is None or kept[0] != version:
            return None
        _matchers.move_to_end(key)
        return kept[1]


def _matcher(language: str, vocabulary: Vocabulary | None) -> Matcher:
    """Return the matcher of a language, made anew when the terms have changed."""
    key = (language, vocabulary.pk if vocabulary else None)
    version = _version(vocabulary)
    kept = _kept(key, version)
    if kept is not None:
        return kept
    matcher = Matcher(language, _terms(language, vocabulary))
    with _lock:
        _matchers[key] = (version, matcher)
        _matchers.move_to_end(key)
        while len(_matchers) > _KEPT:
            _matchers.popitem(last=False)
    return matcher


def _terms(
    language: str, vocabulary: Vocabulary | None
) -> Iterable[tuple[str, Reference]]:
    """Yield the texts of all terms of a language, regional ones too."""
    rows = Term.objects.filter(
        Q(language=language) | Q(language__startswith=f"{language}-")
    ).order_by("pk")
    if vocabulary is not None:
        rows = rows.filter(concept__vocabulary=vocabulary)
    fields = ("text", "kind", "concept_id", "concept__uri", "concept__status")
    for text, kind, concept_id, uri, status in rows.values_list(*fields).iterator(
        chunk_size=5000
    ):
        ended = status in (Concept.Status.SUPERSEDED, Concept.Status.RETIRED)
        yield (
            text,
            Reference(
                rank=(int(ended), _KIND_ORDER[kind]),
                concept_id=concept_id,
                uri=uri,
                kind=kind,
                is_public=status in Concept.PUBLIC_STATUSES,
            ),
        )
