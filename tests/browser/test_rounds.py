"""An approval round from the proposal to the decision, by hand on a phone."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.browser.main_job import AINO, KAISA, RIITTA
from tests.browser.pages import open_page, problems, sign_in
from tests.stack import wait_for

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.xdist_group("stack")]

# Eero leads the project from which these come; they are in no round yet.
LEAD = "eero@example.org"
FIRST, SECOND = "pelastusyksikkö", "johtokeskus"
WORDS = "tvåspråkig definition av provet"


def opened(stack, browser, address: str, *, phone: bool):
    page = open_page(browser, phone=phone)
    sign_in(page, stack.url, address)
    return page


def no_problems(page) -> None:
    assert problems(page) == []


def propose(page, stack, title: str) -> str:
    """Open a round about two concepts; return its address."""
    page.goto(f"{stack.url}/fi/hankkeet/yhteinen-tilannekuva/rounds/")
    no_problems(page)
    page.get_by_role("main").get_by_role("link", name="Avaa kierros").first.click()
    page.get_by_label("Otsikko").fill(title)
    later = timezone.localtime(timezone.now() + timedelta(days=10))
    page.get_by_label("Kommentit ja vastaukset viimeistään").fill(
        later.strftime("%Y-%m-%dT%H:%M")
    )
    for name in (FIRST, SECOND):
        page.get_by_label("Etsi, mitä ehdotat").fill(name)
        page.get_by_role("button", name="Hae").last.click()
        page.get_by_label(re.compile(name)).first.check()
    page.get_by_label("Tilannekuvan ja johtamisen asiantuntijaverkosto").check()
    page.get_by_label(re.compile("Ihmiset, joilta kysytään")).fill(AINO)
    no_problems(page)
    page.get_by_role("button", name="Avaa kierros").last.click()
    page.get_by_text("Kierros on auki").wait_for()
    no_problems(page)
    return page.url


def suggest(page, title: str, language: str, words: str) -> None:
    """Suggest a definition of a concept in one language."""
    card = page.get_by_role("article", name=title)
    named = re.compile(rf"Kommentoi\s*: Määritelmä, {language}", re.IGNORECASE)
    card.get_by_role("link", name=named).click()
    page.get_by_label(re.compile("Miten sen pitäisi kuulua")).fill(words)
    page.get_by_label(re.compile("Kommentti tai perustelu")).fill("Näin ymmärtää.")
    no_problems(page)
    page.get_by_role("button", name="Lähetä", exact=True).click()
    page.get_by_text("Kommenttisi on nyt").wait_for()


def answer_comment(page, said: str, button: str, reason: str) -> None:
    comment = page.get_by_role("listitem").filter(has_text=said)
    comment.get_by_role("link", name="Hyväksy tai jätä hyväksymättä").click()
    page.get_by_label(re.compile("Perustelu")).fill(reason)
    no_problems(page)
    page.get_by_role("button", name=button, exact=True).click()
    page.get_by_text("Vastaus on tallennettu").wait_for()


@pytest.mark.parametrize("phone", [True, False], ids=["phone", "desktop"])
def test_a_round_goes_from_the_proposal_to_the_decision(stack, browser, phone):
    title = f"Kokeilukierros {'puhelin' if phone else 'pöytä'}"
    lead = opened(stack, browser, LEAD, phone=phone)
    address = propose(lead, stack, title)

    member = opened(stack, browser, AINO, phone=phone)
    member.goto(address)
    no_problems(member)
    suggest(member, FIRST, "ruotsi", f"{WORDS} {phone}")
    suggest(member, SECOND, "englanti", f"declined words {phone}")
    member.get_by_label("Meillä on kommentteja").check()
    member.get_by_role("button", name="Lähetä vastaus").click()
    member.get_by_text("1/2 on vastannut").first.wait_for()

    editor = opened(stack, browser, KAISA, phone=phone)
    editor.goto(address)
    answer_comment(editor, f"{WORDS} {phone}", "Hyväksy", "Hyvä määritelmä")
    answer_comment(editor, f"declined words {phone}", "Älä hyväksy", "Liian suppea")
    editor.get_by_role("link", name="Kirjaa päätös").click()
    editor.get_by_label("Kuka päätti?").fill("Kokeiluryhmä")
    for choice in editor.get_by_label("Päätös", exact=True).all():
        choice.select_option("approved")
    no_problems(editor)
    editor.get_by_role("button", name="Kirjaa päätös").click()
    editor.get_by_text("Päätös on kirjattu").wait_for()
    no_problems(editor)

    stranger = opened(stack, browser, RIITTA, phone=phone)
    stranger.goto(address)
    assert title not in stranger.inner_text("main")
    editor.get_by_role("article", name=FIRST).get_by_role("link", name=FIRST).click()
    stranger.goto(editor.url)
    stranger.get_by_text("Kokeiluryhmä").first.wait_for()
    assert f"{WORDS} {phone}" in stranger.inner_text("main")
    no_problems(stranger)

    subjects = [
        f"Kommenttejasi pyydetään: {title}",
        f"Päätetty: {title}",
        f"Kommenttisi hyväksyttiin: {FIRST}",
    ]
    for subject in subjects:
        assert wait_for(
            lambda subject=subject: [
                mail
                for mail in stack.mails()
                if mail["To"] == AINO and subject in mail["Subject"]
            ]
        )
