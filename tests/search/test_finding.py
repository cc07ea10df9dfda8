"""What a search finds, and in which order."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from network_site.base.language.analysis import finnish_engine
from search.services import Order, index_dirty, index_objects, search, suggest
from tests.factories.members import UserFactory
from tests.factories.site import make_page, plant

pytestmark = pytest.mark.django_db
with_voikko = pytest.mark.skipif(
    finnish_engine() != "libvoikko",
    reason="libvoikko is not on this machine: apt install libvoikko1 voikko-fi",
)


@pytest.fixture
def reader():
    return UserFactory()


@pytest.fixture
def find(reader, shelf):
    """Index the shelf and return what a query finds, as ids, best first."""

    def find(query: str, language: str = "fi", **wanted) -> list[int]:
        index_objects(kind=shelf.key, object_ids=shelf.object_ids())
        wanted.setdefault("kind", shelf.key)
        found = search(user=reader, query=query, language=language, **wanted)
        return [hit.id for hit in found.hits]

    return find


@pytest.mark.parametrize(
    ("query", "title", "language"),
    [
        ("pelastuslaitosten", "Pelastuslaitos", "fi"),
        ("Pelastuslaitoksista", "pelastuslaitokset", "fi"),
        ("räddningsverken", "Räddningsverket", "sv"),
        ("rescue departments", "Rescue department", "en"),
        ("öljyntorjunta", "ÖLJYNTORJUNTA", "fi"),
        ("oljyntorjunta", "Öljyntorjunta", "fi"),
        ("palotarkastus", "palo\u00adtarkastus", "fi"),
    ],
)
def test_a_word_is_found_in_the_form_in_which_it_was_typed(
    find, shelf, query, title, language
):
    shelf.put(1, title, language=language)
    shelf.put(2, "Aivan muuta asiaa", language=language)
    assert find(query, language) == [1]


@with_voikko
def test_a_compound_is_found_by_its_part(find, shelf):
    shelf.put(1, "Pelastuslaitoksen johtaminen")
    shelf.put(2, "Kahviautomaatin huolto")
    assert find("laitos") == [1]


def test_an_exact_title_comes_before_everything_else(find, shelf):
    shelf.put(1, "Harjoitus", text="")
    shelf.put(2, "Harjoitusten harjoitus: harjoitus", text="harjoitus " * 50)
    shelf.put(3, "Kokous", text="harjoitus " * 200)
    assert find("harjoitus")[0] == 1


def test_a_title_says_more_than_a_text(find, shelf):
    shelf.put(1, "Muistio", text="Puhuttiin myös vesisukelluksesta ja kalustosta.")
    shelf.put(2, "Vesisukelluksen kalusto")
    shelf.put(3, "Lomake", text="Tämä ei liity asiaan.")
    assert find("vesisukellus") == [2, 1]


def test_a_label_finds_a_thing_as_well_as_its_title(find, shelf):
    shelf.put(1, "sammutusauto", labels=("sammutusauto", "paloauto"))
    shelf.put(2, "Paloautojen katsastus")
    assert find("paloauto")[0] == 1


def test_a_thing_is_one_hit_in_the_language_that_answers_best(find, shelf, reader):
    shelf.put(1, "Pelastuslaitos")
    shelf.put(1, "Räddningsverk", language="sv")
    assert find("räddningsverk") == [1]
    [hit] = search(user=reader, query="räddningsverk", language="fi").hits
    assert (hit.language, hit.url) == ("sv", "/leaflets/1/sv/")


def test_words_as_written_leave_other_forms_out(find, shelf):
    shelf.put(1, "Hälytykset")
    shelf.put(2, "Hälytys")
    assert sorted(find("hälytys")) == [1, 2]
    assert find("hälytys", exactly=True) == [2]


def test_an_empty_query_lists_a_kind_by_date_and_finds_nothing_without_one(
    find, shelf, reader
):
    shelf.put(1, "Vanha", date=datetime(2025, 1, 1, tzinfo=UTC))
    shelf.put(2, "Uusi", date=datetime(2026, 1, 1, tzinfo=UTC))
    assert find("") == [2, 1]
    assert search(user=reader, query="  ", language="fi").hits == []


def test_the_newest_first_when_the_reader_wants_it_so(find, shelf):
    shelf.put(1, "Raportti", date=datetime(2024, 1, 1, tzinfo=UTC))
    shelf.put(2, "Toinen raportti", date=datetime(2026, 1, 1, tzinfo=UTC))
    assert find("raportti") == [1, 2]
    assert find("raportti", order=Order.NEWEST) == [2, 1]


def test_the_pages_of_a_result_hold_every_hit_once(find, shelf, reader):
    for number in range(1, 36):
        shelf.put(number, f"Ohje {number}")
    seen = [pk for start in range(0, 40, 10) for pk in find("ohje", offset=start)[:10]]
    assert sorted(seen) == list(range(1, 36))


def test_the_words_asked_for_are_marked_and_everything_else_escaped(
    find, shelf, reader
):
    shelf.put(1, "<b>Hälytykset</b>", text="Jos <script> hälytyksiä tulee & menee")
    find("hälytys")
    [hit] = search(user=reader, query="hälytys", language="fi").hits
    assert hit.title_marked == "&lt;b&gt;<mark>Hälytykset</mark>&lt;/b&gt;"
    assert hit.highlights == [
        "Jos &lt;script&gt; <mark>hälytyksiä</mark> tulee &amp; menee"
    ]
    assert hit.forms == ["hälytykset", "hälytyksiä"]


def test_a_word_is_marked_inside_a_compound_and_between_marks(find, shelf, reader):
    shelf.put(
        1, "Kalusto", text="Siellä oli (vesi-)sammutusautoja/raivausautoja, 2 kpl."
    )
    find("auto")
    [hit] = search(user=reader, query="auto", language="fi").hits
    assert hit.highlights == [
        "Siellä oli (vesi-)<mark>sammutusautoja</mark>/"
        "<mark>raivausautoja</mark>, 2 kpl."
    ]


def test_counts_tell_what_each_choice_would_give(find, shelf, reader):
    shelf.put(1, "Opas", space_id=None)
    shelf.put(2, "Opas toinen", space_id=901)
    shelf.put(2, "Opas tvåa", language="sv", space_id=901)
    find("opas")
    found = search(user=reader, query="opas", language="fi")
    assert found.total == 2
    assert found.facets.kinds == {"leaflet": 2}
    assert found.facets.spaces == {901: 1}
    assert found.facets.languages["sv"] == 1
    narrowed = search(user=reader, query="opas", language="fi", spaces=[901])
    assert [hit.id for hit in narrowed.hits] == [2]
    assert narrowed.facets.unfiltered == 2


def test_suggestions_continue_what_was_typed_each_thing_once(shelf, reader, find):
    shelf.put(1, "Pelastustoimi")
    shelf.put(1, "Räddningsväsende", language="sv")
    shelf.put(2, "Vapaaehtoinen pelastustyö")
    shelf.put(3, "Kahvihuone")
    find("")
    titles = [
        item.title for item in suggest(user=reader, query="pelastust", language="fi")
    ]
    assert titles == ["Pelastustoimi", "Vapaaehtoinen pelastustyö"]
    both = suggest(user=reader, query="vapaa pel", language="fi")
    assert [item.object_id for item in both] == [2]
    assert suggest(user=reader, query="p", language="fi") == []


def test_what_is_published_is_found_after_the_sweep(client, reader):
    make_page(plant(), "Vesipelastuksen ohjeet")
    index_dirty()
    found = search(user=reader, query="vesipelastus", language="fi")
    assert [hit.title for hit in found.hits] == ["Vesipelastuksen ohjeet"]
