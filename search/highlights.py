"""Showing where a hit matches: the query's words in the forms that the text has."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from network_site.base.language.analysis import QueryTerms, WordTerms, index_tokens
from network_site.base.language.words import (
    Word,
    folded,
    spelling,
    words_with_offsets,
    written_alike,
)
from search.backends.base import NEEDED_PARTS

SNIPPETS = 2
# Characters shown before and after the first match of a snippet, about two lines.
BEFORE, AFTER = 60, 130
# Only so much of a text is read for each hit; what stands beyond is found, not shown.
READ = 30_000
# Nor is it read on when the word itself has been met so often.
ENOUGH = 12


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


def matches(text: str, query: QueryTerms, reading: str) -> Iterator[Match]:
    """Yield the words of a text that answer some word of the query, in order.

    Args:
        text: plain text.
        query: the query as the text's language reads it.
        reading: that language.
    """
    met = 0
    for word in _likely_words(text, query):
        form = spelling(word.text)
        terms = _terms_of(word.text, reading)
        closeness = max(
            (found for wanted in query.words if (found := _closeness(terms, wanted))),
            default=None,
        )
        if closeness:
            yield Match(word.start, word.end, form, closeness)
        met += closeness is Closeness.FORM
        if met == ENOUGH:
            break


def _likely_words(text: str, query: QueryTerms) -> Iterator[Word]:
    """Yield the words in which a form of the query's words may be.

    Reading a word is a hundred times dearer than looking for a few letters in it.
    """
    for found in _likely(query).finditer(text):
        for word in words_with_offsets(found[0]):
            start = found.start()
            yield Word(word.text, start + word.start, start + word.end)


# A page asks for one query in each language, for every title and text.
@lru_cache(maxsize=16)
def _likely(query: QueryTerms) -> re.Pattern[str]:
    """Return a pattern of what, between white space, may have a form of a word.

    The first letters of a base form survive in all its forms; the last four may change.
    """
    words = {
        folded(term[1:]) for word in query.words for term in word.strong | word.parts
    }
    beginnings = sorted({word[: max(2, min(len(word) - 4, 5))] for word in words})
    roots = "|".join(written_alike(start) for start in beginnings if start)
    return re.compile(rf"(?<!\S)\S*?(?:{roots or '(?!)'})\S*", re.IGNORECASE)


@lru_cache(maxsize=20_000)
def _terms_of(word: str, reading: str) -> frozenset[str]:
    return frozenset(index_tokens(word, reading))


def _closeness(terms: frozenset[str], wanted: WordTerms) -> Closeness | None:
    if terms & wanted.strong:
        itself = terms & (wanted.strong - wanted.near)
        return Closeness.FORM if itself else Closeness.NEAR
    found = len(terms & wanted.parts)
    if not found or found < math.ceil(NEEDED_PARTS * len(wanted.parts)):
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
