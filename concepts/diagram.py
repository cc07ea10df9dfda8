"""The relations of a concept as a drawing: geometry only, the look is the stylesheet's.

Broader concepts and wholes stand above, narrower ones and parts below, related ones at
the bottom on dashed lines, as terminology work draws them: a triangle for generic, a
diamond for partitive relations. All measures are units of the drawing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from concepts.neighbours import Group, Neighbour
from network_site.base.language.analysis import compound_parts

WIDTH = 344
MIDDLE = WIDTH // 2
BOX_WIDTH, BOX_HEIGHT = 140, 42
WIDE_BOX = 190
SELF_WIDTH, SELF_HEIGHT = 240, 52
LEFT, RIGHT = 28, 176
GAP = 14
SHOWN = 4
# How many letters fit on a line of each box.
NARROW_LINE, WIDE_LINE, SELF_LINE = 16, 22, 23
_LINE = 17


@dataclass
class Box:
    """One concept. ``lines`` are (text, y): drawn in the middle of the box."""

    x: int
    y: int
    width: int
    height: int
    label: str
    lines: list[tuple[str, int]]
    url: str = ""
    language: str = ""

    @property
    def middle(self) -> int:
        return self.x + self.width // 2


@dataclass
class Diagram:
    width: int = WIDTH
    height: int = 0
    boxes: list[Box] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    dashed: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    # (text, x, y)
    labels: list[tuple[Any, int, int]] = field(default_factory=list)
    own: Box | None = None


def draw(label: str, language: str, groups: Iterable[Group]) -> Diagram | None:
    """Draw a concept among its neighbours; None where it has none.

    Args:
        label: the concept's name.
        language: the language in which long names are divided.
        groups: its neighbours by role, as ``concepts.neighbours`` gives them.
    """
    by_role = {group.role: group for group in groups}
    if not by_role:
        return None
    drawing = _Drawing(language)
    drawing.add_uppers(
        [by_role.get("broader_generic"), by_role.get("broader_partitive")]
    )
    drawing.add_self(label)
    lowers = [by_role.get("narrower_generic"), by_role.get("narrower_partitive")]
    present = [group for group in lowers if group]
    for group in present:
        drawing.add_lowers(group, is_last=group is present[-1])
    if related := by_role.get("related"):
        drawing.add_related(related)
    drawing.diagram.height = drawing.y + 8
    return drawing.diagram


def fitted(text: str, length: int, language: str) -> list[str]:
    """Return a name on one or two lines, the second cut short if it must be."""
    if len(text) <= length:
        return [text]
    first, rest = _first_line(text, length, language)
    return [first, rest if len(rest) <= length else f"{rest[: length - 1].rstrip()}…"]


def _first_line(text: str, length: int, language: str) -> tuple[str, str]:
    """Divide a name between words, else between the parts of a compound, else anywhere."""
    space = text.rfind(" ", 0, length + 1)
    if space > 0:
        return text[:space], text[space + 1 :]
    word = text.split(" ", 1)[0]
    seam = 0
    for part in compound_parts(word, language):
        if seam + len(part) >= length:
            break
        seam += len(part)
    seam = seam if seam > 2 else length - 1
    mark = "" if text[seam - 1] == "-" else "-"
    return f"{text[:seam]}{mark}", text[seam:]


class _Drawing:
    """Draws from the top down; ``y`` is how far it has come."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.diagram = Diagram()
        self.y = 8
        self.self_bottom = 0
        self.self_middle = 0
        # Where the line from the concept to what is below it has come.
        self.trunk = 0

    def _box(
        self, x: int, width: int, height: int, length: int, label: str, **kwargs: Any
    ) -> Box:
        middle = self.y + height // 2
        texts = fitted(label, length, self.language)
        offsets = [0] if len(texts) == 1 else [-_LINE // 2, _LINE // 2 + 1]
        lines = [
            (text, middle + offset) for text, offset in zip(texts, offsets, strict=True)
        ]
        return Box(x, self.y, width, height, label, lines, **kwargs)

    def _neighbour(self, neighbour: Neighbour, x: int, width: int = BOX_WIDTH) -> Box:
        length = WIDE_LINE if width == WIDE_BOX else NARROW_LINE
        box = self._box(
            x,
            width,
            BOX_HEIGHT,
            length,
            neighbour.label,
            url=neighbour.url,
            language=neighbour.language,
        )
        self.diagram.boxes.append(box)
        return box

    def add_uppers(self, groups: list[Group | None]) -> None:
        """Draw what is above the concept: two at most, a kind before a whole."""
        shown = [
            (neighbour, group)
            for group in groups
            if group
            for neighbour in _some(group, 2)
        ][:2]
        if not shown:
            return
        single = len(shown) == 1
        width = WIDE_BOX if single else BOX_WIDTH
        places = [MIDDLE - WIDE_BOX // 2] if single else [LEFT, RIGHT]
        bottom = self.y + BOX_HEIGHT
        bus = bottom + 26
        for (neighbour, group), x in zip(shown, places, strict=True):
            box = self._neighbour(neighbour, x, width)
            self._mark(group.role, box.middle, bottom)
            end = bus if not single else bottom + 66
            self.diagram.lines.append(f"M{box.middle} {bottom + 12}V{end}")
        if not single:
            self.diagram.lines.append(f"M{LEFT + 70} {bus}H{RIGHT + 70}")
            self.diagram.lines.append(f"M{MIDDLE} {bus}V{bottom + 66}")
        names = list(dict.fromkeys(str(group.short) for _neighbour, group in shown))
        y = bottom + 36 if single else bottom + 48
        self.diagram.labels.append((", ".join(names), MIDDLE + GAP, y))
        self.y = bottom + 66

    def _mark(self, role: str, x: int, y: int) -> None:
        """Draw the sign of a relation at the lower edge of the concept above."""
        if role.endswith("partitive"):
            self.diagram.marks.append(f"M{x} {y}l-6 9 6 9 6-9z")
        else:
            self.diagram.marks.append(f"M{x} {y}l-7 12h14z")

    def add_self(self, label: str) -> None:
        own = self._box(
            MIDDLE - SELF_WIDTH // 2, SELF_WIDTH, SELF_HEIGHT, SELF_LINE, label
        )
        self.diagram.own = own
        self.self_middle = self.y + SELF_HEIGHT // 2
        self.y += SELF_HEIGHT
        self.self_bottom = self.trunk = self.y

    def add_lowers(self, group: Group, *, is_last: bool) -> None:
        """Draw a group below the concept, two a row, on one trunk."""
        first = self.trunk == self.self_bottom
        top = self.y
        if first:
            self._mark(group.role, MIDDLE, self.self_bottom)
            self.trunk = self.self_bottom + 12
            label_y = self.self_bottom + GAP
        else:
            # A later group hangs on the same trunk, with its own sign on the way.
            self._mark(group.role, MIDDLE, top)
            label_y = top + GAP
        self.diagram.labels.append((group.short, MIDDLE + GAP, label_y))
        self.y = top + 48
        shown = _some(group, SHOWN)
        rows = [shown[place : place + 2] for place in range(0, len(shown), 2)]
        for place, row in enumerate(rows):
            self._lower_row(row, ends=is_last and place == len(rows) - 1)
            self.y += BOX_HEIGHT + (20 if row is not rows[-1] else 0)
        self.y += 0 if is_last else 6

    def _lower_row(self, row: list[Neighbour], *, ends: bool) -> None:
        """Draw one row of boxes and the lines that lead to them."""
        bus = self.y - 20 if len(row) > 1 or not ends else self.y
        self.diagram.lines.append(f"M{MIDDLE} {self.trunk}V{bus}")
        self.trunk = bus
        if len(row) == 1 and ends:
            self._neighbour(row[0], MIDDLE - BOX_WIDTH // 2)
            return
        for neighbour, x in zip(row, (LEFT, RIGHT), strict=False):
            box = self._neighbour(neighbour, x)
            self.diagram.lines.append(f"M{MIDDLE} {bus}H{box.middle}V{self.y}")

    def add_related(self, group: Group) -> None:
        """Draw the related concepts at the bottom, on dashed lines along the sides."""
        self.y += 26
        self.diagram.labels.append((group.short, LEFT, self.y))
        self.y += GAP
        shown = _some(group, SHOWN)
        rows = [shown[place : place + 2] for place in range(0, len(shown), 2)]
        left, right = MIDDLE - SELF_WIDTH // 2, MIDDLE + SELF_WIDTH // 2
        for row in rows:
            middle = self.y + BOX_HEIGHT // 2
            self._neighbour(row[0], LEFT)
            self.diagram.dashed.append(f"M{left} {self.self_middle}H8V{middle}H{LEFT}")
            if len(row) > 1:
                self._neighbour(row[1], RIGHT)
                edge = RIGHT + BOX_WIDTH
                self.diagram.dashed.append(
                    f"M{right} {self.self_middle}H336V{middle}H{edge}"
                )
            self.y += BOX_HEIGHT + 8
        self.y -= 8


def _some(group: Group, number: int) -> list[Neighbour]:
    """Return the first neighbours; where not all fit, the last box says how many more."""
    if group.total <= number:
        return group.neighbours[:number]
    kept = group.neighbours[: number - 1]
    more = group.total - len(kept)
    return [*kept, Neighbour(label=f"+ {more}", url=f"#{group.role}")]
