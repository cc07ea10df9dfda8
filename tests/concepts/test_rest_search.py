"""What /rest/v1 finds for the words of a program."""

from __future__ import annotations

import pytest

from concepts.models import Term, Vocabulary
from tests.concepts.full_concept import BASE, make_full_vocabulary
from tests.concepts.rest import Reader
from tests.factories.concepts import ConceptFactory

pytestmark = pytest.mark.django_db

LETKU = f"{BASE}letku"


@pytest.fixture
def rest() -> Reader:
    make_full_vocabulary()
    return Reader()


def found(rest: Reader, query: str, **asked) -> list[str]:
    """Return the ends of the URIs of the hits."""
    results = rest.json("koe/search", query=query, **asked)["results"]
    return [hit["localname"] for hit in results]


def test_a_hit_tells_what_and_where_it_is(rest):
    (hit,) = rest.json("search", query="letku", lang="fi")["results"]
    assert hit == {
        "uri": LETKU,
        "type": ["skos:Concept"],
        "localname": "letku",
        "prefLabel": "letku",
        "lang": "fi",
        "notation": "K-7",
        "vocab": "koe",
    }


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("letku", ["letku"]),
        ("LETKU", ["letku"]),
        ("letk", []),
        ("letk*", ["letku", "letku"]),
        ("*letku", ["letku", "paloletku"]),
        ("*PALO*letku*", ["paloletku", "letku"]),
        ("l*u", ["letku"]),
        ("  pumppu ", ["pumppu"]),
        ("K-7", ["letku"]),
        ("k-7", ["letku"]),
        ("piuha\\", ["letku"]),
        ("yksikko\u0308", ["yksikko"]),
        ("*", []),
        ("**", []),
        ("salattu*", []),
        ('paloletku "a"', ["letku"]),
        ("%etku", []),
        ("letk.", []),
    ],
)
def test_the_whole_label_counts_and_an_asterisk_is_anything(rest, query, hits):
    assert sorted(found(rest, query)) == sorted(hits)


def test_what_matched_is_told(rest):
    (synonym,) = rest.json("koe/search", query="paloletku*")["results"]
    assert synonym["prefLabel"] == "letku"
    assert synonym["altLabel"] == 'paloletku "A"'
    (hidden,) = rest.json("koe/search", query="slangi", lang="fi")["results"]
    assert hidden["hiddenLabel"] == "slangi"
    (other,) = rest.json("koe/search", query="slang", labellang="fi")["results"]
    assert other["prefLabel"] == "letku"
    assert other["matchedPrefLabel"] == "slang"
    assert other["lang"] == "fi"


def test_the_language_keeps_to_its_labels_whatever_the_region(rest):
    assert found(rest, "slang", lang="fi") == []
    assert found(rest, "slang", lang="sv") == ["letku"]
    ConceptFactory(
        fi="hissi",
        vocabulary=Vocabulary.objects.get(slug="koe"),
        uri=f"{BASE}hissi",
        terms=[Term(language="en-gb", text="lift")],
    )
    assert found(rest, "lift", lang="en") == ["hissi"]
    assert found(rest, "lift", lang="e") == []


def test_unique_tells_a_concept_once_by_its_best_match(rest):
    assert found(rest, "letku*") == ["letku", "letku"]
    (hit,) = rest.json("koe/search", query="letku*", unique="1")["results"]
    assert "hiddenLabel" not in hit
    assert found(rest, "letku*", unique="False") == ["letku", "letku"]


def test_hits_can_be_paged(rest):
    everything = found(rest, "*u*")
    paged = [
        hit
        for n in range(len(everything))
        for hit in found(rest, "*u*", maxhits=1, offset=n)
    ]
    assert len(everything) > 3
    assert paged == everything


@pytest.mark.parametrize("name", ["maxhits", "offset"])
@pytest.mark.parametrize("value", ["-1", "monta", "1.5"])
def test_bad_numbers_are_refused(rest, name, value):
    said = rest.refusal("search", query="a", **{name: value})
    assert said == f"400 Bad Request : {name} parameter is invalid"


def test_no_words_are_refused(rest):
    said = "400 Bad Request : query parameter missing"
    assert rest.refusal("search") == said
    assert rest.refusal("koe/search", query="  ") == said


