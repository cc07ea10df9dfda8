from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network_site.base.language.words import (
    folded,
    plain,
    seen,
    spelling,
    words_with_offsets,
)


def texts(source: str) -> list[str]:
    return [word.text for word in words_with_offsets(source)]


def test_words_are_runs_of_letters_and_digits_of_any_script():
    assert texts("Älä sammuta, VAK-auto 24/7! Привет") == [
        "Älä",
        "sammuta",
        "VAK",
        "auto",
        "24",
        "7",
        "Привет",
    ]


def test_offsets_point_into_the_text_as_it_was_given():
    source = "pelas\u00adtus\u00adlaitos ja a\u0308a\u0308nestys"
    found = [(source[w.start : w.end], w.text) for w in words_with_offsets(source)]
    assert found == [
        ("pelas\u00adtus\u00adlaitos", "pelastuslaitos"),
        ("ja", "ja"),
        ("a\u0308a\u0308nestys", "äänestys"),
    ]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("EU:n", "eu"),
        ("SPR:lle", "spr"),
        ("department’s", "department"),
        ("Äänestys", "äänestys"),
        ("I\u0307", "i"),
        ("x" * 500, "x" * 60),
        ("…", ""),
    ],
)
def test_words_are_compared_in_small_letters_without_their_case_endings(word, expected):
    assert spelling(word) == expected


def test_a_time_of_day_is_not_taken_for_an_abbreviation():
    assert texts("klo 14:30, EU:n") == ["klo", "14", "30", "EU:n"]


def test_diacritics_fold_away():
    assert folded("äänestysåret") == "aanestysaret"


@given(st.text(max_size=200))
def test_any_text_gives_words_in_order_that_stand_where_they_say(source):
    end = 0
    for word in words_with_offsets(source):
        assert end <= word.start < word.end <= len(source)
        assert spelling(word.text).isalnum() or spelling(word.text) == ""
        end = word.end


@pytest.mark.parametrize(
    ("spelled", "written"),
    [
        ("sammu", "Sämmutus"),
        ("sammu", "sam\u00admutus"),
        ("radd", "ra\u0308ddning"),
        ("capek", "Čapek"),
        ("kayt", "KÄYTTÖ"),
        ("istan", "İstanbul"),
    ],
)
def test_letters_are_met_however_they_are_written(spelled, written):
    assert plain(seen(written)).startswith(spelled)


def test_other_letters_are_not_met():
    assert "sammu" not in plain("samu semmu")


@given(st.text())
def test_plain_letters_stand_where_the_written_ones_do(text):
    assert len(plain(seen(text))) == len(seen(text))
