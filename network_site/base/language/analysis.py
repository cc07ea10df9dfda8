"""The terms under which text is stored and searched, in Finnish, Swedish and English.

Made here at index time and at query time, so that every engine finds the same. A term
is letters and digits with a one-letter prefix that says what kind it is:

- ``x`` the word as written, in small letters
- ``s`` its Snowball stem
- ``l`` its base forms
- ``p`` the base forms of its compound parts (of a plain word: its base forms)
- ``f`` written without diacritics, where it has some
- ``w`` a whole label, its words run together in their base forms
- ``e`` a whole label exactly as written

The kinds come from an experiment with inflected, compound and multi-word queries for
labels of the general Finnish ontology: stems alone find half of what these find.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice, product
from typing import Any

import snowballstemmer

from network_site.base.language import lexicon, voikko
from network_site.base.language.words import (
    folded,
    seen,
    spelling,
    words_with_offsets,
    written_words,
)

LANGUAGES = ("fi", "sv", "en")
# Grows when the same text gives other terms than before: what is stored is then stale.
VERSION = 1

_STEMMERS = {"fi": "finnish", "sv": "swedish", "en": "english"}
_stemming = threading.Lock()
# From a word's first letter on: begun at every letter it takes most of the time.
_HYPHENATED = re.compile(r"(?<![^\W\d_])[^\W\d_]{2,}(?:-[^\W\d_]{2,}){1,3}")
# What tells two equal labels apart: "lapset (ikäryhmät)".
_QUALIFIER = re.compile(r"\s*\([^()]*\)\s*$")
# A label of a few words with a few base forms each has more readings than it is worth.
_MOST_READINGS = 8
_LONGEST_LABEL = 200
# Words that say nothing alone. They are left out of a query that has others, and are
# never left out of what is stored.
_SMALL = """
ja tai sekä että on ovat oli ei eli vai mutta kun jos niin se ne sen joka jotka
och eller att som på av till med den det en ett är om från för i
the a an of and or to in for with is are by at from as
"""
_SMALL_WORDS = frozenset(_SMALL.split())


def finnish_engine() -> str:
    """Return what reads Finnish on this machine: ``libvoikko`` or ``simplemma``."""
    return "libvoikko" if voikko.is_available() else "simplemma"


def reading_language(tag: str) -> str:
    """Return the language by whose rules text is read: ``sv`` for ``sv-FI``.

    Args:
        tag: a language tag (BCP 47).

    Returns:
        ``fi``, ``sv`` or ``en``; an empty string for a language that has no rules here.
    """
    language = tag.lower().partition("-")[0]
    return language if language in LANGUAGES else ""


@lru_cache(maxsize=20_000)
def lemmas(word: str, language: str) -> tuple[str, ...]:
    """Return the base forms of a word in small letters, sorted; none when unknown.

    Args:
        word: a single word in any case and form.
        language: ``fi``, ``sv`` or ``en``; any other language knows no words.
    """
    small = word.lower()
    if not small or language not in LANGUAGES:
        return ()
    if language == "fi" and voikko.is_available():
        return tuple(sorted({reading.lemma for reading in voikko.readings(small)}))
    found = lexicon.lemma(small, language)
    return (found,) if found else ()


def compound_parts(word: str, language: str) -> list[str]:
    """Return the parts of a compound as written and in order; they join to the word.

    A plain or unknown word is its only part.

    Args:
        word: a single word in any case and form.
        language: ``fi``, ``sv`` or ``en``; in other languages nothing is divided.
    """
    small = word.lower()
    # A letter may change its length with its case; then positions would not agree.
    if len(small) != len(word) or language not in LANGUAGES:
        return [word]
    parts, rest = [], word
    for part in _seams(small, language):
        parts.append(rest[: len(part)])
        rest = rest[len(part) :]
    return parts or [word]


def _seams(small: str, language: str) -> tuple[str, ...]:
    if language == "fi" and voikko.is_available():
        found = voikko.readings(small)
        return found[0].parts if found else (small,)
    return lexicon.split(small, language)


@lru_cache(maxsize=20_000)
def part_lemmas(word: str, language: str) -> tuple[str, ...]:
    """Return the base forms of a compound's parts, of a plain word its own, sorted.

    Args:
        word: a single word in any case and form.
        language: ``fi``, ``sv`` or ``en``; any other language knows no words.
    """
    small = word.lower()
    if not small or language not in LANGUAGES:
        return ()
    found: set[str] = set()
    if language == "fi" and voikko.is_available():
        for reading in voikko.readings(small):
            found.update(_finnish_parts(reading))
        return tuple(sorted(found))
    parts = lexicon.split(small, language)
    if len(parts) == 1:
        return lemmas(small, language)
    return tuple(sorted({lexicon.lemma(part, language) or part for part in parts}))


def _finnish_parts(reading: voikko.Reading) -> Iterable[str]:
    """Yield the base form of each part: the last inflects, the others seldom do."""
    *heads, tail = reading.parts
    for head in heads:
        forms = lemmas(head, "fi")
        yield head if head in forms or not forms else forms[0]
    start = "".join(heads)
    if reading.lemma.startswith(start):
        yield reading.lemma[len(start) :]
    else:
        yield (lemmas(tail, "fi") or (tail,))[0]


@lru_cache(maxsize=20_000)
def stem(word: str, language: str) -> str:
    """Return the Snowball stem of a word.

    Args:
        word: in the spelling of ``network_site.base.language.words``.
        language: ``fi``, ``sv`` or ``en``.
    """
    # A stemmer keeps the word it works on in itself, so threads take turns.
    with _stemming:
        return _stemmer(language).stemWord(word)


@lru_cache(maxsize=len(LANGUAGES))
def _stemmer(language: str) -> Any:
    return snowballstemmer.stemmer(_STEMMERS[language])


def is_word(word: str, language: str) -> bool:
    """Tell whether a word stands in the language's dictionary, in any of its forms."""
    if language == "fi" and voikko.is_available():
        return bool(lemmas(word, language))
    return lexicon.is_word(word.lower(), language)


