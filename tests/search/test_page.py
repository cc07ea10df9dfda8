"""The search page, as its readers meet it."""

from __future__ import annotations

import pytest
from django.test import Client

from search import corrections
from search.services import index_objects, rebuild
from tests.factories.concepts import ConceptFactory
from tests.factories.members import UserFactory
from tests.factories.site import make_event_page, make_group, plant
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader():
    browser = Client()
    browser.force_login(UserFactory())
    return browser


def fill(shelf, count: int) -> None:
    for number in range(1, count + 1):
        shelf.put(number, f"Ohje {number}", text="Sammutusvesi")
    index_objects(kind=shelf.key, object_ids=shelf.object_ids())


def test_a_concept_opens_on_top_with_its_definition_and_other_languages(reader, shelf):
    concept = ConceptFactory(
        fi="savusukellus", sv="rökdykning", definition="sammutustyö savussa"
    )
    index_objects(kind="concept", object_ids=[concept.pk])
    shelf.put(1, "Savusukelluksen ohje")
    index_objects(kind=shelf.key, object_ids=[1])
    page = reader.get("/fi/search/?q=savusukellusta").content.decode()
    first = page.split('<article class="hit')[1]
    assert "hit--open" in first
    assert "sammutustyö savussa" in first
    assert "rökdykning" in first


def test_the_page_takes_the_same_queries_with_fifty_times_the_hits(reader, shelf):
    fill(shelf, 3)
    few = queries_of(reader, "/fi/search/?q=ohje")
    fill(shelf, 150)
    assert queries_of(reader, "/fi/search/?q=ohje") == few
    assert few <= 12


def test_strange_words_and_events_take_no_more_queries_than_a_page_may(reader, shelf):
    make_event_page(make_group(plant()), "Harjoituspäivä")
    rebuild()
    fill(shelf, 3)
    corrections.forget()
    odd = "/fi/search/?q=harjoituspäiwä+samutusvessi+ohjex+gjdkfbvz"
    assert queries_of(reader, odd) <= 12
    shown = reader.get(odd).content.decode()
    assert "Harjoituspäivä" in shown.replace("<mark>", "").replace("</mark>", "")


def test_an_address_that_asks_for_nonsense_shows_what_it_can(reader, shelf):
    fill(shelf, 3)
    address = "/fi/search/?q=ohje&kind=olematon&where=x&space=x&language=zz&sort=x"
    answer = reader.get(address)
    assert answer.status_code == 200
    assert "3 osumaa" in answer.content.decode()


def test_a_page_beyond_the_last_leads_to_the_last(reader, shelf):
    fill(shelf, 25)
    answer = reader.get("/fi/search/?q=ohje&page=99")
    assert answer.status_code == 302
    assert answer.url == "?q=ohje&page=3"


def test_no_hits_say_what_to_do_and_keep_what_was_typed(reader):
    page = reader.get("/fi/search/?q=xyzzy").content.decode()
    assert "Ei osumia haulla ”xyzzy”" in page
    assert 'value="xyzzy"' in page


def test_a_choice_can_be_taken_away_and_the_words_stay(reader, shelf):
    fill(shelf, 3)
    page = reader.get("/fi/search/?q=ohje&language=fi").content.decode()
    assert 'href="?q=ohje"' in page


def test_an_anonymous_reader_signs_in_and_comes_back(client):
    answer = client.get("/fi/search/?q=ohje")
    assert answer.status_code == 302
    assert answer.url == "/accounts/login/?next=/fi/search/%3Fq%3Dohje"
