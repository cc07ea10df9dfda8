"""Calendar feeds: who gets what by which address, and what a real program makes of it."""

from __future__ import annotations

import logging
import re
import urllib.request
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.test.utils import override_settings
from django.utils import timezone
from icalendar import Calendar

from events.feeds import make_feed
from events.models import CalendarFeed, Event
from events.services import cancel_event, change_event, register
from groups.models import Membership
from members.models import AuditEntry
from network_site.base.logs import LineFormatter
from network_site.base.wall_clock import moment_of
from tests.clients import signed_in, text_of
from tests.events.readers import Khal, by_ics, by_recurring_ical_events
from tests.factories.members import UserFactory
from tests.factories.site import make_event_page, make_group, make_project, plant
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
ADDRESS = "/fi/calendar/feed.ics"
PAGE = "/fi/calendar/feeds/"


def event_of(page) -> Event:
    return Event.objects.get(series__translation_key=page.translation_key)


def feed(owner, scope="all", space=None) -> str:
    token = make_feed(scope=scope, space=space, acting_user=owner)
    return f"{ADDRESS}?key={token}"


def titles(address: str) -> set[str]:
    response = Client().get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    entries = Calendar.from_ical(response.content).walk("VEVENT")
    return {str(entry["SUMMARY"]) for entry in entries}


def test_each_scope_has_its_own_events():
    tree = plant()
    owner = UserFactory()
    group = make_group(tree, members=[owner], policy="closed")
    other = make_group(tree, "Muut", policy="hidden")
    project = make_project(tree)
    make_event_page(group, "Ryhmän kokous", audience="space")
    make_event_page(other, "Salainen kokous", audience="space")
    make_event_page(project.source_page(), "Hankkeen kokous")
    mine = event_of(make_event_page(tree.events, "Verkoston päivä"))
    register(event=mine, user=owner, acting_user=owner)
    assert titles(feed(owner)) == {
        "Ryhmän kokous",
        "Hankkeen kokous",
        "Verkoston päivä",
    }
    assert titles(feed(owner, "mine")) == {"Verkoston päivä"}
    assert titles(feed(owner, "space", group.space)) == {"Ryhmän kokous"}
    assert titles(feed(owner, "space", project.space)) == {"Hankkeen kokous"}


def test_the_page_shows_an_address_once_and_keeps_only_its_hash():
    plant()
    owner = UserFactory()
    client = signed_in(owner)
    response = client.post(PAGE, {"scope": "all"})
    shown = re.search(r"key=(kvk_[\w-]+)", response.content.decode())
    token = shown[1]
    assert "no-store" in response["Cache-Control"]
    # "no-referrer" would make browsers hide where the form comes from: refused.
    assert response["Referrer-Policy"] == "same-origin"
    assert token not in text_of(client, PAGE)
    row = CalendarFeed.objects.get()
    assert token not in str(row.__dict__)
    assert token not in str(list(AuditEntry.objects.values()))
    actions = AuditEntry.objects.values_list("action", flat=True)
    assert list(actions) == ["feed.created"]
    assert titles(f"{ADDRESS}?key={token}") == set()


def test_a_new_address_ends_the_old_one_and_both_are_audited():
    plant()
    owner = UserFactory()
    first, second = feed(owner), feed(owner)
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    client = signed_in(owner)
    row = CalendarFeed.objects.get(revoked_at=None)
    assert "Lopeta syöte" in text_of(client, PAGE)
    client.post(f"{PAGE}{row.pk}/end/")
    assert Client().get(second).status_code == 404
    assert client.post(f"{PAGE}{row.pk}/end/").status_code == 404
    actions = list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))
    assert actions == ["feed.created", "feed.revoked", "feed.created", "feed.revoked"]


