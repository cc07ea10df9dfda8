from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from events.models import Event
from events.services import register
from notifications.sending import send_due
from tests.clients import signed_in, text_of
from tests.factories.members import UserFactory
from tests.factories.site import make_event_page, make_group, plant
from tests.queries import queries_of

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


def test_the_month_shows_an_event_of_many_days_on_each_of_them():
    tree = plant()
    first = timezone.localtime().replace(day=10, hour=9, minute=0)
    make_event_page(
        tree.events, "Messut", starts_at=first, ends_at=first + timedelta(days=2)
    )
    text = text_of(signed_in(UserFactory()), tree.events.url)
    table = text.split("</table>")[0]
    assert table.count("Messut") == 3


def test_any_month_can_be_asked_for_and_nonsense_shows_this_one():
    tree = plant()
    client = signed_in(UserFactory())
    assert "Joulukuu 2026" in text_of(client, f"{tree.events.url}?month=2026-12")
    assert "Tammikuu 2027" in text_of(client, f"{tree.events.url}?month=2026-12")
    this_month = text_of(client, tree.events.url)
    for nonsense in ("13-2026", "2026-99", "'", ""):
        answer = client.get(tree.events.url, {"month": nonsense})
        assert answer.status_code == 200
    assert 'class="month"' in this_month


def test_lists_show_what_comes_what_has_been_and_what_is_mine():
    tree = plant()
    user = UserFactory()
    coming = make_event_page(tree.events, "Tuleva kokous")
    make_event_page(
        tree.events, "Mennyt kokous", starts_at=timezone.now() - timedelta(days=9)
    )
    register(event=event_of(coming), user=user, acting_user=user)
    make_event_page(tree.events, "Toinen kokous")
    client = signed_in(user)

    def shown(view: str) -> set[str]:
        text = text_of(client, f"{tree.events.url}?view={view}")
        return {
            title
            for title in ("Tuleva kokous", "Mennyt kokous", "Toinen kokous")
            if title in text
        }

    assert shown("list") == {"Tuleva kokous", "Toinen kokous"}
    assert shown("past") == {"Mennyt kokous"}
    assert shown("mine") == {"Tuleva kokous"}


def test_the_calendar_leaves_out_what_the_reader_may_not_see():
    tree = plant()
    group = make_group(tree, policy="hidden")
    make_event_page(group, "Salainen kokous", audience="space")
    client = signed_in(UserFactory())
    for view in ("month", "list"):
        text = text_of(client, f"{tree.events.url}?view={view}")
        assert "Salainen kokous" not in text


@pytest.mark.parametrize("what", ["month", "list", "event"])
def test_pages_take_the_same_number_of_queries_with_fifty_times_the_content(what):
    tree = plant()
    page = make_event_page(tree.events, starts_at=timezone.now() + timedelta(hours=1))
    url = {
        "month": tree.events.url,
        "list": f"{tree.events.url}?view=list",
        "event": page.url,
    }[what]
    client = signed_in(UserFactory(coordinator=True))
    someone = UserFactory()
    register(event=event_of(page), user=someone, acting_user=someone)
    few = queries_of(client, url)
    assert few <= 14
    for number in range(20):
        make_event_page(
            tree.events,
            f"Tapahtuma {number}",
            starts_at=timezone.now() + timedelta(hours=2),
        )
    for _ in range(30):
        person = UserFactory()
        register(event=event_of(page), user=person, acting_user=person)
    assert queries_of(client, url) == few
