"""What counts as an occurrence of a term in running text."""

from __future__ import annotations

import time

import pytest
from django.test import Client

from concepts.annotation.annotating import annotate
from concepts.annotation.tokens import tokens_of
from concepts.models import Concept, Term
from concepts.services import approve_concept, retire_concept, save_concept
from network_site.base.language.analysis import finnish_engine
from tests.factories.concepts import ConceptFactory, VocabularyFactory
from tests.factories.members import UserFactory
from tests.factories.site import make_project, plant

pytestmark = pytest.mark.django_db
needs_voikko = pytest.mark.skipif(
    finnish_engine() != "libvoikko", reason="libvoikko is not on this machine"
)

FINNISH = [
    "palokunta",
    "vapaaehtoinen palokunta",
    "VPK",
    "IT",
    "pelastuslaitos",
    "pelastuslaitoksen palvelu",
    "palo",
    "kuusi",
    "pelastaminen",
    "palava neste",
    "Tukes",
    "palo- ja pelastustoimi",
    "pelastustoimi",
    "väestönsuoja",
    "pelastusyksikkö",
    "VPK-toiminta",
    "riski",
    "kieli (viestintä)",
    "OVAt",
]

# text, what is found in it, in order
FINNISH_TEXTS = [
    # endings
    ("Palokunnat harjoittelivat.", ["Palokunnat"]),
    ("Uusi auto annettiin pelastuslaitokselle.", ["pelastuslaitokselle"]),
    ("Pelastuslaitoksemme varautuu.", ["Pelastuslaitoksemme"]),
    ("Sen tietää pelastuslaitoksessammekin jokainen.", ["pelastuslaitoksessammekin"]),
    ("Pelastusyksikönhän kuuluu olla valmiina.", ["Pelastusyksikönhän"]),
    ("Väestönsuojien ovet ja riskejä.", ["Väestönsuojien", "riskejä"]),
    ("Pelastamisessa auttoi tikas.", ["Pelastamisessa"]),
    ("Hän pelasti koiran.", []),
    # names and abbreviations with endings
    ("VPK:n talo ja vpk:lla oleva auto.", ["VPK:n", "vpk:lla"]),
    ("Tukesin ohje lähetettiin Tukesille.", ["Tukesin", "Tukesille"]),
    ("Ongelma oli IT:n, ei it.", ["IT:n"]),
    ("Ne ovat ohjeita, eli OVA:n luku; OVAt ja OVAn.", ["OVA:n", "OVAt", "OVAn"]),
    # capitals
    ("PELASTUSLAITOKSEN TIEDOTE", ["PELASTUSLAITOKSEN"]),
    ("Sanoi: Palokunta tulee. Palokunta tuli.", ["Palokunta", "Palokunta"]),
    ("Tapasimme Palon perheen ja Pelastuslaitos Oy:n väkeä.", []),
    # divided words
    ("Soitto pelastus-\nlaitoksen numeroon.", ["pelastus-\nlaitoksen"]),
    ("Soitto pelastus-\r\n  laitoksen numeroon.", ["pelastus-\r\n  laitoksen"]),
    ("Pelas\u00adtus\u00adlaitos auttaa.", ["Pelas\u00adtus\u00adlaitos"]),
    # several words
    ("Vapaaehtoisten palokuntien jäsenet.", ["Vapaaehtoisten palokuntien"]),
    ("Vapaaehtoisissa\npalokunnissa toimitaan.", ["Vapaaehtoisissa\npalokunnissa"]),
    ("Vapaaehtoinen, palokunnan jäsen.", ["palokunnan"]),
    ("Vapaaehtoiset palokunnassa.", ["palokunnassa"]),
    ("Pelastuslaitoksen palveluja tarjotaan.", ["Pelastuslaitoksen palveluja"]),
    ("Palavien nesteiden varasto.", ["Palavien nesteiden"]),
    # parts of other words
    ("Pelastuslaitosyhteistyö ja palokunta-auto.", []),
    ("Palo- ja pelastustoimen väki.", ["Palo- ja pelastustoimen"]),
    ("Palo- tai muu vahinko; sammutus- ja palokalusto.", []),
    ("Palopäällystö ja -palokunta.", []),
    ("- palokunta\n-palokunta", ["palokunta", "palokunta"]),
    ("VPK-toiminnassa on väkeä.", ["VPK-toiminnassa"]),
    # addresses and file names
    ("Katso www.palokunta.fi/riski ja https://example.org/palokunta.", []),
    ("Tiedosto palokunta.pdf, polku /srv/palokunta/ohje ja C:\\riski\\palo.txt.", []),
    ("Kirjoita palokunta@example.org tai @palokunta, muuttuja palokunta_1.", []),
    ("Palokunta.Seuraava lause palokunta/VPK.", ["Palokunta", "palokunta", "VPK"]),
    # a base form is itself
    ("Kuussa on kuusi, ja kuusen alla kuu.", ["kuusi", "kuusen"]),
    ("Kielellä on väliä.", ["Kielellä"]),
]

