"""The calendar page: its views, what it is narrowed to, and what stays in the address."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from events.models import Event
from events.services import register
from tests.clients import signed_in, text_of
from tests.factories.members import OrganisationFactory, UserFactory
from tests.factories.site import make_event_page, make_group, make_project, plant
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def event_of(page) -> Event:
    return Event.objects.get(series__translation_key=page.translation_key)


def test_the_month_shows_an_event_of_many_days_on_each_of_them():
    tree = plant()
    first = timezone.localtime().replace(day=10, hour=9, minute=0)
    make_event_page(
        tree.events, "Messut", starts_at=first, ends_at=first + timedelta(days=2)
    )
    text = text_of(signed_in(UserFactory()), tree.events.url)
    table = text.split("</table>")[0]
    assert table.count("Messut") == 3


def test_a_row_says_who_sees_the_event_and_how_many_they_are():
    tree = plant()
    member = UserFactory()
    closed = make_group(tree, policy="closed", leads=[UserFactory()], members=[member])
    make_event_page(closed, "Ryhmän kokous", audience="space")
    make_event_page(tree.events, "Koulutuspäivät")
    rows = text_of(signed_in(member), f"{tree.events.url}?view=list")
    assert "Ryhmän jäsenet (2)" in rows
    assert rows.count("Koko verkosto</span>") == 1


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
        text = text_of(client, f"{tree.events.url}?{view}")
        return {
            title
            for title in ("Tuleva kokous", "Mennyt kokous", "Toinen kokous")
            if title in text
        }

    assert shown("view=list") == {"Tuleva kokous", "Toinen kokous"}
    assert shown("view=past") == {"Mennyt kokous"}
    assert shown("view=list&mine=on") == {"Tuleva kokous"}


def test_the_calendar_leaves_out_what_the_reader_may_not_see():
    tree = plant()
    group = make_group(tree, policy="hidden")
    make_event_page(group, "Salainen kokous", audience="space")
    client = signed_in(UserFactory())
    for view in ("month", "week", "list"):
        text = text_of(client, f"{tree.events.url}?view={view}")
        assert "Salainen kokous" not in text


@pytest.mark.parametrize("what", ["month", "week", "list", "narrowed", "event"])
def test_pages_take_the_same_number_of_queries_with_fifty_times_the_content(what):
    tree = plant()
    page = make_event_page(tree.events, starts_at=timezone.now() + timedelta(hours=1))
    url = {
        "month": tree.events.url,
        "week": f"{tree.events.url}?view=week",
        "narrowed": f"{tree.events.url}?view=list&q=tapahtuma&where=site&mine=on",
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


def shown(client, address: str) -> set[str]:
    """Return the titles of the events that a list shows."""
    text = text_of(client, address)
    return set(re.findall(r"<h3><a [^>]*>(?:<s>)?([^<]+)", text))


def test_choices_combine():
    tree = plant()
    department = OrganisationFactory(short_name="Etelä")
    contact = UserFactory(organisation=department)
    group = make_group(tree, "Riskit")
    project = make_project(tree, "Tietopohja", lead_department=department)
    make_event_page(tree.events, "Verkoston päivä", place="Tampere", kind="training")
    make_event_page(group, "Ryhmän kokous", place="Oulu", contact=contact)
    make_event_page(
        project.source_page(),
        "Hankkeen etäkokous",
        online_url="https://kokous.example.org/1",
    )
    make_event_page(
        tree.events,
        "Opiston kurssi",
        external_organiser="Pelastusopisto",
        takes_registrations=False,
        place="Kuopio",
    )
    client = signed_in(UserFactory())

    def found(query: str) -> set[str]:
        return shown(client, f"{tree.events.url}?view=list&{query}")

    everything = {
        "Verkoston päivä",
        "Ryhmän kokous",
        "Hankkeen etäkokous",
        "Opiston kurssi",
    }
    assert found("") == everything
    assert found("kind=training") == {"Verkoston päivä"}
    assert found("organiser=network") == {"Verkoston päivä"}
    assert found("organiser=spaces") == {"Ryhmän kokous", "Hankkeen etäkokous"}
    assert found("organiser=outside") == {"Opiston kurssi"}
    assert found(f"space={group.space.pk}") == {"Ryhmän kokous"}
    assert found(f"space={project.space.pk}") == {"Hankkeen etäkokous"}
    assert found(f"department={department.pk}") == {
        "Ryhmän kokous",
        "Hankkeen etäkokous",
    }
    assert found("where=online") == {"Hankkeen etäkokous"}
    assert found("where=site&organiser=spaces") == {"Ryhmän kokous"}
    assert found("q=KOKOUS+oulu") == {"Ryhmän kokous"}
    assert found("q=pelastusop") == {"Opiston kurssi"}
    assert found("q=kokous&kind=training") == set()
    for nonsense in ("kind=x", "space=999999", "space=x", "department=-1", "mine="):
        assert found(nonsense) == everything


def test_what_is_chosen_stays_in_every_link_of_the_page():
    tree = plant()
    for number in range(35):
        make_event_page(tree.events, f"Kokous {number}", place="Oulu")
    client = signed_in(UserFactory())
    text = text_of(client, f"{tree.events.url}?view=list&q=oulu&kind=meeting")
    links = re.findall(r'href="(\?[^"]+)"', text)
    assert any("page=2" in link for link in links)
    assert any("view=week" in link for link in links)
    for link in links:
        kept = ("q=oulu" in link, "kind=meeting" in link)
        # A link without one of them takes just that one away.
        assert sum(kept) >= 1 or link == "?view=list"
    assert shown(client, f"{tree.events.url}?view=list&q=oulu&page=2") == {
        f"Kokous {number}" for number in range(30, 35)
    }


def test_the_week_shows_an_event_of_many_days_on_each_of_them():
    tree = plant()
    monday = timezone.localtime().replace(hour=9, minute=0, second=0, microsecond=0)
    monday += timedelta(days=14 - monday.weekday())
    make_event_page(
        tree.events, "Messut", starts_at=monday, ends_at=monday + timedelta(days=9)
    )
    year, number, _day = monday.isocalendar()
    client = signed_in(UserFactory())
    address = f"{tree.events.url}?view=week&week={year}-W{number:02}"
    week = text_of(client, address).split('<ol class="week">')[1].split("</ol>")[0]
    assert week.count("Messut") == 7
    assert "päivä 1/10" in week
    assert "päivä 7/10" in week
    later = monday + timedelta(days=7)
    following = text_of(client, f"{tree.events.url}?view=week&week={later:%G-W%V}")
    assert following.count("päivä 8/10") == 1
    assert following.count("Ei tapahtumia") == 4


def test_a_full_day_of_the_month_leads_to_its_week():
    tree = plant()
    noon = timezone.localtime().replace(hour=12, minute=0) + timedelta(days=1)
    for number in range(7):
        make_event_page(tree.events, f"Paja {number}", starts_at=noon)
    client = signed_in(UserFactory())
    text = text_of(client, f"{tree.events.url}?month={noon:%Y-%m}")
    table = text.split("</table>")[0]
    assert table.count("Paja ") == 4
    assert "3 lisää" in table
    assert f"week={noon:%G-W%V}" in table


def test_today_is_said_to_those_who_do_not_see_it():
    tree = plant()
    client = signed_in(UserFactory())
    for view in ("month", "week"):
        text = text_of(client, f"{tree.events.url}?view={view}")
        assert text.count('aria-current="date"') == 1


def test_the_choices_offer_no_space_that_the_reader_may_not_know():
    tree = plant()
    hidden = make_group(tree, "Salaseura", policy="hidden")
    make_event_page(hidden, audience="space")
    text = text_of(signed_in(UserFactory()), tree.events.url)
    assert "Salaseura" not in text
    member = UserFactory()
    hidden.space.memberships.create(user=member)
    assert "Salaseura" in text_of(signed_in(member), tree.events.url)
