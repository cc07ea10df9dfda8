"""Guessing at passwords, and being led elsewhere by signing in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from network_site.settings import base
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db
PASSWORD = "verkosto-demo"


@pytest.fixture(autouse=True)
def limits(settings) -> Iterator[None]:
    """The limits of a real site, which other tests do without."""
    settings.ACCOUNT_RATE_LIMITS = base.ACCOUNT_RATE_LIMITS
    cache.clear()
    yield
    cache.clear()


def sign_in(email: str, password: str, **how: str) -> bool:
    client = Client(**how)
    client.post("/accounts/login/", {"login": email, "password": password})
    return client.get("/api/me").status_code == 200


def test_an_account_that_is_guessed_at_is_shut_for_a_while_and_others_are_not():
    aino, eero = UserFactory(), UserFactory()
    for attempt in range(8):
        assert not sign_in(aino.email, f"arvaus-{attempt}")
    assert not sign_in(aino.email, PASSWORD)
    assert sign_in(eero.email, PASSWORD)


def test_forged_addresses_do_not_make_more_guesses():
    aino = UserFactory()
    for attempt in range(8):
        forged = f"203.0.113.{attempt}"
        assert not sign_in(aino.email, "arvaus", HTTP_X_FORWARDED_FOR=forged)
    forged = "203.0.113.99"
    assert not sign_in(aino.email, PASSWORD, HTTP_X_FORWARDED_FOR=forged)


def guess_at_many(address_of) -> None:
    for attempt in range(100):
        sign_in(f"nimi{attempt}@example.org", "arvaus", **address_of(attempt))


def test_who_guesses_at_many_accounts_is_shut_out_and_nobody_else(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    aino = UserFactory()
    # The proxy writes the last address; what stands before it was sent by the guesser.
    guess_at_many(
        lambda attempt: {"HTTP_X_FORWARDED_FOR": f"203.0.113.{attempt}, 198.51.100.7"}
    )
    assert not sign_in(aino.email, PASSWORD, HTTP_X_FORWARDED_FOR="198.51.100.7")
    assert sign_in(aino.email, PASSWORD, HTTP_X_FORWARDED_FOR="198.51.100.8")


def test_without_a_proxy_in_front_a_forged_address_is_nothing():
    aino = UserFactory()
    guess_at_many(lambda attempt: {"HTTP_X_FORWARDED_FOR": f"203.0.113.{attempt}"})
    assert not sign_in(aino.email, PASSWORD, HTTP_X_FORWARDED_FOR="198.51.100.8")
    assert sign_in(aino.email, PASSWORD, REMOTE_ADDR="198.51.100.9")


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://example.com/",
        "//example.com/",
        "/\\example.com/",
        "https:example.com",
        "javascript:alert(1)",
        "http://testserver@example.com/",
    ],
)
def test_signing_in_leads_nowhere_else(elsewhere):
    aino = UserFactory()
    data = {"login": aino.email, "password": PASSWORD, "next": elsewhere}
    response = Client().post("/accounts/login/", data)
    assert response.status_code == 302
    assert response.url.startswith("/")
    assert "example.com" not in response.url
    assert not response.url.startswith(("//", "/\\"))
