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


def open_page(browser: Any, *, phone: bool = False, dark: bool = False) -> Any:
    """Return a new page that keeps a list of requests to other hosts."""
    context = browser.new_context(
        viewport=PHONE if phone else DESKTOP,
        color_scheme="dark" if dark else "light",
        locale="fi-FI",
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
    return page


def sign_in(page: Any, url: str, address: str) -> None:
    page.goto(f"{url}/accounts/login/")
    page.get_by_label("Sähköpostiosoite").fill(address)
    page.get_by_label("Salasana").fill(PASSWORD)
    page.get_by_role("button", name="Kirjaudu sisään").click()
    page.wait_for_url(f"{url}/fi/**")


@cache
def english_words() -> frozenset[str]:
    """Return the phrases of the interface that are English and not Finnish too.

    One word alone is often both a word of content and of the interface; phrases of two
    words or more are the interface's own.
    """
    phrases = set()
    root = Path(settings.BASE_DIR)
    for path in root.glob("**/locale/fi/LC_MESSAGES/django.po"):
        if ".venv" in path.parts:
            continue
        phrases |= {
            entry.msgid
            for entry in polib.pofile(str(path))
            if " " in entry.msgid and "%" not in entry.msgid and "\n" not in entry.msgid
        }
    return frozenset(phrases)


# What the page says in Finnish, to the eye and to the ear: what is marked as another
# language is left out.
FINNISH_TEXT = """() => {
  const page = document.documentElement.cloneNode(true);
  page.querySelectorAll('script, style, body [lang]:not([lang=fi])')
    .forEach(element => element.remove());
  const said = [...page.querySelectorAll('[aria-label], [title], [alt], [placeholder]')]
    .flatMap(element => ['aria-label', 'title', 'alt', 'placeholder']
      .map(name => element.getAttribute(name) || ''));
  return [page.textContent, ...said].join(' | ');
}"""


def english_on(text: str) -> list[str]:
    """Return the phrases of the interface that a text says in English."""
    return [
        phrase
        for phrase in english_words()
        if phrase in text and re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text)
    ]


def problems(page: Any) -> list[str]:
    """Return what is wrong with the page that is open, in words."""
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
    found += [f"English: {words}" for words in english_on(page.evaluate(FINNISH_TEXT))]
    if page.get_attribute("html", "lang") != "fi":
        found.append("the page does not say that it is Finnish")
    return found
