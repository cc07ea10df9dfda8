"""Writing with the words of ``words``: titles, paragraphs and bodies of pages."""

from __future__ import annotations

import json
import random
import uuid
from collections.abc import Iterator
from itertools import chain, product

from home.load.words import (
    ADJECTIVES,
    BEGINNINGS,
    HEADINGS,
    HEADS,
    NOUNS,
    PLACES,
    SENTENCES,
    TITLES,
    Word,
)


class Writer:
    """Writes the same texts for the same source of chance."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def _filled(self, pattern: str) -> str:
        first, second = self.chance.sample(NOUNS, 2)
        text = pattern.format(a=first, b=second, p=self.chance.choice(PLACES))
        return text[0].upper() + text[1:]

    def title(self) -> str:
        return self._filled(self.chance.choice(TITLES))

    def sentences(self, number: int) -> str:
        chosen = self.chance.sample(SENTENCES, number)
        return " ".join(map(self._filled, chosen))

    def key(self) -> uuid.UUID:
        return uuid.UUID(int=self.chance.getrandbits(128), version=4)

    def body(self, parts: int) -> str:
        """Return a body of headings and paragraphs, as Wagtail stores it."""
        blocks = [{"type": "text", "value": f"<p>{self.sentences(3)}</p>"}]
        for heading in self.chance.sample(HEADINGS, parts):
            text = f"<p>{self.sentences(4)}</p><p>{self.sentences(3)}</p>"
            blocks += [
                {"type": "heading", "value": {"text": heading, "level": "2"}},
                {"type": "text", "value": text},
            ]
        return json.dumps([{**block, "id": str(self.key())} for block in blocks])


def concept_names() -> Iterator[tuple[Word, Word | None]]:
    """Yield names of concepts, each with that of the next broader one.

    Plain words come first, then compounds of them, then compounds with one adjective
    and with two, so that a broader concept always comes before its narrower ones.
    """
    compounds = [
        (Word(begin.fi + head.fi, begin.sv + head.sv, f"{begin.en} {head.en}"), head)
        for head, begin in product(HEADS, BEGINNINGS)
    ]
    with_one = [
        (_qualified(adjective, name), name)
        for adjective, (name, _head) in product(ADJECTIVES, compounds)
    ]
    with_two = (
        (_qualified(adjective, name), name)
        for adjective, (name, _broader) in product(ADJECTIVES, with_one)
        if not name.fi.startswith(adjective.fi)
    )
    return chain(((head, None) for head in HEADS), compounds, with_one, with_two)


def _qualified(adjective: Word, name: Word) -> Word:
    return Word(
        f"{adjective.fi} {name.fi}",
        f"{adjective.sv} {name.sv}",
        f"{adjective.en} {name.en}",
    )
