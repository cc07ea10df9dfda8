from __future__ import annotations

from wagtail.rich_text import RichText

from network_site.base.body_text import body_text


def test_the_words_of_a_text_come_without_markup_and_as_they_are_read():
    text = RichText("<p>Palo &amp; pelastus</p><ul><li>alle&nbsp;5 &lt; 6</li></ul>")
    assert body_text(text) == "Palo & pelastus alle 5 < 6"
