"""Events in the editor: times on the clock of the wall, and how they repeat."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from events.models import Event, EventPage
from tests.api import Api
from tests.clients import signed_in, text_of
from tests.factories.members import UserFactory
from tests.factories.site import make_event_page, plant

pytestmark = pytest.mark.django_db


def editor():
    page = make_event_page(plant().events)
    client = signed_in(UserFactory(administrator=True))
    return page, client, f"/admin/pages/{page.pk}/edit/"


def typed(**fields):
    return {
        "title": "Työpaja",
        "slug": "tyopaja",
        "kind": "workshop",
        "starts_at": "2031-10-26 02:30",
        "ends_at": "2031-10-26 05:00",
        "repeat_every": "1",
        "audience": "members",
        "takes_registrations": "on",
        "who_registers": "everyone",
        "reminders": "both",
        "body-count": "0",
        "programme-count": "0",
        "materials-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "",
        "action-publish": "action-publish",
    } | fields


def test_the_editor_refuses_an_hour_that_does_not_exist():
    _page, client, url = editor()
    before = Event.objects.get().starts_at
    answer = client.post(
        url, typed(starts_at="2031-03-30 03:30", ends_at="2031-03-30 05:00")
    )
    assert "kellonaikaa 3.30 ei ole" in answer.content.decode()
    assert Event.objects.get().starts_at == before


@pytest.mark.parametrize(("which", "hour"), [("first", 0), ("second", 1)])
def test_the_editor_asks_once_about_an_hour_that_comes_twice(which, hour):
    _page, client, url = editor()
    asked = client.post(url, typed(starts_at="2031-10-26 03:30")).content.decode()
    assert "valitse, kumpaa aikaa 3.30 tarkoitat" in asked
    assert 'name="starts_at-which"' in asked
    answer = typed(starts_at="2031-10-26 03:30") | {"starts_at-which": which}
    client.post(url, answer)
    starts = Event.objects.get().starts_at
    assert starts == datetime(2031, 10, 26, hour, 30, tzinfo=UTC)
    again = text_of(client, url)
    assert 'value="2031-10-26 03:30"' in again
    assert f'value="{which}" checked' in again


def test_the_editor_says_in_choices_how_an_event_repeats():
    page, client, url = editor()
    client.post(
        url,
        typed(
            starts_at="2031-05-06 13:00",
            ends_at="2031-05-06 15:00",
            repeats="weekly",
            repeat_days=["TU", "TH"],
            repeat_times="4",
            repeat_except="8.5.2031",
        ),
    )
    days = [event.starts_at.day for event in Event.objects.order_by("starts_at")]
    assert days == [6, 13, 15]
    stored = EventPage.objects.get(pk=page.pk)
    assert stored.repeat_days == "TU,TH"
    form = text_of(client, url)
    assert 'value="TH"' in form
    refused = client.post(url, typed(repeats="weekly")).content.decode()
    assert "joko viimeinen päivä tai kertojen määrä" in refused


def test_a_program_must_say_which_of_the_two_hours_it_means():
    plant()
    api = Api(UserFactory(coordinator=True))
    event = {"title": "Yövuoro", "end": "2031-10-26T06:00"}
    vague = api.post("/events", event | {"start": "2031-10-26T03:30"})
    assert vague.status_code == 422
    assert "2031" in vague.content.decode()
    missing = api.post(
        "/events",
        {"title": "x", "start": "2031-03-30T03:30", "end": "2031-03-30T06:00"},
    )
    assert missing.status_code == 422
    exact = api.post("/events", event | {"start": "2031-10-26T03:30:00+02:00"})
    assert exact.status_code == 201
    assert Event.objects.get().starts_at == datetime(2031, 10, 26, 1, 30, tzinfo=UTC)
    assert exact.json()["start"] == "2031-10-26T03:30:00+02:00"
