"""Texts and queries by a seed, in three languages, with words as unevenly used as in life.

The words are compounds of the network's own subjects and forms from the word lists that
the site reads languages with. No text is copied from anywhere.
"""

from __future__ import annotations

import random
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from simplemma.strategies.dictionaries.dictionary_factory import (
    DefaultDictionaryFactory,
)

from tests.factories.compounds import PARTS

# How many forms of its word list each language uses.
FORMS = 20_000
SMALL = {
    "fi": "ja on ei se että tai myös kun sekä ovat joka kuin voi niin jos",
    "sv": "och att det som en på är av för med till den har de inte",
    "en": "the of and to a in is that for it as with be by on",
}
# Inflected as regular words are; the analysis has to know them.
ENDINGS = {
    "fi": ("", "n", "ssa", "sta", "lle", "t", "ksi"),
    "sv": ("", "en", "er", "s", "erna"),
    "en": ("", "s"),
}


class Words(NamedTuple):
    """Words of a language, most used first, each with the sum of the uses up to it."""

    ranked: list[str]
    uses: list[float]
    first_telling: int

    def some(self, chance: random.Random, count: int) -> list[str]:
        return chance.choices(self.ranked, cum_weights=self.uses, k=count)

    def telling(self, chance: random.Random, count: int) -> list[str]:
        found: list[str] = []
        while len(found) < count:
            small = set(self.ranked[: self.first_telling])
            found += [word for word in self.some(chance, count) if word not in small]
        return found[:count]


@lru_cache(maxsize=len(PARTS))
def words_of(language: str) -> Words:
    chance = random.Random(f"words {language}")  # noqa: S311 - not a secret
    small = SMALL[language].split()
    first, second = (part.split() for part in PARTS[language])
    seam = " " if language == "en" else ""
    own = [seam.join([one, other]) for one in first for other in second]
    own = [word + chance.choice(ENDINGS[language]) for word in [*own, *second] * 3]
    listed = DefaultDictionaryFactory().get_dictionary(language)
    forms = sorted(w for w in listed if 3 < len(w) < 20 and w.isalpha() and w.islower())
    rest = [*dict.fromkeys(own), *chance.sample(forms, FORMS)]
    # Near the top stand mostly the network's own words, further down the rest.
    place = {word: chance.random() * (number + 50) for number, word in enumerate(rest)}
    ranked = [*small, *sorted(place, key=lambda word: place[word])]
    uses = list(accumulate(1 / (rank + 2.7) for rank in range(len(ranked))))
    return Words(ranked, uses, len(small))


def queries(number: int, seed: int) -> list[tuple[str, str]]:
    """Return queries with their language: common, rare, of several words, and of none."""
    chance = random.Random(seed)  # noqa: S311
    made = []
    for _ in range(number):
        language = chance.choices(["fi", "sv", "en"], [6, 3, 1])[0]
        words = words_of(language)
        common = [chance.choice(words.ranked[15:200]) for _ in range(3)]
        rare = [chance.choice(words.ranked[2000:]) for _ in range(2)]
        # An ending that the texts may never have beside the word.
        inflected = words.telling(chance, 1)[0] + chance.choice(ENDINGS[language])
        none = "".join(chance.choice("bdfghjkvzx") for _ in range(9))
        query = chance.choice(
            [
                common[0],
                rare[0],
                inflected,
                f"{common[0]} {common[1]}",
                f"{common[0]} {rare[0]}",
                " ".join(common),
                f"{rare[0]} {rare[1]}",
                none,
            ]
        )
        made.append((language, query))
    return made


def beginnings(number: int, seed: int) -> list[tuple[str, str]]:
    """Return what readers have typed of a title so far, with their language."""
    chance = random.Random(seed)  # noqa: S311
    made = []
    for _ in range(number):
        language = chance.choices(["fi", "sv", "en"], [6, 3, 1])[0]
        one, other = words_of(language).telling(chance, 2)
        begun = one[: chance.randint(2, 6)]
        made.append((language, chance.choice([begun, begun, f"{one} {other[:3]}"])))
    return made
