"""What is looked for beside the words typed, and what never is."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta

import pytest
from django.utils import timezone

from concepts.models import Term
from network_site.base.language.analysis import finnish_engine
from search import corrections
from search.backends.base import Candidate
from search.dictionary import statistics
from search.query import parse
from search.ranking import Reader, ranked
from search.services import SearchResults, index_objects, search
from tests.clients import signed_in, text_of
from tests.factories.concepts import ConceptFactory
from tests.factories.groups import MembershipFactory
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db
with_voikko = pytest.mark.skipif(
    finnish_engine() != "libvoikko",
    reason="libvoikko is not on this machine: apt install libvoikko1 voikko-fi",
)
HIDDEN = frozenset({"s999999"})


@pytest.fixture(autouse=True)
def _nothing_read():
    corrections.forget()


@pytest.fixture
def reader():
    return UserFactory()


@pytest.fixture
def find(reader, shelf):
    def find(query: str, language: str = "fi", **wanted) -> SearchResults:
        index_objects(kind=shelf.key, object_ids=shelf.object_ids())
        corrections.forget()
        return search(user=reader, query=query, language=language, **wanted)

    return find


def ids(found: SearchResults) -> list[int]:
    return [hit.id for hit in found.hits if hit.kind == "leaflet"]


def told(found: SearchResults) -> list[tuple[str, tuple[str, ...]]]:
    return [(item.word, item.others) for item in found.widenings]


def concept_with(text: str, *others: tuple[str, str], **fields):
    """Index a concept with a term and others of some kinds."""
    terms = [Term(language="fi", kind=kind, text=other) for kind, other in others]
    concept = ConceptFactory(fi=text, terms=terms, **fields)
    index_objects(kind="concept", object_ids=[concept.pk])
    return concept


@pytest.mark.parametrize(
    ("query", "title", "language"),
    [
        ("pelatuslaitos", "Pelastuslaitos", "fi"),
        ("pelasutslaitos", "Pelastuslaitos", "fi"),
        ("pelastuslaitosx", "Pelastuslaitos", "fi"),
        ("pelatuslaitosten", "Pelastuslaitos", "fi"),
        ("räddningswerket", "Räddningsverket", "sv"),
        ("resceu", "Rescue", "en"),
    ],
)
def test_a_typing_error_finds_what_was_meant(find, shelf, query, title, language):
    shelf.put(1, title, language=language)
    shelf.put(2, "Kahvihuone")
    assert ids(find(query, language)) == [1]


def test_the_result_says_which_word_was_taken_for_the_one_typed(find, shelf, reader):
    shelf.put(1, "Sammutusauton katsastus")
    found = find("sammutusautom katsastus")
    assert told(found) == [("sammutusautom", ("sammutusauton",))]
    page = text_of(signed_in(reader), "/fi/search/?q=Sammutusautom katsastus")
    assert "Tarkoititko" in page
    assert 'href="?q=sammutusauton+katsastus"' in page


@with_voikko
def test_a_word_that_is_right_is_not_corrected(find, shelf):
    shelf.put(1, "Kissat")
    assert ids(find("kisat")) == []


def test_words_as_written_are_not_corrected(find, shelf):
    shelf.put(1, "Pelastuslaitos")
    assert ids(find("pelatuslaitos", exactly=True)) == []


def test_a_word_of_other_letters_and_numbers_is_not_corrected(find, shelf):
    shelf.put(1, "Tilasto 2026a")
    assert ids(find("2025a")) == []


def test_what_a_reader_may_not_see_changes_nothing_about_a_typing_error(find, shelf):
    shelf.put(1, "Sammutusauto")
    before = find("sammutuzauto")
    # A closed space writes the same error, and a word that is nearer still.
    shelf.put(2, "Sammutuzauto", audience=HIDDEN)
    shelf.put(3, "Sammutuzautox", audience=HIDDEN)
    after = find("sammutuzauto")
    assert ids(after) == ids(before) == [1]
    assert told(after) == told(before) == [("sammutuzauto", ("sammutusauto",))]
    assert asdict(after.facets) == asdict(before.facets)


def test_a_correction_is_never_a_word_that_the_reader_may_not_see(find, shelf):
    shelf.put(1, "Kanarialintu", audience=HIDDEN)
    found = find("kanarialintuz")
    assert (found.total, told(found)) == (0, [])


def test_a_synonym_of_the_concept_bank_finds_what_is_written_with_the_other(
    find, shelf
):
    concept_with("sammutusauto", ("synonym", "paloauto"))
    shelf.put(1, "Huolto-ohje", text="Paloautojen huolto kuuluu kalustolle.")
    shelf.put(2, "Kahvihuone")
    found = find("sammutusautoa")
    assert ids(found) == [1]
    assert told(found) == [("sammutusautoa", ("paloauto",))]


def test_a_discouraged_term_finds_what_is_written_with_the_recommended(find, shelf):
    concept_with("pelastusajoneuvo", ("discouraged", "hälytysauto"))
    shelf.put(1, "Pelastusajoneuvon kuljettaminen")
    assert ids(find("hälytysautot")) == [1]


def test_a_search_term_leads_to_the_concepts_words_and_is_not_written_itself(
    find, shelf
):
    concept_with("vesisukellus", ("search_term", "sukeltelu"))
    shelf.put(1, "Vesisukelluksen ohje")
    shelf.put(2, "Sukeltelu")
    assert ids(find("sukeltelu")) == [2, 1]
    assert ids(find("vesisukellus")) == [1]


def test_a_synonym_of_several_words_must_stand_there_whole(find, shelf):
    concept_with("säiliöauto", ("synonym", "raskas sammutusajoneuvo"))
    shelf.put(1, "Raskaan sammutusajoneuvon hankinta")
    shelf.put(2, "Raskas vuosi")
    assert ids(find("säiliöauto")) == [1]


def test_a_phrase_inside_a_query_has_its_synonym(find, shelf):
    concept_with("raskas sammutusajoneuvo", ("synonym", "säiliöyksikkö"))
    shelf.put(1, "Säiliöyksikön huolto")
    found = find("raskaan sammutusajoneuvon huolto")
    assert ids(found)[0] == 1
    assert found.widenings[0].others == ("säiliöyksikkö",)


def test_the_word_typed_comes_before_its_synonym(find, shelf):
    concept_with("sammutusauto", ("synonym", "paloauto"))
    shelf.put(1, "Paloauton katsastus")
    shelf.put(2, "Sammutusauton katsastus")
    assert ids(find("sammutusauto")) == [2, 1]
    assert ids(find("paloauto")) == [1, 2]


def test_a_concept_that_the_reader_may_not_see_lends_no_synonym(find, shelf):
    concept_with("sammutusauto", ("synonym", "kanarialintu"), draft=True)
    shelf.put(1, "Kanarialinnun hoito")
    found = find("sammutusauto")
    assert (ids(found), told(found)) == ([], [])


def test_a_term_is_no_synonym_of_itself_without_its_qualifier(find, shelf):
    concept_with("laulu (esitys)", ("synonym", "vokaaliteos (laji)"))
    shelf.put(1, "Vokaaliteoksen harjoitus")
    found = find("laulun")
    assert ids(found) == [1]
    assert told(found) == [("laulun", ("vokaaliteos (laji)",))]


def test_a_synonym_that_finds_nothing_is_not_told(find, shelf):
    shelf.put(1, "Kahvihuone")
    assert told(find("sammutusauto")) == []


@pytest.mark.parametrize(("kind", "first"), [("update", 2), ("event", 2), ("page", 1)])
def test_of_two_alike_the_fresher_comes_first_if_it_tells_of_its_time(kind, first):
    now = timezone.now()
    rows = [
        Candidate(
            pk=number,
            kind=kind,
            object_id=number,
            language="fi",
            reading="fi",
            title="Savusukellus",
            space_id=None,
            date=now - timedelta(days=days),
            label_tokens="esavusukellus",
            title_tokens="xsavusukellus lsavusukellus",
            text_tokens="",
            title_length=2,
            text_length=0,
        )
        for number, days in ((1, 900), (2, 9))
    ]
    query = parse("savusukellukset")
    known = statistics({reading: query.terms(reading) for reading in query.readings})
    order = ranked(rows, query, known, Reader("fi", now=now))
    assert order[0].candidate.object_id == first


def test_of_two_things_alike_the_one_of_the_readers_own_space_comes_first(find, shelf):
    reader = UserFactory()
    mine = MembershipFactory(user=reader).space
    shelf.put(1, "Palotarkastus A", space_id=None)
    shelf.put(2, "Palotarkastus B", space_id=mine.pk)
    index_objects(kind=shelf.key, object_ids=[1, 2])
    found = search(user=reader, query="palotarkastuksen", language="fi")
    assert ids(found) == [2, 1]
