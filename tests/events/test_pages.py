from __future__ import annotations

import pytest
from django.core import mail

from events.models import Event
from events.services import register
from notifications.sending import send_due
from tests.clients import signed_in, text_of
from tests.factories.members import UserFactory
from tests.factories.site import make_event_page, make_group, plant

pytestmark = pytest.mark.django_db


def event_of(page) -> Event:
    return Event.objects.get(series__translation_key=page.translation_key)


def test_a_member_registers_and_cancels_on_the_page():
    page = make_event_page(plant().events, capacity=10)
    event, client = event_of(page), signed_in(UserFactory())
    assert "Ilmoittaudu" in text_of(client, page.url)
    response = client.post(f"/fi/events/{event.pk}/register/", follow=True)
    assert "Olet ilmoittautunut" in response.content.decode()
    response = client.post(f"/fi/events/{event.pk}/cancel/", follow=True)
    assert "Ilmoittautumisesi on peruttu" in response.content.decode()
    send_due()
    assert [m.subject for m in mail.outbox] == ["Ilmoittautumisesi on peruttu: Työpaja"]


def test_the_page_says_the_place_in_the_queue():
    page = make_event_page(plant().events, capacity=1)
    event, waiter = event_of(page), UserFactory()
    for person in (UserFactory(), UserFactory(), waiter):
        register(event=event, user=person, acting_user=person)
    text = text_of(signed_in(waiter), page.url)
    assert "Jonossa 2." in text
    assert "Kaikki 1 paikkaa varattu" in text


def test_the_address_of_the_meeting_is_shown_only_to_those_with_a_seat():
    page = make_event_page(plant().events, online_url="https://kokous.example.org/abc")
    insider = UserFactory()
    register(event=event_of(page), user=insider, acting_user=insider)
    assert "kokous.example.org" in text_of(signed_in(insider), page.url)
    assert "kokous.example.org" not in text_of(signed_in(UserFactory()), page.url)


def test_an_outside_event_leads_to_its_organiser_and_takes_no_registration():
    page = make_event_page(
        plant().events,
        external_organiser="Pelastusopisto",
        external_url="https://example.org/kurssi",
        takes_registrations=False,
    )
    text = text_of(signed_in(UserFactory()), page.url)
    assert "https://example.org/kurssi" in text
    assert "/register/" not in text


def test_the_organiser_calls_the_event_off_after_being_asked_once():
    tree = plant()
    lead, member = UserFactory(), UserFactory()
    group = make_group(tree, leads=[lead], members=[member])
    event = event_of(make_event_page(group, audience="space"))
    register(event=event, user=member, acting_user=member)
    url = f"/fi/events/{event.pk}/call-off/"
    assert signed_in(member).get(url).status_code == 403
    client = signed_in(lead)
    assert "1 henkilö saa heti viestin" in text_of(client, url)
    client.post(url)
    event.refresh_from_db()
    assert event.is_cancelled


def test_nothing_can_be_done_to_an_event_that_one_cannot_see():
    group = make_group(plant(), policy="hidden")
    event = event_of(make_event_page(group, audience="space"))
    client = signed_in(UserFactory())
    for action in ("register", "cancel"):
        assert client.post(f"/fi/events/{event.pk}/{action}/").status_code == 404
    assert client.get(f"/fi/events/{event.pk}/event.ics").status_code == 404
