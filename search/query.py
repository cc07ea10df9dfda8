"""What a reader typed, made safe and read in every language of the network."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from network_site.base.language import analysis

LONGEST = 200
MOST_WORDS = 20
# An empty language reads what is written in a language without rules.
READINGS = (*analysis.LANGUAGES, "")


@dataclass(frozen=True)
class Query:
    """A query: its text as shown back, and its terms in each language.

    ``exactly`` asks for the words as written, all of them, in no other form.
    """

    text: str
    readings: dict[str, analysis.QueryTerms]
    exactly: bool = False

    def __bool__(self) -> bool:
        return any(terms.words for terms in self.readings.values())

    def terms(self, reading: str) -> frozenset[str]:
        """Return every term that counts for rows of one language."""
        query = self.readings[reading]
        found = set(query.whole)
        found.add(query.exact)
        for word in query.words:
            found |= word.strong | word.parts
        return frozenset(found)


def clean(text: str) -> str:
    """Return one line of at most ``LONGEST`` characters and ``MOST_WORDS`` words."""
    visible = "".join(char if char.isprintable() else " " for char in text[:2000])
    return " ".join(visible.split()[:MOST_WORDS])[:LONGEST].strip()


def parse(text: str, *, exactly: bool = False) -> Query:
    """Read a query in every language; anything that can be typed is a query.

    Args:
        text: as it came from outside.
        exactly: look for the words as written only.
    """
    return _parsed(clean(text), exactly)


@lru_cache(maxsize=500)
def _parsed(text: str, exactly: bool) -> Query:
    readings = analysis.query_tokens(text, READINGS)
    if exactly:
        readings = {language: _as_written(q) for language, q in readings.items()}
    return Query(text, readings, exactly)


def _as_written(query: analysis.QueryTerms) -> analysis.QueryTerms:
    words = tuple(
        analysis.WordTerms(word.word, frozenset({f"x{word.word}"}), frozenset())
        for word in query.words
    )
    return analysis.QueryTerms(words, frozenset(), query.exact)
