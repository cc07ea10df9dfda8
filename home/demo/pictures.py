"""Pictures drawn here: calm landscapes and marks in the colours of the site's look.

Every shape is drawn as a mask three times too large and shrunk, which smooths its
edges. Nothing is random: a picture is the same on every machine.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Sequence

from PIL import Image, ImageColor, ImageDraw

WIDTH, HEIGHT = 1600, 900
OVERSAMPLING = 3
DEPARTMENTS = 22

INK = "#0a1a2a"
DEEP = "#082b4d"
NIGHT = "#0b3058"
PRIMARY = "#0b3a66"
STEEL = "#2f5f8c"
MIST = "#7d9cba"
HAZE = "#b4c8dc"
PALE = "#dbe5ef"
PAPER = "#eef2f6"
SNOW = "#f8fafc"
ORANGE = "#c2410c"
GLOW = "#ff9b63"

Point = tuple[float, float]
Waves = Sequence[tuple[float, float, float]]
Painter = Callable[["Pen"], None]


class Pen:
    """Draws on a mask in the picture's own measures."""

    def __init__(self, mask: Image.Image, left: float, top: float) -> None:
        self._draw = ImageDraw.Draw(mask)
        self._left, self._top = left, top

    def _at(self, point: Point) -> Point:
        return (
            (point[0] - self._left) * OVERSAMPLING,
            (point[1] - self._top) * OVERSAMPLING,
        )

    def polygon(self, points: Sequence[Point], fill: int = 255) -> None:
        self._draw.polygon([self._at(point) for point in points], fill=fill)

    def disc(self, centre: Point, radius: float, fill: int = 255) -> None:
        x, y = self._at(centre)
        r = radius * OVERSAMPLING
        self._draw.ellipse((x - r, y - r, x + r, y + r), fill=fill)

    def circle(self, centre: Point, radius: float, width: float) -> None:
        self.disc(centre, radius + width / 2)
        self.disc(centre, radius - width / 2, fill=0)

    def line(self, points: Sequence[Point], width: float, fill: int = 255) -> None:
        """Draw a line with round ends and corners."""
        thickness = max(1, round(width * OVERSAMPLING))
        self._draw.line(
            [self._at(point) for point in points],
            fill=fill,
            width=thickness,
            joint="curve",
        )
        if width > 2:
            for end in (points[0], points[-1]):
                self.disc(end, width / 2, fill=fill)

    def box(
        self, left: float, top: float, width: float, height: float, r: float
    ) -> None:
        self._draw.rounded_rectangle(
            (
                *self._at((left, top)),
                (left + width - self._left) * OVERSAMPLING,
                (top + height - self._top) * OVERSAMPLING,
            ),
            radius=r * OVERSAMPLING,
            fill=255,
        )


