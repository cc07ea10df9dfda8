"""Every pair of text and ground in the look is legible (WCAG 2.2: 1.4.3, 1.4.11)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

TOKENS = Path(settings.BASE_DIR) / "network_site/base/static/base/tokens.css"
GROUNDS = ("page", "surface", "sunken")
TEXT_PAIRS = [
    *[(text, ground) for text in ("ink", "muted", "primary") for ground in GROUNDS],
    *[(tone, f"{tone}-tint") for tone in ("accent", "good", "warn", "bad", "info")],
    *[(tone, "surface") for tone in ("accent", "good", "warn", "bad", "info")],
    ("on-primary", "primary"),
    ("on-primary", "primary-hover"),
    ("primary", "primary-tint"),
    ("ink", "primary-tint"),
    ("ink", "mark"),
    ("bar-ink", "bar"),
    ("bar-muted", "bar"),
    ("bar-ink", "bar-field"),
    ("bar-muted", "bar-field"),
]
EDGE_PAIRS = [
    *[("edge", ground) for ground in GROUNDS],
    *[("focus", ground) for ground in GROUNDS],
    ("bar-focus", "bar"),
]


def tokens(index: int) -> dict[str, str]:
    """Return the colours of the light (0) or dark (1) theme by name."""
    found = {}
    for name, value in re.findall(r"--([\w-]+):\s*([^;]+);", TOKENS.read_text()):
        both = re.match(r"light-dark\((#\w+),\s*(#\w+)\)", value)
        if both:
            found[name] = both.group(index + 1)
        elif value.startswith("#"):
            found[name] = value
    return found


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_text_has_a_contrast_of_at_least_four_and_a_half(theme):
    colours = tokens(theme)
    low = {
        (text, ground): round(contrast(colours[text], colours[ground]), 2)
        for text, ground in TEXT_PAIRS
        if contrast(colours[text], colours[ground]) < 4.5
    }
    assert low == {}


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_edges_and_focus_have_a_contrast_of_at_least_three(theme):
    colours = tokens(theme)
    low = {
        (edge, ground): round(contrast(colours[edge], colours[ground]), 2)
        for edge, ground in EDGE_PAIRS
        if contrast(colours[edge], colours[ground]) < 3
    }
    assert low == {}
