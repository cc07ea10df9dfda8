"""Takes the pictures of these documents from a running demonstration.

Usage: ``make pictures`` after the look or the demonstration has changed.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from tests.browser.pages import open_page, sign_in  # noqa: E402
from tests.stack import Stack, prepare  # noqa: E402

# Name of the picture, whose eyes, which address, and what to click there.
PICTURES = (
    ("front", "aino", "/fi/", ()),
    ("search", "aino", "/fi/search/?q=pelastuslaitosten", ()),
    ("concept", "aino", "/fi/search/?q=yhdyspinta", ("yhdyspinta",)),
    ("event", "aino", "/fi/tapahtumat/?view=list", ("Palotarkastajien iltapäivä",)),
    ("calendar", "aino", "/fi/tapahtumat/", ()),
    ("space", "eero", "/fi/ryhmat/riskienhallinta/", ()),
    ("editor", "eero", "/fi/ryhmat/riskienhallinta/", ("Uusi tiedote",)),
    (
        "participants",
        "eero",
        "/fi/ryhmat/riskienhallinta/riskiruututyopaja/",
        ("Osallistujat",),
    ),
    ("notifications", "aino", "/fi/me/notifications/", ()),
    ("strategy", "kaisa", "/fi/strategia-2021-2023/", ()),
    ("spaces", "kaisa", "/admin/spaces/", ()),
    ("people", "admin", "/admin/users/", ()),
    ("front-phone", "aino", "/fi/", ()),
)


def main() -> None:
    browser_path = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser_path is None:
        sys.exit("Chromium is missing: apt install chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Stack(prepare(Path(folder) / "var")).start()
        browser = playwright.chromium.launch(
            executable_path=browser_path, args=["--no-sandbox"]
        )
        for picture in PICTURES:
            take(browser, site, *picture)
        browser.close()
        site.stop()


def take(
    browser: Any,
    site: Stack,
    name: str,
    person: str,
    address: str,
    clicks: tuple[str, ...],
) -> None:
    """Take one picture and keep it with few colours, so that the repository is small."""
    page = open_page(browser, phone=name.endswith("-phone"))
    sign_in(page, site.url, f"{person}@example.org")
    page.goto(site.url + address)
    for link in clicks:
        page.get_by_role("link", name=link).first.click()
    page.wait_for_load_state("networkidle")
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    path = HERE / "pictures" / f"{name}.png"
    picture.quantize(128, dither=Image.Dither.NONE).save(path, optimize=True)
    page.context.close()


if __name__ == "__main__":
    main()
