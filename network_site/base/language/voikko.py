"""Finnish words through libvoikko, where its C library and dictionary are installed."""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import NamedTuple

import libvoikko

# The library refuses longer words.
LONGEST = libvoikko.MAX_WORD_CHARS
_lock = threading.Lock()


class Reading(NamedTuple):
    """One way to read a word: its base form, and the parts of the word as written."""

    lemma: str
    parts: tuple[str, ...]


@lru_cache(maxsize=1)
def _handle() -> libvoikko.Voikko | None:
    try:
        return libvoikko.Voikko("fi")
    except (OSError, libvoikko.VoikkoException):
        return None


def is_available() -> bool:
    """Tell whether Finnish words can be read with libvoikko on this machine."""
    with _lock:
        return _handle() is not None


def readings(word: str) -> tuple[Reading, ...]:
    """Return the ways to read a Finnish word; none for what is no word.

    Proper names and abbreviations are known in small letters, too. The library's
    handle is not safe to share between threads, so they take turns.

    Raises:
        RuntimeError: libvoikko is not installed; see ``is_available``.
    """
    with _lock:
        voikko = _handle()
        if voikko is None:
            raise RuntimeError("libvoikko is not installed")
        found = voikko.analyze(word[:LONGEST])
    unique = {
        Reading(analysis["BASEFORM"].lower(), _parts(word, analysis["STRUCTURE"])): None
        for analysis in found
    }
    return tuple(unique)


@lru_cache(maxsize=2_000)
def suggestions(word: str) -> tuple[str, ...]:
    """Return Finnish words that a misspelled word may have been meant for.

    Raises:
        RuntimeError: libvoikko is not installed; see ``is_available``.
    """
    with _lock:
        voikko = _handle()
        if voikko is None:
            raise RuntimeError("libvoikko is not installed")
        return tuple(voikko.suggest(word[:LONGEST]))


def _parts(word: str, structure: str) -> tuple[str, ...]:
    """Cut a word at the ``=`` marks of libvoikko's structure: one letter a character."""
    parts = []
    rest = word
    for piece in structure.strip("=").split("="):
        parts.append(rest[: len(piece)])
        rest = rest[len(piece) :]
    if rest:
        parts[-1] += rest
    return tuple(part for part in parts if part)
