"""What every page must hold, whoever looks at it and on whatever screen."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import polib
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings

PASSWORD = "verkosto-demo"
DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


def open_page(
    browser: Any, *, phone: bool = False, dark: bool = False, language: str = "fi"
) -> Any:
    """Return a new page that keeps a list of requests to other hosts."""
    context = browser.new_context(
        viewport=PHONE if phone else DESKTOP,
        color_scheme="dark" if dark else "light",
        locale=f"{language}-FI",
        timezone_id="Europe/Helsinki",
        accept_downloads=True,
    )
    page = context.new_page()
    page.foreign = []

    def note(request: Any) -> None:
        parts = urlsplit(request.url)
        if parts.scheme.startswith("http") and parts.hostname != "127.0.0.1":
            page.foreign.append(request.url)

    page.on("request", note)
    page.failed = []
    page.on("pageerror", lambda error: page.failed.append(str(error)))

    def note_refusal(message: Any) -> None:
        if "Content Security Policy" in message.text:
            page.failed.append(message.text)

    page.on("console", note_refusal)
    return page


def sign_in(page: Any, url: str, address: str) -> None:
    """Sign in through the form, whose words are in the browser's language."""
    page.goto(f"{url}/accounts/login/")
    page.locator("input[name=login]").fill(address)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    page.wait_for_url(re.compile(rf"{re.escape(url)}/(fi|sv|en)/"))


def follow(page: Any, name: str) -> None:
    """Follow the link of that name, until the page that it leads to is there whole.

    A click alone returns as soon as it is made, on the page that is being left.
    """
    with page.expect_navigation():
        page.get_by_role("link", name=name, exact=True).click()


@cache
def interface_phrases(language: str) -> frozenset[str]:
    """Return what the interface says in a language, as far as it tells languages apart.

    One word alone is often both a word of content and of the interface; phrases of two
    words or more are the interface's own.
    """
    folder = "fi" if language == "en" else language
    root = Path(settings.BASE_DIR)
    entries = [
        entry
        for path in root.glob(f"**/locale/{folder}/LC_MESSAGES/django.po")
        if ".venv" not in path.parts
        for entry in polib.pofile(str(path))
    ]
    said = {entry.msgid if language == "en" else entry.msgstr for entry in entries}
    return frozenset(
        words for words in said if " " in words and not {"%", "\n"} & set(words)
    )


# What the page says in its own language, to the eye and to the ear: what is marked as
# another language is left out.
OWN_TEXT = """() => {
  const page = document.documentElement.cloneNode(true);
  page.querySelectorAll(`script, style, [lang]:not([lang=${page.lang}])`)
    .forEach(element => element.remove());
  const said = [...page.querySelectorAll('[aria-label], [title], [alt], [placeholder]')]
    .flatMap(element => ['aria-label', 'title', 'alt', 'placeholder']
      .map(name => element.getAttribute(name) || ''));
  return [page.textContent, ...said].join(' | ');
}"""


def foreign_on(text: str, language: str) -> list[str]:
    """Return the phrases of the interface that a text says in another language."""
    others = [interface_phrases(code) for code, _name in settings.LANGUAGES]
    foreign = frozenset().union(*others) - interface_phrases(language)
    return [
        phrase
        for phrase in foreign
        if phrase in text and re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text)
    ]


def problems(page: Any, language: str = "fi") -> list[str]:
    """Return what is wrong with the page that is open, in words."""
    page.wait_for_load_state()
    found = [f"asks another host: {url}" for url in page.foreign]
    found += [f"script error: {error}" for error in page.failed]
    results = Axe().run(page).response["violations"]
    for violation in results:
        targets = ", ".join(str(node["target"]) for node in violation["nodes"][:3])
        found.append(f"axe {violation['id']}: {targets}")
    too_wide = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    if too_wide > 0:
        found.append(f"{too_wide} px wider than the screen")
    text = page.evaluate(OWN_TEXT)
    found += [f"not {language}: {words}" for words in foreign_on(text, language)]
    if page.get_attribute("html", "lang") != language:
        found.append(f"the page does not say that it is {language}")
    return found
