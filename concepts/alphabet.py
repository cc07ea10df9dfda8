"""The alphabet of Finnish and Swedish: å, ä and ö last, in every database alike.

Databases sort by the rules of their own locale, so names carry a key made of digits
only, two for each character: every collation puts digit strings in the same order.
"""

from __future__ import annotations

import unicodedata
from typing import Any

from django.db import models

LETTERS = "abcdefghijklmnopqrstuvwxyzåäö"
_SPACE = 10
_DIGIT = 20
_LETTER = 40
_OTHER = 90
_CODES = (
    {" ": _SPACE}
    | {digit: _DIGIT + int(digit) for digit in "0123456789"}
    | {letter: _LETTER + place for place, letter in enumerate(LETTERS)}
)
# Letters of the neighbours' languages stand where Finnish dictionaries put them.
_AS = {
    "æ": "ä",
    "ø": "ö",
    "œ": "ö",
    "ü": "y",
    "ð": "d",
    "þ": "th",
    "ß": "ss",
    "ł": "l",
    "đ": "d",
    "ŋ": "n",
    "ŧ": "t",
}
_KEYED = 60
KEY_LENGTH = 2 * _KEYED


def _plain(character: str) -> str:
    """Return a letter without the marks that do not matter in the order."""
    if character in _CODES:
        return character
    if character in _AS:
        return _AS[character]
    if character.isspace() or character in "-–—/":
        return " "
    base = unicodedata.normalize("NFD", character)[0]
    return base if base.isalnum() else ""


class _Digits(dict[int, str]):
    """The digits of each character, made when it is met first."""

    def __missing__(self, code: int) -> str:
        plain = _plain(chr(code))
        self[code] = "".join(f"{_CODES.get(letter, _OTHER):02d}" for letter in plain)
        return self[code]


_DIGITS = _Digits()
_SPACE_DIGITS = f"{_SPACE:02d}"


def sort_key(text: str) -> str:
    """Return the digits that put a name in its place.

    Capitals and punctuation do not count; a space or a hyphen comes before letters,
    so that a word comes before its compounds.
    """
    key = unicodedata.normalize("NFC", text).lower().translate(_DIGITS)
    # Two digits for each character: a pair at either end is a whole one.
    while key.startswith(_SPACE_DIGITS):
        key = key[2:]
    while key.endswith(_SPACE_DIGITS):
        key = key[:-2]
    return key[:KEY_LENGTH]


def key_range(letter: str) -> tuple[str, str] | None:
    """Return the keys between which the names with this first letter lie.

    Args:
        letter: a letter of the alphabet, "0" for digits, or "?" for other scripts.

    Returns:
        The first key and the key after the last, or None for anything else.
    """
    if letter == "0":
        return f"{_DIGIT:02d}", f"{_DIGIT + 10:02d}"
    if letter == "?":
        return f"{_OTHER:02d}", "99"
    if letter not in _CODES or letter == " ":
        return None
    return f"{_CODES[letter]:02d}", f"{_CODES[letter] + 1:02d}"


def prefix_range(key: str) -> tuple[str, str]:
    """Return the keys between which all lie that begin with a key.

    Digits bound it on both sides: collations disagree on where other characters stand.
    """
    return key, f"{key}99"


def letter_of(key: str) -> str:
    """Return the first letter that a key begins with; "0" and "?" as above."""
    code = int(key[:2] or _OTHER)
    if _DIGIT <= code < _DIGIT + 10:
        return "0"
    place = code - _LETTER
    return LETTERS[place] if 0 <= place < len(LETTERS) else "?"


class SortKeyField(models.CharField):
    """Keeps the sort key of another field of the row, also in bulk inserts."""

    def __init__(self, *args: Any, source: str = "text", **kwargs: Any) -> None:
        self.source = source
        kwargs |= {"max_length": KEY_LENGTH, "editable": False, "blank": True}
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("max_length", "editable", "blank"):
            kwargs.pop(fixed, None)
        return name, path, args, {**kwargs, "source": self.source}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        key = sort_key(getattr(model_instance, self.source))
        setattr(model_instance, self.attname, key)
        return key
