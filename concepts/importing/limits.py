"""How much a stranger's vocabulary may take to be read."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from concepts.importing.messages import Refused
from network_site.base.in_child import TooHeavyError, in_child

Answer = TypeVar("Answer")

# Three minutes of computing and 3 GiB on top of what the process has: a file of 200
# megabytes needs less, a harmful one is stopped before anybody else notices.
SECONDS = 180
BYTES = 3 * 1024**3


def within_limits(
    work: Callable[[], Answer], *, seconds: int = SECONDS, size: int = BYTES
) -> Answer:
    """Return what ``work`` returns, done in a child process.

    Args:
        work, seconds, size: see ``network_site.base.in_child``.

    Raises:
        Refused: ``work`` refused the file, or took too much time or memory.
    """
    try:
        return in_child(work, seconds=seconds, size=size, passed_on=(Refused,))
    except TooHeavyError:
        raise Refused("too-heavy", seconds=seconds, size=size // 1024**2) from None


@contextmanager
def no_collecting() -> Iterator[None]:
    """Let Python look for no rings of garbage while hundreds of thousands of rows wait.

    It would go through all of them again and again, and find that none can go.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
