"""The search as programs call it."""

from __future__ import annotations

import pytest

from search.services import index_objects
from tests.api import Api
from tests.factories.concepts import ConceptFactory
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db

HIT = {
    "kind",
    "id",
    "title",
    "url",
    "language",
    "summary",
    "date",
    "space",
    "highlights",
}


@pytest.fixture
def api(shelf):
    for number in range(1, 4):
        shelf.put(number, f"Hälytysohje {number}", summary="Näin hälytetään.")
    index_objects(kind=shelf.key, object_ids=shelf.object_ids())
    return Api(UserFactory())


def test_a_search_answers_with_hits_counts_and_the_state_of_the_engine(api):
    answer = api.get("/search?q=h%C3%A4lytysohjeet&lang=fi").json()
    assert set(answer) == {"total", "results", "facets", "degraded"}
    assert answer["total"] == 3
    assert answer["degraded"] is False
    assert set(answer["results"][0]) == HIT
    assert answer["facets"]["kind"] == {"leaflet": 3}
    assert "<mark>" in answer["results"][0]["highlights"][0]


def test_a_concept_hit_has_its_uri_and_status(api):
    concept = ConceptFactory(fi="savusukellus")
    index_objects(kind="concept", object_ids=[concept.pk])
    [hit] = api.get("/search?q=savusukellusta").json()["results"]
    assert set(hit) == HIT | {"uri", "status"}
    assert (hit["uri"], hit["status"]) == (concept.uri, concept.status)


def test_limit_and_offset_page_through_the_hits(api):
    first = api.get("/search?q=h%C3%A4lytysohje&limit=2").json()["results"]
    rest = api.get("/search?q=h%C3%A4lytysohje&limit=2&offset=2").json()["results"]
    assert sorted(hit["id"] for hit in first + rest) == [1, 2, 3]


@pytest.mark.parametrize(
    "wrong", ["kind=olematon", "limit=0", "limit=abc", "offset=-1", "space=0"]
)
def test_what_cannot_be_asked_for_is_refused_with_the_field_named(api, wrong):
    answer = api.get(f"/search?q=ohje&{wrong}")
    assert answer.status_code == 422
    problem = answer.json()
    assert problem["status"] == 422
    assert list(problem["errors"]) == [wrong.split("=")[0]]


def test_an_unknown_language_is_the_readers_own(api):
    answer = api.get("/search?q=h%C3%A4lytysohje&lang=xx")
    assert answer.status_code == 200
    assert answer.json()["total"] == 3


def test_suggestions_have_kind_title_and_url(api):
    answer = api.get("/suggest?q=h%C3%A4ly&lang=fi").json()
    assert len(answer["results"]) == 3
    assert set(answer["results"][0]) == {"kind", "title", "url"}


def test_without_a_token_nothing_is_said(client):
    assert client.get("/api/search?q=ohje").status_code == 401
    assert client.get("/api/suggest?q=ohje").status_code == 401
