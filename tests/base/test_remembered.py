"""What is kept of published pages is true as soon as one of them changes."""

from __future__ import annotations

import pytest
from wagtail.models import Page

from network_site.base.remembered import forget, recall
from tests.clients import signed_in, text_of
from tests.factories.members import UserFactory
from tests.factories.site import make_group, make_page, make_update, plant
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader():
    return signed_in(UserFactory())


def counted(calls: list[list[str]]):
    def make(keys: list[str]) -> dict[str, int]:
        calls.append(keys)
        return {key: len(key) for key in keys if key != "nothing"}

    return make


def test_what_is_kept_is_made_once_and_what_is_missing_is_asked_for_again():
    calls: list[list[str]] = []
    make = counted(calls)
    assert recall("x", ["a", "bb"], make) == {"a": 1, "bb": 2}
    assert recall("x", ["bb", "ccc", "nothing"], make) == {"bb": 2, "ccc": 3}
    assert recall("x", ["nothing"], make) == {}
    assert calls == [["a", "bb"], ["ccc", "nothing"], ["nothing"]]


def test_keys_of_one_use_are_not_those_of_another():
    assert recall("x", ["a"], lambda keys: {"a": 1}) == {"a": 1}
    assert recall("y", ["a"], lambda keys: {"a": 2}) == {"a": 2}


def test_all_that_is_kept_is_made_anew_when_a_page_changes():
    calls: list[list[str]] = []
    recall("x", ["a"], counted(calls))
    forget()
    recall("x", ["a"], counted(calls))
    assert calls == [["a"], ["a"]]


def test_a_new_title_is_on_the_front_page_and_in_the_crumbs_at_once(reader):
    tree = plant()
    group = make_group(tree, "Riskit")
    update = make_update(group, "Päätökset", audience="members")
    assert "Riskit" in text_of(reader, tree.home.url)
    assert "Riskit" in text_of(reader, update.url)
    group.title = "Riskienhallinta"
    group.save_revision().publish()
    assert "Riskienhallinta" in text_of(reader, tree.home.url).replace("\u00ad", "")
    assert "Riskienhallinta" in text_of(reader, update.url).replace("\u00ad", "")


def test_a_page_that_is_withdrawn_moved_or_deleted_leaves_its_address_at_once(reader):
    tree = plant()
    pages = [make_page(tree, f"Ohje {number}") for number in range(3)]
    above = make_page(tree, "Kaikki ohjeet")
    for page in pages:
        assert reader.get(page.url).status_code == 200
    pages[0].unpublish()
    Page.objects.get(pk=pages[1].pk).move(above, pos="last-child")
    Page.objects.get(pk=pages[2].pk).delete()
    for page in pages:
        assert reader.get(page.url).status_code != 200
    moved = Page.objects.get(pk=pages[1].pk)
    assert reader.get(moved.url).status_code == 200


def test_a_page_withdrawn_behind_the_caches_back_is_not_served(reader):
    page = make_page(plant(), "Ohje")
    assert reader.get(page.url).status_code == 200
    Page.objects.filter(pk=page.pk).update(live=False)
    assert reader.get(page.url).status_code == 404


def test_a_closed_group_stays_closed_to_those_who_ask_for_a_known_address():
    tree = plant()
    member, outsider = UserFactory(), UserFactory()
    group = make_group(tree, policy="closed", members=[member])
    update = make_update(group, "Salaista")
    assert signed_in(member).get(update.url).status_code == 200
    assert signed_in(outsider).get(update.url).status_code == 403


def test_a_page_of_text_takes_as_few_queries_with_many_pages_beside_and_below(reader):
    tree = plant()
    page = make_page(tree, "Ohje")
    few = queries_of(reader, page.url)
    for number in range(25):
        make_page(tree, f"Ohje {number}")
    assert queries_of(reader, page.url) == few
    assert few <= 10