def test_nobody_ends_the_feed_of_another_or_makes_one_of_a_closed_space():
    tree = plant()
    owner, stranger = UserFactory(), UserFactory()
    group = make_group(tree, policy="closed", members=[owner])
    address = feed(owner, "space", group.space)
    row = CalendarFeed.objects.get()
    client = signed_in(stranger)
    assert client.post(f"{PAGE}{row.pk}/end/").status_code == 404
    wanted = {"scope": "space", "space": group.space.pk}
    assert client.post(PAGE, wanted).status_code == 404
    for nonsense in (
        {"scope": "x"},
        {"scope": "space"},
        {"scope": "space", "space": "x"},
    ):
        assert client.post(PAGE, nonsense).status_code == 404
    assert CalendarFeed.objects.count() == 1
    assert Client().get(address).status_code == 200


@pytest.mark.parametrize("key", ["", "kvk_", "vieras", "x" * 5000, "%00"])
def test_an_unknown_key_opens_nothing(key):
    assert Client().get(f"{ADDRESS}?key={key}").status_code == 404
    assert Client().get(ADDRESS).status_code == 404


def test_rights_are_those_of_the_moment_also_for_one_who_has_fetched_before():
    tree = plant()
    owner = UserFactory()
    group = make_group(tree, policy="closed", members=[owner])
    make_event_page(group, "Ryhmän kokous", audience="space")
    everything, of_space = feed(owner), feed(owner, "space", group.space)
    seen = Client().get(everything)["ETag"]
    of_group = Client().get(of_space)["ETag"]
    Membership.objects.filter(user=owner).delete()
    again = Client().get(everything, headers={"if-none-match": seen})
    assert again.status_code == 200
    assert b"kokous" not in again.content
    gone = Client().get(of_space, headers={"if-none-match": of_group})
    assert gone.status_code == 404
    assert "ETag" not in gone
    owner.is_active = False
    owner.save()
    kept = {"if-none-match": again["ETag"]}
    assert Client().get(everything, headers=kept).status_code == 404


def test_a_demonstration_account_opens_nothing_in_production():
    plant()
    address = feed(UserFactory(email="aino@example.org"))
    with override_settings(DEMO=False):
        assert Client().get(address).status_code == 404


def test_what_has_not_changed_is_not_sent_again():
    tree = plant()
    event = event_of(make_event_page(tree.events, "Päivä"))
    address = feed(UserFactory())
    first = Client().get(address)
    kept = {"if-none-match": first["ETag"]}
    assert Client().get(address, headers=kept).status_code == 304
    assert Client().get(address, headers=kept).content == b""
    later = event.starts_at + timedelta(minutes=5)
    change_event(event=event, changes={"starts_at": later}, acting_user=None)
    assert Client().get(address, headers=kept).status_code == 200
    assert "private" in first["Cache-Control"]


def test_a_single_file_is_not_sent_again_either_and_not_to_who_has_lost_it():
    tree = plant()
    member = UserFactory()
    group = make_group(tree, policy="closed", members=[member])
    event = event_of(make_event_page(group, audience="space"))
    client, address = signed_in(member), f"/fi/events/{event.pk}/event.ics"
    kept = {"if-none-match": client.get(address)["ETag"]}
    assert client.get(address, headers=kept).status_code == 304
    Membership.objects.all().delete()
    assert client.get(address, headers=kept).status_code == 404


def test_the_key_is_in_no_log_line(caplog):
    plant()
    owner = UserFactory()
    address = feed(owner)
    owner.is_active = False
    owner.save()
    caplog.set_level("DEBUG")
    Client().get(address)
    assert "Not Found" in caplog.text
    assert "kvk_" not in caplog.text
    record = logging.LogRecord("x", 40, "x", 1, f"Failed: {address}", None, None)
    assert LineFormatter().format(record) == f"Failed: {ADDRESS}?key=<key>"