class Sheet:
    """A picture in the making."""

    def __init__(self, top: str, bottom: str) -> None:
        self.image = Image.new("RGB", (WIDTH, HEIGHT))
        ramp = Image.linear_gradient("L").resize((1, HEIGHT), Image.Resampling.BICUBIC)
        self.image.paste(
            Image.composite(
                Image.new("RGB", (1, HEIGHT), bottom),
                Image.new("RGB", (1, HEIGHT), top),
                ramp,
            ).resize((WIDTH, HEIGHT))
        )

    def layer(
        self,
        colour: str,
        paint: Painter,
        *,
        opacity: float = 1,
        within: tuple[int, int, int, int] = (0, 0, WIDTH, HEIGHT),
    ) -> None:
        """Lay one colour over the picture where the painter draws.

        Args:
            colour: the colour of the layer.
            paint: draws the mask.
            opacity: how much the layer covers.
            within: left, top, right and bottom of the part that is drawn on.
        """
        left, top, right, bottom = within
        if right <= left or bottom <= top:
            return
        size = ((right - left) * OVERSAMPLING, (bottom - top) * OVERSAMPLING)
        mask = Image.new("L", size)
        paint(Pen(mask, left, top))
        mask = mask.reduce(OVERSAMPLING)
        if opacity < 1:
            mask = mask.point([round(level * opacity) for level in range(256)])
        self.image.paste(ImageColor.getrgb(colour), within, mask)

    def polygon(self, colour: str, points: Sequence[Point], opacity: float = 1) -> None:
        self.layer(
            colour,
            lambda pen: pen.polygon(points),
            opacity=opacity,
            within=_around(points, 2),
        )

    def line(
        self, colour: str, points: Sequence[Point], width: float, opacity: float = 1
    ) -> None:
        self.layer(
            colour,
            lambda pen: pen.line(points, width),
            opacity=opacity,
            within=_around(points, width + 2),
        )

    def discs(
        self, colour: str, centres: Sequence[Point], radius: float, opacity: float = 1
    ) -> None:
        def paint(pen: Pen) -> None:
            for centre in centres:
                pen.disc(centre, radius)

        self.layer(colour, paint, opacity=opacity, within=_around(centres, radius + 2))

    def squares(
        self, colour: str, centres: Sequence[Point], size: float, r: float
    ) -> None:
        half = size / 2

        def paint(pen: Pen) -> None:
            for x, y in centres:
                pen.box(x - half, y - half, size, size, r)

        self.layer(colour, paint, within=_around(centres, half + 2))

    def hills(self, colour: str, height: float, waves: Waves) -> None:
        """Lay a range of hills, down to the foot of the picture."""
        self.polygon(colour, _ground(_ridge(height, waves)))

    def light(
        self, colour: str, centre: Point, radius: int, *, opacity: float = 0.5
    ) -> None:
        """Lay a soft round light over the picture."""
        mask = Image.radial_gradient("L").point(
            [
                round(max(0.0, 1 - level / 181) ** 2 * 255 * opacity)
                for level in range(256)
            ]
        )
        mask = mask.resize((radius * 2, radius * 2), Image.Resampling.BICUBIC)
        corner = (round(centre[0] - radius), round(centre[1] - radius))
        self.image.paste(
            ImageColor.getrgb(colour),
            (*corner, corner[0] + radius * 2, corner[1] + radius * 2),
            mask,
        )

    def png(self) -> bytes:
        buffer = io.BytesIO()
        self.image.save(buffer, "PNG", compress_level=7)
        return buffer.getvalue()


def _around(points: Sequence[Point], margin: float) -> tuple[int, int, int, int]:
    """Return the part of the picture that holds these points."""
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    return (
        max(0, math.floor(min(xs) - margin)),
        max(0, math.floor(min(ys) - margin)),
        min(WIDTH, math.ceil(max(xs) + margin)),
        min(HEIGHT, math.ceil(max(ys) + margin)),
    )


def _on_circle(centre: Point, radius: float, turn: float) -> Point:
    """Return the point at a part of a turn, clockwise from the top."""
    angle = turn * 2 * math.pi - math.pi / 2
    return (
        centre[0] + radius * math.cos(angle),
        centre[1] + radius * math.sin(angle),
    )


def _outline(centre: Point, radius: float) -> list[Point]:
    return [_on_circle(centre, radius, step / 240) for step in range(241)]


def _ring(
    pen: Pen, centre: Point, inner: float, outer: float, marks: Sequence[int] = ()
) -> None:
    """Draw the network's mark: a ring of ticks, one for each department."""
    half = 0.29 / DEPARTMENTS
    for number in marks or range(DEPARTMENTS):
        turn = number / DEPARTMENTS
        pen.polygon(
            [
                _on_circle(centre, radius, turn + side)
                for radius, side in (
                    (inner, -half),
                    (outer, -half),
                    (outer, half),
                    (inner, half),
                )
            ]
        )


def _skyline(x: float, height: float, waves: Waves) -> float:
    """Return how high the hills are here: a sum of waves (size, length, shift)."""
    return height - sum(
        size * math.sin(x / length + shift) for size, length, shift in waves
    )


def _ridge(height: float, waves: Waves) -> list[Point]:
    return [(x, _skyline(x, height, waves)) for x in range(-10, WIDTH + 20, 10)]


def _ground(skyline: Sequence[Point], bottom: float = HEIGHT + 10) -> list[Point]:
    return [*skyline, (WIDTH + 20, bottom), (-20, bottom)]


