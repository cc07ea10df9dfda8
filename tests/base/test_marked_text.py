"""Plain text with marks becomes rich text and comes back as it was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network_site.base.marked_text import marked_text, plain_words, rich_text


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Yksi\nkaksi\n\nkolme", "<p>Yksi<br/>kaksi</p><p>kolme</p>"),
        (
            "Tuo:\n- kypärä\n- lamppu",
            "<p>Tuo:</p><ul><li>kypärä</li><li>lamppu</li></ul>",
        ),
        ("1. Alku\n2. Loppu", "<ol><li>Alku</li><li>Loppu</li></ol>"),
        ("## Päätökset\nTeksti", "<h3>Päätökset</h3><p>Teksti</p>"),
        ("Muista **tämä**.", "<p>Muista <b>tämä</b>.</p>"),
        (
            "Katso https://example.org/a?b=1&c=2.",
            '<p>Katso <a href="https://example.org/a?b=1&amp;c=2">'
            "https://example.org/a?b=1&amp;c=2</a>.</p>",
        ),
        (
            "[ohje](https://example.org/)",
            '<p><a href="https://example.org/">ohje</a></p>',
        ),
        (
            "aino@example.org",
            '<p><a href="mailto:aino@example.org">aino@example.org</a></p>',
        ),
        ("", ""),
    ],
)
def test_marks_become_rich_text_and_come_back(text, html):
    assert rich_text(text) == html
    assert rich_text(marked_text(html)) == html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        '[x](https://example.org/"onmouseover="alert(1))',
        '**<img src=x onerror="alert(1)">**',
        "<a href='javascript:alert(1)'>x</a>",
    ],
)
def test_nothing_of_the_text_is_taken_as_markup(text):
    html = rich_text(text)
    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html
    assert ' onmouseover="' not in html.replace("&quot;", "")


@pytest.mark.parametrize(
    "html",
    [
        "<p><i>kursiivi</i></p>",
        '<p><a linktype="page" id="3">sivu</a></p>',
        "<ul><li>ulko<ul><li>sisä</li></ul></li></ul>",
        "<h2>Otsikko</h2>",
        "<p>2 * 3 ** 4 ** 5</p>",
        "<p>- viiva</p>",
    ],
)
def test_what_the_marks_cannot_hold_is_left_to_the_editor(html):
    assert marked_text(html) is None


def test_what_the_editor_wrote_within_the_marks_is_held():
    html = '<p data-block-key="abc">Yksi <b>kaksi</b><br/>kolme</p>'
    assert marked_text(html) == "Yksi **kaksi**\nkolme"


@given(st.text(alphabet="ab *-#[]().1\n<>&\"'", max_size=60))
def test_what_is_read_back_from_any_text_means_the_same(text):
    html = rich_text(text)
    back = marked_text(html)
    if back is not None:
        assert rich_text(back) == html


def test_a_summary_has_no_marks():
    text = "## Kokous\n- **Aika** [ohje](https://example.org)\n\nLoppu"
    assert plain_words(text) == "Kokous Aika ohje Loppu"
