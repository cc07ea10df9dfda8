from __future__ import annotations

import pytest

from concepts.models import Definition, Note, Term
from concepts.search_kinds import ConceptKind
from network_site.base.visibility import CONCEPT_EDITORS, EVERYONE
from tests.factories.concepts import ConceptFactory
from tests.factories.site import make_project, plant

pytestmark = pytest.mark.django_db


def documents(*concepts):
    found = ConceptKind().documents([concept.pk for concept in concepts])
    return {document.language: document for document in found}


def test_a_concept_has_a_row_in_each_language_of_its_terms():
    concept = ConceptFactory(
        fi="letku",
        sv="slang",
        terms=[
            Term(language="fi", kind="rejected", text="putki"),
            Term(language="fi", kind="search_term", text="paloletku"),
            Term(language="en-gb", text="hosepipe"),
            Term(language="se", text="šláŋga"),
        ],
        definitions=[
            Definition(language="fi", text="taipuisa putki"),
            Definition(language="sv", text="böjligt rör"),
        ],
        notes=[Note(language="fi", text="vain ulkona")],
    )
    rows = documents(concept)
    assert set(rows) == {"fi", "sv", "en"}
    finnish = rows["fi"]
    assert finnish.title == "letku"
    assert set(finnish.labels) == {"letku", "putki", "paloletku"}
    assert finnish.summary == "taipuisa putki"
    assert "vain ulkona" in finnish.text
    assert "šláŋga" in finnish.text
    assert finnish.status == "approved"
    assert finnish.extra["uri"] == concept.uri
    assert finnish.extra["definition"] == "taipuisa putki"
    assert finnish.url == f"/fi/concepts/{concept.vocabulary.slug}/{concept.pk}/"
    assert finnish.audience == {EVERYONE}
    assert (rows["sv"].title, rows["sv"].summary) == ("slang", "böjligt rör")
    assert rows["sv"].url.startswith("/sv/")
    assert rows["en"].title == "hosepipe"


def test_a_concept_with_terms_in_no_language_of_the_site_is_found_all_the_same():
    concept = ConceptFactory(fi="", terms=[Term(language="se", text="šláŋga")])
    rows = documents(concept)
    assert rows["fi"].title == "šláŋga"
    assert "šláŋga" in rows["fi"].text


def test_a_draft_opens_to_editors_and_members_of_its_projects():
    project = make_project(plant())
    draft = ConceptFactory(draft=True, fi="letku", projects=[project])
    assert documents(draft)["fi"].audience == {
        CONCEPT_EDITORS,
        f"o{project.space_id}",
    }
    assert documents(ConceptFactory(draft=True, fi="x"))["fi"].audience == {
        CONCEPT_EDITORS
    }


def test_a_concept_that_is_gone_yields_nothing():
    assert list(ConceptKind().documents([123456])) == []


def test_many_concepts_cost_as_many_queries_as_one(django_assert_num_queries):
    concepts = [ConceptFactory(fi=f"letku {n}") for n in range(10)]
    with django_assert_num_queries(6):
        rows = ConceptKind().documents([concept.pk for concept in concepts])
        assert len(list(rows)) == 10
    assert list(ConceptKind().object_ids()) == [concept.pk for concept in concepts]
