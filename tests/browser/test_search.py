"""The search page as hands, eyes and ears meet it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.main_job import AINO, RIITTA
from tests.browser.pages import open_page, problems, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.xdist_group("stack")]

WORD = "pelastuslaitosten"
FAR = "qzx" * 6


@pytest.fixture
def stack(shared_stack):
    """Nothing but sign-ins and searches is written here."""
    return shared_stack


def focused(page: Any) -> str:
    """Return the id of what has the focus."""
    return page.evaluate("document.activeElement.id")


def open_search(stack: Any, browser: Any, query: str = "", **look: Any) -> Any:
    page = open_page(browser, **look)
    sign_in(page, stack.url, AINO)
    page.goto(f"{stack.url}/fi/search/{query}")
    return page


def test_results_come_as_one_types_and_the_field_keeps_the_focus(stack, browser):
    page = open_search(stack, browser)
    page.keyboard.press("/")
    page.locator("#words").press_sequentially(WORD)
    heading = page.get_by_role("heading", name=re.compile(r"\d+ osumaa"))
    expect(heading).to_be_visible()
    expect(page).to_have_url(re.compile(f"q={WORD}"))
    # Said once the typing rests.
    expect(page.locator("#said")).to_have_text(heading.inner_text())
    # Farther from every word than any typing error.
    page.keyboard.type(FAR)
    nothing = page.get_by_role("heading", name=re.compile("Ei osumia"))
    expect(nothing).to_be_visible()
    assert focused(page) == "words"
    expect(page.locator("#words")).to_have_value(f"{WORD}{FAR}")
    # What stands beside the results has followed.
    exactly = page.get_by_role("link", name="Hae vain täsmälleen")
    assert f"q={WORD}{FAR}" in exactly.get_attribute("href")
    assert problems(page) == []


def test_choices_by_keyboard_keep_the_focus_and_what_is_unfolded(stack, browser):
    page = open_search(stack, browser, f"?q={WORD}")
    page.get_by_text(re.compile("Näytä kaikki")).first.click()
    box = page.locator("#more-department input").last
    name = box.get_attribute("id")
    box.focus()
    page.keyboard.press("Space")
    expect(page.locator("#found a.tag")).to_have_count(1)
    assert focused(page) == name
    expect(page.locator("#more-department")).to_have_attribute("open", "")
    assert problems(page) == []
    # The address has it all: elsewhere and back again.
    chosen = page.url
    number = page.locator("#found-title").inner_text()
    page.locator("#found h3 a").first.click()
    page.wait_for_url(lambda url: url != chosen)
    page.go_back()
    expect(page.locator(f"#{name}")).to_be_checked()
    expect(page.locator("#words")).to_have_value(WORD)
    assert page.locator("#found-title").inner_text() == number
    page.locator("#found a.tag").click()
    expect(page.locator(f"#{name}")).not_to_be_checked()


def test_the_drawer_of_a_phone_takes_the_focus_and_gives_it_back(stack, browser):
    page = open_search(stack, browser, f"?q={WORD}", phone=True)
    opener = page.get_by_role("button", name="Rajaa tuloksia")
    opener.focus()
    page.keyboard.press("Enter")
    drawer = page.locator("#narrow")
    expect(drawer.get_by_role("button", name="Sulje")).to_be_focused()
    drawer.get_by_label(re.compile("^Koko verkosto")).check()
    expect(page.locator("#narrowed")).to_have_text("1")
    expect(drawer).to_be_visible()
    assert problems(page) == []
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(opener).to_be_focused()


@pytest.mark.parametrize("field", ["page", "bar"])
def test_a_suggestion_is_chosen_by_arrows_and_enter(stack, browser, field):
    page = open_search(stack, browser)
    if field == "bar":
        page.goto(f"{stack.url}/fi/")
    name = "Hae verkostosta" if field == "bar" else "Hakusanat"
    box = page.get_by_role("combobox", name=name)
    box.press_sequentially("pelastusl")
    option = page.get_by_role("option").first
    expect(option).to_be_visible()
    expect(option).to_contain_text("Käsite")
    expect(box).to_have_attribute("aria-expanded", "true")
    said = page.locator("[data-offers-said]").filter(has_text="nuolinäppäimillä")
    expect(said).to_have_count(1)
    assert problems(page) == []
    page.keyboard.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == option.get_attribute("id")
    expect(box).to_be_focused()
    page.keyboard.press("Escape")
    expect(option).to_be_hidden()
    expect(box).to_have_value("pelastusl")
    page.keyboard.press("ArrowDown")
    where = option.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{where}")


def test_what_is_sent_is_not_offered_once_more(stack, browser):
    page = open_search(stack, browser)
    page.locator("#words").press_sequentially("pelastuslaitos")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("option")).to_have_count(0)
    expect(page.locator("#found article").first).to_be_visible()
    assert focused(page) == "words"


def test_another_page_begins_at_its_heading(stack, browser):
    page = open_search(stack, browser, f"?q={WORD}")
    page.get_by_role("link", name="Seuraava").click()
    page.wait_for_url("**page=2#found-title")
    expect(page.locator("#found-title")).to_be_focused()
    expect(page.locator("#found-title")).to_contain_text("sivu 2")
    levels = page.eval_on_selector_all(
        "main h1, main h2, main h3", "all => all.map(one => Number(one.tagName[1]))"
    )
    assert levels[:2] == [1, 2]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    page.go_back()
    expect(page.locator("#found-title")).not_to_contain_text("sivu")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_every_state_is_right_in_every_light_width_and_language(
    stack, browser, phone, dark
):
    page = open_search(stack, browser, phone=phone, dark=dark)
    wrong = {}
    for query in (
        "",
        f"?q={WORD}&year=2026&language=fi&where=network",
        "?q=eitällaista&kind=event&status=ended",
        "?kind=person",
        "?kind=event&sort=soonest",
        "?kind=document",
    ):
        page.goto(f"{stack.url}/fi/search/{query}")
        wrong[query] = problems(page)
    assert {query: what for query, what in wrong.items() if what} == {}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_page_speaks_the_readers_language(stack, browser, language):
    page = open_page(browser, language=language)
    sign_in(page, stack.url, RIITTA)
    for query in ("?q=räddningsverken", "?q=pelastustoimen&kind=page", "?q=qqqq"):
        page.goto(f"{stack.url}/{language}/search/{query}")
        assert problems(page, language) == [], query


def test_without_scripts_the_form_and_its_choices_work(stack, browser):
    context = browser.new_context(java_script_enabled=False, locale="fi-FI")
    page = context.new_page()
    sign_in(page, stack.url, AINO)
    page.goto(f"{stack.url}/fi/search/")
    page.get_by_label("Hakusanat").fill(WORD)
    page.keyboard.press("Enter")
    expect(page.locator("#found-title")).to_contain_text("osumaa")
    page.get_by_role("checkbox", name=re.compile("^Koko verkosto")).check()
    page.get_by_role("button", name="Rajaa tuloksia").click()
    expect(page).to_have_url(re.compile("where=network"))
    expect(page.locator("#found a.tag")).to_have_count(1)


def test_forced_colours_and_reduced_motion_leave_everything_in_its_place(
    stack, browser
):
    page = open_search(stack, browser)
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    page.goto(f"{stack.url}/fi/search/?q={WORD}")
    page.locator("#words").press_sequentially("l")
    page.locator("#words").fill("pelastusl")
    page.locator("#words").press("a")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    outline = page.get_by_role("option").first.evaluate(
        "one => getComputedStyle(one).outlineStyle"
    )
    assert outline != "none"
