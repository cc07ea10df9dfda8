from __future__ import annotations

from typing import Any

from django.test import Client

from members.services import create_token


class Api:
    """A program that calls the API with somebody's token."""

    def __init__(self, user: Any) -> None:
        token = create_token(user=user, name="testi", acting_user=user)
        self.client = Client(headers={"authorization": f"Bearer {token}"})

    def __getattr__(self, method: str) -> Any:
        send = getattr(self.client, method)
        return lambda path, data=None: send(
            f"/api{path}", data, content_type="application/json"
        )