def _blob(
    centre: Point, radius: float, waves: Sequence[tuple[int, float, float]]
) -> list[Point]:
    """Return an outline such as a shore or a contour: waves are (count, size, shift)."""
    points = []
    for step in range(181):
        turn = step / 180
        grown = radius * (
            1
            + sum(
                size * math.sin(count * turn * 2 * math.pi + shift)
                for count, size, shift in waves
            )
        )
        x, y = _on_circle((0, 0), grown, turn)
        points.append((centre[0] + 1.25 * x, centre[1] + y))
    return points


def _strategy() -> Sheet:
    """Night lake: the ring rises over the hills and is mirrored in the water."""
    sheet = Sheet(INK, STEEL)
    centre, horizon = (1030.0, 520.0), 610
    sheet.light(GLOW, (centre[0], horizon), 620, opacity=0.34)
    sheet.light(HAZE, centre, 430, opacity=0.3)
    sheet.layer(PALE, lambda pen: _ring(pen, centre, 236, 300), opacity=0.92)
    sheet.layer(PALE, lambda pen: pen.circle(centre, 176, 5), opacity=0.5)
    sheet.hills("#2a557f", 540, ((46, 210, 0.4), (16, 74, 1.0)))
    sheet.hills("#1b436d", 572, ((34, 160, 2.4), (12, 58, 0.2)))
    sheet.hills("#11355c", 600, ((20, 118, 4.2), (7, 41, 2.0)))
    sheet.polygon(DEEP, [(0, 618), (1600, 618), (1600, 900), (0, 900)])

    def mirrored(pen: Pen) -> None:
        for row in range(11):
            y = 640 + row * (13 + row * 1.1)
            reach = 292 * math.cos(row / 11 * math.pi / 2) ** 0.7
            gap = 0.42 + 0.2 * math.sin(row * 2.3)
            for side in (-1, 1):
                pen.line(
                    [
                        (centre[0] + side * reach * gap, y),
                        (centre[0] + side * reach, y),
                    ],
                    3.5,
                )

    sheet.layer(HAZE, mirrored, opacity=0.34, within=(600, 620, 1460, 900))

    def shimmer(pen: Pen) -> None:
        for row in range(9):
            y = 634 + row * 15
            reach = 96 - row * 8.5
            shift = 12 * math.sin(row * 1.9)
            pen.line(
                [(centre[0] - reach + shift, y), (centre[0] + reach + shift, y)], 3
            )

    sheet.layer(GLOW, shimmer, opacity=0.5, within=(880, 620, 1200, 780))
    sheet.hills(INK, 830, ((34, 300, 2.6), (11, 83, 0.7), (4, 29, 0)))
    return sheet


def _service_packages() -> Sheet:
    """Three layers of services, joined where they meet the neighbours."""
    sheet = Sheet(SNOW, "#d3dfeb")
    hills = _ridge(780, ((40, 260, 0.3), (14, 90, 2)))
    sheet.polygon(MIST, _ground(hills), opacity=0.16)
    spots = ((640, -20), (800, 56), (930, -36), (1060, 14))
    levels = (660, 455, 250)
    for y, above, colour in zip(
        levels, (*levels[1:], None), (NIGHT, STEEL, HAZE), strict=True
    ):
        _lay_plane(sheet, colour, y)
        if above is not None:
            for x, shift in spots:
                sheet.line(SNOW, [(x, y + shift), (x, above + shift)], 4, opacity=0.9)
        sheet.discs(SNOW, [(x, y + shift) for x, shift in spots], 11)
    sheet.discs(ORANGE, [(930, 250 - 36)], 15)
    sheet.discs(SNOW, [(930, 250 - 36)], 6)
    return sheet


