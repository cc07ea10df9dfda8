"""Work on strangers' files in a child process that is ended when it takes too much.

The child is a fork: it has what is loaded already, touches no database, and hands its
answer back through a pipe. What a file makes it do, it does to itself only.
"""

from __future__ import annotations

import gc
import os
import pickle
import resource
import select
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

Answer = TypeVar("Answer")

_CHUNK = 1 << 20


class TooHeavyError(Exception):
    """The work took more time or memory than it was given."""


def in_child(
    work: Callable[[], Answer],
    *,
    seconds: int,
    size: int,
    passed_on: tuple[type[Exception], ...] = (),
) -> Answer:
    """Return what ``work`` returns, done in a child process.

    Args:
        work: what to do; its answer must be picklable.
        seconds: how long it may compute, and twice that by the clock.
        size: bytes of memory that it may take beyond what this process has.
        passed_on: errors of ``work`` that are raised here as they are; picklable.

    Raises:
        TooHeavyError: ``work`` took too much time or memory, and was stopped.
        RuntimeError: ``work`` raised anything else.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _work_and_exit(work, writer, seconds, size, passed_on)
    os.close(writer)
    try:
        answer = _read_all(reader, time.monotonic() + 2 * seconds)
    finally:
        os.close(reader)
        _end(child)
    if not answer:
        raise TooHeavyError
    kind, value = pickle.loads(answer)  # noqa: S301 - written by our own child
    if kind == "passed on":
        raise value
    if kind == "failed":
        raise RuntimeError(value)
    return value


def _work_and_exit(
    work: Callable[[], Answer],
    writer: int,
    seconds: int,
    size: int,
    passed_on: tuple[type[Exception], ...],
) -> None:
    """Do the work as the child, and leave without running what the parent would."""
    try:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        # What it makes goes with it; its limit of memory holds all the same.
        gc.disable()
        limit = _memory_now() + size
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        try:
            answer: tuple[str, object] = ("done", work())
        except passed_on as error:
            answer = ("passed on", error)
        except MemoryError:
            os._exit(1)
        except BaseException as error:  # noqa: BLE001 - the parent must hear of it
            answer = ("failed", repr(error))
        with os.fdopen(writer, "wb") as stream:
            pickle.dump(answer, stream, pickle.HIGHEST_PROTOCOL)
    finally:
        os._exit(0)


def _memory_now() -> int:
    """Return how many bytes of addresses this process has."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    return int(pages) * resource.getpagesize()


def _read_all(reader: int, deadline: float) -> bytes:
    """Return everything that comes through a pipe, or nothing when it takes too long."""
    chunks = []
    while (left := deadline - time.monotonic()) > 0:
        if not select.select([reader], [], [], left)[0]:
            break
        chunk = os.read(reader, _CHUNK)
        if not chunk:
            return b"".join(chunks)
        chunks.append(chunk)
    return b""


def _end(child: int) -> None:
    """Let go of a child that is done, or stop one that is not."""
    for _try in range(50):
        if os.waitpid(child, os.WNOHANG) != (0, 0):
            return
        time.sleep(0.01)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
