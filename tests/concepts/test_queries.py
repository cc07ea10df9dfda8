"""The pages cost the same number of queries whatever the concept bank holds."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from concepts.importing.run import import_concepts
from concepts.models import Concept, Mapping, Vocabulary
from concepts.panels import project_concepts
from tests.concepts.skos import turtle
from tests.factories.concepts import ConceptFactory
from tests.factories.members import UserFactory
from tests.factories.site import make_project, plant
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(client: Client):
    """A concept with everything around it, and a reader who has seen a page."""
    project = make_project(plant())
    vocabulary = Vocabulary.objects.create(
        slug="koe", title_fi="Koe", base_uri="https://example.org/k/"
    )
    given = {"vocabulary": vocabulary, "projects": [project]}
    upper = ConceptFactory(fi="yläkäsite", uri="https://example.org/k/up", **given)
    concept = ConceptFactory(
        fi="letku",
        uri="https://example.org/k/c",
        definition="putki",
        note="huomaa",
        broader=[upper],
        related=[ConceptFactory(fi="pumppu", **given)],
        mappings=[Mapping(kind="exact", uri="https://example.org/else")],
        contact=UserFactory(),
        **given,
    )
    ConceptFactory(fi="paloletku", broader=[concept], **given)
    client.force_login(UserFactory())
    client.get(concept.url)
    return concept


def fill(number: int) -> None:
    """Put many more concepts around the one of the test, as an import does."""
    rows = "\n".join(
        f'ex:n{n} a skos:Concept ; skos:prefLabel "letku {n}"@fi, "slang {n}"@sv ;'
        f' skos:definition "laji {n}"@fi ; skos:altLabel "toinen {n}"@fi ;'
        f" skos:broader {'ex:c' if n % 2 else f'ex:n{n - 2}' if n > 2 else 'ex:up'} ;"
        f" skos:related ex:r{n} . ex:r{n} a skos:Concept ; skos:prefLabel"
        f' "pumppu {n}"@fi .'
        for n in range(number)
    )
    report = import_concepts(
        content=turtle(rows),
        vocabulary_slug="koe",
        acting_user=None,
        status="approved",
        apply=True,
    )
    assert report.new == 2 * number


def roads(concept: Concept) -> dict[str, tuple[str, int]]:
    slug = concept.vocabulary.slug
    index = reverse("concept_index")
    return {
        "concept": (concept.url, 13),
        "index": (index, 7),
        "letter": (f"{index}?letter=l", 9),
        "vocabulary": (concept.vocabulary.url, 10),
        "tree": (reverse("concept_tree", args=[slug]), 6),
        "branch": (reverse("concept_branch", args=[slug, concept.pk]), 7),
    }


def test_each_page_keeps_to_its_queries(site, client, django_assert_max_num_queries):
    for name, (url, most) in roads(site).items():
        with django_assert_max_num_queries(most):
            assert client.get(url).status_code == 200, name


def test_fifty_times_the_content_costs_no_more_queries(site, client):
    before = {name: queries_of(client, url) for name, (url, _n) in roads(site).items()}
    fill(100)
    after = {name: queries_of(client, url) for name, (url, _n) in roads(site).items()}
    assert after == before


def test_the_panel_of_a_project_costs_one_query(
    site, client, django_assert_num_queries
):
    class Page:
        project = site.origin_projects.get()

    class Request:
        user = UserFactory(concept_editor=True)

    Page.project.pk  # noqa: B018 - fetched before the counting
    with django_assert_num_queries(1):
        list(project_concepts(Request(), Page())["concepts"])


def test_the_list_of_the_api_costs_the_same_for_one_and_for_many(site, client):
    one = queries_of(client, "/api/concepts?limit=1")
    assert queries_of(client, "/api/concepts?limit=1000") == one


def test_annotating_costs_the_same_for_one_term_and_for_many(site, client):
    body = {"text": "Letkut ja pumput. " * 200, "language": "fi"}

    def annotate() -> int:
        with CaptureQueriesContext(connection) as queries:
            answer = client.post(
                "/api/concepts/annotate", body, content_type="application/json"
            )
        assert answer.json()["matches"]
        return len(queries)

    annotate()
    warm = annotate()
    fill(20)
    annotate()
    assert annotate() == warm <= 4
