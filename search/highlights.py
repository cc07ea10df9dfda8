"""Showing where a hit matches: the query's words in the forms that the text has."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import islice

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from network_site.base.language.analysis import QueryTerms, WordTerms, index_tokens
from network_site.base.language.words import (
    Word,
    folded,
    plain,
    spelling,
    words_with_offsets,
)
from search.backends.base import NEEDED_PARTS

SNIPPETS = 2
# Characters shown before and after the first match of a snippet, about two lines.
BEFORE, AFTER = 60, 130
# Only so much of a text is read for each hit; what stands beyond is found, not shown.
READ = 30_000
# Nor are more of its words compared that may be meant.
MOST_COMPARED = 100


class Closeness(IntEnum):
    """How near a word of a text is to a word of the query."""

    # It shares parts with a compound that was asked for.
    PART = 1
    # It is a compound that holds the word.
    COMPOUND = 2
    # It is another word that was meant, or that means the same.
    NEAR = 3
    # It is a form of the word.
    FORM = 4


@dataclass(frozen=True)
class Match:
    """A word of a text that the query asked for; positions are in characters."""

    start: int
    end: int
    form: str
    closeness: Closeness


def matches(
    text: str, query: QueryTerms, reading: str, had: Set[str] | None = None
) -> Iterator[Match]:
    """Yield the words of a text that answer some word of the query, in order.

    A text is read on until its snippets are full of the word itself.

    Args:
        text: plain text, as ``words.seen`` gives it.
        query: the query as the text's language reads it.
        reading: that language.
        had: terms that the text may have, where that is known.
    """
    sought = frozenset().union(*(_sought(word, had) for word in query.words))
    full, shown_to = 0, -1
    for word in islice(_likely_words(text, sought, reading), MOST_COMPARED):
        if full == SNIPPETS and word.start >= shown_to:
            break
        form = spelling(word.text)
        terms = _terms_of(word.text, reading)
        closeness = max(
            (found for wanted in query.words if (found := _closeness(terms, wanted))),
            default=None,
        )
        if closeness:
            yield Match(word.start, word.end, form, closeness)
        if closeness is Closeness.FORM and word.start >= shown_to:
            full, shown_to = full + 1, word.end + AFTER


def _sought(word: WordTerms, had: Set[str] | None) -> frozenset[str]:
    """Return the terms of which one is in every word that answers."""
    if had is None:
        return word.strong | word.parts
    parts = word.parts & had
    return word.strong & had | (
        parts if len(parts) >= _parts_shown(word) else frozenset()
    )


def _likely_words(text: str, terms: frozenset[str], reading: str) -> Iterator[Word]:
    """Yield the words that may have one of the terms.

    Reading a word is a hundred times dearer than looking for a few letters in it. A word
    begins as its base forms do; those of its parts may begin anywhere in it.
    """
    likely, parts = _likely(terms, reading)
    bare = plain(text)
    at = 0
    while found := likely.search(bare, at):
        start = found.start()
        at = start + 1
        while start and bare[start - 1].isalnum():
            start -= 1
        if start == found.start() or bare.startswith(parts, found.start()):
            at = found.end()
            for word in words_with_offsets(text[start:at]):
                yield Word(word.text, start + word.start, start + word.end)


# Things that are found together often have the same terms of a query.
@lru_cache(maxsize=64)
def _likely(
    terms: frozenset[str], reading: str
) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """Return a pattern of what may have the terms, and how their parts begin."""
    starts = _roots((term for term in terms if term[0] != "p"), reading)
    parts = _roots((term for term in terms if term[0] == "p"), reading)
    # The shortest first: what stands behind it needs not be looked for.
    every = sorted({*starts, *parts}, key=lambda root: (len(root), root))
    return re.compile(rf"(?:{'|'.join(every) or '(?!)'})\S*"), tuple(parts)


# In a short Finnish word the third letter may change, or go: katu, kadun; sade, sateen;
# joki, joen; poika, pojan.
_CHANGING = frozenset("kptsdi")


def _roots(terms: Iterable[str], reading: str) -> set[str]:
    """Return the letters with which all forms of some words begin."""
    roots = set()
    for kind, letters in ((term[0], folded(term[1:])) for term in terms):
        if kind in "xf":
            roots.add(letters)
        elif kind == "s":
            roots.add(letters[: max(2, len(letters) - 1)])
        else:
            finnish = reading == "fi"
            lasts = finnish and len(letters) > 3 and letters[2] not in _CHANGING
            least, changing = 3 if lasts else 2, 3 if finnish else 2
            roots.add(letters[: max(least, len(letters) - changing)])
    return {root for root in roots if root}


@lru_cache(maxsize=20_000)
def _terms_of(word: str, reading: str) -> frozenset[str]:
    return frozenset(index_tokens(word, reading))


def _parts_shown(word: WordTerms) -> int:
    """Return how many of its parts make another word worth showing."""
    return math.ceil(NEEDED_PARTS * len(word.parts))


def _closeness(terms: frozenset[str], wanted: WordTerms) -> Closeness | None:
    if terms & wanted.strong:
        itself = terms & (wanted.strong - wanted.near)
        return Closeness.FORM if itself else Closeness.NEAR
    found = len(terms & wanted.parts)
    if not found or found < _parts_shown(wanted):
        return None
    return Closeness.COMPOUND if found == len(wanted.parts) else Closeness.PART


def marked(text: str, found: list[Match]) -> SafeString:
    """Return a whole text, escaped, with its matches in ``<mark>``."""
    return _cut(text, found, 0, len(text))


def snippets(text: str, found: list[Match]) -> list[SafeString]:
    """Return pieces of a text around its matches, escaped, with ``<mark>`` in them.

    Where forms of the word itself stand, the pieces are cut around them.
    """
    forms = [match for match in found if match.closeness is Closeness.FORM]
    wanted = forms or found
    pieces: list[SafeString] = []
    shown_to = -1
    for match in wanted:
        if match.start < shown_to:
            continue
        start, shown_to = _window(text, match)
        pieces.append(_cut(text, found, start, shown_to))
        if len(pieces) == SNIPPETS:
            break
    return pieces


def _window(text: str, match: Match) -> tuple[int, int]:
    """Return where a snippet begins and ends, at spaces where there are some."""
    start, end = max(match.start - BEFORE, 0), min(match.end + AFTER, len(text))
    if start:
        space = text.find(" ", start, match.start)
        start = space + 1 if space >= 0 else start
    if end < len(text):
        space = text.rfind(" ", match.end, end)
        end = space if space >= 0 else end
    return start, end


def _cut(text: str, found: list[Match], start: int, end: int) -> SafeString:
    pieces = ["…" if start else ""]
    position = start
    for match in found:
        if match.start < position or match.end > end:
            continue
        pieces.append(escape(text[position : match.start]))
        pieces.append(f"<mark>{escape(text[match.start : match.end])}</mark>")
        position = match.end
    pieces += [escape(text[position:end]), "…" if end < len(text) else ""]
    # Every piece of the text has been escaped above; only the marks are markup.
    return mark_safe("".join(pieces))  # noqa: S308