def suggestions(word: str, language: str) -> list[str]:
    """Return how a misspelled word may have been meant, best first.

    Only libvoikko makes suggestions: other languages, and machines without it, have
    none.
    """
    if language != "fi" or not voikko.is_available():
        return []
    return [spelling(other) for other in voikko.suggestions(word) if " " not in other]


def word_terms(word: str, language: str) -> frozenset[str]:
    """Return the terms that stand for a word: as written, its stem, its base forms."""
    return _strong(word, language)


def whole_terms(words: tuple[str, ...], language: str) -> frozenset[str]:
    """Return the terms under which some words are found as a whole label.

    Args:
        words: in the spelling of ``network_site.base.language.words``.
        language: ``fi``, ``sv`` or ``en``.
    """
    return _whole(words, language)


@dataclass(frozen=True)
class WordTerms:
    """What one word of a query looks for.

    Each of the ``strong`` terms stands for the word itself; those that are also in
    ``near`` are other words that were meant, or mean the same. Of ``parts`` enough must
    be found together: a long compound is not found by any one of its parts.
    """

    word: str
    strong: frozenset[str]
    parts: frozenset[str]
    near: frozenset[str] = frozenset()


@dataclass(frozen=True)
class QueryTerms:
    """A query as one language reads it: its words, and itself as a whole label.

    Each set of terms in ``together`` stands for a whole phrase: all of them in one row.
    """

    words: tuple[WordTerms, ...]
    whole: frozenset[str]
    exact: str
    together: tuple[frozenset[str], ...] = ()


def index_tokens(text: str, language: str, *, label: bool = False) -> list[str]:
    """Return the terms of a text, word by word in order.

    Args:
        text: any text.
        language: ``fi``, ``sv`` or ``en``; any other gives the words as written only.
        label: the text is a title or a term, to be found as a whole, too.
    """
    read = (_read(word, language) for word in written_words(text))
    terms = list(chain.from_iterable(read))
    for word in _hyphenated(text):
        terms += sorted(_strong(word, language))
    return terms + label_tokens(text, language) if label else terms


