"""The main job, by hand: sign in, read, find a concept, register, get the mail."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Any

import ics
import requests
from icalendar import Calendar

from tests.browser.pages import open_page, problems, sign_in
from tests.stack import Stack, wait_for

AINO, EERO, KAISA = "aino@example.org", "eero@example.org", "kaisa@example.org"
RIITTA = "riitta.soderholm@example.org"


def api(stack: Stack, address: str) -> Any:
    """Return a caller of the API with somebody's token."""
    token = stack.token(address)

    def call(method: str, path: str, **data: Any) -> requests.Response:
        return requests.request(
            method,
            f"{stack.url}/api{path}",
            json=data or None,
            headers={"Authorization": f"Bearer {token}"},
            timeout=20,
        )

    return call


def calendar_of(message: Any) -> tuple[bytes, str]:
    part = next(p for p in message.walk() if p.get_content_type() == "text/calendar")
    return part.get_payload(decode=True), part.get_param("method")


@dataclass(frozen=True)
class Words:
    """What a reader of one language sees and does on the way."""

    language: str
    reader: str
    update: str
    search: str
    typed: str
    concept: str
    other_term: str
    projects: str
    project: str
    ended: str
    handbook: str
    events: str
    as_list: str
    event: str
    register: str
    registered: str
    subject: str
    greeting: str
    cancel: str
    cancelled: str


FINNISH = Words(
    language="fi",
    reader=AINO,
    update="Riskiruudut on laskettu",
    search="Hae verkostosta",
    typed="pelastuslaitosten",
    concept="pelastuslaitos",
    other_term="räddningsverk",
    projects="Hankkeet",
    project="kuvaaminen",
    ended="Päättynyt",
    handbook="PDF.*fi.*Palvelukokonaisuuksien käsikirja",
    events="Tapahtumat",
    as_list="Tulossa",
    event="Palotarkastajien iltapäivä",
    register="Ilmoittaudu",
    registered="Olet ilmoittautunut",
    subject="Olet ilmoittautunut: Palotarkastajien iltapäivä",
    greeting="Hei Aino",
    cancel="Peru ilmoittautuminen",
    cancelled="Ilmoittautumisesi on peruttu",
)
SWEDISH = Words(
    language="sv",
    reader=RIITTA,
    update="Riskrutorna är beräknade",
    search="Sök i nätverket",
    typed="räddningsverken",
    concept="räddningsverk",
    other_term="pelastuslaitos",
    projects="Projekt",
    project="Beskrivning av räddningsväsendets servicehelheter",
    ended="Avslutat",
    handbook="PDF.*sv.*Handbok om servicehelheter",
    events="Evenemang",
    as_list="Kommande",
    event="Brandinspektörernas eftermiddag",
    register="Anmäl dig",
    registered="Du är anmäld",
    subject="Du är anmäld: Brandinspektörernas eftermiddag",
    greeting="Hej Riitta",
    cancel="Avboka anmälan",
    cancelled="Din anmälan är avbokad",
)


LANGUAGES = [FINNISH, SWEDISH]


def read_find_register_and_cancel(
    stack: Stack, browser: Any, words: Words, mails: Callable[[], list[EmailMessage]]
) -> None:
    """Do what members come for, and look at every step whether it came out right.

    Args:
        stack: the site with the demonstration.
        mails: returns what the site has sent, oldest first.
    """

    def mails_to(address: str) -> list[EmailMessage]:
        return [mail for mail in mails() if mail["To"] == address]

    page = open_page(browser, language=words.language)
    sign_in(page, stack.url, words.reader)
    assert page.url == f"{stack.url}/{words.language}/"

    # An update is on the front page, and she reads it.
    page.get_by_role("link", name=words.update).click()
    page.get_by_role("heading", level=1).wait_for()
    assert "Eero Lampinen" in page.inner_text("main")
    assert problems(page, words.language) == []

    # An inflected word leads to the concept.
    page.get_by_role("combobox", name=words.search).fill(words.typed)
    page.keyboard.press("Enter")
    page.get_by_role("link", name=words.concept, exact=True).first.click()
    heading = page.get_by_role("heading", level=1).inner_text()
    assert heading.replace("\u00ad", "") == words.concept
    assert words.other_term in page.inner_text("main")
    assert problems(page, words.language) == []

    # The ended project and its handbook.
    page.get_by_role("link", name=words.projects).first.click()
    page.get_by_role("link", name=re.compile(words.project)).click()
    assert words.ended in page.inner_text("main")
    handbook = page.get_by_role("link", name=re.compile(words.handbook))
    file = page.request.get(stack.url + handbook.get_attribute("href"))
    assert file.body().startswith(b"%PDF-")

    # An event in the calendar takes her registration.
    page.get_by_role("link", name=words.events).first.click()
    page.get_by_role("link", name=words.as_list, exact=True).click()
    page.get_by_role("link", name=re.compile(words.event)).click()
    event_url = page.url
    page.get_by_role("button", name=words.register).click()
    page.get_by_text(words.registered, exact=True).wait_for()
    assert problems(page, words.language) == []

    # One mail, in her language, that two parsers read to the right UTC times.
    [mail] = wait_for(lambda: mails_to(words.reader))
    assert mail["Subject"].startswith(words.subject)
    text = mail.get_body(("plain",)).get_content()
    assert words.greeting in text
    assert event_url in text
    content, method = calendar_of(mail)
    assert method == "REQUEST"
    [entry] = Calendar.from_ical(content).walk("VEVENT")
    [other] = ics.Calendar(content.decode()).events
    listed = api(stack, words.reader)("GET", "/events?limit=1000").json()["results"]
    pk = re.search(r"/events/(\d+)/", page.content())[1]
    event = next(e for e in listed if e["id"] == int(pk))
    start = entry.decoded("DTSTART").astimezone(UTC)
    assert start == other.begin.to("UTC").datetime
    assert start == datetime.fromisoformat(event["start"])

    # The event fills up behind her, and somebody waits.
    full = api(stack, KAISA)("PATCH", f"/events/{event['id']}", capacity=event["taken"])
    assert full.status_code == 200
    queued = api(stack, EERO)("POST", f"/events/{event['id']}/registration")
    assert queued.json() == {"state": "waiting", "position": 1}

    # She cancels: she gets a CANCEL, and the first in the queue the seat and a mail.
    page.goto(event_url)
    page.get_by_role("button", name=words.cancel).click()
    page.get_by_text(words.cancelled).wait_for()
    _, cancelled = wait_for(lambda: len(m := mails_to(words.reader)) == 2 and m)
    cancel, method = calendar_of(cancelled)
    assert method == "CANCEL"
    [gone] = Calendar.from_ical(cancel).walk("VEVENT")
    assert gone["UID"] == entry["UID"]
    assert gone["SEQUENCE"] > entry["SEQUENCE"]
    promoted = wait_for(
        lambda: [m for m in mails_to(EERO) if "Sait paikan" in m["Subject"]]
    )
    assert calendar_of(promoted[0])[1] == "REQUEST"
    state = api(stack, EERO)("GET", f"/events/{event['id']}/registration")
    assert state.json() == {"state": "confirmed", "position": None}
