"""Telling from the words around it whether a word is used as a verb.

"Suojaa" is a form of the noun "suoja" and says "protects"; "plan" and "check" are nouns
as well as verbs. Where the words around say that it is the verb, no term stands there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from concepts.annotation.forms import finnish_forms, is_abbreviation
from concepts.annotation.tokens import Token

_WORDS_AROUND = 12


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Finnish verbs that are nouns as well, and nearly never meant as such.
_COMMON_VERBS = _set("on ovat oli olivat voi tuli saa pitää tulee")
# These begin another clause, with a verb of its own.
_CLAUSE_STARTS = _set(
    "että koska kun jos joka jotka jonka jota joita jossa mutta vaan vaikka sillä jotta"
    " kuten ja tai sekä eli"
)
_NEGATIVES = _set("ei en et emme ette eivät eikä eivätkä")
# "Ei käsitelty", "ei ollut": with a negative these carry the clause.
_PARTICIPLE = re.compile(r".{2,}(?:[nlrs][uy]t|t[uy])")

_ENGLISH_BEFORE = _set(
    "i you we they he she who will would can could shall should may might must cannot"
    " do does did don't doesn't didn't won't can't let's please"
)
_ENGLISH_SINGULARS = _set("it this that which")
_ENGLISH_ASKING_TO = _set(
    "need needs needed want wants wanted able has have had having try tries tried order"
    " going ready how when where what likely allowed required asked told learn ought"
    " expected began begin begins agreed decided important necessary possible easy hard"
    " difficult free plan plans planned used helps help continue continues chance"
)
_ENGLISH_OBJECTS = _set(
    "the a an it them us him me our their its his her my your this these those how"
    " whether each every"
)
_ENGLISH_BEFORE_NOUNS = _ENGLISH_OBJECTS | _set(
    "of in on at by for with from without about after before during under over into"
    " against between through per via as than no any some all that which"
)
_SWEDISH_PEOPLE = _set("jag du han hon vi ni som")
_SWEDISH_BEFORE_INFINITIVES = _set("att kan ska skall vill bör måste")


def reads_as_verb(tokens: Sequence[Token], place: int, language: str) -> bool:
    """Tell whether the words around say that a word is a verb.

    Args:
        tokens: the words of the text, in order.
        place: which of them; a term would stand there alone.
        language: the language of the text; only fi, sv and en are known.
    """
    reading = {"fi": _in_finnish, "en": _in_english, "sv": _in_swedish}.get(language)
    return reading is not None and reading(tokens, place)


def _word(token: Token) -> str:
    return token.spellings[0].lower().replace("\u2019", "'")


def _follows(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether only spaces stand between a word and the one before it."""
    token = tokens[place]
    return bool(place) and not token.gap


def _in_finnish(tokens: Sequence[Token], place: int) -> bool:
    if is_abbreviation(tokens[place].spellings[0]):
        return False
    forms = finnish_forms(_word(tokens[place]))
    if not any(form.is_finite for form in forms):
        return False
    # A clause has one verb: where there is another, this is the noun.
    around = [_word(other) for other in _clause(tokens, place)]
    if not _NEGATIVES.isdisjoint(around) and any(map(_goes_with_negative, around)):
        return False
    return not any(_is_finnish_verb(word) for word in around)


def _clause(tokens: Sequence[Token], place: int) -> list[Token]:
    """Return the words of the same clause, without the one itself."""
    start = place
    while (
        start
        and place - start < _WORDS_AROUND
        and _follows(tokens, start)
        and _word(tokens[start]) not in _CLAUSE_STARTS
    ):
        start -= 1
    end = place + 1
    while (
        end < len(tokens)
        and end - place < _WORDS_AROUND
        and _follows(tokens, end)
        and _word(tokens[end]) not in _CLAUSE_STARTS
    ):
        end += 1
    return [*tokens[start:place], *tokens[place + 1 : end]]


def _is_finnish_verb(word: str) -> bool:
    """Tell whether a word can only be a verb that carries a clause."""
    if word in _COMMON_VERBS:
        return True
    forms = finnish_forms(word)
    return any(form.is_finite for form in forms) and all(form.is_verb for form in forms)


def _goes_with_negative(word: str) -> bool:
    """Tell whether a word is the verb that a negative asks for: "ei ole", "ei ollut"."""
    if word in _NEGATIVES:
        return False
    forms = finnish_forms(word)
    only_verb = bool(forms) and all(form.is_verb for form in forms)
    return only_verb or bool(_PARTICIPLE.fullmatch(word))


def _in_english(tokens: Sequence[Token], place: int) -> bool:
    before = _word(tokens[place - 1]) if _follows(tokens, place) else ""
    follows = place + 1 < len(tokens) and _follows(tokens, place + 1)
    after = _word(tokens[place + 1]) if follows else ""
    if before in _ENGLISH_BEFORE:
        return True
    if before in _ENGLISH_SINGULARS and _word(tokens[place]).endswith("s"):
        return True
    if before == "to":
        asks = place > 1 and _word(tokens[place - 2]) in _ENGLISH_ASKING_TO
        return asks or after in _ENGLISH_OBJECTS or _is_second_verb(tokens, place)
    if _is_second_verb(tokens, place):
        return True
    # "Report the fire", "he checks it"; but "after work the crew".
    return after in _ENGLISH_OBJECTS and before not in _ENGLISH_BEFORE_NOUNS


def _is_second_verb(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a word goes on from a verb: "they plan and check the doors"."""
    if place < 2 or _word(tokens[place - 1]) not in {"and", "or"}:
        return False
    return _follows(tokens, place) and _in_english(tokens, place - 2)


def _in_swedish(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a pronoun or an auxiliary verb makes a verb of a word."""
    word = _word(tokens[place])
    before = _word(tokens[place - 1]) if _follows(tokens, place) else ""
    if before in _SWEDISH_BEFORE_INFINITIVES:
        return word.endswith(("a", "as"))
    return before in _SWEDISH_PEOPLE and word.endswith(("ar", "er"))