def test_seats_decide_on_the_address_of_the_meeting_and_on_being_busy():
    tree = plant()
    owner = UserFactory()
    online = {"online_url": "https://kokous.example.org/1"}
    for number, capacity in enumerate((None, 1, None)):
        page = make_event_page(
            tree.events, f"Kokous {number}", capacity=capacity, **online
        )
        event = event_of(page)
        if capacity:
            someone = UserFactory()
            register(event=event, user=someone, acting_user=someone)
        if number < 2:
            register(event=event, user=owner, acting_user=owner)
    entries = {
        str(entry["SUMMARY"]): entry
        for entry in Calendar.from_ical(Client().get(feed(owner)).content).walk(
            "VEVENT"
        )
    }
    seat, queue, none = (entries[f"Kokous {number}"] for number in range(3))
    assert seat["DESCRIPTION"] == "https://kokous.example.org/1"
    assert (seat["STATUS"], seat.get("TRANSP")) == ("CONFIRMED", None)
    assert (queue["STATUS"], queue["TRANSP"]) == ("TENTATIVE", "TRANSPARENT")
    assert (none["STATUS"], none["TRANSP"]) == ("CONFIRMED", "TRANSPARENT")
    assert "DESCRIPTION" not in queue
    assert "DESCRIPTION" not in none


def test_a_feed_speaks_the_language_of_its_address():
    tree = plant()
    event = event_of(make_event_page(tree.events, "Päivä"))
    cancel_event(event=event, acting_user=None)
    address = feed(UserFactory())
    assert titles(address) == {"Peruttu: Päivä"}
    assert titles(address.replace("/fi/", "/sv/")) == {"Inställt: Päivä"}


@pytest.mark.parametrize("scope", ["all", "mine", "space"])
def test_a_feed_takes_the_same_queries_with_fifty_times_the_events(scope):
    tree = plant()
    owner = UserFactory()
    group = make_group(tree, members=[owner])

    def come(number: int) -> None:
        event = event_of(make_event_page(group, f"Kokous {number}"))
        register(event=event, user=owner, acting_user=owner)

    come(0)
    address = feed(owner, scope, group.space if scope == "space" else None)
    few = queries_of(Client(), address)
    assert few <= 6
    for number in range(1, 50):
        come(number)
    assert queries_of(Client(), address) == few
    assert len(by_ics(Client().get(address).content)) == 50


def test_the_page_of_feeds_takes_the_same_queries_with_more_spaces():
    tree = plant()
    owner = UserFactory()
    make_group(tree, "Ensimmäinen", members=[owner])
    client = signed_in(owner)
    few = queries_of(client, PAGE)
    for number in range(20):
        make_group(tree, f"Ryhmä {number}", members=[owner])
    assert queries_of(client, PAGE) == few


def weekly(tree, **fields) -> list[Event]:
    start = moment_of(datetime(2027, 3, 14, 18, 0))  # noqa: DTZ001 - on the wall
    make_event_page(
        tree.events,
        "Viikkokokous",
        starts_at=start,
        repeats="weekly",
        repeat_times=4,
        **fields,
    )
    return list(Event.objects.select_related("series").order_by("original_start"))


def of_series(event: Event, client: Client) -> bytes:
    response = client.get(f"/fi/events/{event.pk}/series.ics")
    assert response.status_code == 200
    return response.content


def test_a_series_edited_later_keeps_what_was_moved_and_called_off():
    tree = plant()
    lead = UserFactory(coordinator=True)
    first, second, third, _fourth = weekly(tree)
    client = signed_in(lead)
    client.post(
        f"/fi/events/{second.pk}/move/",
        {"starts_at": "2027-03-23T10:00", "ends_at": "2027-03-23T11:00"},
    )
    client.post(f"/fi/events/{third.pk}/call-off/")
    page = first.series.source_page()
    page.starts_at += timedelta(hours=1)
    page.ends_at += timedelta(hours=1)
    page.save_revision().publish()
    window = datetime(2027, 3, 1, tzinfo=UTC), datetime(2027, 5, 1, tzinfo=UTC)
    spans = by_recurring_ical_events(of_series(first, client), *window)
    starts = [
        timezone.localtime(start).strftime("%d.%m. %H:%M") for start, _end in spans
    ]
    assert starts == ["14.03. 19:00", "23.03. 10:00", "04.04. 19:00"]
    held = Event.objects.filter(cancelled_at=None).order_by("starts_at")
    assert [span[0] for span in spans] == [event.starts_at for event in held]
    entries = Calendar.from_ical(of_series(first, client)).walk("VEVENT")
    replaced = [e for e in entries if "RECURRENCE-ID" in e]
    assert len(replaced) == 2
    assert len({str(entry["UID"]) for entry in entries}) == 1


