"""The concept bank where people read and write, on a phone and at a desk."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.main_job import AINO, EERO, KAISA, api
from tests.browser.pages import PHONE, open_page, problems, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.xdist_group("stack")]

CONCEPT = re.compile(r"/fi/concepts/[^/]+/\d+/$")
TEXT = "Tehtävän sai pelastusyksikkö. Paloauto jäi asemalle."


@pytest.fixture
def stack(shared_stack):
    """Each test reads an update and a space of its own."""
    return shared_stack


def an_update(stack) -> str:
    """Publish an update with terms in it and return its address."""
    update = api(stack, KAISA)(
        "POST", "/updates", title="Harjoitus pidettiin", text=TEXT, notify="silent"
    ).json()
    return stack.url + update["url"]


@pytest.mark.parametrize("phone", [True, False], ids=["phone", "desktop"])
def test_concepts_are_offered_while_one_types(stack, browser, phone):
    page = open_page(browser, phone=phone)
    sign_in(page, stack.url, AINO)
    page.goto(f"{stack.url}/fi/concepts/")
    field = page.get_by_role("combobox", name=re.compile("Hae käsitettä"))
    expect(field).to_have_attribute("aria-expanded", "false")
    field.press_sequentially("pelastusyksikön")
    option = page.get_by_role("option", name=re.compile("^pelastusyksikkö"))
    expect(option).to_be_visible()
    expect(option).to_contain_text("Hyväksytty")
    expect(page.locator("main [data-offers-said]")).to_contain_text("tarjolla")
    expect(field).to_have_attribute("aria-expanded", "true")
    assert problems(page) == []
    page.keyboard.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == option.get_attribute("id")
    # Escape closes and leaves what was typed; an arrow opens again.
    page.keyboard.press("Escape")
    expect(option).to_be_hidden()
    expect(field).to_have_value("pelastusyksikön")
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    page.wait_for_url(CONCEPT)
    assert page.inner_text("h1").replace("\u00ad", "") == "pelastusyksikkö"
    assert problems(page) == []
    # Without a choice, Enter searches; a press on an option opens it.
    page.goto(f"{stack.url}/fi/concepts/")
    field.press_sequentially("paloau")
    offered = page.get_by_role("option").first
    expect(offered).to_contain_text("sammutusauto")
    offered.click()
    page.wait_for_url(CONCEPT)
    page.go_back()
    field.fill("letku")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/search/\?.*q=letku"))


@pytest.mark.parametrize("phone", [True, False], ids=["phone", "desktop"])
def test_the_tree_opens_by_keyboard(stack, browser, phone):
    page = open_page(browser, phone=phone)
    sign_in(page, stack.url, AINO)
    page.goto(f"{stack.url}/fi/concepts/")
    page.get_by_role("link", name=re.compile("^Puuna")).first.click()
    summary = page.locator(".tree__branch > summary").first
    summary.focus()
    page.keyboard.press("Enter")
    below = page.locator(".tree__branch .tree__list").first
    expect(below).to_be_visible()
    assert problems(page) == []
    # What has come is the next stop but one: the concept's own page stands between.
    page.keyboard.press("Tab")
    expect(
        page.get_by_role("link", name=re.compile(r"^Näytä käsite\s*:")).first
    ).to_be_focused()
    page.keyboard.press("Tab")
    assert below.evaluate("list => list.contains(document.activeElement)")
    summary.focus()
    page.keyboard.press("Enter")
    expect(below).to_be_hidden()


@pytest.mark.parametrize("phone", [True, False], ids=["phone", "desktop"])
def test_the_diagram_is_reached_by_keyboard_and_told_in_words(stack, browser, phone):
    page = open_page(browser, phone=phone)
    sign_in(page, stack.url, AINO)
    address = api(stack, AINO)("GET", "/search?q=pelastusyksikkö&kind=concept").json()
    page.goto(stack.url + address["results"][0]["url"])
    diagram = page.get_by_role("group", name=re.compile("Käsitteen suhteet"))
    drawn = diagram.get_by_role("link")
    names = [link.get_attribute("aria-label") for link in drawn.all()]
    assert names
    # The list beside it says the same.
    listed = page.locator(".relations dl").inner_text().replace("\u00ad", "")
    assert [name for name in names if name not in listed] == []
    page.get_by_role("heading", name="Suhteet").click()
    for _stop in range(60):
        page.keyboard.press("Tab")
        if drawn.first.evaluate("link => link === document.activeElement"):
            break
    expect(drawn.first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(CONCEPT)
    assert page.inner_text("h1").replace("\u00ad", "") == names[0]


def test_definition_reference_and_address_are_copied(stack, browser):
    page = open_page(browser)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    sign_in(page, stack.url, AINO)
    address = api(stack, AINO)("GET", "/search?q=pelastusyksikkö&kind=concept").json()
    hit = address["results"][0]
    page.goto(stack.url + hit["url"])
    definition = page.locator(".definition").inner_text()
    for name, expected in (
        ("Kopioi määritelmä", definition),
        ("Kopioi osoite", hit["uri"]),
        ("Kopioi viite", hit["uri"]),
    ):
        button = page.get_by_role("button", name=name)
        button.click()
        expect(
            page.locator(f"#{button.get_attribute('aria-describedby')}")
        ).to_contain_text("on kopioitu")
        assert expected in page.evaluate("navigator.clipboard.readText()")


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
    page.wait_for_url(CONCEPT)
    assert problems(page) == []


def test_a_tap_opens_the_card_and_the_card_leads_to_the_concept(stack, browser):
    context = browser.new_context(viewport=PHONE, has_touch=True, locale="fi-FI")
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
    page.wait_for_url(CONCEPT)


def test_terms_are_plain_links_without_scripts(stack, browser):
    context = browser.new_context(java_script_enabled=False, locale="fi-FI")
    page = context.new_page()
    sign_in(page, stack.url, AINO)
    page.goto(an_update(stack))
    page.get_by_role("link", name="pelastusyksikkö", exact=True).click()
    assert CONCEPT.search(page.url)


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
