"""What a reader of another language finds: translations, and Finnish where none is."""

from __future__ import annotations

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils.translation import gettext, override
from wagtail.models import GroupPagePermission, Locale, Page

from events.models import Event
from events.services import register
from groups.models import Space
from home.languages import add_languages
from home.models import StandardPage, Update
from home.services import create_update
from network_site.base.languages import in_language
from notifications.sending import send_due
from search.services import index_objects
from tests import clients
from tests.factories.languages import make_translation, open_languages
from tests.factories.members import UserFactory
from tests.factories.site import (
    make_event_page,
    make_group,
    make_page,
    make_project,
    make_update,
    plant,
)
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    planted = plant()
    open_languages()
    return planted


def signed_in(user=None) -> Client:
    return clients.signed_in(user or UserFactory(language="sv"))


def swedish(url: str) -> str:
    return in_language(url, "sv")


def text_of(client: Client, url: str) -> str:
    # Headings carry soft hyphens.
    return clients.text_of(client, url).replace("\u00ad", "")


# A page without a translation


def test_opening_the_languages_twice_makes_nothing_more(tree):
    pages = Page.objects.count()
    assert add_languages() == []
    assert Page.objects.count() == pages
    assert {locale.language_code for locale in Locale.objects.all()} == {
        "fi",
        "sv",
        "en",
    }


def test_a_page_without_a_translation_is_finnish_in_a_swedish_frame(tree):
    text = text_of(signed_in(), swedish(make_page(tree, "Yhteystiedot").url))
    assert '<html lang="sv">' in text
    assert '<h1 lang="fi">Yhteystiedot</h1>' in text
    assert "Sidan finns bara på finska." in text
    with override("sv"):
        assert gettext("Skip to content") in text


def test_a_new_page_is_in_every_language_at_once_and_goes_when_it_is_withdrawn(tree):
    lead = UserFactory()
    group = make_group(tree, leads=[lead])
    update = create_update(
        title="Päätökset",
        text="Tekstiä",
        space=Space.objects.get(translation_key=group.translation_key),
        acting_user=lead,
    )
    client, url = signed_in(), swedish(update.page_in("fi").url)
    text_of(client, url)
    update.source_page().specific.unpublish()
    assert client.get(url).status_code == 404


def test_a_page_that_moves_or_is_renamed_moves_in_every_language(tree):
    client, group = signed_in(), make_group(tree, "Valmius")
    page = make_update(tree.updates, "Päätökset")
    page.move(group, pos="last-child")
    moved = Page.objects.get(pk=page.pk)
    assert client.get(swedish(page.url)).status_code == 404
    assert "Päätökset" in text_of(client, swedish(moved.url))
    moved.delete()
    assert client.get(swedish(moved.url)).status_code == 404


@pytest.mark.parametrize(("policy", "status"), [("closed", 403), ("hidden", 404)])
def test_what_a_space_keeps_to_itself_it_keeps_in_every_language(tree, policy, status):
    member, outsider = UserFactory(), UserFactory()
    group = make_group(tree, policy=policy, members=[member])
    page = make_update(group, "Salaista")
    for code in ("fi", "sv", "en"):
        url = in_language(page.url, code)
        assert signed_in(outsider).get(url).status_code == status
        assert signed_in(member).get(url).status_code == 200


# A page with one


def test_the_address_in_another_language_leads_to_the_translation(tree):
    group = make_group(tree, "Riskienhallinta")
    own = make_translation(group, "Riskhantering")
    client = signed_in()
    answer = client.get(swedish(group.url) + "members/?page=1")
    assert answer.headers["Location"] == own.url + "members/?page=1"
    assert client.get(in_language(own.url, "fi")).headers["Location"] == group.url
    assert "Sidan finns bara" not in text_of(client, own.url)


def test_a_draft_of_a_translation_does_not_hide_the_page(tree):
    page = make_page(tree, "Ohje")
    own = make_translation(page, "Hjälp")
    own.unpublish()
    assert "Ohje" in text_of(signed_in(), swedish(page.url))


