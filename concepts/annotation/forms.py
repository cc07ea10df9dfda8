"""The keys under which a word of a text meets the words of terms.

A key is a word's base form or the word as written. A text's word has all its keys; a
term's word only those that stand for what the term says, so that "kuusi" (spruce) does
not find every "kuu" (moon).
"""

from __future__ import annotations

import re
import threading
from functools import lru_cache
from typing import NamedTuple

import libvoikko

from network_site.base.language import voikko
from network_site.base.language.analysis import compound_parts, lemmas
from network_site.base.language.lexicon import is_word

NOMINATIVE = "nimento"
# "By way of fires": of a word that can be read otherwise it is never meant.
_INSTRUCTIVE = "keinonto"
_FINITE_MOODS = {"indicative", "conditional", "potential"}
# Singular they are other words: "good", "custom", "new".
_ENGLISH_PLURALS = frozenset(
    ["goods", "customs", "arms", "means", "news", "manners", "glasses", "works"]
)
_lock = threading.Lock()
# Nouns in -minen are read as verbs; their base form is the noun itself.
_MINEN = re.compile(r"(.+)m(?:inen|is|ist)")
# Endings of Finnish words that the dictionary does not know: names, new words.
_FINNISH_ENDING = re.compile(
    r"(?:(?:i|e)?(?:n|t|a|ä|ta|tä|ssa|ssä|sta|stä|lla|llä|lta|ltä|lle|ksi|na|nä|ja|jä"
    r"|en|ien|in|ia|iä|iin|hin|issa|issä|ista|istä|illa|illä|ilta|iltä|ille|iksi"
    r"|an|än|on|ön|un|yn))?(?:ni|si|nsa|nsä|mme|nne)?(?:kin|kaan|kään|ko|kö|han|hän)?$"
)
_SWEDISH_ENDINGS = (
    "ernas", "arnas", "ornas", "erna", "arna", "orna", "ens", "ets", "ers", "ars",
    "en", "et", "er", "ar", "or", "ns", "n", "t", "s",
)  # fmt: skip
_ENGLISH_ENDINGS = ("'s", "es", "s")
# An abbreviation before its plural ending.
_CAPITALS = re.compile(r"[A-ZÅÄÖ0-9]{2,}(?=[a-zåäö]{1,2}$)")
_SHORTEST_STEM = 3
# Shorter ends of words are words by chance.
_SHORTEST_TAIL = 5
# No dictionary has longer words, and looking for them takes long.
_LONGEST = 60


class Form(NamedTuple):
    """One way to read a Finnish word: its base form, case and number."""

    lemma: str
    case: str
    number: str
    is_verb: bool = False
    is_finite: bool = False


@lru_cache(maxsize=1)
def _handle() -> libvoikko.Voikko:
    return libvoikko.Voikko("fi")


@lru_cache(maxsize=20_000)
def finnish_forms(word: str) -> tuple[Form, ...]:
    """Return the ways to read a Finnish word; none where it or Finnish is unknown.

    Args:
        word: a single word in small letters.
    """
    if not voikko.is_available() or len(word) > voikko.LONGEST:
        return ()
    with _lock:
        readings = _handle().analyze(word)
    found: dict[Form, None] = {}
    for reading in readings:
        lemma = reading["BASEFORM"].lower()
        is_verb = reading["CLASS"] == "teonsana"
        noun = _MINEN.match(word)
        if reading.get("MOOD") == "MINEN-infinitive" and noun:
            lemma, is_verb = f"{noun[1]}minen", False
        case, number = reading.get("SIJAMUOTO", ""), reading.get("NUMBER", "")
        is_finite = (
            is_verb
            and reading.get("MOOD") in _FINITE_MOODS
            and reading.get("NEGATIVE") != "true"
        )
        found[Form(lemma, case, number, is_verb, is_finite)] = None
    told = tuple(form for form in found if form.case != _INSTRUCTIVE)
    return told or tuple(found)


def _finnish_lemmas(word: str) -> set[str]:
    if not voikko.is_available():
        return set(lemmas(word, "fi"))
    found = {form.lemma for form in finnish_forms(word)}
    head, hyphen, tail = word.rpartition("-")
    if not found and hyphen:
        return {f"{head}-{lemma}" for lemma in _finnish_lemmas(tail)}
    return found or _lemmas_by_the_end(word)


def _lemmas_by_the_end(word: str) -> set[str]:
    """Return the base forms of a compound whose beginning no dictionary knows."""
    for place in range(_SHORTEST_STEM, len(word) - _SHORTEST_TAIL + 1):
        nouns = [form for form in finnish_forms(word[place:]) if not form.is_verb]
        if nouns:
            return {f"{word[:place]}{form.lemma}" for form in nouns}
    return set()


