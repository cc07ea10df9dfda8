"""The main job on PostgreSQL, Redis, Elasticsearch and a relay that speaks SMTP."""

from __future__ import annotations

import pytest
import requests

from tests.browser import main_job

pytestmark = [
    pytest.mark.browser,
    pytest.mark.stack,
    pytest.mark.xdist_group("servers"),
]


@pytest.mark.parametrize("words", main_job.LANGUAGES, ids=lambda words: words.language)
def test_a_member_reads_finds_registers_and_gives_up_the_seat(
    searching_site, browser, words
):
    stack, relay = searching_site.stack, searching_site.relay
    ready = requests.get(f"{stack.url}/readyz", timeout=30).json()
    assert ready["parts"]["search"]["engine"] == "elasticsearch"
    main_job.read_find_register_and_cancel(stack, browser, words, relay.messages)
    assert list((stack.var / "mail").glob("*.eml")) == []
