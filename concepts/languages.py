"""Language tags (BCP 47): what is known of them, and what they are called."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

# ISO 639-1, and the three-letter codes of the languages of Finland and near it.
_KNOWN = frozenset(
    [
        "aa",
        "ab",
        "ae",
        "af",
        "ak",
        "am",
        "an",
        "ar",
        "as",
        "av",
        "ay",
        "az",
        "ba",
        "be",
        "bg",
        "bi",
        "bm",
        "bn",
        "bo",
        "br",
        "bs",
        "ca",
        "ce",
        "ch",
        "co",
        "cr",
        "cs",
        "cu",
        "cv",
        "cy",
        "da",
        "de",
        "dv",
        "dz",
        "ee",
        "el",
        "en",
        "eo",
        "es",
        "et",
        "eu",
        "fa",
        "ff",
        "fi",
        "fj",
        "fo",
        "fr",
        "fy",
        "ga",
        "gd",
        "gl",
        "gn",
        "gu",
        "gv",
        "ha",
        "he",
        "hi",
        "ho",
        "hr",
        "ht",
        "hu",
        "hy",
        "hz",
        "ia",
        "id",
        "ie",
        "ig",
        "ii",
        "ik",
        "io",
        "is",
        "it",
        "iu",
        "ja",
        "jv",
        "ka",
        "kg",
        "ki",
        "kj",
        "kk",
        "kl",
        "km",
        "kn",
        "ko",
        "kr",
        "ks",
        "ku",
        "kv",
        "kw",
        "ky",
        "la",
        "lb",
        "lg",
        "li",
        "ln",
        "lo",
        "lt",
        "lu",
        "lv",
        "mg",
        "mh",
        "mi",
        "mk",
        "ml",
        "mn",
        "mr",
        "ms",
        "mt",
        "my",
        "na",
        "nb",
        "nd",
        "ne",
        "ng",
        "nl",
        "nn",
        "no",
        "nr",
        "nv",
        "ny",
        "oc",
        "oj",
        "om",
        "or",
        "os",
        "pa",
        "pi",
        "pl",
        "ps",
        "pt",
        "qu",
        "rm",
        "rn",
        "ro",
        "ru",
        "rw",
        "sa",
        "sc",
        "sd",
        "se",
        "sg",
        "si",
        "sk",
        "sl",
        "sm",
        "sn",
        "so",
        "sq",
        "sr",
        "ss",
        "st",
        "su",
        "sv",
        "sw",
        "ta",
        "te",
        "tg",
        "th",
        "ti",
        "tk",
        "tl",
        "tn",
        "to",
        "tr",
        "ts",
        "tt",
        "tw",
        "ty",
        "ug",
        "uk",
        "ur",
        "uz",
        "ve",
        "vi",
        "vo",
        "wa",
        "wo",
        "xh",
        "yi",
        "yo",
        "za",
        "zh",
        "zu",
        "sma",
        "sme",
        "smj",
        "smn",
        "sms",
        "sjd",
        "fkv",
        "olo",
        "krl",
        "rmf",
        "vot",
        "vep",
        "izh",
        "liv",
        "fse",
        "fss",
    ]
)
_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{1,8})*")
TAG_LENGTH = 35


def site_languages() -> list[str]:
    """Return the codes of the interface languages in their order."""
    return [code for code, _name in settings.LANGUAGES]


def base_of(tag: str) -> str:
    """Return the language of a tag without its region: en of en-gb."""
    return tag.partition("-")[0]


@lru_cache(maxsize=1000)
def is_known(tag: str) -> bool:
    """Tell whether a tag names a language that we know."""
    return bool(_TAG.fullmatch(tag)) and base_of(tag) in _KNOWN


def name_of(tag: str) -> str:
    """Return what a language is called in the active language."""
    try:
        name = get_language_info(tag)["name_translated"]
    except KeyError:
        return _("Other language (%(tag)s)") % {"tag": tag}
    return name[:1].upper() + name[1:]


def rank(tag: str, first: str | None = None) -> tuple[int, str]:
    """Return a key that sorts tags in the order in which a reader wants them.

    Args:
        tag: the tag to rank.
        first: the reader's language; the active one when left out.
    """
    order = list(dict.fromkeys([first or get_language() or "", *site_languages()]))
    base = base_of(tag)
    return (order.index(base) if base in order else len(order), tag)


def localized(row: Any, name: str, first: str | None = None) -> str:
    """Return a text that a row holds in several languages, in the one wanted most.

    Args:
        row: has the texts as ``<name>_fi``, ``<name>_sv`` and ``<name>_en``.
        name: the field's name without the language.
        first: the language wanted; the active one when left out.
    """
    languages = sorted(("fi", "sv", "en"), key=lambda tag: rank(tag, first))
    texts = (getattr(row, f"{name}_{language}") for language in languages)
    return next(filter(None, texts), "")
