from __future__ import annotations

import pytest

from network_site.base import cache
from network_site.base.cache import TolerantRedisCache


def test_without_redis_the_cache_is_empty_and_with_it_again_it_keeps(
    redis_server, monkeypatch, caplog
):
    monkeypatch.setattr(cache, "LEFT_ALONE", 0)
    kept = TolerantRedisCache(redis_server.url, {})
    kept.set("name", "value", 60)
    assert kept.get("name") == "value"
    redis_server.stop()
    assert kept.get("name", "nothing") == "nothing"
    assert kept.get_many(["name"]) == {}
    kept.set("name", "other", 60)
    kept.delete_many(["name"])
    # Whoever takes a lock by adding a name must not wait for one that nobody holds.
    assert kept.add("lock", 1, 60) is True
    with pytest.raises(ValueError, match="name"):
        kept.incr("name")
    redis_server.start()
    kept.set("name", "new", 60)
    assert kept.get("name") == "new"
    messages = [record.getMessage() for record in caplog.records]
    assert [message.split(":")[0] for message in messages] == [
        "The cache is away",
        "The cache is back",
    ]
