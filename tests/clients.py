"""A reader of the site, without a browser."""

from __future__ import annotations

from django.test import Client

from members.models import User


def signed_in(user: User) -> Client:
    """Return a client in which this person has signed in."""
    client = Client()
    client.force_login(user)
    return client


def text_of(client: Client, url: str) -> str:
    """Return the markup of a page that must be there."""
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()
