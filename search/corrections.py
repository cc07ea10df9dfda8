"""Typing errors: words that nothing has are read as the nearest words that something has.

Only words that neither the index nor a dictionary of the language knows are corrected,
by the distance of their stems (as many as two letters left out, added, changed or
swapped), by the likeness of whole words, and in Finnish by what libvoikko
suggests. What comes out is a word of some entry, perhaps of one that the reader may
not see: so it only widens a query, and is named to the reader only where a row that the
reader may see has it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from django.db import connection
from django.db.models import Q
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from network_site.base.language import analysis
from search.models import TermCount

# Stems up to this length may differ in one letter, longer ones in two.
SHORT_STEM = 5
# In per cent, as rapidfuzz counts likeness; below it words have only letters in common.
LIKENESS = 75.0
# Shorter words are near to everything.
SHORTEST = 4
MOST = 10
# Words of the reader's own language are a little nearer than those of others.
OWN_LANGUAGE = 0.05
# What is farther than the nearest by more than this was not meant.
SPREAD = 0.12
# How fast worth falls with distance.
STEEP = 4
# Seconds for which a process does not look for new words of the index.
PAUSE = 30.0


@dataclass
class _Spellings:
    """Stems and words of one language in the index, by their length."""

    stems: dict[int, list[str]] = field(default_factory=dict)
    words: dict[int, list[str]] = field(default_factory=dict)

    def add(self, term: str) -> None:
        by_length = self.stems if term[0] == "s" else self.words
        by_length.setdefault(len(term) - 1, []).append(term[1:])


class _Memory:
    """The spellings of the index, read once and then only what has been added.

    A word that has left the index stays until the process ends: it finds nothing.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._database = ""
        self._last = 0
        self._read_at = float("-inf")
        self._readings: dict[str, _Spellings] = {}

    def forget(self) -> None:
        """Read everything anew when next asked."""
        with self._lock:
            self._database = ""

    def of(self, reading: str) -> _Spellings:
        with self._lock:
            database = str(connection.settings_dict["NAME"])
            if database != self._database:
                self._database, self._last, self._readings = database, 0, {}
                self._read_at = float("-inf")
            if time.monotonic() - self._read_at > PAUSE:
                self._read_on()
            return self._readings.get(reading) or _Spellings()

    def _read_on(self) -> None:
        spelled = Q(term__gte="s", term__lt="t") | Q(term__gte="x", term__lt="y")
        rows = (
            TermCount.objects.filter(spelled, pk__gt=self._last)
            .exclude(reading="")
            .order_by("pk")
            .values_list("pk", "reading", "term")
        )
        for pk, reading, term in rows.iterator(chunk_size=10_000):
            self._readings.setdefault(reading, _Spellings()).add(term)
            self._last = pk
        self._read_at = time.monotonic()


_memory = _Memory()
forget = _memory.forget


def is_correct(word: str) -> bool:
    """Tell whether a word stands in a dictionary of one of the languages."""
    return any(analysis.is_word(word, language) for language in analysis.LANGUAGES)


def stands_in_index(word: str) -> bool:
    """Tell whether something has a word as written, be it seen by anybody or not."""
    return any(
        word in _memory.of(reading).words.get(len(word), ())
        for reading in analysis.LANGUAGES
    )


@dataclass(frozen=True)
class Correction:
    """Terms of a word of the index that another word may have been meant for.

    ``nearness`` is from 0 to 1, a little more in the reader's own language.
    """

    nearness: float
    reading: str
    terms: frozenset[str]

    def of_words(self) -> Correction:
        """Return the same for a query of several words: not as a whole label."""
        words = frozenset(term for term in self.terms if term[0] != "w")
        return replace(self, terms=words)


def corrections(word: str, language: str) -> list[Correction]:
    """Return what a word may have been meant for, the nearest first.

    Args:
        word: in the spelling of ``network_site.base.language.words``.
        language: the reader's, whose words are a little nearer than those of others.
    """
    if len(word) < SHORTEST:
        return []
    found = [
        Correction(
            nearness + OWN_LANGUAGE * (reading == language), reading, frozenset(terms)
        )
        for reading in analysis.LANGUAGES
        for nearness, terms in _near(word, reading)
    ]
    return sorted(
        found, key=lambda item: (-item.nearness, item.reading, min(item.terms))
    )


def worth(found: Iterable[Correction], best: float) -> dict[str, dict[str, float]]:
    """Return what terms are worth beside the word typed, by their language.

    Args:
        found: corrections of one word.
        best: the nearness of the nearest that the reader may see.
    """
    terms: dict[str, dict[str, float]] = {}
    for item in found:
        if not best >= item.nearness >= best - SPREAD:
            continue
        known = terms.setdefault(item.reading, {})
        share = round((item.nearness / best) ** STEEP, 3)
        for term in sorted(item.terms):
            known[term] = max(known.get(term, 0.0), share)
    return terms


def _near(word: str, reading: str) -> Iterator[tuple[float, set[str]]]:
    spellings = _memory.of(reading)
    stems = dict(_nearest_stems(analysis.stem(word, reading), spellings))
    for stem, nearness in stems.items():
        yield nearness, {f"s{stem}"}
    others = _likest_words(word, spellings) + analysis.suggestions(word, reading)
    for other in dict.fromkeys(others):
        # A word whose stem is near is as near: only its ending differs.
        as_stem = stems.get(analysis.stem(other, reading), 0.0)
        nearness = max(OSA.normalized_similarity(word, other), as_stem)
        as_word = analysis.word_terms(other, reading)
        yield nearness, {*as_word, *analysis.whole_terms((other,), reading)}


def _nearest_stems(stem: str, spellings: _Spellings) -> Iterator[tuple[str, float]]:
    most = 1 if len(stem) <= SHORT_STEM else 2
    near = process.extract(
        stem,
        _of_lengths(spellings.stems, len(stem) - most, len(stem) + most),
        scorer=OSA.distance,
        score_cutoff=most,
        limit=None,
    )
    # Of words that are as near the order of the index must not decide.
    near.sort(key=lambda item: (item[1], item[0]))
    for other, distance, _place in near[:MOST]:
        yield other, 1 - distance / max(len(stem), len(other))


def _likest_words(word: str, spellings: _Spellings) -> list[str]:
    # Longer or shorter ones cannot reach the likeness.
    longest, shortest = int(len(word) * 5 / 3), int(len(word) * 3 / 5)
    like = process.extract(
        word,
        _of_lengths(spellings.words, shortest, longest),
        scorer=fuzz.ratio,
        score_cutoff=LIKENESS,
        limit=None,
    )
    like.sort(key=lambda item: (-item[1], item[0]))
    return [other for other, _score, _place in like[:MOST]]


def _of_lengths(by_length: dict[int, list[str]], low: int, high: int) -> list[str]:
    return [
        word
        for length in range(max(low, 1), high + 1)
        for word in by_length.get(length, ())
    ]


def spelled_like(word: str, others: Iterable[str]) -> str:
    """Return the word that is spelled most like another; empty where none is like it."""
    best = process.extractOne(
        word, sorted(set(others)), scorer=OSA.normalized_similarity, score_cutoff=0.5
    )
    return best[0] if best else ""