SWEDISH = ["brandkår", "frivillig brandkår", "räddningsverk", "evakuering", "FBK"]
SWEDISH_TEXTS = [
    ("Brandkårens bil och brandkårerna.", ["Brandkårens", "brandkårerna"]),
    ("De frivilliga brandkårerna övar.", ["frivilliga brandkårerna"]),
    ("Räddningsverkets FBK:s avtal.", ["Räddningsverkets", "FBK:s"]),
    (
        "Evakueringarna leds av brand- och räddningsverk.",
        ["Evakueringarna", "räddningsverk"],
    ),
    ("Brandkårsbil och brandkår-övning.", []),
]

ENGLISH = ["fire brigade", "rescue services", "rescue", "shelter"]
ENGLISH_TEXTS = [
    (
        "The fire brigade's car; fire brigades came.",
        ["fire brigade's", "fire brigades"],
    ),
    ("He was rescued by the rescue services.", ["rescue services"]),
    ("Shelters are open during a rescue.", ["Shelters", "rescue"]),
]


@pytest.fixture
def reader():
    return UserFactory()


def bank(language: str, names: list[str]) -> None:
    vocabulary = VocabularyFactory(default_language=language)
    for name in names:
        ConceptFactory(
            vocabulary=vocabulary, fi="", terms=[Term(language=language, text=name)]
        )


def found(text: str, language: str, user) -> list[str]:
    return [text[m.start : m.end] for m in annotate(text, language=language, user=user)]


@needs_voikko
def test_finnish_terms_are_found_in_every_form_and_nowhere_else(reader):
    bank("fi", FINNISH)
    wrong = {
        text: got
        for text, expected in FINNISH_TEXTS
        if (got := found(text, "fi", reader)) != expected
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("language", "names", "texts"),
    [("sv", SWEDISH, SWEDISH_TEXTS), ("en", ENGLISH, ENGLISH_TEXTS)],
)
def test_swedish_and_english_terms_are_found_in_their_forms(
    reader, language, names, texts
):
    bank(language, names)
    wrong = {
        text: got
        for text, expected in texts
        if (got := found(text, language, reader)) != expected
    }
    assert wrong == {}


def test_a_match_tells_the_uri_and_the_kind_of_the_term(reader):
    concept = ConceptFactory(
        fi="letku",
        terms=[
            Term(language="fi", kind="discouraged", text="putki"),
            Term(language="fi", kind="search_term", text="slangi"),
        ],
    )
    matches = annotate("Letku, putki ja slangi.", language="fi", user=reader)
    assert [(m.uri, m.kind) for m in matches] == [
        (concept.uri, "recommended"),
        (concept.uri, "discouraged"),
        (concept.uri, "search_term"),
    ]


def test_a_regional_term_counts_as_its_language(reader):
    ConceptFactory(fi="letku", terms=[Term(language="en-gb", text="hosepipe")])
    assert found("Two hosepipes.", "en", reader) == ["hosepipes"]


def test_concepts_that_share_a_term_equally_are_all_told(reader):
    one, other = ConceptFactory(fi="evakuointi"), ConceptFactory(fi="Evakuointi")
    ConceptFactory(
        fi="pelastaminen",
        terms=[Term(language="fi", kind="synonym", text="evakuointi")],
    )
    matches = annotate("Evakuointi alkoi.", language="fi", user=reader)
    assert {m.uri for m in matches} == {one.uri, other.uri}
    retire_concept(concept=other, acting_user=None)
    matches = annotate("Evakuointi alkoi.", language="fi", user=reader)
    assert [m.uri for m in matches] == [one.uri]


def test_a_hidden_draft_neither_shows_nor_covers_a_shorter_term(reader):
    project = make_project(plant())
    ConceptFactory(fi="palokunta")
    ConceptFactory(draft=True, fi="vapaaehtoinen palokunta", projects=[project])
    text = "Vapaaehtoinen palokunta."
    assert found(text, "fi", reader) == ["palokunta"]
    assert found(text, "fi", UserFactory(concept_editor=True)) == [
        "Vapaaehtoinen palokunta"
    ]