def test_a_day_that_is_left_out_is_in_no_file():
    tree = plant()
    first = weekly(tree, repeat_except="21.3.2027")[0]
    content = of_series(first, signed_in(UserFactory()))
    assert b"EXDATE;TZID=Europe/Helsinki:20270321T180000" in content
    window = datetime(2027, 3, 1, tzinfo=UTC), datetime(2027, 5, 1, tzinfo=UTC)
    assert len(by_recurring_ical_events(content, *window)) == 3


def test_the_series_of_a_hidden_space_is_not_there():
    tree = plant()
    group = make_group(tree, policy="hidden")
    page = make_event_page(group, audience="space", repeats="weekly", repeat_times=2)
    event = Event.objects.filter(series__translation_key=page.translation_key)[0]
    client = signed_in(UserFactory())
    assert client.get(f"/fi/events/{event.pk}/series.ics").status_code == 404
    assert client.get(f"/fi/events/{event.pk}/move/").status_code == 404


def test_only_organisers_move_one_occurrence_and_bad_times_stay_in_the_form():
    tree = plant()
    second = weekly(tree)[1]
    url = f"/fi/events/{second.pk}/move/"
    typed = {"starts_at": "2027-03-28T03:30", "ends_at": "2027-03-28T02:00"}
    assert signed_in(UserFactory()).post(url, typed).status_code == 403
    client = signed_in(UserFactory(coordinator=True))
    text = client.post(url, typed).content.decode()
    assert "kellonaikaa 3.30 ei ole" in text
    typed["starts_at"] = "2027-03-28T05:00"
    text = client.post(url, typed | {"place": "Oulu"}).content.decode()
    assert "päättyy ennen kuin" in text
    assert 'value="Oulu"' in text
    second.refresh_from_db()
    assert not second.moved
    page = text_of(client, second.series.source_page().url)
    assert "Siirrä vain tämä kerta" in page
    assert "Muokkaa koko sarjaa" in page


@pytest.mark.django_db(transaction=True)
def test_a_real_program_that_fetches_the_feed_sees_a_move_and_a_cancellation(
    committed, live_server, tmp_path
):
    tree = plant()
    owner = UserFactory()
    first, second, third, fourth = weekly(tree)
    for event in (first, second, third, fourth):
        register(event=event, user=owner, acting_user=owner)
    address = live_server.url + feed(owner, "mine")
    khal = Khal(tmp_path)

    def fetched() -> list[str]:
        with urllib.request.urlopen(address) as answer:
            khal.take(answer.read())
        return khal.shown("2027-03-01", "2027-04-30")

    assert fetched() == [
        f"2027-{day} 18:00 2027-{day} 20:00 Viikkokokous CONFIRMED"
        for day in ("03-14", "03-21", "03-28", "04-04")
    ]
    later = second.starts_at + timedelta(days=1, hours=1)
    moved = {"starts_at": later, "ends_at": later + timedelta(hours=1), "moved": True}
    change_event(event=second, changes=moved, acting_user=owner)
    cancel_event(event=third, acting_user=owner)
    assert fetched() == [
        "2027-03-14 18:00 2027-03-14 20:00 Viikkokokous CONFIRMED",
        "2027-03-22 19:00 2027-03-22 20:00 Viikkokokous CONFIRMED",
        "2027-03-28 18:00 2027-03-28 20:00 Peruttu: Viikkokokous CANCELLED",
        "2027-04-04 18:00 2027-04-04 20:00 Viikkokokous CONFIRMED",
    ]
