"""The main job of each kind of user, by hand in a browser."""

from __future__ import annotations

import pytest

from tests.browser import main_job
from tests.browser.main_job import AINO, EERO, KAISA, api
from tests.browser.pages import open_page, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.xdist_group("stack")]


@pytest.mark.parametrize("words", main_job.LANGUAGES, ids=lambda words: words.language)
def test_a_member_reads_finds_registers_and_gives_up_the_seat(stack, browser, words):
    main_job.read_find_register_and_cancel(stack, browser, words, stack.mails)


def test_eero_publishes_in_the_editor_and_only_his_group_sees_it(stack, browser):
    call = api(stack, KAISA)
    space = call(
        "POST", "/spaces", name="Sammutusvesi", kind="working_group", policy="closed"
    ).json()
    for address, role in ((EERO, "lead"), (AINO, "member")):
        added = call("POST", f"/spaces/{space['id']}/members", email=address, role=role)
        # A coordinator who made the space leads it, and so may add members.
        assert added.status_code == 201

    editor = open_page(browser)
    sign_in(editor, stack.url, EERO)
    editor.goto(stack.url + space["url"])
    pages = editor.get_by_role("link", name="Avaa editorissa").get_attribute("href")
    pk = pages.strip("/").rsplit("/", 1)[-1]
    editor.goto(f"{stack.url}/admin/pages/add/home/updatepage/{pk}/")
    editor.locator("#id_title").fill("Vedenottopaikat on tarkistettu")
    editor.locator("#id_summary").fill("Kolme paikkaa poistui käytöstä.")
    editor.get_by_role("button", name="Lisää toimintoja").last.click()
    editor.get_by_role("button", name="Julkaise").last.click()
    editor.get_by_text("Vedenottopaikat on tarkistettu").first.wait_for()
    assert editor.foreign == []

    member = open_page(browser)
    sign_in(member, stack.url, AINO)
    member.get_by_role("link", name="Vedenottopaikat on tarkistettu").click()
    assert "Kolme paikkaa" in member.inner_text("main")
    update_url = member.url

    outsider = open_page(browser)
    sign_in(outsider, stack.url, "joel.sandberg@example.org")
    assert "Vedenottopaikat" not in outsider.inner_text("main")
    outsider.goto(f"{stack.url}/fi/search/?q=vedenottopaikat")
    assert "Vedenottopaikat on tarkistettu" not in outsider.inner_text("main")
    answer = outsider.goto(update_url)
    assert answer.status == 403
    assert "Vedenottopaikat" not in outsider.inner_text("main")