def label_tokens(text: str, language: str) -> list[str]:
    """Return the terms under which a label is found as a whole, the exact one first.

    A label's qualifier in brackets may be left out by those who search.
    """
    words = spellings(text)
    if not words:
        return []
    whole = _whole(words, language)
    if plain := spellings(unqualified(text)):
        whole |= _whole(plain, language)
    return [exact_token(text), *sorted(whole)]


def unqualified(label: str) -> str:
    """Return a label without the qualifier in brackets that tells it from an equal one."""
    return _QUALIFIER.sub("", label)


def exact_token(text: str) -> str:
    """Return the term of a whole label as written, but for case, spaces and hyphens."""
    return f"e{_joined(spellings(text))}"


def query_tokens(text: str, languages: Iterable[str]) -> dict[str, QueryTerms]:
    """Return what a query looks for, as each language reads it.

    Args:
        text: what was typed, cut to a sensible length by the caller.
        languages: the languages in which things may be written.
    """
    words = spellings(text)
    telling = [word for word in words if word not in _SMALL_WORDS] or words
    wanted = dict.fromkeys([*telling, *_hyphenated(text)])
    return {
        language: QueryTerms(
            words=tuple(
                WordTerms(
                    spelling(word),
                    _asked(word, language),
                    _parts(word, language),
                )
                for word in wanted
            ),
            whole=_whole(words, language) if words else frozenset(),
            exact=exact_token(text) if words else "",
        )
        for language in languages
    }


def spellings(text: str) -> tuple[str, ...]:
    """Return the words of a text in the spelling in which words are compared."""
    bare = (spelling(word.text) for word in words_with_offsets(text))
    return tuple(word for word in bare if word)


def _hyphenated(text: str) -> list[str]:
    """Return the words written with hyphens ("rekka-auto"); some write them together."""
    if "-" not in text:
        return []
    return [match.group().lower() for match in _HYPHENATED.finditer(seen(text))]


def _kinds(prefix: str, words: Iterable[str]) -> frozenset[str]:
    return frozenset(prefix + bare for word in words if (bare := spelling(word)))


@lru_cache(maxsize=20_000)
def _strong(word: str, language: str) -> frozenset[str]:
    bare = spelling(word)
    terms = {f"x{bare}"} | _kinds("l", lemmas(word, language))
    if language in LANGUAGES:
        terms.add(f"s{stem(bare, language)}")
    return frozenset(terms)


@lru_cache(maxsize=20_000)
def _parts(word: str, language: str) -> frozenset[str]:
    return _kinds("p", part_lemmas(word, language))


# Asked for every word of every text that is indexed: the others stand behind it.
@lru_cache(maxsize=50_000)
def _read(written: str, language: str) -> tuple[str, ...]:
    """Return every term of one word as a text has it, in a fixed order."""
    word = spelling(written)
    if not word:
        return ()
    strong = _strong(word, language)
    plain = {
        f"f{folded(term[1:])}"
        for term in strong
        if term[0] in "xs" and folded(term[1:]) != term[1:]
    }
    return tuple(sorted(strong | plain | _parts(word, language)))


def _asked(word: str, language: str) -> frozenset[str]:
    """Return the terms that stand for a word that was asked for.

    A compound that has the whole word as its part has the word, however many parts the
    word itself is divided into.
    """
    as_part = _kinds("p", lemmas(word, language))
    return _strong(word, language) | as_part | _typed_plain(word, language)


def _typed_plain(word: str, language: str) -> frozenset[str]:
    """Let a word without diacritics find one with them, if it is no word as it is."""
    if language not in LANGUAGES or not word.isascii() or lemmas(word, language):
        return frozenset()
    bare = spelling(word)
    return frozenset({f"f{bare}", f"f{stem(bare, language)}"})


def _joined(words: Iterable[str]) -> str:
    return "".join(words)[:_LONGEST_LABEL]


@lru_cache(maxsize=5_000)
def _whole(words: tuple[str, ...], language: str) -> frozenset[str]:
    choices = [sorted(_kinds("", lemmas(word, language))) or [word] for word in words]
    readings = islice(product(*choices), _MOST_READINGS)
    return frozenset(f"w{_joined(reading)}" for reading in [words, *readings])
