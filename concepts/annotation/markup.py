"""The words of rendered markup, and putting links around some of them.

The markup itself is left as it is to the letter: links are put in at places that a
parser has found, so that nothing that a template wrote can come out otherwise.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from html import unescape
from html.parser import HTMLParser

# Running text; elsewhere stand names, titles and controls.
_TEXT_CLASSES = frozenset({"prose", "callout"})
_TEXT_TAGS = frozenset({"td"})
# Nothing in these becomes a link, though their words are read with the rest.
_LEFT_ALONE = frozenset(
    [
        "a",
        "button",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "summary",
        "label",
        "select",
        "code",
        "pre",
        "kbd",
        "samp",
        "address",
        "caption",
        "th",
        "textarea",
    ]
)
# These hold no words.
_WORDLESS = frozenset(["script", "style", "svg", "template"])
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "code",
        "em",
        "i",
        "kbd",
        "mark",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "u",
    ]
)
_VOID = frozenset(["br", "hr", "img", "input", "source", "wbr", "use", "meta", "link"])


class _Reader(HTMLParser):
    """Notes each character of the text, and where in the markup it stands."""

    def __init__(self, markup: str, language: str) -> None:
        super().__init__(convert_charrefs=False)
        self.language = language
        self.lines = [0]
        for line in markup.splitlines(keepends=True):
            self.lines.append(self.lines[-1] + len(line))
        self.text: list[str] = []
        # Start and end in the markup; None for what may not become a link.
        self.places: list[tuple[int, int] | None] = []
        self.open: list[tuple[str, dict[str, str | None]]] = []

    def _offset(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def _may_link(self) -> bool:
        names = {tag for tag, _attrs in self.open}
        if names & _LEFT_ALONE:
            return False
        languages = [attrs["lang"] for _tag, attrs in self.open if attrs.get("lang")]
        if languages and languages[-1] != self.language:
            return False
        return any(
            tag in _TEXT_TAGS
            or not _TEXT_CLASSES.isdisjoint((attrs.get("class") or "").split())
            for tag, attrs in self.open
        )

    def _add(self, letters: str, start: int, length: int | None = None) -> None:
        """Add letters; as many characters of markup stand for them, if not one each."""
        if any(tag in _WORDLESS for tag, _attrs in self.open):
            return
        may_link = self._may_link()
        for place, letter in enumerate(letters):
            span = (
                (start + place, start + place + 1)
                if length is None
                else (start, start + length)
            )
            self.text.append(letter)
            self.places.append(span if may_link else None)

    def _divide(self, tag: str) -> None:
        if tag == "br":
            self._add("\n", self._offset(), 0)
        elif tag not in _INLINE:
            self._add("\n\n", self._offset(), 0)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._divide(tag)
        if tag not in _VOID:
            self.open.append((tag, dict(attrs)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._divide(tag)

    def handle_endtag(self, tag: str) -> None:
        self._divide(tag)
        for place in range(len(self.open) - 1, -1, -1):
            if self.open[place][0] == tag:
                del self.open[place:]
                break

    def handle_data(self, data: str) -> None:
        self._add(data, self._offset())

    def _add_reference(self, reference: str) -> None:
        start = self._offset()
        end = start + len(reference)
        self._add(unescape(f"{reference};")[:1], start, end - start + 1)

    def handle_entityref(self, name: str) -> None:
        self._add_reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._add_reference(f"&#{name}")


class Markup:
    """Rendered markup as text.

    Args:
        markup: well-formed HTML, as our own templates write it.
        language: the language of the page's words; parts in others are left alone.
    """

    def __init__(self, markup: str, language: str) -> None:
        self.markup = markup
        reader = _Reader(markup, language)
        reader.feed(markup)
        reader.close()
        self.text = "".join(reader.text)
        self._places = reader.places

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where ``text[start:end]`` stands in the markup, if it may be a link.

        Words with a tag inside them, or in a heading or a link, may not.
        """
        places = self._places[start:end]
        whole = [place for place in places if place is not None]
        if not whole or len(whole) < len(places):
            return None
        for before, after in itertools.pairwise(whole):
            if before[1] != after[0]:
                return None
        return whole[0][0], whole[-1][1]

    def with_tags(self, tags: Iterable[tuple[int, int, str, str]]) -> str:
        """Return the markup with tags put in: (start, end, opening, closing)."""
        made, end_of_last = [], 0
        for start, end, opening, closing in sorted(tags):
            made += [self.markup[end_of_last:start], opening]
            made += [self.markup[start:end], closing]
            end_of_last = end
        return "".join([*made, self.markup[end_of_last:]])
