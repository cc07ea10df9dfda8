from __future__ import annotations

import pytest

from notifications import sending
from tests.factories.notices import Relay


@pytest.fixture
def relay(monkeypatch):
    def use(*answers):
        chosen = Relay(*answers)
        monkeypatch.setattr(sending, "get_connection", lambda: chosen)
        return chosen

    return use
