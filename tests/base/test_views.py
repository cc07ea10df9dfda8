from __future__ import annotations

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.models import Collection, Locale

from groups.permissions import derive_permissions
from network_site.base.models import NetworkDocument, NetworkImage
from tests.api import Api
from tests.clients import signed_in
from tests.factories.files import picture
from tests.factories.groups import SpaceFactory
from tests.factories.members import UserFactory
from tests.factories.site import plant

pytestmark = pytest.mark.django_db


def test_healthz_answers_without_signing_in(client):
    assert client.get("/healthz").content == b"ok\n"


def test_readyz_tells_the_state_of_each_part(client):
    answer = client.get("/readyz").json()
    assert answer["ok"] is True
    assert {"database", "mail", "search"} <= set(answer["parts"])


def test_the_bare_address_leads_to_a_language_that_the_site_has():
    tree = plant()
    client = signed_in(UserFactory(language="sv"))
    assert client.get("/").headers["Location"] == "/fi/"
    swedish = Locale.objects.create(language_code="sv")
    tree.home.copy_for_translation(swedish).save_revision().publish()
    cache.clear()
    assert client.get("/").headers["Location"] == "/sv/"


def test_an_anonymous_reader_is_asked_to_sign_in_and_comes_back(client):
    response = client.get("/fi/people/")
    assert response.status_code == 302
    assert response.headers["Location"] == "/accounts/login/?next=/fi/people/"


def test_the_api_answers_401_instead_of_a_sign_in_form(client):
    for path in ("/api/me", "/api/search?q=x", "/openapi.json"):
        response = client.get(path)
        assert response.status_code == 401
        assert response["Content-Type"] == "application/problem+json"


def test_the_api_names_the_field_that_is_wrong():
    api = Api(UserFactory(coordinator=True))
    answer = api.post("/spaces", {"name": "Uusi", "kind": "kerho", "policy": "open"})
    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == ["kind"]


def test_the_editors_first_page_counts_nothing_that_its_reader_may_not_see():
    page = signed_in(UserFactory(administrator=True)).get("/admin/").content.decode()
    assert "w-summary" not in page
    assert "icon-doc-full-inverse" not in page.split("<main")[1].split("</main>")[0]


def test_wagtails_own_sign_in_leads_to_the_one_that_everybody_uses(client):
    response = client.post("/admin/login/", {"username": "x", "password": "y"})
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/accounts/login/")


def test_a_member_without_editing_rights_gets_403_in_the_admin_and_no_loop():
    client = signed_in(UserFactory())
    response = client.get("/admin/", follow=True)
    assert response.status_code == 403
    assert len(response.redirect_chain) == 1


def test_an_image_is_served_to_those_who_see_its_space_and_to_nobody_else():
    member, outsider = UserFactory(), UserFactory()
    space = SpaceFactory(closed=True, members=[member])
    derive_permissions(space)
    image = NetworkImage.objects.create(
        title="Kuva", file=picture(), collection=space.collection
    )
    url = image.get_rendition("width-40").url
    assert signed_in(member).get(url).status_code == 200
    assert signed_in(outsider).get(url).status_code == 404
    assert signed_in(outsider).get(f"/media/{image.file.name}").status_code == 404
    assert Client().get(url).status_code == 302


def test_a_document_is_served_to_those_who_see_its_space_and_to_nobody_else():
    member, outsider = UserFactory(), UserFactory()
    space = SpaceFactory(hidden=True, members=[member])
    derive_permissions(space)
    document = NetworkDocument.objects.create(
        title="Muistio",
        file=ContentFile(b"salainen", name="muistio.txt"),
        collection=space.collection,
    )
    assert signed_in(member).get(document.url).status_code == 200
    assert signed_in(outsider).get(document.url).status_code == 404
    assert signed_in(outsider).get(f"/media/{document.file.name}").status_code == 404


def test_the_networks_own_files_are_served_to_everyone_signed_in():
    document = NetworkDocument.objects.create(
        title="Ohje",
        file=ContentFile(b"ohje", name="ohje.txt"),
        collection=Collection.get_first_root_node(),
    )
    assert signed_in(UserFactory(guest=True)).get(document.url).status_code == 200
    assert Client().get(document.url).status_code == 302


def test_the_demonstrations_mail_is_for_administrators_only(settings, tmp_path):
    settings.EMAIL_FILE_PATH = tmp_path
    assert signed_in(UserFactory()).get("/dev/mail/").status_code == 404
    administrator = signed_in(UserFactory(administrator=True))
    assert administrator.get("/dev/mail/").status_code == 200
    assert administrator.get("/dev/mail/secret-key/").status_code == 404


def test_an_unknown_page_gets_our_own_404():
    response = signed_in(UserFactory()).get("/fi/ei-tallaista/")
    assert response.status_code == 404
    assert "Sivua ei löydy" in response.content.decode()
