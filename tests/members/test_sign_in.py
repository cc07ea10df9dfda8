from __future__ import annotations

import re

import pytest
from django.core import mail
from django.test import Client

from notifications.models import Notice
from notifications.sending import send_due
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db
PASSWORD = "verkosto-demo"


def test_a_person_signs_in_by_e_mail_in_any_case_of_letters():
    UserFactory(email="aino@example.org")
    client = Client()
    data = {"login": "Aino@Example.org", "password": PASSWORD}
    response = client.post("/accounts/login/", data)
    assert response.status_code == 302
    assert client.get("/api/me").json()["email"] == "aino@example.org"


def test_a_wrong_password_keeps_the_address_and_says_so_in_finnish(client):
    UserFactory(email="aino@example.org")
    data = {"login": "aino@example.org", "password": "väärä-sana-12"}
    text = client.post("/accounts/login/", data).content.decode()
    assert 'value="aino@example.org"' in text
    assert 'role="alert"' in text


def test_nobody_registers_an_account_by_themselves(client):
    text = client.get("/accounts/signup/").content.decode()
    assert "<form" not in text
    data = {"email": "uusi@example.org", "password1": "a" * 14, "password2": "a" * 14}
    client.post("/accounts/signup/", data)
    assert not Client().login(email="uusi@example.org", password="a" * 14)


def test_a_password_link_goes_through_the_ledger_and_works_once(client):
    user = UserFactory(email="aino@example.org")
    client.post("/accounts/password/reset/", {"email": "aino@example.org"})
    assert mail.outbox == []
    send_due()
    [message] = mail.outbox
    assert message.to == ["aino@example.org"]
    path = re.search(r"https?://[^/]+(/accounts/password/reset/key/\S+)", message.body)[
        1
    ]
    page = client.get(path, follow=True)
    form_path = page.redirect_chain[-1][0]
    new = "uusi-pitkä-sana-9"
    client.post(form_path, {"password1": new, "password2": new})
    user.refresh_from_db()
    assert user.check_password(new)
    assert Notice.objects.get().payload == {}


def test_an_address_without_an_account_gets_no_mail_and_the_same_answer(client):
    UserFactory(email="aino@example.org")
    known = client.post("/accounts/password/reset/", {"email": "aino@example.org"})
    other = Client().post("/accounts/password/reset/", {"email": "kuka@example.org"})
    assert known.status_code == other.status_code == 302
    assert known.headers["Location"] == other.headers["Location"]
    assert Notice.objects.count() == 1


def test_a_closed_account_does_not_sign_in():
    UserFactory(email="aino@example.org", is_active=False)
    client = Client()
    client.post("/accounts/login/", {"login": "aino@example.org", "password": PASSWORD})
    assert client.get("/api/me").status_code == 401
