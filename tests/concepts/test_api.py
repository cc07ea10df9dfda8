from __future__ import annotations

import pytest
from django.test import Client

from members.services import create_token
from tests.factories.concepts import ConceptFactory
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


def test_the_list_has_what_a_program_needs(client: Client):
    user = UserFactory(language="sv")
    concept = ConceptFactory(fi="letku", sv="slang")
    finnish = ConceptFactory(fi="puomi", vocabulary=concept.vocabulary)
    client.force_login(user)
    answer = client.get("/api/concepts").json()
    assert answer == {
        "total": 2,
        "results": [
            {
                "id": concept.pk,
                "uri": concept.uri,
                "url": concept.url_in("sv"),
                "label": "slang",
                "status": "approved",
                "vocabulary": concept.vocabulary.slug,
            },
            {
                "id": finnish.pk,
                "uri": finnish.uri,
                "url": finnish.url_in("sv"),
                "label": "puomi",
                "status": "approved",
                "vocabulary": concept.vocabulary.slug,
            },
        ],
    }


def test_the_list_can_be_filtered_and_paged(client: Client):
    ConceptFactory(fi="a", status="retired")
    other = ConceptFactory(fi="b")
    client.force_login(UserFactory())
    slug = other.vocabulary.slug
    by_vocabulary = client.get(f"/api/concepts?vocabulary={slug}").json()
    assert [row["label"] for row in by_vocabulary["results"]] == ["b"]
    retired = client.get("/api/concepts?status=retired").json()
    assert [row["label"] for row in retired["results"]] == ["a"]
    second = client.get("/api/concepts?limit=1&offset=1&lang=fi").json()
    assert (second["total"], second["results"][0]["label"]) == (2, "b")
    assert client.get("/api/concepts?status=hups").status_code == 422
    assert client.get("/api/concepts?limit=1001").status_code == 422


def test_a_token_opens_the_road_too():
    ConceptFactory(fi="letku")
    user = UserFactory()
    token = create_token(user=user, name="koe", acting_user=user)
    headers = {"Authorization": f"Bearer {token}"}
    client = Client(enforce_csrf_checks=True)
    answer = client.post(
        "/api/concepts/annotate",
        {"text": "Letkut", "language": "fi"},
        content_type="application/json",
        headers=headers,
    )
    assert answer.status_code == 200
    assert answer.json()["matches"][0]["kind"] == "recommended"
    assert client.get("/api/concepts", headers=headers).json()["total"] == 1


def test_the_description_of_the_api_names_the_roads(client: Client):
    client.force_login(UserFactory())
    paths = client.get("/openapi.json").json()["paths"]
    assert "/api/concepts" in paths
    assert "/api/concepts/annotate" in paths
