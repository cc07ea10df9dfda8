"""A circuit breaker: who is away is left alone for a while, and then tried by one."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable


class Breaker:
    """Lets calls through until one fails, and again when a probe has gone well.

    One a process; its threads share it. The pattern is Nygard's (*Release It!*).

    Args:
        probe: asked by a single thread when the pause is over, while the others are
            still refused; tells whether calls may go through again.
        pause: how long nobody calls after a failure, in seconds.
    """

    def __init__(self, probe: Callable[[], bool], *, pause: float = 15.0) -> None:
        self._probe = probe
        self._pause = pause
        self._open_until: float | None = None
        self._probing = threading.Lock()

    def open(self) -> None:
        """Let nothing through until the pause is over and a probe has gone well."""
        self._open_until = time.monotonic() + self._pause

    def lets_through(self) -> bool:
        """Tell whether a call may be made now."""
        until = self._open_until
        if until is None:
            return True
        if time.monotonic() < until or not self._probing.acquire(blocking=False):
            return False
        try:
            if self._probe():
                self._open_until = None
            else:
                self.open()
        finally:
            self._probing.release()
        return self._open_until is None
