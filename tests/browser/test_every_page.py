"""Every page of the demonstration, as a picture would show it: nothing broken."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

from tests.browser.pages import open_page, problems, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.xdist_group("stack")]

# One page of each kind, looked at in every language, and in every light and width.
KINDS = (
    "/fi/",
    "/fi/?tab=own",
    "/fi/ryhmat/",
    "/fi/ryhmat/riskienhallinta/",
    "/fi/ryhmat/riskienhallinta/members/",
    "/fi/ryhmat/omavalvonta/",
    "/fi/spaces/3/ask/",
    "/fi/invitations/",
    "/fi/guests/",
    "/fi/hankkeet/",
    "/fi/hankkeet/palvelukokonaisuudet/",
    "/fi/tapahtumat/",
    "/fi/tapahtumat/?view=week",
    "/fi/tapahtumat/?view=list",
    "/fi/tapahtumat/?view=list&organiser=spaces&q=a&mine=on",
    "/fi/calendar/feeds/",
    "/fi/ryhmat/riskienhallinta/riskiruututyopaja/",
    "/fi/concepts/",
    "/fi/search/?q=pelastuslaitosten",
    "/fi/search/?q=eitällaista",
    "/fi/strategia-2021-2023/",
    "/fi/tiedotteet/",
    "/fi/kannanotot/",
    "/fi/ohje/",
    "/fi/me/",
    "/fi/me/edit/",
    "/fi/people/",
    "/fi/organisations/",
    "/fi/inbox/",
    "/fi/ei-tallaista-sivua/",
    "/accounts/logout/",
    "/accounts/password/change/",
)
# What a lead sees of a space that has an expert network's members and a guest.
OF_A_LEAD = (
    "/fi/ryhmat/ensihoito/",
    "/fi/ryhmat/ensihoito/members/",
    *(
        f"/fi/spaces/3/{name}/"
        for name in (
            "requests",
            "invitations",
            "members/add",
            "members/departments",
            "guests",
            "hand-over",
            "history",
        )
    ),
    "/fi/spaces/3/members/departments/?department=1",
)
# A page for each member of each space; the tests of a lead's pages look at one.
OF_EACH_MEMBER = re.compile(r"/spaces/\d+/members/\d+/")
# What each event and each notice has for those who run them, and the forms that stand
# behind each space, person, department, update, guest, round and concept: of every kind
# a few are looked at.
OF_MANY = re.compile(
    r"/(?:events|ledger)/\d+/|/concepts/[\w-]+/\d+/\w|/concepts/tree/[\w-]+/\d+/"
    r"|/(?:spaces|people|organisations|updates|guests|rounds)/\d+/\w"
)
A_FEW = 3
# Roads that are no Finnish pages: files, the editor, the same page in other languages,
# whose kinds are looked at on their own.
NOT_PAGES = (
    "/documents/",
    "/media/",
    "/static/",
    "/admin/",
    "/api/",
    "/accounts/",
    "/sv/",
    "/en/",
)


@pytest.fixture
def stack(shared_stack):
    """Nothing but a sign-in is written here."""
    return shared_stack


def links_of(page, url: str) -> set[str]:
    """Return the addresses that a Finnish page leads to, files and filters left out."""
    found = page.eval_on_selector_all(
        "a[href]:not([download])", "all => all.map(a => a.href)"
    )
    here = urlsplit(url)
    kept = set()
    for link in found:
        target = urldefrag(urljoin(url, link)).url
        parts = urlsplit(target)
        is_page = (
            parts.netloc == here.netloc
            and not parts.path.startswith(NOT_PAGES)
            and not parts.path.endswith(".ics")
            and not OF_EACH_MEMBER.search(parts.path)
        )
        # Of each list the first page; other filters are the same page again.
        if is_page and not parts.query:
            kept.add(target)
    return kept


@pytest.mark.parametrize(
    ("language", "phone", "dark"),
    [("fi", True, False), ("sv", False, True)],
    ids=["fi-phone-light", "sv-desktop-dark"],
)
def test_every_page_of_a_lead_is_right(stack, browser, language, phone, dark):
    page = open_page(browser, phone=phone, dark=dark, language=language)
    sign_in(page, stack.url, "mikael.ohman@example.org")
    page.goto(f"{stack.url}/{language}/ryhmat/ensihoito/members/")
    links = page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)")
    of_one = next(link for link in links if OF_EACH_MEMBER.search(link))
    of_one = of_one.removeprefix(f"{stack.url}/{language}/")
    wrong = {}
    for path in (*OF_A_LEAD, f"/fi/{of_one}", f"/fi/{of_one}end/"):
        answer = page.goto(stack.url + path.replace("/fi/", f"/{language}/"))
        wrong[path] = problems(page, language)
        if answer.status != 200:
            wrong[path].append(f"answers {answer.status}")
    assert {path: found for path, found in wrong.items() if found} == {}


@pytest.mark.parametrize(
    ("language", "phone", "dark"),
    [
        ("fi", True, False),
        ("fi", False, True),
        ("sv", True, True),
        ("en", False, False),
    ],
    ids=["fi-phone-light", "fi-desktop-dark", "sv-phone-dark", "en-desktop-light"],
)
def test_every_kind_of_page_is_right_in_every_language_light_and_width(
    stack, browser, language, phone, dark
):
    page = open_page(browser, phone=phone, dark=dark, language=language)
    page.goto(f"{stack.url}/accounts/login/")
    wrong = {"/accounts/login/": problems(page, language)}
    sign_in(page, stack.url, "aino@example.org")
    for path in (kind.replace("/fi/", f"/{language}/") for kind in KINDS):
        page.goto(stack.url + path)
        wrong[path] = problems(page, language)
    assert {path: found for path, found in wrong.items() if found} == {}


def test_every_page_that_can_be_reached_is_right(stack, browser):
    page = open_page(browser, phone=True)
    sign_in(page, stack.url, "admin@example.org")
    waiting, seen, wrong = [f"{stack.url}/fi/"], set(), {}
    of_kind: Counter[str] = Counter()
    while waiting:
        url = waiting.pop()
        if url in seen:
            continue
        seen.add(url)
        if OF_MANY.search(url):
            of_kind[kind := re.sub(r"/\d+/", "/1/", url)] += 1
            if of_kind[kind] > A_FEW:
                continue
        answer = page.goto(url)
        if answer.status != 200:
            wrong[url] = [f"answers {answer.status}"]
            continue
        if found := problems(page):
            wrong[url] = found
        waiting += links_of(page, url) - seen
    assert wrong == {}
    # Pages, people, concepts and events of the demonstration, none left out.
    assert len(seen) > 200
