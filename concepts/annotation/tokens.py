"""Dividing running text into the words that terms are looked for in.

Other than the search's division, a word here keeps its hyphens: "pelastuslaitos" is not
looked for in "pelastuslaitos-yhteistyö", nor "palo" in "palo- ja pelastustoimi". Words
divided at a line end are put together again, and addresses and file names are no words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from network_site.base.language.words import seen

_UNSEEN = "\u00ad\u200b-\u200d\u2060\ufeff\u0300-\u036f"
_PIECE = re.compile(rf"[^\W_](?:[^\W_]|[{_UNSEEN}])*")
_HYPHENS = "-\u2010\u2011"
_APOSTROPHES = "'\u2019"
_LINE_END = re.compile(rf"[{_HYPHENS}][ \t]*\r?\n[ \t]*")
# Case endings after a colon: VPK:n, EU:hun.
_ENDING = re.compile(r"[a-zåäö]{1,7}")
# After these a hyphen at a line end belongs to the word: "palo-" and then "ja".
_CONJUNCTIONS = frozenset(
    ["ja", "tai", "sekä", "eli", "och", "eller", "samt", "and", "or"]
)
# Runs are bounded so that no text, however odd, makes the search for them slow.
_ADDRESS = re.compile(
    r"""
      \b[a-z][a-z0-9+.-]{0,15}://\S+               # any scheme
    | \b(?:www\.|mailto:)\S+
    | (?<!\S)[^\s@]{0,200}@\S+                     # mail, handles
    | (?<![\w/])[\w%~-]{1,80}(?:\.[\w%-]{1,80}){0,8}
      \.(?:[a-z][a-z0-9]{1,4}|[A-Z]{2,4})(?!\w)(?:[:/?\#]\S*)?   # hosts, file names
    | (?<![\w/])(?:\.{1,2}|~)?/[\w.%~-][^\s,;)]*   # paths
    | \b[A-Za-z]:\\\S+ | \\\\\S+                   # the same in Windows
    | (?<!\w)\w{0,80}_\w*                          # names in programs and files
    """,
    re.VERBOSE,
)
_COMPANY_FORM = re.compile(r"[ \u00a0](?:Oyj?|Abp?|[Rr]y|[Rr]f|Ky|Tmi|Ltd|Inc|GmbH)\b")
_INITIAL = re.compile(r"(?<!\w)[A-ZÅÄÖ]\.$")
# After letters, digits and these a sentence goes on.
_GOES_ON = ",)]&/%°"


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: ``text[start:end]``.

    ``spellings`` are the ways to read it without what divides it: one, or two for a
    word divided at a line end, which may have a hyphen of its own there. ``half`` words
    begin or end with a hyphen in place of the rest. ``gap`` is what stands between the
    word and the one before it, without spaces. ``in_company_name`` tells of a word with
    a capital before "Oy", "ry" and the like.
    """

    start: int
    end: int
    spellings: tuple[str, ...]
    has_ending: bool = False
    half: bool = False
    mid_sentence: bool = False
    gap: str = ""
    in_company_name: bool = False


def tokens_of(text: str) -> list[Token]:
    """Return the words of a text in order, those of addresses left out."""
    found: list[Token] = []
    addresses = [match.span() for match in _ADDRESS.finditer(text)]
    starts = [start for start, _end in addresses]
    end = 0
    for group in _groups(text):
        place = bisect_right(starts, group[0].start()) - 1
        if place >= 0 and group[0].start() < addresses[place][1]:
            continue
        found.append(_token(text, group, end))
        end = found[-1].end
    return found


def _groups(text: str) -> list[list[re.Match[str]]]:
    """Put the pieces of each word together: what hyphens and line ends divide."""
    groups: list[list[re.Match[str]]] = []
    for piece in _PIECE.finditer(text):
        if groups and _belongs(text, groups[-1], piece):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _belongs(text: str, group: list[re.Match[str]], piece: re.Match[str]) -> bool:
    """Tell whether a piece continues the word before it."""
    between = text[group[-1].end() : piece.start()]
    if not between or not between.strip(" \t") or len(between) > 40:
        return False
    if len(between) == 1 and between in _HYPHENS + _APOSTROPHES:
        return True
    if between == ":":
        return bool(_ENDING.fullmatch(piece.group())) and not _is_ending(text, group)
    return (
        bool(_LINE_END.fullmatch(between))
        and piece.group()[0].islower()
        and piece.group().lower() not in _CONJUNCTIONS
    )


def _is_ending(text: str, group: list[re.Match[str]]) -> bool:
    return len(group) > 1 and text[group[-1].start() - 1] == ":"


def _token(text: str, group: list[re.Match[str]], previous_end: int) -> Token:
    first, last = group[0], group[-1]
    start, end = first.start(), last.end()
    has_ending = _is_ending(text, group)
    bare = group[:-1] if has_ending else group
    before = text[start - 1] if start else ""
    after = text[end] if end < len(text) else ""
    # A hyphen that opens a line is a bullet.
    opens_half = before in _HYPHENS and before and not _opens_line(text, start - 1)
    closes_half = bool(after) and after in _HYPHENS
    gap = "".join(text[previous_end:start].split())
    return Token(
        start=start,
        end=end,
        spellings=_spellings(text, bare),
        has_ending=has_ending,
        half=bool(opens_half or closes_half),
        mid_sentence=_is_mid_sentence(text, start),
        gap=gap,
        in_company_name=text[start].isupper() and bool(_COMPANY_FORM.match(text, end)),
    )


def _spellings(text: str, group: list[re.Match[str]]) -> tuple[str, ...]:
    """Return a word's spellings with and without the hyphens of line ends."""
    joined, hyphened = "", ""
    for place, piece in enumerate(group):
        letters = seen(piece.group())
        between = text[group[place - 1].end() : piece.start()] if place else ""
        if not between:
            pass
        elif "\n" in between:
            hyphened += "-"
        else:
            mark = "'" if between in _APOSTROPHES else "-"
            joined, hyphened = joined + mark, hyphened + mark
        joined, hyphened = joined + letters, hyphened + letters
    return (joined,) if joined == hyphened else (joined, hyphened)


def _opens_line(text: str, place: int) -> bool:
    """Tell whether only spaces stand before a place on its line."""
    before = _skip_spaces(text, place - 1)
    return before < 0 or text[before] == "\n"


def _skip_spaces(text: str, place: int) -> int:
    """Return the place of the last character up to here that is no space."""
    while place >= 0 and text[place] in " \t\u00a0":
        place -= 1
    return place


def _is_mid_sentence(text: str, start: int) -> bool:
    """Tell whether a capital here would be a name's: no sentence begins."""
    place = _skip_spaces(text, start - 1)
    if _INITIAL.search(text, max(0, place - 2), place + 1):
        return True
    return place >= 0 and (text[place].isalnum() or text[place] in _GOES_ON)
