from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from members.models import ApiToken, AuditEntry
from members.services import create_token, revoke_token, user_of_token
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


def call_me(token: str) -> int:
    return (
        Client()
        .get("/api/me", headers={"authorization": f"Bearer {token}"})
        .status_code
    )


def test_a_token_opens_the_api_with_its_owners_rights():
    user = UserFactory(language="sv")
    token = create_token(user=user, name="testi", acting_user=user)
    answer = (
        Client().get("/api/me", headers={"authorization": f"Bearer {token}"}).json()
    )
    assert answer == {
        "email": user.email,
        "name": str(user),
        "language": "sv",
        "department": user.organisation.name,
    }


def test_only_the_hash_of_a_token_is_kept():
    user = UserFactory()
    token = create_token(user=user, name="testi", acting_user=user)
    row = ApiToken.objects.get()
    assert token not in str(vars(row))
    assert AuditEntry.objects.filter(action="token.created").exists()


def test_a_token_dies_when_revoked_expired_or_when_its_owner_leaves():
    user = UserFactory()
    revoked, expired, orphaned = (
        create_token(user=user, name=name, acting_user=user) for name in "abc"
    )
    revoke_token(token=ApiToken.objects.get(name="a"), acting_user=user)
    ApiToken.objects.filter(name="b").update(expires_at=timezone.now() - timedelta(1))
    assert call_me(revoked) == call_me(expired) == 401
    assert call_me(orphaned) == 200
    user.is_active = False
    user.save()
    assert call_me(orphaned) == 401


def test_a_token_lives_ninety_days():
    user = UserFactory()
    create_token(user=user, name="testi", acting_user=user)
    life = ApiToken.objects.get().expires_at - timezone.now()
    assert timedelta(days=89) < life <= timedelta(days=90)


def test_the_command_prints_a_token_a_line_in_the_order_asked():
    users = [UserFactory(), UserFactory()]
    out = StringIO()
    call_command("api_token", users[1].email, users[0].email.upper(), stdout=out)
    owners = [user_of_token(line) for line in out.getvalue().split()]
    assert owners == [users[1], users[0]]


def test_the_command_makes_nothing_when_one_account_is_unknown():
    with pytest.raises(CommandError, match=r"kuka@example\.org"):
        call_command("api_token", UserFactory().email, "kuka@example.org")
    assert not ApiToken.objects.exists()


def test_making_a_token_on_the_site_asks_for_the_password_again():
    user = UserFactory()
    client = Client()
    client.post("/accounts/login/", {"login": user.email, "password": "verkosto-demo"})
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": timezone.now().timestamp() - 7200}
    ]
    session.save()
    response = client.get("/fi/me/tokens/")
    assert response.status_code == 302
    assert "/accounts/reauthenticate/" in response.headers["Location"]
    client.post(response.headers["Location"], {"password": "verkosto-demo"})
    text = client.post("/fi/me/tokens/", {"name": "Skripti"}).content.decode()
    assert "kv_" in text
    assert "kv_" not in client.get("/fi/me/tokens/").content.decode()


def test_a_person_ends_only_their_own_tokens():
    owner, other = UserFactory(), UserFactory()
    create_token(user=owner, name="testi", acting_user=owner)
    token = ApiToken.objects.get()
    client = Client()
    client.force_login(other)
    assert client.post(f"/fi/me/tokens/{token.pk}/revoke/").status_code == 404
    client.force_login(owner)
    client.post(f"/fi/me/tokens/{token.pk}/revoke/")
    token.refresh_from_db()
    assert not token.is_valid
