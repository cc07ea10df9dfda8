"""The concept bank where people read and write, on a phone and at a desk."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.main_job import AINO, EERO, KAISA, api
from tests.browser.pages import open_page, problems, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.xdist_group("stack")]

TEXT = "Tehtävän sai pelastusyksikkö. Paloauto jäi asemalle."


def an_update(stack) -> str:
    """Publish an update with terms in it and return its address."""
    update = api(stack, KAISA)(
        "POST", "/updates", title="Harjoitus pidettiin", text=TEXT, notify="silent"
    ).json()
    return stack.url + update["url"]


def test_a_term_opens_its_card_by_hover_and_by_keyboard(stack, browser):
    page = open_page(browser)
    sign_in(page, stack.url, AINO)
    page.goto(an_update(stack))
    assert problems(page) == []
    term = page.get_by_role("link", name="pelastusyksikkö", exact=True)
    card = page.locator("#termcard")
    term.hover()
    expect(card).to_be_visible()
    assert term.get_attribute("aria-describedby") == "termcard"
    # The pointer may go to the card, and Escape closes it.
    card.hover()
    page.wait_for_timeout(400)
    expect(card).to_be_visible()
    assert problems(page) == []
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    page.mouse.move(0, 0)
    page.keyboard.press("Tab")
    while not term.evaluate("link => link === document.activeElement"):
        page.keyboard.press("Tab")
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/fi/concepts/.+/\d+/$"))
    assert problems(page) == []


def test_a_tap_opens_the_card_and_the_card_leads_to_the_concept(stack, browser):
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, locale="fi-FI"
    )
    page = context.new_page()
    sign_in(page, stack.url, AINO)
    address = an_update(stack)
    page.goto(address)
    page.get_by_role("link", name="pelastusyksikkö", exact=True).tap()
    card = page.locator("#termcard")
    expect(card).to_be_visible()
    assert page.url == address
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    card.get_by_role("link", name="Avaa käsite").tap()
    page.wait_for_url(re.compile(r"/fi/concepts/.+/\d+/$"))


def test_terms_are_plain_links_without_scripts(stack, browser):
    context = browser.new_context(java_script_enabled=False, locale="fi-FI")
    page = context.new_page()
    sign_in(page, stack.url, AINO)
    page.goto(an_update(stack))
    page.get_by_role("link", name="pelastusyksikkö", exact=True).click()
    assert re.search(r"/fi/concepts/.+/\d+/$", page.url)


def test_the_short_form_says_which_word_to_use(stack, browser):
    call = api(stack, KAISA)
    space = call(
        "POST", "/spaces", name="Kalusto", kind="working_group", policy="closed"
    ).json()
    call("POST", f"/spaces/{space['id']}/members", email=EERO, role="lead")
    page = open_page(browser, phone=True)
    sign_in(page, stack.url, EERO)
    page.goto(stack.url + space["url"])
    page.get_by_role("link", name="Uusi tiedote", exact=True).first.click()
    page.locator("[name=text]").press_sequentially("Uusi paloauto tuli.")
    hints = page.locator("#writing-hints")
    expect(hints).to_contain_text("suositeltava termi on ”sammutusauto”")
    assert problems(page) == []


def test_the_editor_says_which_word_to_use(stack, browser):
    page = open_page(browser)
    sign_in(page, stack.url, "admin@example.org")
    address = an_update(stack)
    page.goto(address)
    page.goto(
        stack.url + page.locator("a[href*='/admin/pages/']").first.get_attribute("href")
    )
    expect(page.locator(".writing-hints")).to_contain_text(
        "”sammutusauto”", timeout=15000
    )
