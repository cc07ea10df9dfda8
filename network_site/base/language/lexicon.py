"""Base forms and compound parts from simplemma's word lists.

For Swedish and English always, for Finnish where libvoikko is missing. The lists are
kept as tries on disk: read from there they cost a web worker a few megabytes instead
of hundreds. Making them takes seconds, once a machine and version.
"""

from __future__ import annotations

import os
import tempfile
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from marisa_trie import BytesTrie
from simplemma import __version__ as simplemma_version
from simplemma.strategies import DefaultStrategy
from simplemma.strategies.dictionaries import TrieDictionaryFactory

LANGUAGES = ("fi", "sv", "en")
# Greedy reading brings Swedish compounds in definite forms to their base form.
_GREEDY = {"sv"}
# Shorter runs of letters are words by chance. English writes its compounds apart, so
# there only long and certain parts count.
SHORTEST_PART = {"fi": 4, "sv": 3, "en": 4}
SHORTEST_TAIL = 3
# A "base form" that is shorter by more than an ending has lost a part of its word.
LONGEST_ENDING = 3
# Languages in which a word of the list is taken for a plain word.
_WRITTEN_APART = {"en"}


class _SharedTries(TrieDictionaryFactory):
    """Tries on disk that several processes may make at once."""

    def _write_trie_to_disk(self, lang: str, trie: BytesTrie) -> None:
        self._cache_dir.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self._cache_dir)
        os.close(handle)
        trie.save(name)
        Path(name).replace(self._cache_dir / f"{lang}.dic")


@lru_cache(maxsize=1)
def _tries() -> _SharedTries:
    folder = Path(settings.VAR_DIR) / "language" / f"simplemma-{simplemma_version}"
    return _SharedTries(cache_max_size=len(LANGUAGES), disk_cache_dir=str(folder))


@lru_cache(maxsize=len(LANGUAGES))
def _strategy(language: str) -> DefaultStrategy:
    return DefaultStrategy(greedy=language in _GREEDY, dictionary_factory=_tries())


def lemma(word: str, language: str) -> str | None:
    """Return the base form of a word in small letters, or None when it is unknown.

    Args:
        word: a single word, in small letters.
        language: ``fi``, ``sv`` or ``en``.
    """
    if not word.isprintable():
        return None  # NUL and the like divide keys from values inside the tries
    found = _strategy(language).get_lemma(word, language)
    return found.lower() if found else None


@lru_cache(maxsize=20_000)
def is_word(word: str, language: str) -> bool:
    """Tell whether a word stands in the language's list, in any of its forms."""
    return word.isprintable() and _strategy(language).is_dictionary_member(
        word, language
    )


@lru_cache(maxsize=20_000)
def split(word: str, language: str) -> tuple[str, ...]:
    """Divide a compound into words of the language; a plain word comes back alone.

    The base form is divided: endings look like words too easily. Of several ways the
    one with the fewest parts is taken, and of those the one whose shortest part is the
    longest.

    Args:
        word: a single word, in small letters.
        language: ``fi``, ``sv`` or ``en``.
    """
    base = lemma(word, language) or word
    if len(base) < len(word) - LONGEST_ENDING:
        base = word
    if language in _WRITTEN_APART and is_word(base, language):
        return (word,)
    *heads, _tail = _division(base, language)
    start = "".join(heads)
    if not heads or not word.startswith(start) or word == start:
        return (word,)
    return (*heads, word[len(start) :])


def _division(base: str, language: str) -> tuple[str, ...]:
    shortest = SHORTEST_PART[language]
    length = len(base)
    # The best division from each position to the end, from the end on.
    best: dict[int, tuple[str, ...]] = {}
    for start in range(length - shortest, -1, -1):
        ways = [
            (base[start:end], *best[end])
            for end in range(start + shortest, length)
            if end in best and is_word(base[start:end], language)
        ]
        if start and _may_end(base[start:], language):
            ways.append((base[start:],))
        if ways:
            best[start] = max(ways, key=_worth)
    return best.get(0, (base,))


def _may_end(tail: str, language: str) -> bool:
    """Tell whether a compound may end so.

    Three letters are the form of some word too easily ("program" is no kind of "ram"):
    so few must be a word in its base form.
    """
    if not is_word(tail, language):
        return False
    return len(tail) > SHORTEST_TAIL or lemma(tail, language) == tail


def _worth(parts: tuple[str, ...]) -> tuple[int, int]:
    return -len(parts), min(map(len, parts))
