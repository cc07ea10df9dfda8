"""Asking, inviting and coming in as a guest, by hand on a phone."""

from __future__ import annotations

import re

import pytest

from tests.browser.main_job import AINO, KAISA, api
from tests.browser.pages import PASSWORD, follow, open_page, problems, sign_in
from tests.stack import wait_for

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.xdist_group("stack")]

LEAD = "petra.niinikoski@example.org"
STRANGER = "salla.kouvo@example.org"


def space_led_by(stack, address: str, policy: str) -> dict:
    call = api(stack, KAISA)
    space = call(
        "POST", "/spaces", name="Sammutusvesi", kind="working_group", policy=policy
    ).json()
    call("POST", f"/spaces/{space['id']}/members", email=address, role="lead")
    return space


def mail_to(stack, address: str, subject: str):
    found = wait_for(
        lambda: [
            mail
            for mail in stack.mails()
            if mail["To"] == address and subject in mail["Subject"]
        ]
    )
    return found[-1]


def link_in(mail, stack) -> str:
    text = mail.get_body(("plain",)).get_content()
    path = re.search(r"https?://[^/\s]+(/\S+)", text)[1]
    return stack.url + path


def test_a_request_is_answered_with_one_click_from_the_mail(stack, browser):
    space = space_led_by(stack, LEAD, "request")
    member = open_page(browser, phone=True)
    sign_in(member, stack.url, AINO)
    member.goto(stack.url + space["url"])
    member.get_by_role("link", name="Pyydä jäseneksi").click()
    member.get_by_label("Viesti vetäjille").fill("Laitoksestani ei ole ketään.")
    assert problems(member) == []
    member.get_by_role("button", name="Lähetä pyyntö").click()
    member.get_by_text("Pyyntösi odottaa vastausta").wait_for()
    assert problems(member) == []

    mail = mail_to(stack, LEAD, "pyytää päästä jäseneksi: Sammutusvesi")
    assert "Laitoksestani ei ole ketään." in mail.get_body(("plain",)).get_content()
    lead = open_page(browser, phone=True)
    lead.goto(link_in(mail, stack))
    lead.locator("input[name=login]").fill(LEAD)
    lead.locator("input[name=password]").fill(PASSWORD)
    lead.locator("main button[type=submit]").click()
    lead.get_by_text("Laitoksestani ei ole ketään.").wait_for()
    assert problems(lead) == []
    lead.get_by_role("button", name="Hyväksy").click()
    lead.get_by_text("on nyt jäsen").wait_for()

    answer = mail_to(stack, AINO, "Olet nyt jäsen: Sammutusvesi")
    member.goto(link_in(answer, stack))
    assert "Jäsenyytesi" in member.inner_text("main")


def test_a_guest_comes_in_by_the_link_and_sees_the_space_alone(stack, browser):
    space = space_led_by(stack, LEAD, "closed")
    lead = open_page(browser, phone=True)
    sign_in(lead, stack.url, LEAD)
    lead.goto(stack.url + space["url"])
    follow(lead, "Muokkaa jäseniä")
    assert problems(lead) == []
    lead.get_by_role("link", name="Kutsu", exact=True).click()
    lead.get_by_label("Ketkä kutsut?").fill(f"Salla Kouvo <{STRANGER}>\nei kukaan")
    lead.get_by_label("Missä roolissa?").select_option(label="Vieras")
    lead.get_by_role("button", name="Lähetä kutsut").click()
    lead.get_by_text("Kutsuja lähetetty: 1.").wait_for()
    assert lead.get_by_label("Ketkä kutsut?").input_value() == "ei kukaan"
    assert problems(lead) == []

    mail = mail_to(stack, STRANGER, "Kutsu: Sammutusvesi")
    guest = open_page(browser, phone=True)
    guest.goto(link_in(mail, stack))
    assert STRANGER in guest.inner_text("main")
    assert problems(guest) == []
    guest.get_by_label("Etunimi").fill("Salla")
    guest.get_by_label("Sukunimi").fill("Kouvo")
    guest.get_by_label("Salasana").fill("savusukeltaja-2026")
    guest.get_by_role("button", name="Tee tili ja ota kutsu vastaan").click()
    guest.get_by_role("heading", level=1, name=re.compile("Sammutus")).wait_for()
    assert problems(guest) == []
    guest.goto(f"{stack.url}/fi/ryhmat/")
    shown = guest.inner_text("main")
    assert "Sammutusvesi" in shown.replace("\u00ad", "")
    assert "Riskienhallinta" not in shown.replace("\u00ad", "")
    assert guest.goto(f"{stack.url}/fi/ryhmat/riskienhallinta/").status == 404
