"""Dividing text into words, and the one spelling under which a word is compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from typing import NamedTuple

# Characters that may stand inside a word without being seen: soft hyphen, joiners,
# and combining marks that have no composed letter.
_UNSEEN = "\u00ad\u200b-\u200d\u2060\ufeff\u0300-\u036f"
_WORD = re.compile(
    # Abbreviations take their case ending after a colon: EU:n, SPR:lle, SKR:s.
    r"[A-ZÅÄÖ][A-ZÅÄÖ0-9]*:[a-zåäö]{1,5}(?![^\W_])"
    # English genitive: department's.
    rf"|[^\W_]+(?:[{_UNSEEN}]+[^\W_]+)*[{_UNSEEN}]*(?:['’]s(?![^\W_]))?"
)
_NOT_SEEN = re.compile(f"[{_UNSEEN}]")
_ENDING = re.compile(r"(?::[a-zåäö]{1,5}|['’]s)$")
# A longer "word" is a key, a hash or an attack: compared by its beginning only.
LONGEST = 60


class Word(NamedTuple):
    """A word and where it stands: ``source[start:end]``, in characters.

    Of a word beyond all measure ``text`` is only the beginning.
    """

    text: str
    start: int
    end: int


def words_with_offsets(text: str) -> Iterator[Word]:
    """Yield the words of a text in order, with offsets into the text as given.

    A word is a run of letters and digits of any script. Hyphens divide words; soft
    hyphens and combining marks do not, and are left out of ``Word.text``. A case
    ending after a colon ("EU:n") belongs to its word.
    """
    for match in _WORD.finditer(text):
        yield Word(_seen_word(match.group()[: 2 * LONGEST]), match.start(), match.end())


def written_words(text: str) -> list[str]:
    """Return the same words as they are written, without their places.

    Many times cheaper, for whoever reads texts by the thousand. Of a word beyond all
    measure only the beginning is returned.
    """
    return [word[: 2 * LONGEST] for word in _WORD.findall(text)]


def seen(text: str) -> str:
    """Return text in composed form (NFC), without what cannot be seen in it."""
    return _NOT_SEEN.sub("", unicodedata.normalize("NFC", text))


@lru_cache(maxsize=50_000)
def _seen_word(word: str) -> str:
    return seen(word)


@lru_cache(maxsize=50_000)
def spelling(word: str) -> str:
    """Return the form in which words are compared: lower case, letters and digits.

    Diacritics stay: ``ä`` and ``a`` are different letters in these languages. The
    ending after a colon or an apostrophe is left out. At most ``LONGEST`` characters.
    """
    bare = _ENDING.sub("", seen(word)).lower()
    return "".join(char for char in bare if char.isalnum())[:LONGEST]


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """Return a spelling without its diacritics, as people type on foreign keyboards."""
    pieces = unicodedata.normalize("NFD", word)
    return "".join(char for char in pieces if char.isalnum())


def plain(text: str) -> str:
    """Return text in lower case and without diacritics, of the same length.

    For looking for spellings as ``folded`` gives them where they stand.

    Args:
        text: composed, as ``seen`` gives it.
    """
    try:
        letters = text.encode("cp1252")
    except UnicodeEncodeError:
        return text.translate(_plain_letters()).lower()
    # Ten times faster, and what most texts consist of.
    return letters.translate(_plain_bytes()).decode("cp1252")


@lru_cache(maxsize=1)
def _plain_letters() -> dict[int, str]:
    # Latin letters: Latin-1, Extended A and B, Extended Additional.
    found: dict[int, str] = {}
    for code in [*range(0xC0, 0x250), *range(0x1E00, 0x1F00)]:
        base = folded(chr(code).lower())
        if len(base) == 1:
            found[code] = base
    return found


@lru_cache(maxsize=1)
def _plain_bytes() -> bytes:
    """Return the same for each byte of cp1252; a few of them stand for nothing."""
    table = bytearray(range(256))
    for byte in range(256):
        with suppress(UnicodeError):
            letter = bytes([byte]).decode("cp1252").translate(_plain_letters())
            table[byte] = letter.lower().encode("cp1252")[0]
    return bytes(table)
