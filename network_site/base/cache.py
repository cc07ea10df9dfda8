"""The cache of an installation with Redis: without it the site is slower, not away."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache.backends.dummy import DummyCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import TimeoutError as RedisTimeoutError

log = logging.getLogger(__name__)

# Seconds for which a Redis that did not answer is left alone.
LEFT_ALONE = 5.0


def _tolerant(method: Callable[..., Any]) -> Callable[..., Any]:
    """Let a method answer as Django's empty cache does while Redis is away."""

    @wraps(method)
    def tried(self: TolerantRedisCache, *args: Any, **kwargs: Any) -> Any:
        if time.monotonic() >= self.state.away_until:
            try:
                answer = method(self, *args, **kwargs)
            except (RedisConnectionError, RedisTimeoutError) as error:
                self.state.went(error)
            else:
                self.state.came()
                return answer
        return getattr(self.empty, method.__name__)(*args, **kwargs)

    return tried


class _State:
    """Whether Redis is away, for all threads of the process."""

    def __init__(self) -> None:
        self.away_until = 0.0

    def went(self, error: Exception) -> None:
        if not self.away_until:
            log.warning("The cache is away: %s", error)
        self.away_until = time.monotonic() + LEFT_ALONE

    def came(self) -> None:
        if self.away_until:
            log.warning("The cache is back")
            self.away_until = 0.0


class TolerantRedisCache(RedisCache):
    """Redis where it answers, nothing where it does not.

    A name that is deleted while Redis is away stays there until it expires, so what is
    cached must always expire.
    """

    state = _State()

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self.empty = DummyCache("", params)

    add = _tolerant(RedisCache.add)
    clear = _tolerant(RedisCache.clear)
    delete = _tolerant(RedisCache.delete)
    delete_many = _tolerant(RedisCache.delete_many)
    get = _tolerant(RedisCache.get)
    get_many = _tolerant(RedisCache.get_many)
    has_key = _tolerant(RedisCache.has_key)
    incr = _tolerant(RedisCache.incr)
    set = _tolerant(RedisCache.set)
    set_many = _tolerant(RedisCache.set_many)
    touch = _tolerant(RedisCache.touch)