def test_parents_groups_and_schemes_narrow(rest):
    upper = f"{BASE}kalusto"
    assert found(rest, "*letku", parent=upper) == ["letku", "paloletku"]
    assert found(rest, "*letku", parent=LETKU) == ["paloletku"]
    assert sorted(found(rest, "", parent=upper, lang="fi")) == ["letku", "paloletku"]
    assert found(rest, "", group=f"{BASE}aihe-1", lang="fi") == ["letku"]
    assert found(rest, "*letku", group=f"{BASE}aihe-1", lang="fi") == ["letku"]
    assert found(rest, "letku", scheme=BASE) == ["letku"]
    assert found(rest, "letku", scheme="https://example.org/muu") == []


def test_only_concepts_are_searched(rest):
    assert found(rest, "letku", type="skos:Concept") == ["letku"]
    assert found(rest, "letku", type="http://www.w3.org/2004/02/skos/core#Concept")
    assert found(rest, "letku", type="skos:Collection") == []
    assert found(rest, "letku", type="") == ["letku"]


def test_more_fields_are_told_on_request(rest):
    (hit,) = rest.json(
        "koe/search",
        query="letku",
        lang="fi",
        fields="prefLabel broader related exactMatch altLabel",
    )["results"]
    assert hit["prefLabels"] == {"fi": "letku", "sv": "slang", "en": "hose"}
    assert hit["broader"] == [
        {"uri": f"{BASE}kalusto", "prefLabel": "kalusto"},
        {"uri": f"{BASE}yksikko", "prefLabel": "yksikkö"},
    ]
    assert hit["related"] == [{"uri": f"{BASE}pumppu", "prefLabel": "pumppu"}]
    assert hit["exactMatch"] == [{"uri": "https://example.org/muu/1"}]
    assert hit["altLabel"] == [{"prefLabel": 'paloletku "A"'}]


def test_the_vocabularies_to_search_are_named_with_spaces_between(rest):
    other = ConceptFactory(fi="letku", uri="https://example.org/m/1")
    slug = other.vocabulary.slug
    for vocab, number in ((f"koe {slug}", 2), ("koe", 1), (slug, 1), ("", 2)):
        hits = rest.json("search", query="letku", vocab=vocab)["results"]
        assert len(hits) == number
    said = rest.refusal("search", query="letku", vocab="koe muu")
    assert said == "404 Not Found : Vocabulary id 'muu' not found in configuration."


def test_a_label_longer_than_its_key_is_found_by_its_end(rest):
    long = "a" * 70 + "loppu"
    ConceptFactory(fi=long, vocabulary=Vocabulary.objects.get(slug="koe"))
    assert len(found(rest, "*loppu")) == 1
    assert len(found(rest, f"{long[:65]}*")) == 1


# Lookup


def looked_up(rest: Reader, label: str, **asked) -> list[str]:
    rows = rest.json("koe/lookup", label=label, **asked)["result"]
    return [hit["localname"] for hit in rows]


def test_the_best_class_of_matches_is_the_whole_answer(rest):
    vocabulary = Vocabulary.objects.get(slug="koe")
    for local, given in (
        ("iso", {"fi": "ABC"}),
        ("pieni", {"fi": "abc"}),
        (
            "toinen",
            {"fi": "muu", "terms": [Term(language="fi", kind="synonym", text="aBc")]},
        ),
    ):
        ConceptFactory(vocabulary=vocabulary, uri=f"{BASE}{local}", **given)
    assert looked_up(rest, "ABC", lang="fi") == ["iso"]
    assert sorted(looked_up(rest, "Abc", lang="fi")) == ["iso", "pieni"]
    assert sorted(looked_up(rest, "aBc", lang="fi")) == ["iso", "pieni"]


def test_a_label_of_another_language_is_found_where_none_is_told(rest):
    assert looked_up(rest, "slang") == ["letku"]
    (hit,) = rest.json("koe/lookup", label="SLANG")["result"]
    assert hit["prefLabel"] == "slang"
    assert rest.ask("koe/lookup", label="slang", lang="fi").status_code == 404


def test_synonyms_are_looked_up_and_hidden_labels_are_not(rest):
    assert looked_up(rest, 'Paloletku "A"', lang="fi") == ["letku"]
    said = rest.refusal("koe/lookup", label="slangi", lang="fi")
    assert said == "404 Not Found : Could not find label 'slangi'"
    assert rest.refusal("koe/lookup") == "400 Bad Request : label parameter missing"