def _lay_plane(sheet: Sheet, colour: str, y: float) -> None:
    """Lay a level plane seen from above its corner, with its edge and shadow."""
    corners = [(800.0, y - 150), (1230.0, y), (800.0, y + 150), (370.0, y)]
    near = [corners[3], corners[2], corners[1]]
    edge = [*near, *[(px, py + 16) for px, py in reversed(near)]]
    sheet.polygon(INK, [(px, py + 34) for px, py in corners], opacity=0.1)
    sheet.polygon(INK, edge, opacity=0.55)
    sheet.polygon(colour, corners, opacity=0.95)

    def grid(pen: Pen) -> None:
        for step in range(1, 6):
            along, across = 430 * step / 6, 150 * step / 6
            pen.line([(370 + along, y - across), (800 + along, y + 150 - across)], 1.6)
            pen.line([(370 + along, y + across), (800 + along, y - 150 + across)], 1.6)

    sheet.layer(SNOW, grid, opacity=0.22)


def _self_monitoring() -> Sheet:
    """Twenty-two columns of measurements, and the level they are held against."""
    sheet = Sheet("#f4f7fa", PALE)
    values = [
        5,
        7,
        6,
        8,
        9,
        7,
        10,
        9,
        11,
        8,
        10,
        12,
        11,
        9,
        12,
        13,
        11,
        13,
        12,
        14,
        12,
        13,
    ]
    left, base, step = 176.0, 752.0, 59.5

    def dots(colour: str, opacity: float, wanted: Callable[[int, int], bool]) -> None:
        centres = [
            (left + column * step, base - row * 42)
            for column, count in enumerate(values)
            for row in range(15)
            if wanted(row, count)
        ]
        sheet.discs(colour, centres, 13.5, opacity)

    dots(MIST, 0.16, lambda row, count: row > count)
    dots(STEEL, 0.38, lambda row, count: row < count - 3)
    dots(STEEL, 0.75, lambda row, count: count - 3 <= row < count)
    dots(NIGHT, 1, lambda row, count: row == count)
    trend = [
        (left + column * step, base - (5.6 + 7.6 * (column / 21) ** 0.8) * 42)
        for column in range(DEPARTMENTS)
    ]
    sheet.line(SNOW, trend, 11, opacity=0.85)
    sheet.line(PRIMARY, trend, 4)
    sheet.line(MIST, [(130, 806), (1470, 806)], 3, opacity=0.6)
    sheet.discs(SNOW, trend[-1:], 25)
    sheet.discs(ORANGE, trend[-1:], 17)
    return sheet


def _shared_picture() -> Sheet:
    """A chart at night: contours of land, rings of a common view, a few bearings."""
    sheet = Sheet("#0a2745", "#0d3a66")
    land = (
        ((470.0, 610.0), 350.0, ((2, 0.16, 0.4), (3, 0.10, 1.8), (5, 0.05, 0.6))),
        ((1240.0, 260.0), 300.0, ((2, 0.18, 2.6), (3, 0.12, 0.2), (7, 0.03, 1.0))),
        ((1330.0, 800.0), 210.0, ((3, 0.14, 0.9), (4, 0.07, 2.2))),
    )
    for centre, radius, waves in land:
        for step in range(5):
            outline = _blob(centre, radius * (1 - step / 5.6), waves)
            sheet.polygon(STEEL, outline, opacity=0.14)

    def contours(pen: Pen) -> None:
        for centre, radius, waves in land:
            for step in range(5):
                pen.line(_blob(centre, radius * (1 - step / 5.6), waves), 1.7)

    sheet.layer(HAZE, contours, opacity=0.34)
    centre = (820.0, 455.0)
    sheet.discs(HAZE, [centre], 320, opacity=0.07)
    for radius in (320, 215, 110):
        sheet.line(PALE, _outline(centre, radius), 2, opacity=0.5)
    sheet.layer(SNOW, lambda pen: _ring(pen, centre, 368, 404), opacity=0.9)
    spots = [
        _on_circle(centre, radius, turn)
        for radius, turn in (
            (215, 0.06),
            (320, 0.17),
            (110, 0.30),
            (215, 0.41),
            (320, 0.55),
            (110, 0.70),
            (215, 0.80),
            (320, 0.92),
        )
    ]

    def web(pen: Pen) -> None:
        turns = ((0, 1), (1, 2), (2, 3), (3, 4), (2, 5), (5, 6), (6, 7), (7, 0), (0, 2))
        for one, other in turns:
            pen.line([spots[one], spots[other]], 2.6)

    sheet.layer(SNOW, web, opacity=0.75)
    sheet.discs(NIGHT, spots, 17)
    sheet.discs(SNOW, spots, 11)
    sheet.light(GLOW, spots[1], 58, opacity=0.8)
    sheet.discs(GLOW, [spots[1]], 15)
    return sheet