def test_the_alias_that_holds_the_place_of_an_untranslated_parent_is_no_translation(
    tree,
):
    group = make_group(tree, "Riskienhallinta")
    own = make_translation(make_update(group, "Päätökset"), "Beslut")
    alias = own.get_parent()
    assert alias.alias_of_id == group.pk
    client = signed_in()
    text = text_of(client, own.url)
    assert f'href="{swedish(group.url)}" lang="fi"' in text
    assert '<h1 lang="fi">' in text_of(client, alias.url)


def test_lists_show_each_thing_once_and_in_the_readers_language(tree):
    group = make_group(tree, "Riskienhallinta")
    make_translation(group, "Riskhantering")
    make_group(tree, "Valmius")
    make_translation(make_update(tree.updates, "Päätökset"), "Beslut")
    make_update(tree.updates, "Kutsu")
    make_translation(make_event_page(tree.events, "Työpaja"), "Verkstad")
    make_event_page(tree.events, "Kokous")
    client = signed_in()
    for url, own, finnish, hidden in (
        (tree.updates.url, "Beslut", "Kutsu", "Päätökset"),
        (tree.groups.url, "Riskhantering", "Valmius", "Riskienhallinta"),
        (tree.events.url + "?view=list", "Verkstad", "Kokous", "Työpaja"),
    ):
        text = text_of(client, swedish(url)).split('<div class="page">')[1]
        assert text.count(f">{own}</a>") == text.count(f' lang="fi">{finnish}</a>') == 1
        assert f">{hidden}</a>" not in text


def test_the_search_finds_a_translated_thing_once_and_leads_into_the_readers_tree(tree):
    page = make_page(tree, "Sammutusvesi")
    make_translation(page, "Släckvatten")
    plain = make_page(tree, "Sammutusvesi maalla")
    ids = StandardPage.objects.values_list("pk", flat=True)
    index_objects(kind="page", object_ids=list(ids))
    text = text_of(signed_in(), "/sv/search/?q=sammutusvesi")
    assert text.count('<article class="hit') == 2
    assert f'href="{swedish(plain.url)}" lang="fi"' in text


# Translations follow the page they were made from


def test_a_translation_is_for_those_that_its_page_is_for(tree):
    page = make_page(tree, "Ohje")
    own, guest = make_translation(page, "Hjälp"), signed_in(UserFactory(guest=True))
    assert guest.get(own.url).status_code == 200
    page = StandardPage.objects.get(pk=page.pk)
    page.audience = "members"
    page.save_revision().publish()
    assert guest.get(own.url).status_code == 403
    # An older draft of the translation does not open it again.
    own.get_latest_revision().publish()
    assert guest.get(own.url).status_code == 403


def test_a_translation_is_withdrawn_moved_and_deleted_with_its_page(tree):
    closed = make_group(tree, "Suljettu", policy="closed")
    page = make_update(tree.updates, "Päätökset", audience="members")
    own, reader = make_translation(page, "Beslut"), signed_in()
    assert reader.get(own.url).status_code == 200
    page.move(closed, pos="last-child")
    own = Page.objects.get(pk=own.pk)
    assert own.get_parent().translation_key == closed.translation_key
    assert reader.get(own.url).status_code == 403
    page = Page.objects.get(pk=page.pk).specific
    page.unpublish()
    own.refresh_from_db()
    assert not own.live
    page.delete()
    assert not Page.objects.filter(pk=own.pk).exists()


def test_an_event_is_called_off_when_its_page_goes_with_all_its_translations(tree):
    page = make_event_page(tree.events, "Työpaja")
    make_translation(page, "Verkstad")
    make_translation(page, "Workshop", language="en")
    Page.objects.get(pk=page.pk).delete()
    event = Event.objects.get(series__translation_key=page.translation_key)
    assert event.is_cancelled
    assert not event.live


def test_a_lead_may_edit_the_space_in_every_language(tree):
    lead = UserFactory()
    group = make_group(tree, leads=[lead])
    own = make_translation(group, "Riskhantering")
    assert own.permissions_for_user(lead).can_edit()
    assert lead.has_perm("wagtail_localize.submit_translation")
    call_command("check_permissions")
    GroupPagePermission.objects.filter(page=own).delete()
    with pytest.raises(CommandError):
        call_command("check_permissions")


# One model behind all of them


