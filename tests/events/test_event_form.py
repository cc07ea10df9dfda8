"""Events written on the site itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone
from wagtail.models import Page

from events.models import Event, EventPage, EventSeries
from events.services import register
from groups.models import Space
from network_site.base.models import KeptInput
from notifications.models import Notice
from notifications.sending import send_due
from tests.clients import signed_in, text_of
from tests.factories.members import UserFactory
from tests.factories.site import make_event_page, make_group, plant
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def desk(**people):
    lead = UserFactory()
    group = make_group(plant(), policy="closed", leads=[lead], **people)
    return group, signed_in(lead), f"/fi/spaces/{group.space.pk}/events/new/"


def typed(**fields):
    return {
        "title": "Kevään työpaja",
        "kind": "workshop",
        "starts_at": "2031-05-06T13:00",
        "ends_at": "2031-05-06T15:00",
        "place": "Tampere",
        "takes_registrations": "on",
        "capacity": "20",
        "waiting_list": "on",
        "who_registers": "everyone",
        "text": "Tervetuloa!",
        "shows_term_links": "on",
        "audience": "space",
        "notify": "now",
        "do": "publish",
    } | fields


def based_on():
    return str(EventPage.objects.get().latest_revision_id)


def test_a_lead_publishes_an_event_on_the_clock_of_the_wall():
    group, client, url = desk()
    response = client.post(url, typed())
    event = Event.objects.get()
    assert response.url == EventPage.objects.get().url
    assert event.starts_at == datetime(2031, 5, 6, 10, 0, tzinfo=UTC)
    assert (event.space, event.place, event.capacity) == (group.space, "Tampere", 20)
    assert event.registration_is_open


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("starts_at", "2031-03-30T03:30", "kellonaikaa 3.30 ei ole"),
        ("starts_at", "eilen", "Anna päivä ja kellonaika"),
        ("ends_at", "2031-05-06T12:00", "päättyy ennen kuin"),
        ("capacity", "0", "1"),
        ("online_url", "javascript:alert(1)", "URL"),
    ],
)
def test_what_makes_no_event_is_refused_in_words_and_what_was_typed_stays(
    field, value, said
):
    _group, client, url = desk()
    response = client.post(url, typed(**{field: value}))
    text = response.content.decode()
    assert response.status_code == 200
    assert said in text
    assert "Tervetuloa!" in text
    assert not Event.objects.exists()
    assert not EventPage.objects.exists()


@pytest.mark.parametrize(("which", "hour"), [("first", 0), ("second", 1)])
def test_an_hour_that_comes_twice_is_asked_about_once(which, hour):
    _group, client, url = desk()
    data = typed(starts_at="2031-10-26T03:30", ends_at="2031-10-26T05:00")
    text = client.post(url, data).content.decode()
    assert "valitse, kumpaa aikaa 3.30 tarkoitat" in text
    assert 'name="starts_at-which" value="second"' in text
    assert 'name="ends_at-which"' not in text
    assert not Event.objects.exists()
    client.post(url, data | {"starts_at-which": which})
    event = Event.objects.get()
    assert event.starts_at == datetime(2031, 10, 26, hour, 30, tzinfo=UTC)
    again = text_of(client, f"/fi/events/{EventPage.objects.get().pk}/edit/")
    assert 'value="2031-10-26T03:30"' in again
    assert f'value="{which}" checked' in again


def test_the_answer_is_kept_with_what_was_typed_and_forgotten_with_another_hour():
    group, client, url = desk()
    data = typed(starts_at="2031-10-26T03:30", ends_at="2031-10-26T05:00")
    kept = data | {"starts_at-which": "second", "title": ""}
    client.post(url, kept)
    assert 'value="second" checked' in text_of(client, url)
    data["starts_at"] = "2031-10-26T02:30"
    client.post(url, data | {"starts_at-which": "second"})
    assert Event.objects.get().starts_at == datetime(2031, 10, 25, 23, 30, tzinfo=UTC)
    assert KeptInput.objects.filter(form=f"event:space:{group.space.pk}").count() == 0


@pytest.mark.parametrize(
    ("fields", "days"),
    [
        (
            {"repeats": "weekly", "repeat_days": ["TU", "TH"], "repeat_times": "4"},
            ["6.5.", "8.5.", "13.5.", "15.5."],
        ),
        (
            {"repeats": "weekly", "repeat_every": "2", "repeat_until": "2031-06-03"},
            ["6.5.", "20.5.", "3.6."],
        ),
        ({"repeats": "weekday", "repeat_times": "3"}, ["6.5.", "3.6.", "1.7."]),
        ({"repeats": "day", "repeat_until": "2031-07-31"}, ["6.5.", "6.6.", "6.7."]),
        (
            {
                "repeats": "weekly",
                "repeat_times": "4",
                "repeat_except": "13.5.2031, 2031-05-20",
            },
            ["6.5.", "27.5."],
        ),
    ],
)
def test_a_lead_says_in_plain_choices_how_an_event_repeats(fields, days):
    _group, client, url = desk()
    client.post(url, typed(**fields))
    starts = [timezone.localtime(event.starts_at) for event in Event.objects.all()]
    assert [f"{start.day}.{start.month}." for start in starts] == days
    assert {start.hour for start in starts} == {13}


def test_the_last_weekday_of_the_month_follows_the_month():
    _group, client, url = desk()
    last = {"starts_at": "2031-05-27T13:00", "ends_at": "2031-05-27T15:00"}
    client.post(url, typed(repeats="last", repeat_times="3", **last))
    starts = [timezone.localtime(event.starts_at) for event in Event.objects.all()]
    assert [(start.day, start.month) for start in starts] == [(27, 5), (24, 6), (29, 7)]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"repeats": "weekly"}, "joko viimeinen päivä tai kertojen määrä"),
        ({"repeat_until": "2031-06-03"}, "Valitse, miten tapahtuma toistuu"),
        ({"repeats": "last", "repeat_times": "3"}, "ei ole kuukautensa viimeinen"),
        (
            {"repeats": "weekly", "repeat_times": "2", "repeat_except": "joulu"},
            "ei ole päivä",
        ),
        (
            {"repeats": "weekly", "repeat_times": "1", "repeat_except": "6.5.2031"},
            "Sarjan jokainen päivä on jätetty väliin",
        ),
        ({"repeats": "weekly", "repeat_times": "521"}, "520"),
    ],
)
def test_what_makes_no_series_is_refused_in_words(fields, said):
    _group, client, url = desk()
    text = client.post(url, typed(**fields)).content.decode()
    assert said in text
    assert not Event.objects.exists()


def test_the_members_hear_of_a_new_event_after_the_minute():
    member = UserFactory()
    _group, client, url = desk(members=[member])
    client.post(url, typed())
    send_due()
    assert mail.outbox == []
    Notice.objects.update(not_before=timezone.now(), dated=timezone.now())
    send_due()
    [message] = mail.outbox
    assert message.to == [member.email]
    assert message.subject == "Riskienhallinta: Kevään työpaja"
    assert "Kevään työpaja" in text_of(signed_in(member), "/fi/inbox/")


@pytest.mark.parametrize(("notify", "lines"), [("digest", 1), ("silent", 0)])
def test_how_they_hear_of_it_is_the_authors_choice(notify, lines):
    _group, client, url = desk(members=[UserFactory()])
    client.post(url, typed(notify=notify))
    assert Notice.objects.count() == lines
    assert not Notice.objects.filter(mail_state="waiting").exists()


def test_undoing_takes_the_event_and_its_notices_away():
    member = UserFactory()
    _group, client, url = desk(members=[member])
    client.post(url, typed())
    page = EventPage.objects.get()
    client.post(f"/fi/content/{page.pk}/undo/")
    assert not Event.objects.exists()
    assert not EventSeries.objects.exists()
    assert not Notice.objects.exists()
    assert signed_in(member).get(page.url).status_code == 404
    client.post(f"/fi/events/{page.pk}/edit/", typed(based_on=based_on()))
    assert Event.objects.get().live
    assert Notice.objects.count() == 1


@pytest.mark.parametrize("road", ["undo", "take-off"])
def test_an_event_that_people_come_to_is_not_taken_back(road):
    member = UserFactory()
    _group, client, url = desk(members=[member])
    client.post(url, typed())
    register(event=Event.objects.get(), user=member, acting_user=member)
    page = EventPage.objects.get()
    client.post(f"/fi/content/{page.pk}/{road}/")
    page.refresh_from_db()
    assert page.live
    assert Event.objects.get().taken == 1


def test_a_draft_is_previewed_with_its_time_and_place():
    _group, client, url = desk()
    text = client.post(url, typed(do="preview"), follow=True).content.decode()
    assert "13.00–15.00" in text
    assert "Tampere" in text
    assert not Event.objects.exists()


def test_changing_the_time_tells_those_who_come():
    member = UserFactory()
    _group, client, url = desk(members=[member])
    client.post(url, typed(notify="silent"))
    register(event=Event.objects.get(), user=member, acting_user=member)
    page = EventPage.objects.get()
    address = f"/fi/events/{page.pk}/edit/"
    assert 'value="2031-05-06T13:00"' in text_of(client, address)
    client.post(address, typed(starts_at="2031-05-06T12:00", based_on=based_on()))
    assert Notice.objects.filter(kind="event_changed").count() == 1
    response = client.post(address, typed(capacity="", based_on=based_on()))
    assert response.status_code == 302
    assert Event.objects.get().capacity is None


def test_what_few_need_is_folded_away_until_it_is_used():
    _group, client, url = desk()
    folds = '<details class="more" open>'
    assert folds not in text_of(client, url)
    refused = client.post(url, typed(ends_at="2031-05-06T12:00")).content.decode()
    assert folds not in refused
    del (one_way := typed())["waiting_list"]
    client.post(url, one_way)
    page = EventPage.objects.get()
    assert text_of(client, f"/fi/events/{page.pk}/edit/").count(folds) == 1


def test_what_only_the_editor_knows_stays():
    group, client, _url = desk()
    start = timezone.now() + timedelta(days=7)
    page = make_event_page(
        group,
        starts_at=start,
        repeat_until=timezone.localdate(start + timedelta(weeks=2)),
    )
    data = typed(based_on=str(page.latest_revision_id))
    data |= {"repeats": "weekly", "repeat_until": str(page.repeat_until)}
    data["starts_at"] = timezone.localtime(start).strftime("%Y-%m-%dT%H:%M")
    data["ends_at"] = timezone.localtime(start + timedelta(hours=1)).strftime(
        "%Y-%m-%dT%H:%M"
    )
    client.post(f"/fi/events/{page.pk}/edit/", data)
    page.refresh_from_db()
    assert page.title == "Kevään työpaja"
    assert page.repeat_until is not None
    assert Event.objects.count() == 3


def test_a_half_typed_event_comes_back_as_it_was():
    group, client, url = desk()
    key = f"event:space:{group.space.pk}"
    client.post("/fi/kept/", {"kept_form": key, "title": "Kesken", "place": "Oulu"})
    text = text_of(client, url)
    assert "Kesken" in text
    assert 'value="Oulu"' in text
    assert KeptInput.objects.get().form == key


def test_those_who_may_not_publish_get_no_road():
    group, client, url = desk()
    client.post(url, typed(do="draft"))
    page = EventPage.objects.get()
    for person in (UserFactory(), UserFactory(coordinator=True)):
        stranger = signed_in(person)
        assert stranger.get(url).status_code == 403
        assert stranger.post(url, typed()).status_code == 403
        assert stranger.get(f"/fi/events/{page.pk}/edit/").status_code == 403
    guest = signed_in(UserFactory(guest=True))
    assert guest.get(url).status_code == 404
    Space.objects.update(policy="hidden")
    assert signed_in(UserFactory()).get(url).status_code == 404
    assert Page.objects.get(pk=group.pk).get_children().count() == 1
    # An update's address is no event's.
    assert client.get(f"/fi/updates/{page.pk}/edit/").status_code == 404


@pytest.mark.parametrize("what", ["form", "edit"])
def test_the_forms_take_few_queries_whatever_the_content(what):
    group, client, url = desk()
    client.post(url, typed())
    page = EventPage.objects.get()
    address = {"form": url, "edit": f"/fi/events/{page.pk}/edit/"}[what]
    few = queries_of(client, address)
    assert few <= 20
    for number in range(20):
        make_event_page(group, f"Työpaja {number}")
    assert queries_of(client, address) == few
