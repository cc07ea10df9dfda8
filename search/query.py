"""What a reader typed, made safe and read in every language of the network."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
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
    ``weights`` has, for each language, the terms that say less than what was typed.
    """

    text: str
    readings: dict[str, analysis.QueryTerms]
    exactly: bool = False
    weights: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return any(terms.words for terms in self.readings.values())

    def terms(self, reading: str) -> frozenset[str]:
        """Return every term that counts for rows of one language."""
        query = self.readings[reading]
        found = set(query.whole)
        found.add(query.exact)
        for word in query.words:
            found |= word.strong | word.parts
        for together in query.together:
            found |= together
        return frozenset(found)

    @property
    def words(self) -> list[str]:
        """The words that are looked for, in the spelling in which words are compared."""
        return [word.word for word in self.readings[""].words]

    def widened(
        self,
        word: str,
        terms: Mapping[str, Mapping[str, float]],
        *,
        together: Mapping[str, Iterable[frozenset[str]]] | None = None,
    ) -> Query:
        """Return the query with more that stands for one of its words.

        Args:
            word: one of ``words``.
            terms: for each language, terms and what they are worth beside the word, from
                0 to 1. Terms of whole labels stand for the whole query.
            together: for each language, sets of terms that are a phrase together; they
                are among ``terms``, too, for their worth.
        """
        readings, weights = dict(self.readings), dict(self.weights)
        for reading, more in terms.items():
            query, own = readings[reading], self.terms(reading)
            phrases = tuple((together or {}).get(reading, ()))
            whole = frozenset(term for term in more if term[0] == "w")
            near = frozenset(more) - whole - frozenset().union(*phrases)
            readings[reading] = replace(
                query,
                words=tuple(
                    replace(item, strong=item.strong | near, near=near - item.strong)
                    if item.word == word
                    else item
                    for item in query.words
                ),
                whole=query.whole | whole,
                together=query.together + phrases,
            )
            new = {term: worth for term, worth in more.items() if term not in own}
            weights[reading] = {**weights.get(reading, {}), **new}
        return replace(self, readings=readings, weights=weights)

    def alone(
        self, word: str, terms: Mapping[str, frozenset[str]] | None = None
    ) -> Query:
        """Return a query for one of the words in its own forms and nothing else.

        Args:
            word: one of ``words``.
            terms: terms of some language, to look for instead.
        """

        def read(reading: str) -> analysis.QueryTerms:
            own = [w.strong for w in self.readings[reading].words if w.word == word]
            strong = terms.get(reading, frozenset()) if terms else own[0]
            as_written = frozenset({f"x{word}"})
            item = analysis.WordTerms(word, strong or as_written, frozenset())
            return analysis.QueryTerms((item,), frozenset(), f"e{word}")

        return Query(word, {reading: read(reading) for reading in self.readings})


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
