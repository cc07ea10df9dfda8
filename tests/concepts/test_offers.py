"""What the concept bank offers while a reader types."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from concepts.completing import OFFERED, offers_for
from concepts.models import Concept, Term, Vocabulary
from tests.factories.concepts import ConceptFactory, VocabularyFactory
from tests.factories.members import UserFactory
from tests.factories.site import make_project, plant

pytestmark = pytest.mark.django_db


def terms_offered(typed: str, user=None) -> list[str]:
    with override("fi"):
        return [str(offer.term) for offer in offers_for(typed, user or UserFactory())]


def test_a_beginning_offers_the_concepts_whose_terms_begin_so():
    ConceptFactory(fi="pelastuslaitos")
    ConceptFactory(fi="Pelastusyksikkö")
    ConceptFactory(fi="letku")
    assert terms_offered("PELAST") == ["pelastuslaitos", "Pelastusyksikkö"]
    assert terms_offered("p") == []
    assert terms_offered("  ") == []
    assert terms_offered("x" * 5000) == []


@pytest.mark.parametrize("typed", ["pelastusyksikön", "pelastusyksiköissä"])
def test_an_inflected_word_offers_the_concept_of_its_base_form(typed):
    ConceptFactory(fi="pelastusyksikkö")
    assert terms_offered(typed) == ["pelastusyksikkö"]


def test_the_words_of_a_phrase_are_read_one_by_one():
    ConceptFactory(fi="palvelujen kokonaisuus")
    assert terms_offered("palvelujen kokonaisuuden") == ["palvelujen kokonaisuus"]


def test_the_whole_term_and_the_own_language_come_first():
    ConceptFactory(fi="palokunta")
    ConceptFactory(fi="palo")
    ConceptFactory(sv="palett")
    assert terms_offered("palo") == ["palo", "palokunta"]
    assert terms_offered("pal") == ["palo", "palokunta", "palett"]


def test_a_concept_is_offered_once_by_its_best_term():
    ConceptFactory(
        fi="sammutusauto",
        terms=[
            Term(language="fi", kind="synonym", text="sammutusajoneuvo"),
            Term(language="fi", kind="discouraged", text="paloauto"),
        ],
    )
    assert terms_offered("sammutus") == ["sammutusauto"]
    with override("fi"):
        (offer,) = offers_for("paloa", UserFactory())
        assert offer.is_avoided
        assert offer.leads_to == "sammutusauto"


def test_drafts_are_offered_only_to_those_who_may_see_them():
    project = make_project(plant())
    ConceptFactory(fi="salaisuus", draft=True, projects=[project])
    assert terms_offered("salai") == []
    assert terms_offered("salai", UserFactory(guest=True)) == []
    editor = UserFactory(concept_editor=True)
    assert terms_offered("salai", editor) == ["salaisuus"]


def test_many_hidden_drafts_do_not_crowd_out_what_may_be_seen():
    fill(100, status="draft", name="aalto")
    ConceptFactory(fi="aaltopahvi")
    assert terms_offered("aal") == ["aaltopahvi"]


def fill(number: int, *, status: str = "approved", name: str = "letku") -> None:
    vocabulary = VocabularyFactory()
    made = Concept.objects.bulk_create(
        Concept(vocabulary=vocabulary, uri=f"{vocabulary.base_uri}{n}", status=status)
        for n in range(number)
    )
    Term.objects.bulk_create(
        Term(concept=concept, language="fi", text=f"{name} {n:04}")
        for n, concept in enumerate(made)
    )


def test_offering_costs_the_same_for_few_and_for_many(client: Client):
    client.force_login(UserFactory())
    url = reverse("concept_offers") + "?q=letkun"
    fill(10)
    client.get(url)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            page = client.get(url)
        assert page.content.count(b'role="option"') == OFFERED
        return len(captured)

    few = queries()
    fill(500)
    assert queries() == few


def test_the_list_tells_term_status_and_vocabulary(client: Client):
    client.force_login(UserFactory())
    vocabulary = Vocabulary.objects.create(
        slug="kalusto", title_fi="Kalusto", base_uri="https://example.org/k/"
    )
    concept = ConceptFactory(
        fi="sammutusauto",
        vocabulary=vocabulary,
        terms=[Term(language="fi", kind="rejected", text="paloauto")],
    )
    html = client.get("/fi/concepts/offers/?q=paloau").content.decode()
    words = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    assert f'href="{concept.url}"' in html
    assert "<s>paloauto</s>" in html
    for expected in ("sammutusauto", "Kalusto", "Hyväksytty"):
        assert expected in words


def test_nothing_found_is_said(client: Client):
    client.force_login(UserFactory())
    html = client.get("/fi/concepts/offers/?q=zzz").content.decode()
    assert "Mikään termi ei ala näin" in html
    assert 'role="listbox"' not in html


def test_the_field_works_without_scripts(client: Client):
    client.force_login(UserFactory())
    html = client.get("/fi/concepts/").content.decode()
    form = html[html.index("concept-search") :]
    form = form[: form.index("</form>")]
    assert f'action="{reverse("search")}"' in form
    assert 'name="kind" value="concept"' in form
    assert 'role="combobox"' not in form
