from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from events.models import Event
from notifications.models import Notice
from tests.api import Api
from tests.factories.members import UserFactory
from tests.factories.site import make_event_page, make_group, plant

pytestmark = pytest.mark.django_db

START = "2030-03-05T12:00:00"
END = "2030-03-05T14:00:00"


def make(api: Api, **fields) -> dict:
    data = {"title": "Työpaja", "start": START, "end": END, **fields}
    response = api.post("/events", data)
    assert response.status_code == 201, response.content
    return response.json()


def test_a_lead_publishes_an_event_and_reads_it_back():
    tree = plant()
    lead = UserFactory()
    group = make_group(tree, leads=[lead])
    api = Api(lead)
    made = make(api, space=group.space.pk, capacity=20, place="Kuopio")
    assert made["start"] == "2030-03-05T12:00:00+02:00"
    assert made["url"].startswith("/fi/ryhmat/")
    assert (made["taken"], made["waiting"], made["waiting_list"]) == (0, 0, True)
    assert api.get(f"/events/{made['id']}").json() == made
    assert api.client.get(made["url"]).status_code == 302


def test_members_publish_no_events_and_a_coordinator_the_networks_own():
    tree = plant()
    member = UserFactory()
    group = make_group(tree, members=[member])
    data = {"title": "X", "start": START, "end": END}
    for fields in (data, {**data, "space": group.space.pk}):
        assert Api(member).post("/events", fields).status_code == 403
    made = make(Api(UserFactory(coordinator=True)))
    assert made["space"] is None


def test_fields_that_make_no_event_are_named():
    plant()
    api = Api(UserFactory(coordinator=True))
    answer = api.post("/events", {"title": "X", "start": END, "end": START})
    assert answer.status_code == 422
    assert "ends_at" in answer.json()["errors"]
    assert api.post("/events", {"title": "X"}).status_code == 422
    assert not Event.objects.exists()


def test_a_seat_is_taken_once_and_given_up():
    plant()
    event = make(Api(UserFactory(coordinator=True)), capacity=1)
    path = f"/events/{event['id']}/registration"
    first, second = Api(UserFactory()), Api(UserFactory())
    new, again = first.post(path), first.post(path)
    assert (new.status_code, again.status_code) == (201, 200)
    assert new.json() == again.json() == {"state": "confirmed", "position": None}
    assert second.post(path).json() == {"state": "waiting", "position": 1}
    assert first.delete(path).status_code == 204
    assert second.get(path).json() == {"state": "confirmed", "position": None}
    assert first.get(path).status_code == 404


def test_a_full_event_without_a_queue_and_a_closed_one_answer_409():
    plant()
    organiser = Api(UserFactory(coordinator=True))
    event = make(organiser, capacity=0, waiting_list=False)
    path = f"/events/{event['id']}/registration"
    assert Api(UserFactory()).post(path).status_code == 409
    other = make(organiser, deadline="2020-01-01T00:00:00")
    path = f"/events/{other['id']}/registration"
    assert Api(UserFactory()).post(path).status_code == 409


def test_a_change_of_time_reaches_the_page_and_those_who_come():
    plant()
    organiser, member = Api(UserFactory(coordinator=True)), Api(UserFactory())
    event = make(organiser)
    member.post(f"/events/{event['id']}/registration")
    change = {"start": "2030-03-05T13:00:00", "end": "2030-03-05T15:00:00"}
    changed = organiser.patch(f"/events/{event['id']}", change).json()
    assert changed["start"] == "2030-03-05T13:00:00+02:00"
    assert Notice.objects.filter(kind="event_changed").count() == 1
    assert member.patch(f"/events/{event['id']}", change).status_code == 403


def test_capacity_below_the_taken_is_refused_with_the_number():
    plant()
    organiser = Api(UserFactory(coordinator=True))
    event = make(organiser, capacity=2)
    for _ in range(2):
        Api(UserFactory()).post(f"/events/{event['id']}/registration")
    answer = organiser.patch(f"/events/{event['id']}", {"capacity": 1})
    assert answer.status_code == 422
    assert "2" in answer.json()["errors"]["capacity"][0]


def test_calling_off_keeps_the_event_in_sight_as_cancelled():
    plant()
    organiser = Api(UserFactory(coordinator=True))
    event = make(organiser)
    assert Api(UserFactory()).delete(f"/events/{event['id']}").status_code == 403
    assert organiser.delete(f"/events/{event['id']}").status_code == 204
    assert organiser.get(f"/events/{event['id']}").json()["cancelled"] is True


def test_who_comes_is_listed_to_the_organisers_only():
    plant()
    organiser, member = Api(UserFactory(coordinator=True)), UserFactory()
    event = make(organiser, capacity=1)
    Api(member).post(f"/events/{event['id']}/registration")
    waiter = UserFactory()
    Api(waiter).post(f"/events/{event['id']}/registration")
    path = f"/events/{event['id']}/registrations"
    assert organiser.get(path).json() == {
        "total": 2,
        "results": [
            {
                "email": member.email,
                "name": str(member),
                "state": "confirmed",
                "position": None,
            },
            {
                "email": waiter.email,
                "name": str(waiter),
                "state": "waiting",
                "position": 1,
            },
        ],
    }
    assert Api(member).get(path).status_code == 403


def test_an_event_that_one_cannot_see_is_not_there():
    group = make_group(plant(), policy="hidden")
    page = make_event_page(group, audience="space")
    event = Event.objects.get(series__translation_key=page.translation_key)
    api = Api(UserFactory())
    assert api.get("/events").json() == {"total": 0, "results": []}
    for method, path in (
        ("get", f"/events/{event.pk}"),
        ("post", f"/events/{event.pk}/registration"),
        ("delete", f"/events/{event.pk}/registration"),
        ("get", f"/events/{event.pk}/registrations"),
    ):
        assert getattr(api, method)(path).status_code == 404


def test_the_meetings_address_is_given_only_to_those_with_a_seat():
    plant()
    organiser, member = Api(UserFactory(coordinator=True)), Api(UserFactory())
    event = make(organiser, online_url="https://kokous.example.org/1")
    path = f"/events/{event['id']}"
    assert member.get(path).json()["online_url"] is None
    member.post(f"{path}/registration")
    assert member.get(path).json()["online_url"] == "https://kokous.example.org/1"


def test_one_occurrence_of_a_series_can_be_moved_alone():
    tree = plant()
    start = timezone.now() + timedelta(days=1)
    make_event_page(
        tree.events,
        starts_at=start,
        repeat_until=timezone.localdate(start + timedelta(weeks=2)),
    )
    second = Event.objects.order_by("starts_at")[1]
    later = second.starts_at + timedelta(hours=1)
    organiser = Api(UserFactory(coordinator=True))
    change = {
        "start": later.isoformat(),
        "end": (later + timedelta(hours=1)).isoformat(),
    }
    assert organiser.patch(f"/events/{second.pk}", change).status_code == 200
    second.refresh_from_db()
    assert (second.starts_at, second.moved) == (later, True)
    answer = organiser.patch(f"/events/{second.pk}", {"title": "Toinen"})
    assert answer.status_code == 422
