"""A program that reads /rest/v1."""

from __future__ import annotations

from typing import Any

from django.test import Client

from members.services import create_token
from tests.factories.members import UserFactory


class Reader:
    """Asks with somebody's token; ``anonymous`` asks without."""

    def __init__(self, *, anonymous: bool = False) -> None:
        self.headers: dict[str, str] = {}
        if not anonymous:
            user = UserFactory()
            token = create_token(user=user, name="testi", acting_user=user)
            self.headers["authorization"] = f"Bearer {token}"

    def ask(self, path: str, accept: str = "", **asked: Any) -> Any:
        """Return the response to a call below /rest/v1/."""
        headers = self.headers | ({"accept": accept} if accept else {})
        return Client(headers=headers).get(f"/rest/v1/{path}", asked)

    def json(self, path: str, **asked: Any) -> Any:
        """Return the answer to a call that must succeed."""
        response = self.ask(path, **asked)
        assert response.status_code == 200, response.content.decode()
        return response.json()

    def refusal(self, path: str, **asked: Any) -> str:
        """Return the words of an answer that must be a refusal."""
        response = self.ask(path, **asked)
        assert response.status_code >= 400
        assert response["Content-Type"] == "text/plain; charset=utf-8"
        return response.content.decode()
