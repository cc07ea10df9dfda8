from __future__ import annotations

import pytest
from django.test import Client

from groups.models import Space
from tests.api import Api
from tests.factories.groups import SpaceFactory
from tests.factories.members import UserFactory
from tests.factories.site import plant

pytestmark = pytest.mark.django_db


def test_a_coordinator_makes_a_space_and_gets_it_back():
    plant()
    api = Api(UserFactory(coordinator=True))
    data = {"name": "Viestintä", "kind": "working_group", "policy": "closed"}
    response = api.post("/spaces", data)
    assert response.status_code == 201
    made = response.json()
    assert made == {**data, "id": made["id"], "url": "/fi/ryhmat/viestinta/"}
    assert api.get(f"/spaces/{made['id']}").json() == made


def test_others_make_no_spaces_and_wrong_words_are_refused_by_field():
    plant()
    data = {"name": "X", "kind": "working_group", "policy": "open"}
    assert Api(UserFactory()).post("/spaces", data).status_code == 403
    response = Api(UserFactory(coordinator=True)).post(
        "/spaces", {"name": " ", "kind": "club", "policy": "open"}
    )
    assert response.status_code == 422
    assert response["Content-Type"] == "application/problem+json"
    assert "kind" in response.json()["errors"]
    assert not Space.objects.exists()


def test_a_hidden_space_is_not_there_for_others():
    space = SpaceFactory(hidden=True)
    api = Api(UserFactory())
    assert api.get("/spaces").json() == {"total": 0, "results": []}
    assert api.get(f"/spaces/{space.pk}").status_code == 404
    assert api.get(f"/spaces/{space.pk}/members").status_code == 404


def test_members_are_listed_to_those_who_see_the_space():
    member = UserFactory()
    space = SpaceFactory(closed=True, members=[member])
    listed = Api(member).get(f"/spaces/{space.pk}/members").json()
    assert listed == {
        "total": 1,
        "results": [{"email": member.email, "role": "member"}],
    }
    assert Api(UserFactory()).get(f"/spaces/{space.pk}/members").status_code == 403


def test_a_lead_adds_changes_and_removes_members():
    lead, person = UserFactory(), UserFactory()
    space = SpaceFactory(leads=[lead])
    api = Api(lead)
    path = f"/spaces/{space.pk}/members"
    new = api.post(path, {"email": person.email.upper(), "role": "member"})
    again = api.post(path, {"email": person.email, "role": "secretary"})
    assert (new.status_code, again.status_code) == (201, 200)
    assert again.json() == {"email": person.email, "role": "secretary"}
    assert api.delete(f"{path}/{person.email}").status_code == 204
    assert api.get(path).json()["total"] == 1


def test_the_last_lead_stays_and_an_unknown_address_is_named():
    lead = UserFactory()
    space = SpaceFactory(leads=[lead])
    api = Api(lead)
    path = f"/spaces/{space.pk}/members"
    assert api.delete(f"{path}/{lead.email}").status_code == 409
    answer = api.post(path, {"email": "kuka@example.org", "role": "member"})
    assert answer.status_code == 422
    assert "email" in answer.json()["errors"]


def test_a_list_is_paged_and_its_limit_is_bounded():
    SpaceFactory.create_batch(5)
    api = Api(UserFactory())
    page = api.client.get("/api/spaces?limit=2&offset=4").json()
    assert (page["total"], len(page["results"])) == (5, 1)
    assert api.client.get("/api/spaces?limit=1001").status_code == 422


def test_a_session_writes_only_with_its_csrf_token():
    plant()
    client = Client(enforce_csrf_checks=True)
    client.force_login(UserFactory(coordinator=True))
    data = {"name": "X", "kind": "board", "policy": "open"}
    answer = client.post("/api/spaces", data, content_type="application/json")
    assert answer.status_code == 403
    assert not Space.objects.exists()


def test_what_is_not_there_answers_in_problem_json_and_is_no_redirect():
    response = Api(UserFactory()).get("/spaces/999")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