def test_a_seat_taken_on_the_swedish_page_is_the_one_on_the_finnish_page(tree):
    page = make_event_page(tree.events, "Työpaja", capacity=3)
    own, client = make_translation(page, "Verkstad"), signed_in()
    event = Event.objects.get(series__translation_key=page.translation_key)
    assert f'action="/sv/events/{event.pk}/register/"' in text_of(client, own.url)
    answer = client.post(f"/sv/events/{event.pk}/register/")
    assert answer.headers["Location"] == own.url
    assert "Olet ilmoittautunut" in text_of(client, page.url)
    client.post(f"/fi/events/{event.pk}/register/")
    event.refresh_from_db()
    assert event.taken == 1


def test_an_update_read_in_swedish_is_read_in_finnish(tree):
    page = make_update(tree.updates, "Päätökset", audience="members")
    own, client = make_translation(page, "Beslut"), signed_in()
    assert "entry--unread" in text_of(client, tree.updates.url)
    text_of(client, own.url)
    assert "entry--unread" not in text_of(client, tree.updates.url)
    update = Update.objects.get(translation_key=page.translation_key)
    assert update.reads.count() == 1


def test_a_mail_is_in_the_readers_language_and_leads_into_its_tree(tree):
    page = make_event_page(tree.events, "Työpaja")
    own = make_translation(page, "Verkstad")
    plain = make_event_page(tree.events, "Kokous")
    reader = UserFactory(language="sv")
    for event in Event.objects.order_by("pk"):
        register(event=event, user=reader, acting_user=reader)
    send_due()
    translated, finnish = mail.outbox
    assert translated.subject == "Du är anmäld: Verkstad"
    assert own.url in translated.body
    assert "kl. " in translated.body
    assert swedish(plain.url) in finnish.body
    assert "Hej " in finnish.body


# The language switch


def test_the_switch_stays_on_the_page_with_its_tab_and_query(tree):
    group = make_group(tree, "Riskienhallinta")
    own = make_translation(group, "Riskhantering")
    project = make_project(tree).page_in("fi")
    client = signed_in()
    for here, there in (
        (group.url, own.url),
        (group.url + "members/", own.url + "members/"),
        (project.url, swedish(project.url)),
        (f"{tree.projects.url}?status=ended", "/sv/hankkeet/?status=ended"),
        (f"{tree.events.url}?view=list", "/sv/tapahtumat/?view=list"),
        ("/fi/search/?q=vesi&amp;kind=page", "/sv/search/?q=vesi&amp;kind=page"),
        ("/fi/me/", "/sv/me/"),
        ("/fi/concepts/", "/sv/concepts/"),
    ):
        text = text_of(client, here.replace("&amp;", "&"))
        assert f'href="{there}" hreflang="sv"' in text, here
        assert text_of(client, there.replace("&amp;", "&")).count(
            f'href="{here}" hreflang="fi"'
        ), here


def test_the_readers_choice_holds_outside_of_the_languages_too(tree):
    client = signed_in()
    text_of(client, "/sv/")
    assert '<html lang="sv">' in text_of(client, "/accounts/password/change/")
    text_of(client, "/en/")
    assert '<html lang="en">' in text_of(client, "/accounts/password/change/")


def test_no_link_but_the_switch_leads_out_of_the_readers_language(tree):
    group = make_group(tree, "Valmius")
    make_update(group, "Päätökset")
    make_event_page(group, "Kokous")
    client = signed_in()
    for url in ("/sv/", swedish(group.url), "/sv/tapahtumat/", "/sv/me/"):
        links = text_of(client, url).split("<a ")[1:]
        out = [link for link in links if 'href="/fi/' in link.split(">")[0]]
        assert len(out) >= 1
        assert all("hreflang" in link.split(">")[0] for link in out), url


def test_pages_take_no_more_queries_in_another_language(tree):
    group = make_group(tree, "Valmius")
    update = make_update(group, "Päätökset")
    client = signed_in()
    for url, limit in ((tree.home.url, 18), (group.url, 14), (update.url, 14)):
        finnish = queries_of(client, url)
        assert queries_of(client, swedish(url)) <= finnish
        assert finnish <= limit
    few = queries_of(client, swedish(tree.updates.url))
    for number in range(20):
        make_translation(make_update(group, f"Tiedote {number}"), f"Nytt {number}")
    assert queries_of(client, swedish(tree.updates.url)) == few
