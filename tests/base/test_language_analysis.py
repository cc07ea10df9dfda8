from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import libvoikko
import pytest
from hypothesis import given
from hypothesis import strategies as st

from network_site.base.language import analysis, voikko
from network_site.base.language.analysis import (
    compound_parts,
    finnish_engine,
    index_tokens,
    label_tokens,
    lemmas,
    part_lemmas,
    query_tokens,
)
from network_site.base.language.hyphenation import soften

with_voikko = pytest.mark.skipif(
    not voikko.is_available(), reason="libvoikko or its Finnish dictionary is missing"
)
CACHED = [
    voikko._handle,
    analysis.lemmas,
    analysis.part_lemmas,
    analysis._strong,
    analysis._parts,
    analysis._read,
    analysis._whole,
]


@pytest.fixture
def without_voikko(monkeypatch):
    """A machine without the C library."""

    def missing(_language: str) -> None:
        raise OSError("libvoikko.so.1: cannot open shared object file")

    monkeypatch.setattr(libvoikko, "Voikko", missing)
    for function in CACHED:
        function.cache_clear()
    yield
    for function in CACHED:
        function.cache_clear()


def finds(query: str, text: str, language: str) -> bool:
    """Tell whether some word of the query has a term of its own in the text."""
    stored = set(index_tokens(text, language))
    words = query_tokens(query, [language])[language].words
    return any(stored & (word.strong | word.parts) for word in words)


@with_voikko
@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("pelastuslaitosten", "pelastuslaitos"),
        ("PELASTUSLAITOKSELLE", "pelastuslaitos"),
        ("vesien", "vesi"),
        ("Helsingin", "helsinki"),
        ("helsingin", "helsinki"),
        ("EU:n", "eu"),
    ],
)
def test_finnish_words_have_their_base_form_in_any_case_and_form(word, base):
    assert base in lemmas(word, "fi")


@with_voikko
def test_an_ambiguous_word_has_all_its_base_forms_in_order():
    assert lemmas("kuusi", "fi") == ("kuu", "kuusi")


def test_what_is_no_word_has_no_base_form():
    assert lemmas("xyzzyq", "fi") == ()
    assert lemmas("", "fi") == ()
    assert lemmas("pelastuslaitos", "se") == ()


@pytest.mark.parametrize(
    ("word", "language", "base"),
    [
        ("räddningsverken", "sv", "räddningsverk"),
        ("brandmännen", "sv", "brandman"),
        ("departments", "en", "department"),
        ("children", "en", "child"),
    ],
)
def test_swedish_and_english_words_have_their_base_form(word, language, base):
    assert lemmas(word, language) == (base,)


@with_voikko
@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("pelastuslaitosten", ["pelastus", "laitosten"]),
        ("Hätäkeskuslaitos", ["Hätä", "keskus", "laitos"]),
        ("kissa", ["kissa"]),
        ("xyzzyq", ["xyzzyq"]),
    ],
)
def test_a_finnish_compound_falls_into_its_parts_as_written(word, parts):
    assert compound_parts(word, "fi") == parts


def test_a_swedish_compound_falls_into_its_parts_as_written():
    assert compound_parts("räddningsverket", "sv") == ["räddnings", "verket"]
    assert compound_parts("program", "sv") == ["program"]


@given(st.text(max_size=40), st.sampled_from(["fi", "sv", "en", "de"]))
def test_the_parts_of_anything_join_to_it_again(word, language):
    assert "".join(compound_parts(word, language)) == word


def test_a_caller_may_change_the_parts_it_was_given():
    compound_parts("pelastuslaitos", "fi").clear()
    assert "".join(compound_parts("pelastuslaitos", "fi")) == "pelastuslaitos"


@with_voikko
def test_parts_are_found_by_their_base_forms():
    assert part_lemmas("pelastuslaitosten", "fi") == ("laitos", "pelastus")
    assert part_lemmas("autonkuljettajille", "fi") == ("auto", "kuljettaja")
    assert "auto" in part_lemmas("autoilla", "fi")


@with_voikko
def test_soft_hyphens_stand_at_the_seams_of_long_compounds():
    softened = soften("Palotarkastusinsinööri", "fi")
    assert softened == "Palo\u00adtarkastus\u00adinsinööri"


@pytest.mark.parametrize(
    ("query", "text", "language"),
    [
        ("pelastuslaitosten", "Pelastuslaitos", "fi"),
        ("laitos", "pelastuslaitoksille", "fi"),
        ("vaihtoopiskelijan", "vaihto-opiskelijat", "fi"),
        ("räddningsverken", "räddningsverket", "sv"),
        ("verk", "räddningsverk", "sv"),
        ("fire department", "departments", "en"),
        ("aanestys", "Äänestys", "fi"),
    ],
)
def test_a_query_shares_terms_with_other_forms_of_its_words(query, text, language):
    assert finds(query, text, language)


@pytest.mark.parametrize(
    ("query", "text"), [("xyzzyq", "pelastuslaitos"), ("saari", "sääri")]
)
def test_a_query_shares_no_terms_with_other_words(query, text):
    assert not finds(query, text, "fi")


def test_a_label_is_found_whole_in_another_form_and_without_its_qualifier():
    stored = set(label_tokens("children (age groups)", "en"))
    query = query_tokens("child", ["en"])["en"]
    assert query.whole & stored
    assert query.exact not in stored
    assert query_tokens("Children (age groups)", ["en"])["en"].exact in stored


def test_small_words_are_left_out_of_a_query_that_has_others():
    words = query_tokens("pelastus ja turvallisuus", ["fi"])["fi"].words
    assert [word.word for word in words] == ["pelastus", "turvallisuus"]
    assert [word.word for word in query_tokens("ja", ["fi"])["fi"].words] == ["ja"]


def test_other_languages_give_their_words_as_written():
    assert index_tokens("Bures buot", "se") == ["xbures", "xbuot"]


@given(st.text(max_size=60), st.sampled_from(["fi", "sv", "en", ""]))
def test_terms_are_letters_and_digits_whatever_the_text(text, language):
    terms = index_tokens(text, language, label=True)
    assert all(term.isalnum() and term[0] in "xslpfwe" for term in terms)
    assert terms == index_tokens(text, language, label=True)


@with_voikko
def test_many_threads_read_the_same():
    words = [f"{start}laitoksesta" for start in ("pelastus", "koe", "tutkimus")] * 40

    def read(word: str) -> tuple[voikko.Reading, ...]:
        return voikko.readings(word)

    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(read, words))
    assert together == [read(word) for word in words]


def test_without_libvoikko_finnish_is_still_read(without_voikko):
    assert finnish_engine() == "simplemma"
    assert lemmas("pelastuslaitosten", "fi") == ("pelastuslaitos",)
    assert lemmas("xyzzyqqq", "fi") == ()
    assert compound_parts("sammutusautolla", "fi") == ["sammutus", "autolla"]
    assert finds("auto", "sammutusautot", "fi")
