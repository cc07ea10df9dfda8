"""There is one door: nothing of Wagtail's or Django's lets anybody in beside it."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import NoReverseMatch, reverse

from members.roles import apply_roles
from tests.clients import signed_in
from tests.factories.members import UserFactory
from tests.factories.site import plant

pytestmark = pytest.mark.django_db
PASSWORD = "verkosto-demo"


@pytest.mark.parametrize(
    "door", ["/admin/login/", "/admin/", "/fi/admin/login/", "/django-admin/login/"]
)
@pytest.mark.parametrize("name", ["username", "email", "login"])
def test_a_password_given_at_another_door_signs_nobody_in(door, name):
    UserFactory(email="admin@example.org", administrator=True)
    client = Client()
    client.post(door, {name: "admin@example.org", "password": PASSWORD, "next": "/"})
    assert SESSION_KEY not in client.session


def test_the_editors_door_leads_to_the_one_that_everybody_uses():
    response = Client().get("/admin/login/?next=/admin/pages/")
    assert response.status_code == 302
    target = urlsplit(response.url)
    assert target.path == reverse("account_login")
    assert parse_qs(target.query) == {"next": ["/admin/pages/"]}


def test_djangos_own_admin_is_not_there():
    assert "django.contrib.admin" not in settings.INSTALLED_APPS
    with pytest.raises(NoReverseMatch):
        reverse("admin:index")


def test_wagtail_changes_no_password_and_sends_no_link_to_a_new_one():
    user = UserFactory(email="kaisa@example.org", coordinator=True)
    apply_roles(user=user)
    assert signed_in(user).get("/admin/password_reset/").status_code == 404
    account = signed_in(user).get("/admin/account/").content.decode()
    assert "old_password" not in account
    assert 'type="password"' not in account


def test_nobody_is_let_in_by_a_key_of_wagtails_own():
    """Restrictions by password would be a door of their own."""
    client = Client()
    response = client.post(
        "/documents/authenticate_with_password/1/", {"password": "avain"}
    )
    assert response.status_code == 302
    assert urlsplit(response.url).path == reverse("account_login")


def walk_of(client: Client, url: str) -> list[int]:
    """Follow an address for as long as it leads on, and return the answers."""
    statuses = []
    for _step in range(8):
        response = client.get(url)
        statuses.append(response.status_code)
        if response.status_code not in (301, 302):
            return statuses
        url = response.url
    raise AssertionError(f"{url} leads round and round")


@pytest.mark.parametrize("traits", [{}, {"guest": True}])
def test_someone_signed_in_who_may_not_edit_is_told_so_and_led_nowhere(traits):
    plant()
    for url in ("/admin/", "/admin/login/?next=/admin/", "/admin/pages/"):
        assert walk_of(signed_in(UserFactory(**traits)), url)[-1] in (200, 403)
    assert walk_of(signed_in(UserFactory(**traits)), "/admin/")[-1] == 403


def test_a_stranger_signs_in_and_comes_back_to_where_they_were_going():
    tree = plant()
    UserFactory(email="aino@example.org")
    client = Client()
    response = client.get(tree.updates.url)
    assert response.status_code == 302
    data = {"login": "aino@example.org", "password": PASSWORD}
    back = client.post(response.url, data | {"next": tree.updates.url})
    assert (back.status_code, back.url) == (302, tree.updates.url)
    assert client.get(back.url).status_code == 200