def _risk_grid() -> Sheet:
    """Square kilometres of a shore, darker where more is at stake."""
    sheet = Sheet("#e3ebf3", "#cbd9e6")
    middle = (770.0, 452.0)
    waves = ((2, 0.2, 2.9), (3, 0.1, 0.3), (5, 0.06, 2.0))
    shore = _blob(middle, 372, (*waves, (9, 0.02, 0.5)))
    sheet.polygon(SNOW, shore)
    sheet.line(MIST, shore, 2.5, opacity=0.8)
    for step in (1, 2, 3):
        outline = _blob(middle, 372 + step * 26, waves)
        sheet.line(STEEL, outline, 2, opacity=0.26 - step * 0.06)
    cells = _risk_cells(shore)
    for level, colour in enumerate((PALE, HAZE, "#5f88b0", PRIMARY)):
        sheet.squares(colour, [cell for cell in cells if cells[cell] == level], 44, 6)
    chosen = [(1025.0, 525.0)]
    sheet.squares(SNOW, chosen, 58, 10)
    sheet.squares(ORANGE, chosen, 44, 6)
    return sheet


def _risk_cells(shore: Sequence[Point]) -> dict[Point, int]:
    """Return the cells that are wholly on land, each with its level from 0 to 3."""
    land = Image.new("1", (WIDTH // 4, HEIGHT // 4))
    ImageDraw.Draw(land).polygon([(x / 4, y / 4) for x, y in shore], fill=1)
    heat = (
        ((590, 350), 92, 1.1),
        ((985, 545), 118, 1.0),
        ((800, 440), 150, 0.42),
        ((430, 560), 80, 0.4),
    )
    cells: dict[Point, int] = {}
    for x in range(25, WIDTH, 50):
        for y in range(25, HEIGHT, 50):
            corners = [(x + dx, y + dy) for dx in (-24, 24) for dy in (-24, 24)]
            if not all(land.getpixel((cx // 4, cy // 4)) for cx, cy in corners):
                continue
            warmth = 0.07 * math.sin(x * 0.054 + y * 0.026) + sum(
                weight * math.exp(-((x - hx) ** 2 + (y - hy) ** 2) / (2 * reach**2))
                for (hx, hy), reach, weight in heat
            )
            cells[x, y] = sum(warmth > limit for limit in (0.3, 0.58, 0.86))
    return cells


def _night_road() -> Sheet:
    """A road over the fells before dawn, and one light on its way."""
    sheet = Sheet("#0b2440", "#8fb0cd")
    sheet.light(GLOW, (1180, 470), 560, opacity=0.42)
    sheet.hills("#4f7ca5", 470, ((58, 230, 0.2), (20, 92, 1.1)))
    sheet.hills("#34638f", 530, ((52, 190, 2.2), (17, 77, 0.5)))
    beyond: Waves = ((50, 260, 3.9), (15, 83, 1.9))
    sheet.hills("#1e4a76", 612, beyond)
    far = _lay_road(sheet, (850, 790), (985, _skyline(985, 612, beyond) + 2), 70, 17)
    before: Waves = ((44, 310, 1.2), (13, 96, 0.1))
    sheet.hills("#11375f", 706, before)
    near = _lay_road(sheet, (520, 930), (800, _skyline(800, 706, before) + 2), 120, 62)
    for at in range(2, 54, 6):
        sheet.line(PALE, near[at : at + 3], max(1.6, 6 * (1 - at / 62)), opacity=0.8)
    here = far[36]
    sheet.light(SNOW, here, 120, opacity=0.7)
    sheet.light(GLOW, here, 70, opacity=0.95)
    sheet.discs(SNOW, [here], 6)
    ground: Waves = ((38, 220, 5.1), (12, 64, 2.2))
    sheet.hills("#0a2038", 852, ground)

    def spruces(pen: Pen) -> None:
        for x, size in (
            *((66, 150), (128, 108), (186, 132), (236, 84)),
            *((1352, 104), (1408, 150), (1472, 186), (1540, 128)),
        ):
            foot = _skyline(x, 852, ground) + 16
            for tier in range(5):
                top = foot - size + tier * size * 0.17
                half = size * (0.07 + 0.04 * tier)
                foot_of_tier = top + size * 0.32
                pen.polygon(
                    [(x, top), (x + half, foot_of_tier), (x - half, foot_of_tier)]
                )

    sheet.layer("#0a2038", spruces)
    return sheet


def _lay_road(
    sheet: Sheet, start: Point, end: Point, sway: float, width: float
) -> list[Point]:
    """Lay a road that narrows as it climbs, and return its middle."""
    middle, left, right = [], [], []
    for step in range(61):
        part = step / 60
        bend = sway * (1 - part) * math.sin(part * 2 * math.pi)
        x = start[0] + (end[0] - start[0]) * part + bend
        y = start[1] + (end[1] - start[1]) * (1 - (1 - part) ** 1.5)
        half = width * (0.10 + 0.90 * (1 - part) ** 1.6)
        middle.append((x, y))
        left.append((x - half, y))
        right.append((x + half, y))
    sheet.polygon(DEEP, [*left, *reversed(right)], opacity=0.95)
    return middle


def _command_network() -> Sheet:
    """Twenty-two points around the network's mark, and the lines between them."""
    sheet = Sheet(SNOW, "#d5e0eb")
    centre = (800.0, 450.0)
    ring = [_on_circle((0, 0), 372, n / DEPARTMENTS) for n in range(DEPARTMENTS)]
    points = [(centre[0] + 1.42 * x, centre[1] + y) for x, y in ring]

    def arc(one: Point, other: Point, pull: float) -> list[Point]:
        """Return a curve between two points, pulled towards the centre."""
        bend = [
            (a + b) / 2 * (1 - pull) + c * pull
            for a, b, c in zip(one, other, centre, strict=True)
        ]
        curve = []
        for step in range(25):
            t = step / 24
            x, y = (
                (1 - t) ** 2 * a + 2 * t * (1 - t) * m + t**2 * b
                for a, m, b in zip(one, bend, other, strict=True)
            )
            curve.append((x, y))
        return curve

    def links(pen: Pen, distance: int, pull: float, width: float) -> None:
        for number in range(DEPARTMENTS):
            pen.line(
                arc(points[number], points[(number + distance) % DEPARTMENTS], pull),
                width,
            )

    sheet.layer(MIST, lambda pen: links(pen, 8, 0.3, 2), opacity=0.34)
    sheet.layer(STEEL, lambda pen: links(pen, 5, 0.3, 2), opacity=0.3)
    sheet.layer(PRIMARY, lambda pen: links(pen, 1, -0.012, 3), opacity=0.55)
    sheet.layer(PRIMARY, lambda pen: _ring(pen, centre, 62, 84))
    sheet.layer(PRIMARY, lambda pen: pen.circle(centre, 40, 3))
    chosen = arc(points[3], points[11], 0.3)
    sheet.line(SNOW, chosen, 10)
    sheet.line(ORANGE, chosen, 4.5)
    sheet.discs(SNOW, points, 24)
    sheet.discs(PRIMARY, points, 16)
    sheet.discs(ORANGE, [points[3], points[11]], 16)
    return sheet


def _lake_morning() -> Sheet:
    """A light morning by a lake: hills, a tower on the highest, islands."""
    sheet = Sheet("#dfe9f2", "#fbf3ec")
    sheet.light("#ffd9b8", (470, 430), 520, opacity=0.75)
    sheet.discs(SNOW, [(470, 392)], 66, opacity=0.95)
    sheet.hills("#c3d3e2", 452, ((40, 240, 1.2), (12, 88, 0.2)))
    sheet.hills("#9db7cf", 486, ((38, 170, 3.4), (10, 61, 1.6)))
    hill = [
        (x, 528 - 150 * math.exp(-(((x - 1130) / 250) ** 2)) - 6 * math.sin(x / 47))
        for x in range(-10, WIDTH + 20, 10)
    ]

    def tower(pen: Pen) -> None:
        pen.polygon([(1124, 392), (1127, 262), (1137, 262), (1140, 392)])
        pen.polygon([(1112, 262), (1152, 262), (1146, 236), (1118, 236)])
        pen.line([(1132, 236), (1132, 190)], 3)

    sheet.layer("#5f86ab", tower)
    sheet.polygon("#6d92b5", _ground(hill))
    _lay_lake(sheet)
    sheet.layer("#4a759d", _islands)
    sheet.polygon(PRIMARY, [(640, 900), (760, 716), (812, 716), (860, 900)])

    def boards(pen: Pen) -> None:
        for row in range(9):
            y = 722 + row * row * 2.4
            part = (y - 716) / 184
            pen.line([(760 - 120 * part, y), (812 + 48 * part, y)], 2)

    sheet.layer(MIST, boards, opacity=0.55)
    sheet.layer(ORANGE, lambda pen: pen.box(800, 672, 7, 46, 2))
    sheet.polygon(ORANGE, [(807, 674), (846, 684), (807, 696)])
    return sheet


def _lay_lake(sheet: Sheet) -> None:
    """Lay water below the hills, with ripples and the sun's path."""
    sheet.polygon("#e9eff4", [(0, 536), (1600, 536), (1600, 900), (0, 900)])
    sheet.light("#ffe3cb", (470, 640), 420, opacity=0.6)

    def ripples(pen: Pen) -> None:
        for row in range(14):
            y = 556 + row * (12 + row * 1.2)
            for part in range(5):
                x = (part * 371 + row * 193) % 1700 - 60
                pen.line([(x, y), (x + 90 + row * 9, y)], 2.4)

    def sun_path(pen: Pen) -> None:
        for row in range(9):
            y = 556 + row * (13 + row)
            reach = 58 - row * 3 + 10 * math.sin(row * 2)
            pen.line([(470 - reach, y), (470 + reach, y)], 4)

    sheet.layer(MIST, ripples, opacity=0.3)
    sheet.layer(SNOW, sun_path, opacity=0.95)


def _islands(pen: Pen) -> None:
    for x, y, width, height in (
        (800, 566, 240, 26),
        (1290, 612, 330, 34),
        (130, 640, 210, 28),
    ):
        shape = []
        for step in range(41):
            arch = math.sin(step / 40 * math.pi)
            trees = 4 * math.sin(step * 1.7) * arch
            shape.append((x + width * step / 40, y - height * arch**0.7 - trees))
        pen.polygon(shape)


def _workshop_tables() -> Sheet:
    """Three tables from above with four seats each, and three chairs by the wall."""
    sheet = Sheet("#eaf0f6", "#d3deea")
    for row in range(8):
        y = 70.0 + row * 118
        sheet.line(MIST, [(0, y), (WIDTH, y)], 1.6, opacity=0.28)
    for number, (x, y) in enumerate(((390.0, 410.0), (800.0, 560.0), (1210.0, 410.0))):
        seats = [_on_circle((x, y), 196, 0.125 + quarter / 4) for quarter in range(4)]
        sheet.discs(INK, [(x + 10, y + 18)], 134, opacity=0.12)
        sheet.discs(INK, [(sx + 5, sy + 9) for sx, sy in seats], 40, opacity=0.12)
        sheet.discs(STEEL, seats, 40)
        sheet.discs(HAZE, seats, 27, opacity=0.55)
        sheet.discs(SNOW, [(x, y)], 134)
        for colour, wanted in ((PALE, (0, 1)), (HAZE, (2, 3)), (PRIMARY, (4,))):
            cells = [
                (x + dx * 34, y + dy * 34)
                for dx in range(-2, 3)
                for dy in range(-2, 3)
                if abs(dx) + abs(dy) < 4
                and (dx * 2 + dy * 3 + number * 2) % 5 in wanted
            ]
            sheet.squares(colour, cells, 30, 4)
    sheet.squares(ORANGE, [(834, 526)], 30, 4)
    for chair in range(3):
        sheet.line(ORANGE, _outline((690 + 110 * chair, 120), 30), 7, opacity=0.9)
    return sheet


def _interfaces() -> Sheet:
    """Three overlapping circles; marks stand for the work in their shared parts."""
    sheet = Sheet(SNOW, PAPER)
    circles = (
        ((650.0, 380.0), PRIMARY),
        ((950.0, 380.0), "#3f77a8"),
        ((800.0, 600.0), MIST),
    )
    for centre, colour in circles:
        sheet.discs(colour, [centre], 270, opacity=0.3)
    for centre, _colour in circles:
        sheet.line(PRIMARY, _outline(centre, 270), 4, opacity=0.85)
    shared = ((800.0, 268.0), (632.0, 536.0), (968.0, 536.0))
    middle = (800.0, 452.0)
    outside = ((270.0, 268.0), (1330.0, 268.0), (270.0, 690.0), (1330.0, 690.0))

    def lines(pen: Pen) -> None:
        for far, near in zip(outside, (shared[0], *shared), strict=True):
            pen.line([far, (near[0], far[1]), near], 3)
        for spot in shared:
            pen.line([spot, middle], 3)

    sheet.layer(INK, lines, opacity=0.6)
    sheet.discs(SNOW, shared, 27)
    sheet.discs(PRIMARY, shared, 18)
    sheet.discs(SNOW, [middle], 38)
    sheet.discs(ORANGE, [middle], 27)
    sheet.squares(STEEL, outside, 40, 8)
    return sheet


PAINTINGS: dict[str, Callable[[], Sheet]] = {
    "strategia": _strategy,
    "palvelukokonaisuudet": _service_packages,
    "omavalvonnan-tietopohja": _self_monitoring,
    "yhteinen-tilannekuva": _shared_picture,
    "riskienhallinta": _risk_grid,
    "ensihoito": _night_road,
    "tilannekuva-johtaminen": _command_network,
    "koulutuspaivat": _lake_morning,
    "riskiruututyopaja": _workshop_tables,
    "yhdyspinnat": _interfaces,
}

ALT_TEXTS: dict[str, str] = {
    "strategia": (
        "Yöllinen järvimaisema: 22 merkistä koostuva rengas nousee tunturien takaa ja "
        "heijastuu veteen."
    ),
    "palvelukokonaisuudet": (
        "Kolme päällekkäistä tasoa, joita yhdistävät pystyviivat; yksi kohta on korostettu."
    ),
    "omavalvonnan-tietopohja": (
        "Pisteistä piirretty kuvio, jossa 22 pylvästä nousee vasemmalta oikealle ja viiva "
        "kulkee niiden yli."
    ),
    "yhteinen-tilannekuva": (
        "Tumma kartta korkeuskäyrineen ja sen päällä sisäkkäisiä renkaita, joiden pisteet on "
        "yhdistetty viivoin."
    ),
    "riskienhallinta": (
        "Saaren muotoinen alue jaettuna ruutuihin, jotka tummuvat keskustoja kohti; yksi ruutu "
        "on korostettu."
    ),
    "ensihoito": "Tie kulkee tunturien yli aamuhämärässä, ja sillä näkyy yksi valo.",
    "tilannekuva-johtaminen": (
        "Soikio, jonka kehällä on 22 pistettä. Ohuet kaaret yhdistävät pisteitä toisiinsa."
    ),
    "koulutuspaivat": (
        "Vaalea aamu järven rannalla: laituri, saaria ja kukkula, jonka laella on torni."
    ),
    "riskiruututyopaja": (
        "Kolme pyöreää pöytää ylhäältä katsottuna, kussakin neljä tuolia. Kolme tuolia "
        "odottaa seinän vieressä."
    ),
    "yhdyspinnat": (
        "Kolme osittain päällekkäistä ympyrää, joita yhdistävät viivat. Leikkausten kohdalla "
        "on pisteitä yhteisten tehtävien merkkinä."
    ),
}


def draw(key: str) -> bytes:
    """Return the picture as a PNG of 1600 by 900."""
    return PAINTINGS[key]().png()
