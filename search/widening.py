"""What is looked for beside the words typed: the concept bank's synonyms, corrections.

Both are made of what the reader may see: a synonym comes from a concept that the reader
may open, and a word counts as misspelled when nothing that the reader may open has it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from network_site.base.language import analysis
from search import backends
from search.corrections import (
    Correction,
    corrections,
    is_correct,
    spelled_like,
    stands_in_index,
    worth,
)
from search.hits import CONCEPT, Hit
from search.query import READINGS, Query
from search.sight import Sight

# Beside the word itself its synonym is worth this share.
SYNONYM = 0.6
MOST_SYNONYMS = 6
# A term of more words than this is not looked for inside a query.
LONGEST_PHRASE = 4
# Words of a query in which phrases are looked for, and that are corrected.
MOST_LOOKED_AT = 8
MOST_CORRECTED = 3
# As many words of the index are tried for each.
MOST_TRIED = 12
# Each is a concept that has a term of the query; other things have such titles, too.
MOST_CONCEPTS = 40
MOST_ROWS = 400
USABLE = (CONCEPT, "approved")
# What else may be written for a concept; search terms and rejected ones are not.
_ALSO_WRITTEN = ("recommended", "synonym", "discouraged")


@dataclass(frozen=True)
class Widening:
    """What a word, or a phrase, of the query was looked for as well."""

    word: str
    others: tuple[str, ...]
    is_correction: bool = False


@dataclass(frozen=True)
class Wider:
    """A query with all that it is looked for, and what of it is told to the reader."""

    query: Query
    synonyms: tuple[Widening, ...] = ()
    misspelled: tuple[str, ...] = ()

    def told(self, hits: list[Hit]) -> tuple[Widening, ...]:
        """Return what has led to some hits; a correction is a word of one of them."""
        if not hits:
            return ()
        words = [word for hit in hits for word in (*hit.forms, *hit.others)]
        corrections = [
            Widening(word, (meant,), is_correction=True)
            for word in self.misspelled
            if (meant := spelled_like(word, words))
        ]
        return (*corrections, *self.synonyms)


def widened(query: Query, sight: Sight, language: str) -> Wider:
    """Return what a query is looked for.

    Args:
        query: as it was typed; one that asks for the words as written stays as it is.
        sight: what the reader sees.
        language: the reader's.
    """
    if not query or query.exactly:
        return Wider(query)
    wide, synonyms = _with_synonyms(query, sight)
    said = {word for item in synonyms for word in analysis.spellings(item.word)}
    meant = _meant(query, sight, language, said)
    for word, terms in meant.items():
        wide = wide.widened(word, terms)
    return Wider(wide, tuple(synonyms), tuple(meant))


def _meant(
    query: Query, sight: Sight, language: str, said: Collection[str]
) -> dict[str, dict[str, dict[str, float]]]:
    """Return the terms that misspelled words were meant for, by word.

    A word is misspelled that is in no dictionary and in nothing that the reader sees.
    How near another must be depends on the nearest that the reader may see: words that
    only closed spaces have neither show nor stand in the way.
    """
    found = {
        word: _near(word, language, query) for word in _strange(query, sight, said)
    }
    tried = [
        [
            query.alone(word),
            *(query.alone(word, {n.reading: n.terms}) for n in near[:MOST_TRIED]),
        ]
        for word, near in found.items()
    ]
    places = backends.embedded().first_seen(tried, sight)
    return {
        word: worth(near, near[place - 1].nearness)
        for (word, near), place in zip(found.items(), places, strict=True)
        # The first that is tried is the word itself.
        if place
    }


def _strange(query: Query, sight: Sight, said: Collection[str]) -> list[str]:
    """Return the words that are in no dictionary and not known to be seen by the reader.

    What a word may have been meant for takes its time, so those that something has are
    looked for first.
    """
    odd = [
        word
        for word in query.words[:MOST_LOOKED_AT]
        if word.isalpha() and word not in said and not is_correct(word)
    ][:MOST_CORRECTED]
    had = [word for word in odd if stands_in_index(word)]
    places = backends.embedded().first_seen([[query.alone(w)] for w in had], sight)
    seen = {word for word, place in zip(had, places, strict=True) if place is not None}
    return [word for word in odd if word not in seen]


def _near(word: str, language: str, query: Query) -> list[Correction]:
    found = corrections(word, language)
    return [item.of_words() for item in found] if len(query.words) > 1 else found


def _with_synonyms(query: Query, sight: Sight) -> tuple[Query, list[Widening]]:
    phrases = {words: _whole(words) for words in _phrases(query.text)}
    asked = frozenset(
        t for terms in phrases.values() for ts in terms.values() for t in ts
    )
    rows = (
        backends.embedded()
        .labelled(asked)
        .opened_by(sight)
        .order_by("object_id", "language")
        .values_list("kind", "status", "reading", "label_tokens", "extra__terms")
    )
    # Chosen here: whole labels are few, and a database that is told more may begin with
    # all concepts and read the labels of each.
    concepts = [
        row for kind, status, *row in rows[:MOST_ROWS] if (kind, status) == USABLE
    ]
    told: dict[tuple[str, ...], dict[str, None]] = {}
    for reading, labels, terms in concepts[:MOST_CONCEPTS]:
        own = set(labels.split())
        for words, whole in phrases.items():
            if not own & whole[reading]:
                continue
            for kind, text in terms or ():
                # With its qualifier the very word asked for would pass for another.
                others = analysis.spellings(analysis.unqualified(text))
                known = sum(map(len, told.values()))
                if kind not in _ALSO_WRITTEN or known >= MOST_SYNONYMS:
                    continue
                if not others or analysis.whole_terms(others, reading) & whole[reading]:
                    continue
                query = _with(query, words, others, reading)
                told.setdefault(words, {})[text] = None
    return query, [
        Widening(" ".join(words), tuple(others)) for words, others in told.items()
    ]


def _phrases(text: str) -> Iterator[tuple[str, ...]]:
    words = analysis.spellings(text)[:MOST_LOOKED_AT]
    for length in range(1, LONGEST_PHRASE + 1):
        for start in range(len(words) - length + 1):
            yield words[start : start + length]


def _whole(words: tuple[str, ...]) -> dict[str, frozenset[str]]:
    return {reading: analysis.whole_terms(words, reading) for reading in READINGS}


def _with(
    query: Query, words: tuple[str, ...], others: tuple[str, ...], reading: str
) -> Query:
    """Return a query in which other words stand for some of its words."""
    stands_for = next((word for word in words if word in query.words), None)
    if stands_for is None:
        return query
    terms: set[str] = set()
    together = []
    if len(others) == 1:
        terms |= analysis.word_terms(others[0], reading)
    else:
        phrase = frozenset(_one_term(word, reading) for word in others)
        terms |= phrase
        together.append(phrase)
    if words == analysis.spellings(query.text):
        terms |= analysis.whole_terms(others, reading)
    return query.widened(
        stands_for,
        {reading: dict.fromkeys(sorted(terms), SYNONYM)},
        together={reading: together},
    )


def _one_term(word: str, reading: str) -> str:
    """Return the term that a word, in its base form, shares with its other forms."""
    terms = analysis.word_terms(word, reading)
    base = f"l{word}"
    return base if base in terms else min(terms)
