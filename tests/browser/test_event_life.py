"""The life of an event, from a phone: made, filled, moved, held at the door, called off."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.browser.main_job import AINO, EERO, KAISA, api
from tests.browser.pages import follow, open_page, problems, sign_in
from tests.stack import wait_for

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.xdist_group("stack")]

OTHERS = ("joel.sandberg@example.org", "riitta.soderholm@example.org")


def local(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M")


def space_of_eero(stack: Any) -> Any:
    call = api(stack, KAISA)
    space = call(
        "POST", "/spaces", name="Sammutusvesi", kind="working_group", policy="closed"
    ).json()
    roles = {EERO: "lead", AINO: "member"} | dict.fromkeys(OTHERS, "member")
    for address, role in roles.items():
        call("POST", f"/spaces/{space['id']}/members", email=address, role=role)
    return space


def make_event(page: Any, address: str, start: datetime) -> None:
    """Fill the short form as a lead does on a phone."""
    page.goto(address)
    page.get_by_role("link", name="Uusi tapahtuma").first.click()
    page.locator("[name=title]").fill("Vesiasemien harjoitus")
    page.locator("[name=starts_at]").fill(local(start))
    page.locator("[name=ends_at]").fill(local(start + timedelta(hours=2)))
    page.locator("[name=place]").fill("Tampere")
    page.locator("[name=capacity]").fill("1")
    assert problems(page) == []
    page.get_by_role("button", name="Julkaise", exact=True).click()
    page.get_by_text("Yksi vapaa paikka").or_(
        page.get_by_text("1 vapaa")
    ).first.wait_for()


def test_an_event_is_made_filled_moved_and_called_off(stack, browser):
    start = (datetime.now() + timedelta(days=20)).replace(hour=9, minute=0)  # noqa: DTZ005 - the wall's clock
    lead = open_page(browser, phone=True)
    sign_in(lead, stack.url, EERO)
    space = space_of_eero(stack)
    make_event(lead, stack.url + space["url"], start)
    event_url = lead.url
    listed = api(stack, EERO)("GET", f"/events?space={space['id']}").json()
    event = listed["results"][0]

    # He asks something of those who come.
    follow(lead, "Osallistujat")
    assert problems(lead) == []
    follow(lead, "Kysymykset")
    follow(lead, "Lisää kysymys")
    assert problems(lead) == []
    lead.locator("[name=kind]").select_option("diet")
    lead.get_by_role("button", name="Tallenna").click()
    lead.get_by_text("Ruokavalio ja allergiat").first.wait_for()
    assert problems(lead) == []

    # Aino takes the seat and answers; the others wait in order.
    member = open_page(browser, phone=True)
    sign_in(member, stack.url, AINO)
    member.goto(event_url)
    follow(member, "Ilmoittaudu")
    assert problems(member) == []
    member.locator("textarea").fill("Kasvisruoka")
    member.get_by_role("button", name="Ilmoittaudu", exact=True).click()
    member.get_by_text("Olet ilmoittautunut", exact=True).wait_for()
    for place, address in enumerate(OTHERS, start=1):
        seat = api(stack, address)("POST", f"/events/{event['id']}/registration")
        assert seat.json() == {"state": "waiting", "position": place}

    # The organiser sees them and adds somebody from outside.
    desk = f"{stack.url}/fi/events/{event['id']}/participants/"
    lead.goto(desk)
    assert "Jonossa 2." in lead.inner_text("main")
    lead.get_by_role("link", name="Lisää osallistuja").click()
    lead.locator("[name=person]").fill("ulla@example.com")
    lead.get_by_role("button", name="Lisää").click()
    lead.get_by_text("anna myös henkilön nimi").wait_for()
    lead.locator("[name=name]").fill("Ulla Ulkoa")
    lead.get_by_role("button", name="Lisää").click()
    lead.get_by_text("Ulla Ulkoa on jonossa").wait_for()
    assert problems(lead) == []

    # Aino gives her seat up: the first in line gets it at once.
    member.goto(event_url)
    member.get_by_role("button", name="Peru ilmoittautuminen").click()
    member.get_by_text("Ilmoittautumisesi on peruttu").wait_for()
    first = api(stack, OTHERS[0])("GET", f"/events/{event['id']}/registration")
    assert first.json()["state"] == "confirmed"
    second = api(stack, OTHERS[1])("GET", f"/events/{event['id']}/registration")
    assert second.json() == {"state": "waiting", "position": 1}

    # A word to those who come, looked at before it goes.
    lead.goto(f"{stack.url}/fi/events/{event['id']}/message/")
    lead.locator("[name=subject]").fill("Pysäköinti")
    lead.locator("[name=text]").fill("Autot pihalle.")
    lead.get_by_role("button", name="Katso ennen lähettämistä").click()
    lead.get_by_text("1 henkilö saa tämän viestin").wait_for()
    assert problems(lead) == []
    lead.get_by_role("button", name="Lähetä").click()
    wait_for(lambda: [m for m in stack.mails() if "Pysäköinti" in m["Subject"]])

    # An hour later, and then not at all: each of those three is told of both.
    lead.goto(event_url)
    lead.get_by_role("link", name="Muokkaa tapahtumaa").click()
    lead.locator("[name=starts_at]").fill(local(start + timedelta(hours=1)))
    lead.locator("[name=ends_at]").fill(local(start + timedelta(hours=3)))
    lead.get_by_role("button", name="Julkaise", exact=True).click()
    lead.get_by_text(re.compile(r"10\.00[–-]12\.00")).first.wait_for()
    lead.get_by_role("link", name="Peru tapahtuma").click()
    lead.get_by_role("button", name="Peru tapahtuma").click()
    lead.get_by_text("Tapahtuma on peruttu").first.wait_for()
    assert problems(lead) == []
    # Riitta reads Swedish.
    told = re.compile("^(Peruttu|Inställt): ")

    def told_of_it() -> set[str]:
        return {mail["To"] for mail in stack.mails() if told.match(mail["Subject"])}

    everyone = {*OTHERS, "ulla@example.com"}
    wait_for(lambda: told_of_it() == everyone)
    listed = open_page(browser)
    sign_in(listed, stack.url, AINO)
    listed.goto(f"{stack.url}{space['url']}events/")
    assert "Peruttu" in listed.inner_text("main")
