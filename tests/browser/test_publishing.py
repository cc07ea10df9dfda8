"""A lead publishes from a phone, without knowing Wagtail."""

from __future__ import annotations

import pytest

from tests.browser.main_job import EERO, KAISA, api
from tests.browser.pages import follow, open_page, problems, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.xdist_group("stack")]


class Steps:
    """Counts what a person does: each press and each field that is filled."""

    def __init__(self, page):
        self.page, self.pressed, self.filled = page, 0, 0

    def press(self, role, name):
        self.pressed += 1
        self.page.get_by_role(role, name=name, exact=True).first.click()

    def fill(self, name, text):
        self.filled += 1
        self.page.locator(f"[name={name}]").fill(text)


def new_lead(stack):
    """Make Eero the lead of a new closed space and return the address of its page."""
    call = api(stack, KAISA)
    space = call(
        "POST", "/spaces", name="Sammutusvesi", kind="working_group", policy="closed"
    ).json()
    call("POST", f"/spaces/{space['id']}/members", email=EERO, role="lead")
    return stack.url + space["url"]


def test_a_new_leads_first_update_takes_two_fields_and_two_presses(stack, browser):
    page = open_page(browser, phone=True)
    sign_in(page, stack.url, EERO)
    page.goto(new_lead(stack))
    steps = Steps(page)
    steps.press("link", "Uusi tiedote")
    assert problems(page) == []
    steps.fill("title", "Vedenottopaikat on tarkistettu")
    steps.fill("text", "Kolme paikkaa poistui:\n\n- Hatanpää\n- Santalahti")
    steps.press("button", "Julkaise")
    page.get_by_role("button", name="Kumoa julkaisu").wait_for()
    assert (steps.filled, steps.pressed) == (2, 2)
    assert page.get_by_role("listitem").filter(has_text="Santalahti").count() == 1
    assert problems(page) == []

    # Undone, it is a draft that can be previewed and published again.
    page.get_by_role("button", name="Kumoa julkaisu").click()
    page.get_by_role("button", name="Julkaise").wait_for()
    assert problems(page) == []
    page.get_by_role("button", name="Esikatsele").click()
    page.get_by_role("link", name="Jatka kirjoittamista").wait_for()
    assert problems(page) == []
    page.get_by_role("link", name="Jatka kirjoittamista").click()
    page.get_by_role("button", name="Julkaise").click()
    page.get_by_role("button", name="Kumoa julkaisu").wait_for()
    assert page.evaluate("Object.keys(localStorage)") == []


def test_what_was_typed_survives_the_session_and_the_connection(stack, browser):
    page = open_page(browser, phone=True)
    sign_in(page, stack.url, EERO)
    page.goto(new_lead(stack))
    page.get_by_role("link", name="Uusi tiedote").click()
    form = page.url
    page.locator("[name=title]").fill("Kesken jäänyt")
    page.get_by_text("Tallessa klo").wait_for()

    # The connection goes: the form says so, and sends nothing.
    page.context.set_offline(True)
    page.locator("[name=text]").fill("Ilman yhteyttä")
    page.get_by_role("button", name="Julkaise").click()
    page.get_by_text("Ei yhteyttä").wait_for()
    page.context.set_offline(False)

    # The session ends before the form is sent.
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Julkaise").click()
    page.wait_for_url("**/accounts/login/**")
    page.locator("input[name=login]").fill(EERO)
    page.locator("input[name=password]").fill("verkosto-demo")
    page.locator("main button[type=submit]").click()
    page.wait_for_url(form)
    assert page.locator("[name=title]").input_value() == "Kesken jäänyt"
    assert page.locator("[name=text]").input_value() == "Ilman yhteyttä"

    # Nothing is left on the device for the next one.
    page.goto(f"{stack.url}/accounts/logout/")
    page.locator("main button[type=submit]").click()
    page.wait_for_url("**/accounts/login/**")
    assert page.evaluate("Object.keys(localStorage)") == []


def test_an_event_and_a_document_are_published_from_a_phone(stack, browser, tmp_path):
    page = open_page(browser, phone=True)
    sign_in(page, stack.url, EERO)
    group = new_lead(stack)
    page.goto(group)
    follow(page, "Uusi tapahtuma")
    assert problems(page) == []
    page.locator("[name=title]").fill("Vedenottopaikkojen katselmus")
    page.locator("[name=starts_at]").fill("2031-05-06T13:00")
    page.locator("[name=ends_at]").fill("2031-05-06T15:00")
    page.get_by_role("button", name="Julkaise").click()
    page.get_by_role("button", name="Kumoa julkaisu").wait_for()
    assert "13.00–15.00" in page.inner_text("main")

    page.goto(group)
    follow(page, "Lisää asiakirjoja")
    assert problems(page) == []
    file = tmp_path / "vedenottopaikat.pdf"
    file.write_bytes(b"%PDF-1.4 paikat")
    page.locator("[name=new_file]").set_input_files(file)
    page.get_by_role("button", name="Julkaise").click()
    page.get_by_role("link", name="vedenottopaikat", exact=True).wait_for()
    assert problems(page) == []


def test_the_form_works_without_scripts(stack, browser):
    context = browser.new_context(java_script_enabled=False, locale="fi-FI")
    page = context.new_page()
    page.set_default_timeout(10_000)
    sign_in(page, stack.url, EERO)
    page.goto(new_lead(stack))
    page.get_by_role("link", name="Uusi tiedote").click()
    page.locator("[name=text]").fill("Ilman **skriptejä**")
    page.get_by_role("button", name="Julkaise").click()
    # Without a title it comes back with what was typed.
    assert page.locator("[name=text]").input_value() == "Ilman **skriptejä**"
    page.locator("[name=title]").fill("Onnistuu näinkin")
    page.get_by_role("button", name="Julkaise").click()
    assert page.locator("main b", has_text="skriptejä").count() == 1