def test_the_search_can_be_kept_to_one_vocabulary(reader):
    one, other = ConceptFactory(fi="letku"), ConceptFactory(fi="puomi")
    matches = annotate(
        "Letku ja puomi.", language="fi", user=reader, vocabulary=other.vocabulary
    )
    assert [m.uri for m in matches] == [other.uri]
    assert one.uri not in {m.uri for m in matches}


def test_every_change_is_seen_at_once(reader):
    concept = ConceptFactory(draft=True, fi="letku")
    assert found("letku", "fi", reader) == []
    approve_concept(concept=concept, approved_by="Hallitus", acting_user=None)
    assert found("letku", "fi", reader) == ["letku"]
    concept = Concept.objects.get()
    term = concept.terms.get()
    term.text = "puomi"
    concept.terms = [term]
    save_concept(concept=concept, acting_user=None)
    assert found("letku, puomi", "fi", reader) == ["puomi"]
    Term.objects.create(concept=concept, language="fi", kind="synonym", text="vesi")
    assert found("vesi", "fi", reader) == ["vesi"]


def test_offsets_are_characters_of_the_text_as_it_was_given(client: Client, reader):
    concept = ConceptFactory(fi="räjähdys")
    client.force_login(reader)
    text = "🚒 Räja\u0308hdys ja räjähdyksen 🔥 räjähdys"
    answer = client.post(
        "/api/concepts/annotate",
        {"text": text, "language": "fi"},
        content_type="application/json",
    )
    matches = answer.json()["matches"]
    assert [text[m["start"] : m["end"]] for m in matches] == [
        "Räja\u0308hdys",
        "räjähdyksen",
        "räjähdys",
    ]
    assert {m["uri"] for m in matches} == {concept.uri}


@pytest.mark.parametrize("text", ["", " ", "\x00\ud800", "letku\x00letku", "-", "::::"])
def test_odd_texts_are_no_trouble(reader, text):
    ConceptFactory(fi="letku")
    annotate(text, language="fi", user=reader)


@pytest.mark.parametrize(
    "text",
    [
        (piece * 100_000)[:100_000]
        for piece in (
            *("a", "a.", "-a ", "/.", "a_", "letku ", "@", "x-", " ", "a:a"),
            *("a.b@", "a-\n", "http:", "'", "palo- ja ", "\u00ad", "C:\\"),
        )
    ],
)
def test_no_text_makes_the_search_slow(reader, text):
    ConceptFactory(fi="letku")
    annotate("letku", language="fi", user=reader)
    started = time.process_time()
    annotate(text, language="fi", user=reader)
    # A hundred times what the slowest takes: only growth with the square fails.
    assert time.process_time() - started < 30


def test_a_text_may_have_a_hundred_thousand_characters_and_no_more(client, reader):
    ConceptFactory(fi="letku")
    client.force_login(reader)

    def post(text, **more):
        return client.post(
            "/api/concepts/annotate",
            {"text": text, "language": "fi", **more},
            content_type="application/json",
        )

    assert post("letku " + "x" * 99_994).status_code == 200
    answer = post("salaisuus" + "x" * 99_992)
    assert answer.status_code == 422
    assert answer["Content-Type"].startswith("application/problem+json")
    assert "text" in answer.json()["errors"]
    assert "salaisuus" not in answer.content.decode()
    assert post("letku", language="xx").status_code == 422
    assert post("letku", vocabulary="puuttuu").status_code == 404
    only = post("letku", vocabulary=Concept.objects.get().vocabulary.slug)
    assert len(only.json()["matches"]) == 1


def test_the_text_is_not_logged(client, reader, caplog):
    ConceptFactory(fi="letku")
    client.force_login(reader)
    caplog.set_level(0)
    client.post(
        "/api/concepts/annotate",
        {"text": "salaisuus letku", "language": "xx"},
        content_type="application/json",
    )
    assert "salaisuus" not in caplog.text


def test_words_of_a_text_keep_their_places():
    text = "Ensin palo-\nkunta, sitten palo- ja muu."
    spans = [text[token.start : token.end] for token in tokens_of(text)]
    assert spans == ["Ensin", "palo-\nkunta", "sitten", "palo", "ja", "muu"]
    halves = [token.half for token in tokens_of(text)]
    assert halves == [False, False, False, True, False, False]
