"""What a machine may lack: named with its reason, and a failure where CI asks so."""

from __future__ import annotations

import os
import shutil

import pytest

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def lacking(what: str, remedy: str) -> None:
    """Skip the test with the reason, or fail it under REQUIRE_SERVERS=1."""
    reason = f"{what} is not on this machine; {remedy}"
    if os.environ.get("REQUIRE_SERVERS") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def chromium() -> str:
    """Return the path of the browser."""
    for name in CHROMIUM:
        if path := shutil.which(name):
            return path
    lacking("Chromium", "apt install chromium")
    raise AssertionError