def _lemmas(word: str, language: str) -> set[str]:
    """Return the base forms of a word in small letters, as a noun's."""
    if language == "fi":
        return _finnish_lemmas(word)
    # In English these are as a rule verbs: "rescued" does not speak of a "rescue".
    if language == "en" and word.endswith(("ed", "ing")):
        return set()
    if language == "en" and word in _ENGLISH_PLURALS:
        return {word}
    found = set(lemmas(word, language))
    if language == "sv" and word.endswith("a") and is_word(f"{word}r", "sv"):
        # The list takes some verbs for forms of a noun: "skicka" of "skick".
        found &= {word}
    head, hyphen, tail = word.rpartition("-")
    if not found and hyphen:
        found = {f"{head}-{lemma}" for lemma in lemmas(tail, language)}
    return found


@lru_cache(maxsize=50_000)
def text_keys(word: str, language: str) -> frozenset[str]:
    """Return every key of a word that stands in a text.

    Args:
        word: the word, in any case.
        language: ``fi``, ``sv`` or ``en``; of another language only the word itself.
    """
    small = word.lower()
    if len(small) > _LONGEST:
        return frozenset({small})
    bases = _lemmas(small, language)
    if _is_base(small, bases, language):
        return frozenset({small})
    return frozenset({small, *bases, *_guesses(small, language, bool(bases))})


def _is_base(word: str, bases: set[str], language: str) -> bool:
    """Tell whether a word is read as a base form only: "kuusi", "voimassa", "alusta".

    A verb's is not enough: "hyötyä" is a form of the noun "hyöty" as well.
    """
    if word not in bases:
        return False
    if language == "fi" and len(bases) > 1 and len(compound_parts(word, "fi")) > 1:
        # A compound that happens to read as another's base form: "-aikoja".
        return False
    forms = finnish_forms(word) if language == "fi" else ()
    return not forms or any(f.lemma == word and not f.is_verb for f in forms)


def _guesses(word: str, language: str, known: bool) -> set[str]:
    """Return what a word may be without its ending, where no dictionary says."""
    if language == "fi":
        # Without libvoikko no word has forms, but the list may know its base.
        sure = finnish_forms(word) or (known and not voikko.is_available())
        return set() if sure else _finnish_stems(word)
    if word in _ENGLISH_PLURALS:
        return set()
    endings = {"sv": _SWEDISH_ENDINGS, "en": _ENGLISH_ENDINGS}.get(language, ())
    stems = {
        word.removesuffix(ending)
        for ending in endings
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM
    }
    if language == "sv" and known:
        # The list may know the form of a verb only: "gravar" is of "grav", too.
        return {stem for stem in stems if _is_swedish_noun(stem, word)}
    return stems


def _finnish_stems(word: str) -> set[str]:
    stems = {
        word[: match.start()]
        for start in range(max(_SHORTEST_STEM, len(word) - 16), len(word))
        if (match := _FINNISH_ENDING.match(word, start))
    }
    # "Tukeksen", "jokekseen" are of "Tukes", "jokes".
    return stems | {f"{stem[:-2]}s" for stem in stems if stem.endswith("ks")}


def _is_swedish_noun(stem: str, word: str) -> bool:
    """Tell whether a word in -ar or -er is a plural of a noun, not a verb."""
    if lemmas(stem, "sv") not in {(stem,), (f"{stem}a",)}:
        return False
    ending = word[len(stem) :].removesuffix("s")
    if ending not in ("ar", "er"):
        return lemmas(stem, "sv") == (stem,)
    return is_word(f"{stem}{ending}na", "sv")


def is_abbreviation(word: str) -> bool:
    """Tell whether a word is written with capitals: VPK, OVAt, not Palokunta."""
    tail = word.rpartition("-")[2]
    return any(letter.isupper() for letter in tail[1:])


def term_keys(word: str, language: str) -> frozenset[str]:
    """Return the keys of a word of a term: what it says, and no chance readings."""
    small = word.lower()
    if is_abbreviation(word):
        # No dictionary is asked: "OVAt" are instructions, "ovat" is "they are".
        start = _CAPITALS.match(word)
        return frozenset({small, start[0].lower() if start else small})
    bases = _lemmas(small, language)
    if not bases or _is_base(small, bases, language):
        return frozenset({small})
    if language == "fi":
        named = {f.lemma for f in finnish_forms(small) if f.case == NOMINATIVE}
        bases = named or bases
    if language == "sv":
        # The list takes nouns for forms of verbs: "rök" is not "röka".
        bases -= {f"{small}a"}
        bases |= _guesses(small, "sv", known=True)
    return frozenset({small, *bases})


def is_known(word: str, language: str) -> bool:
    """Tell whether a dictionary of the language has a word, written in small letters."""
    return bool(_lemmas(word.lower(), language))


def agrees(modifier: str, head: str) -> bool:
    """Tell whether two Finnish words can stand in the same case and number.

    A word that the dictionary does not know agrees with anything.
    """
    one = {form[1:3] for form in finnish_forms(modifier.lower())}
    other = {form[1:3] for form in finnish_forms(head.lower())}
    return not one or not other or bool(one & other)


def cases(word: str) -> frozenset[str]:
    """Return the cases that a Finnish word can stand in."""
    return frozenset(form.case for form in finnish_forms(word.lower()))
