"""One order for every engine: BM25 over the engine's candidates, and what readers expect.

Measured on inflected, compound, misspelled and multi-word queries for the labels of the
general Finnish ontology: the same first ten on three engines, and better than each
one's own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from rapidfuzz.distance import OSA

from search.backends.base import Candidate
from search.dictionary import Statistics
from search.query import Query
from search.weights import K1, TEXT, WHOLE_LABEL, B

# What raises a score beside the words, each as a share of it. The first three were
# chosen on the development half of the queries.
IN_READERS_LANGUAGE = 0.2
# A label that ends with the one word asked for is a kind of it: "solenergi", "energi".
# One that is nothing but a word of several is what that word means.
KIND_OF_IT = 0.4
SPELLED_ALIKE = 0.5
# News and events lose half of this in half a year; what is to come has all of it.
FRESH = 0.3
HALF_LIFE = timedelta(days=182)
TIMELY = ("update", "event")
IN_OWN_SPACE = 0.1


@dataclass(frozen=True)
class Reader:
    """What the order depends on beside the query: language, own spaces, and the time."""

    language: str
    spaces: frozenset[int] = frozenset()
    now: datetime | None = None


@dataclass(frozen=True)
class Ranked:
    """A row in its place: ``exact`` when a title or label is what was typed."""

    candidate: Candidate
    score: float
    exact: bool


def ranked(
    candidates: Iterable[Candidate],
    query: Query,
    known: dict[str, Statistics],
    reader: Reader,
) -> list[Ranked]:
    """Order rows by how well they answer, best first.

    An exact title or label always comes first. Equal scores are settled by the
    reader's language, the shorter title, the title, and the thing's number, so that
    every engine and every run gives one order.

    Args:
        candidates: rows as an engine found them.
        query: what was asked.
        known: what the dictionary knows of the query's terms, in each language.
        reader: for whom.
    """
    terms = {reading: query.terms(reading) for reading in query.readings}
    bases = {reading: _bases(query, reading) for reading in query.readings}
    now = reader.now or timezone.now()
    rows = []
    for row in candidates:
        labels = row.label_tokens.split()
        score = _of_words(row, labels, query, known[row.reading], terms[row.reading])
        exact = query.readings[row.reading].exact
        rise = _of_label(labels, exact, bases[row.reading])
        rise += IN_READERS_LANGUAGE * (row.language == reader.language)
        rise += IN_OWN_SPACE * (row.space_id in reader.spaces)
        if row.kind in TIMELY and row.date is not None:
            rise += FRESH * 0.5 ** max((now - row.date) / HALF_LIFE, 0.0)
        rows.append(Ranked(row, round(score * (1 + rise), 6), exact in labels))
    rows.sort(
        key=lambda row: (
            not row.exact,
            -row.score,
            row.candidate.language != reader.language,
            len(row.candidate.title),
            row.candidate.title,
            row.candidate.kind,
            row.candidate.object_id,
            row.candidate.language,
        )
    )
    return rows


def _of_words(
    row: Candidate,
    labels: list[str],
    query: Query,
    known: Statistics,
    terms: frozenset[str],
) -> float:
    # Counting only what was asked for is many times cheaper than counting all.
    title = Counter(filter(terms.__contains__, [*labels, *row.title_tokens.split()]))
    text = Counter(filter(terms.__contains__, row.text_tokens.split()))
    worth = query.weights.get(row.reading, {})
    score = 0.0
    for term in sorted(title.keys() | text.keys()):
        rarity = known.rarity(term)
        in_title = _saturated(title[term], row.title_length, known.title_average)
        in_text = _saturated(text[term], row.text_length, known.text_average)
        whole = WHOLE_LABEL if term[0] in "we" else 1.0
        score += worth.get(term, 1.0) * rarity * (whole * in_title + TEXT * in_text)
    return score


def _of_label(labels: list[str], exact: str, bases: tuple[str, ...]) -> float:
    """Return what the closeness of a whole label to the query is worth.

    Args:
        labels: the terms of the whole labels.
        exact: that of the query.
        bases: what a label ends with that is a kind of what was asked for.
    """
    alike = max(
        (OSA.normalized_similarity(exact[1:], label[1:]) for label in labels),
        default=0.0,
    )
    is_kind = bases and any(
        label.endswith(bases) for label in labels if label[0] == "w"
    )
    return SPELLED_ALIKE * alike + KIND_OF_IT * bool(is_kind)


def _bases(query: Query, reading: str) -> tuple[str, ...]:
    """Return what a label ends with that is a kind of what was asked for.

    Of several words each must be the whole label, its letter included.
    """
    words = query.readings[reading].words
    mark = "w" if len(words) > 1 else ""
    bases = {t[1:] for word in words for t in word.strong - word.near if t[0] == "l"}
    return tuple(sorted(mark + base for base in bases))


def _saturated(times: int, length: int, average: float) -> float:
    """Return BM25's worth of a term that occurs some times in a field of some length."""
    if not times:
        return 0.0
    return times * (K1 + 1) / (times + K1 * (1 - B + B * length / max(average, 1.0)))
