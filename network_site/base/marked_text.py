"""Plain text with a few marks, and the rich text that it stands for.

Short forms take what people write in mails anyway: paragraphs divided by an empty
line, "- " and "1. " before the items of a list, "## " before a heading, **bold**, and
addresses, which become links; [words](address) gives a link words of its own.
"""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser
from urllib.parse import urlsplit

_ADDRESS = r"https?://[^\s<>()\[\]]*[^\s<>()\[\].,;:!?'\"]"
_MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_INLINE = re.compile(
    rf"\[(?P<words>[^\[\]\n]+)\]\((?P<target>(?:https?://|mailto:)[^\s()]+)\)"
    rf"|(?P<address>{_ADDRESS})"
    rf"|(?P<mail>{_MAIL})"
    r"|\*\*(?P<bold>[^*\n]+)\*\*"
)
_ITEM = {"ul": re.compile(r"[-•*] +(.*)"), "ol": re.compile(r"\d+[.)] +(.*)")}
_HEADING = re.compile(r"##+ +(.*)")
_SCHEMES = {"http", "https", "mailto"}


def _link(target: str, words: str) -> str:
    return f'<a href="{escape(target)}">{words}</a>'


def _inline(text: str) -> str:
    """Return one line of text with its marks, everything else in it escaped."""
    made, end = [], 0
    for found in _INLINE.finditer(text):
        made.append(escape(text[end : found.start()], quote=False))
        end = found.end()
        if found["words"]:
            words = escape(found["words"], quote=False)
            made.append(_link(found["target"], words))
        elif found["address"]:
            shown = escape(found["address"], quote=False)
            made.append(_link(found["address"], shown))
        elif found["mail"]:
            made.append(_link(f"mailto:{found['mail']}", escape(found["mail"])))
        else:
            made.append(f"<b>{_inline(found['bold'])}</b>")
    made.append(escape(text[end:], quote=False))
    return "".join(made)


def _kind_of(line: str) -> tuple[str, str]:
    """Return which element a line belongs to, and the line without its mark."""
    if found := _HEADING.fullmatch(line):
        return "h3", found[1]
    for name, pattern in _ITEM.items():
        if found := pattern.fullmatch(line):
            return name, found[1]
    return "p", line


def rich_text(text: str) -> str:
    """Return marked text as rich text. Nothing of the text itself is taken as markup."""
    made: list[tuple[str, list[str]]] = []
    is_open = False
    for raw in text.replace("\r\n", "\n").replace("\x00", "").split("\n"):
        line = raw.strip()
        if not line:
            is_open = False
            continue
        name, words = _kind_of(line)
        if is_open and name != "h3" and made[-1][0] == name:
            made[-1][1].append(_inline(words))
        else:
            made.append((name, [_inline(words)]))
        is_open = True
    return "".join(_element(name, lines) for name, lines in made)


def _element(name: str, lines: list[str]) -> str:
    if name in _ITEM:
        items = "".join(f"<li>{line}</li>" for line in lines)
        return f"<{name}>{items}</{name}>"
    return f"<{name}>{'<br/>'.join(lines)}</{name}>"


class _Reader(HTMLParser):
    """Writes rich text as marked text, and remembers what it has no marks for."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self.lists: list[str] = []
        self.number = 0
        self.text = ""
        self.link = ""
        self.words = ""
        self.is_held = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in _ITEM:
            self.lists.append(tag)
            self.number = 0
            self.blocks.append("")
        elif tag == "a":
            self.link = values.get("href") or ""
            self.words = ""
            self.is_held &= urlsplit(self.link).scheme in _SCHEMES
        elif tag == "b":
            self.handle_data("**")
        elif tag == "br":
            self.handle_data("\n")
        elif tag not in ("p", "li", "h3"):
            self.is_held = False
        # Wagtail marks the blocks of its editor; nothing else may be lost.
        self.is_held &= not set(values) - {"href", "data-block-key"}
        self.is_held &= len(self.lists) < 2

    def handle_endtag(self, tag: str) -> None:
        if tag in _ITEM:
            self.lists.pop()
        elif tag == "b":
            self.handle_data("**")
        elif tag == "a":
            link, words, self.link = self.link, self.words, ""
            bare = link in (words, f"mailto:{words}")
            self.handle_data(words if bare else f"[{words}]({link})")
        elif tag == "li":
            self._item()
        elif tag in ("p", "h3"):
            mark = "## " if tag == "h3" else ""
            self.blocks.append(f"{mark}{self.text.strip()}")
            self.text = ""

    def _item(self) -> None:
        self.number += 1
        mark = "- " if self.lists[-1] == "ul" else f"{self.number}. "
        line = f"{mark}{self.text.strip()}"
        self.blocks[-1] = f"{self.blocks[-1]}\n{line}".strip()
        self.text = ""

    def handle_data(self, data: str) -> None:
        if self.link:
            self.words += data
        else:
            self.text += data


def _bare(html: str) -> str:
    """Return rich text without what differs between writers of the same thing."""
    html = re.sub(r' data-block-key="[^"]*"', "", html).replace("<br>", "<br/>")
    html = re.sub(r"<p>\s*</p>|\n", "", html)
    return html.replace("&quot;", '"').replace("&#x27;", "'").replace("\u00a0", " ")


def marked_text(html: str) -> str | None:
    """Return the marked text of rich text, or None where marks cannot hold it all."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    text = "\n\n".join(block for block in reader.blocks if block)
    held = reader.is_held and _bare(rich_text(text)) == _bare(html)
    return text if held else None


def plain_words(text: str) -> str:
    """Return marked text as one line without its marks, for summaries."""
    lines = [_kind_of(line.strip())[1] for line in text.split("\n")]
    line = " ".join(" ".join(lines).split())
    return re.sub(r"\*\*([^*\n]+)\*\*|\[([^\[\]\n]+)\]\([^\s()]+\)", r"\1\2", line)
