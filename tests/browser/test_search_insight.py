"""Failed searches, from the field in which they are typed to the editors' list."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.main_job import AINO, EERO, KAISA
from tests.browser.pages import open_page, problems, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.xdist_group("stack")]

WORD = "qwertysavu"


def noted(page, address: str):
    """Wait until the page has told what was searched for."""
    return page.expect_response(
        lambda answer: answer.url.endswith(address) and answer.status == 204
    )


def test_what_two_people_search_for_in_vain_is_listed_and_settled(stack, browser):
    for person in (AINO, EERO):
        page = open_page(browser)
        sign_in(page, stack.url, person)
        page.goto(f"{stack.url}/fi/search/")
        # Half words do not count; what is left standing does, without Enter.
        with noted(page, "/fi/search/note/"):
            page.locator("#words").press_sequentially(WORD)
        assert page.failed == []
    for phone in (True, False):
        for dark in (True, False):
            page = open_page(browser, phone=phone, dark=dark)
            sign_in(page, stack.url, KAISA)
            page.goto(f"{stack.url}/fi/search/insight/")
            expect(page.get_by_role("link", name=WORD, exact=True)).to_be_visible()
            assert problems(page) == []
    assert page.get_by_role("link", name=re.compile(f"^{WORD[:-1]}$")).count() == 0
    page.get_by_role("button", name=re.compile(f"^Ei tehtävää.*{WORD}")).press("Enter")
    expect(page.get_by_text(f"”{WORD}” on pois listalta.")).to_be_visible()
    expect(page.get_by_role("link", name=WORD, exact=True)).to_have_count(0)
    assert problems(page) == []


def test_a_hit_that_is_opened_is_told_and_opens_all_the_same(stack, browser):
    page = open_page(browser)
    sign_in(page, stack.url, AINO)
    page.goto(f"{stack.url}/fi/search/?q=ohje")
    with noted(page, "/fi/search/note/"):
        page.locator("#found .hit h3 a").first.click()
    page.wait_for_url(lambda url: "/search/" not in url)
    assert page.failed == []
