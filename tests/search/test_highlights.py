"""Words of a text are marked in the forms that it has."""

from __future__ import annotations

import pytest

from network_site.base.language.analysis import index_tokens
from search.highlights import matches
from search.query import parse

FORMS = [
    ("fi", "vesi", "Säiliön veden pinta", "veden"),
    ("fi", "katu", "Kadun varrella", "kadun"),
    ("fi", "joki", "Tulva joella", "joella"),
    ("fi", "sade", "Sateen jälkeen", "sateen"),
    ("fi", "maa", "Maiden väliset sopimukset", "maiden"),
    ("fi", "käsi", "Käsissä on tieto", "käsissä"),
    ("fi", "mies", "Miehet ja naiset", "miehet"),
    ("fi", "auto", "Uudet sammutusautot tulivat", "sammutusautot"),
    ("fi", "pelastuslaitos", "Kaikki pelastuslaitokset", "pelastuslaitokset"),
    ("fi", "rakenne", "Hirren rakenteen alla", "rakenteen"),
    ("sv", "räddningsverk", "Alla räddningsverken", "räddningsverken"),
    ("sv", "bok", "De nya böckerna", "böckerna"),
    ("sv", "säga", "Chefen sade mycket", "sade"),
    ("en", "city", "In the largest cities", "cities"),
]


@pytest.mark.parametrize(("language", "asked", "text", "form"), FORMS)
@pytest.mark.parametrize("known", [True, False])
def test_a_word_is_marked_in_its_forms(language, asked, text, form, known):
    query = parse(asked).readings[language]
    had = frozenset(index_tokens(text, language)) if known else None
    assert [match.form for match in matches(text, query, language, had)] == [form]


def test_what_only_begins_like_a_word_is_not_marked():
    query = parse("katu").readings["fi"]
    assert not list(matches("Katuminen on myöhäistä", query, "fi"))
