"""Where the site's texts use a concept, and who is told of it."""

from __future__ import annotations

import pytest

from concepts.models import TermUse, UseMark
from concepts.services import approve_concept
from concepts.uses import sweep_uses, uses_of
from home.models import StandardPage
from tests.clients import signed_in, text_of
from tests.factories.concepts import ConceptFactory
from tests.factories.members import UserFactory
from tests.factories.site import make_group, plant, publish
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def sweep() -> None:
    while sweep_uses():
        pass


def a_page(tree, title: str, words: str, **fields) -> StandardPage:
    page = StandardPage(title=title, body=[("text", f"<p>{words}</p>")], **fields)
    return publish(page, tree.home)


def test_the_concept_page_tells_where_the_concept_is_used():
    tree = plant()
    concept = ConceptFactory(fi="palokunta")
    page = a_page(tree, "Ohje", "Palokunnat auttavat.")
    sweep()
    text = text_of(signed_in(UserFactory()), concept.url)
    assert f'href="{page.url}"' in text


def test_a_text_that_changes_or_goes_is_read_again():
    tree = plant()
    concept = ConceptFactory(fi="palokunta")
    page = a_page(tree, "Ohje", "Palokunnat auttavat.")
    sweep()
    page.body = [("text", "<p>Ei mitään.</p>")]
    page.save_revision().publish()
    sweep()
    assert not TermUse.objects.exists()
    page.body = [("text", "<p>Palokunta.</p>")]
    page.save_revision().publish()
    sweep()
    assert uses_of(concept, UserFactory()).total == 1
    page.unpublish()
    sweep()
    assert not TermUse.objects.exists()


def test_a_concept_that_is_agreed_later_finds_the_texts_that_are_there():
    tree = plant()
    concept = ConceptFactory(fi="palokunta", draft=True)
    a_page(tree, "Ohje", "Palokunnat auttavat.")
    sweep()
    assert uses_of(concept, UserFactory(concept_editor=True)).total == 0
    approve_concept(concept=concept, approved_by="Hallitus", acting_user=None)
    sweep()
    assert uses_of(concept, UserFactory()).total == 1


def test_texts_that_a_reader_may_not_see_are_neither_shown_nor_counted():
    tree = plant()
    concept = ConceptFactory(fi="palokunta")
    a_page(tree, "Kaikille", "Palokunta.")
    a_page(tree, "Jäsenille", "Palokunta.", audience="members")
    make_group(tree, title="Palokunta", policy="hidden")
    sweep()
    guest = uses_of(concept, UserFactory(guest=True))
    assert (guest.total, [use["title"] for use in guest.shown]) == (1, ["Kaikille"])
    member = uses_of(concept, UserFactory())
    assert {use["title"] for use in member.shown} == {"Kaikille", "Jäsenille"}
    assert member.total == 2


def test_a_change_during_the_reading_is_not_lost(monkeypatch):
    tree = plant()
    ConceptFactory(fi="palokunta")
    page = a_page(tree, "Ohje", "Palokunta.")
    sweep()
    page.save_revision().publish()
    UseMark.objects.update(marked_at="2020-01-01T00:00Z")

    def meanwhile(_document) -> set[int]:
        page.save_revision().publish()
        return set()

    monkeypatch.setattr("concepts.uses._concepts_in", meanwhile)
    sweep_uses()
    assert UseMark.objects.exists()
    assert TermUse.objects.count() == 1


def test_the_concept_page_asks_as_much_with_many_uses_as_with_one():
    tree = plant()
    concept = ConceptFactory(fi="palokunta")
    a_page(tree, "Ohje", "Palokunta.")
    sweep()
    client = signed_in(UserFactory())
    few = queries_of(client, concept.url)
    for number in range(30):
        a_page(tree, f"Ohje {number}", "Palokunta.")
    sweep()
    assert uses_of(concept, UserFactory()).total == 31
    assert queries_of(client, concept.url) == few
