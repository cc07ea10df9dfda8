from __future__ import annotations

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def finnish():
    """Each test begins in Finnish: a page read in Swedish leaves that language on."""
    with translation.override("fi"):
        yield
