"""Finding the terms of a vocabulary in running text, in whatever form they stand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from concepts.annotation.context import reads_as_verb
from concepts.annotation.forms import (
    agrees,
    cases,
    is_abbreviation,
    is_known,
    term_keys,
    text_keys,
)
from concepts.annotation.tokens import Token, tokens_of

# What tells homonyms apart in a list is not written in a text: "kerma (ruoka)".
_QUALIFIER = re.compile(r"\s*\([^()]*\)\s*$")
_SHORTEST = 2


class Reference(NamedTuple):
    """A term of a concept. The lower the rank, the better it stands for the concept."""

    rank: tuple[int, int]
    concept_id: int
    uri: str
    kind: str
    is_public: bool


class Candidate(NamedTuple):
    """A place in a text where terms stand: ``text[start:end]``."""

    start: int
    end: int
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    """One word of a term."""

    keys: frozenset[str]
    text: str
    gap: str
    half: bool
    # In Finnish, the cases of a word that does not change with the last one.
    fixed: frozenset[str] | None
    # Written in capitals in the term, and another word in small letters.
    only_capitals: bool

    def stands_at(self, token: Token, keys: frozenset[str], first: bool) -> bool:
        """Tell whether a word of a text is this word of the term."""
        if self.half != token.half or (not first and token.gap != self.gap):
            return False
        if not (self.keys & keys):
            return False
        return not self.only_capitals or is_abbreviation(token.spellings[0])


class _Entry(NamedTuple):
    words: tuple[_Word, ...]
    references: tuple[Reference, ...]


class Matcher:
    """The terms of one language, ready to be looked for.

    Args:
        language: ``fi``, ``sv`` or ``en``; of another only the words as written.
        terms: texts of terms with what they refer to.
    """

    def __init__(self, language: str, terms: Iterable[tuple[str, Reference]]) -> None:
        self.language = language
        texts: dict[str, list[Reference]] = defaultdict(list)
        for text, reference in terms:
            texts[_QUALIFIER.sub("", text)].append(reference)
        entries: dict[str, list[_Entry]] = defaultdict(list)
        for text, references in texts.items():
            words = self._words_of(text)
            if words:
                entry = _Entry(words, tuple(references))
                for key in words[0].keys:
                    entries[key].append(entry)
        self._entries = {key: tuple(found) for key, found in entries.items()}

    def _words_of(self, text: str) -> tuple[_Word, ...]:
        """Return the words of a term; none for what cannot be looked for."""
        tokens = tokens_of(text)
        whole = tokens and tokens[0].start == 0 and len(text) >= _SHORTEST
        if not whole or not any(character.isalpha() for character in text):
            return ()
        head = tokens[-1].spellings[0]
        return tuple(
            _Word(
                keys=self._term_keys(token),
                text=token.spellings[0],
                gap=token.gap,
                half=token.half,
                fixed=self._fixed_cases(token.spellings[0], head),
                only_capitals=self._only_capitals(token.spellings[0]),
            )
            for token in tokens
        )

    def _term_keys(self, token: Token) -> frozenset[str]:
        if token.half:
            return frozenset({token.spellings[0].lower()})
        return term_keys(token.spellings[0], self.language)

    def _fixed_cases(self, word: str, head: str) -> frozenset[str] | None:
        """Return the cases of a word that keeps its own, as a genitive does."""
        if self.language != "fi" or word == head or agrees(word, head):
            return None
        return cases(word) or None

    def _only_capitals(self, word: str) -> bool:
        return is_abbreviation(word) and is_known(word, self.language)

    def candidates(self, text: str) -> list[Candidate]:
        """Return every place where a term stands, overlapping ones too, in order."""
        tokens = tokens_of(text)
        keys = [self._keys_of(token) for token in tokens]
        found: dict[tuple[int, int], dict[Reference, None]] = defaultdict(dict)
        for place, own in enumerate(keys):
            for key in own:
                for entry in self._entries.get(key, ()):
                    last = place + len(entry.words)
                    if self._stands(
                        entry, tokens[place:last], keys[place:last]
                    ) and not self._is_verb(entry, tokens, place):
                        span = tokens[place].start, tokens[last - 1].end
                        found[span].update(dict.fromkeys(entry.references))
        return [Candidate(*span, tuple(refs)) for span, refs in sorted(found.items())]

    def _keys_of(self, token: Token) -> frozenset[str]:
        if token.half:
            return frozenset({token.spellings[0].lower()})
        if token.has_ending:
            # The ending is set off, so what is before it is the word itself.
            return frozenset({token.spellings[0].lower()})
        return frozenset().union(
            *(text_keys(spelling, self.language) for spelling in token.spellings)
        )

    def _stands(
        self, entry: _Entry, tokens: list[Token], keys: list[frozenset[str]]
    ) -> bool:
        """Tell whether all words of a term stand here, in forms that go together."""
        if len(tokens) < len(entry.words):
            return False
        rows = list(zip(entry.words, tokens, keys, strict=True))
        if not all(
            word.stands_at(token, own, first=place == 0)
            for place, (word, token, own) in enumerate(rows)
        ):
            return False
        if _is_name(entry.words[0], tokens[0]) or tokens[-1].in_company_name:
            return False
        return self.language != "fi" or all(
            self._goes_with(word, token, tokens[-1]) for word, token, _keys in rows[:-1]
        )

    def _is_verb(self, entry: _Entry, tokens: list[Token], place: int) -> bool:
        return len(entry.words) == 1 and reads_as_verb(tokens, place, self.language)

    @staticmethod
    def _goes_with(word: _Word, token: Token, head: Token) -> bool:
        """Tell whether a Finnish word has the form that the last one asks of it."""
        if token.half:
            return True
        spelling = token.spellings[0]
        if word.fixed is not None:
            own = cases(spelling)
            return not own or bool(own & word.fixed)
        return head.has_ending or agrees(spelling, head.spellings[0])


def _is_name(word: _Word, token: Token) -> bool:
    """Tell whether a capital makes a name of what a term calls by a common noun."""
    spelling = token.spellings[0]
    return (
        token.mid_sentence
        and word.text[:1].islower()
        and spelling[:1].isupper()
        and not spelling.isupper()
    )
