"""A server that lives as long as somebody here wants it, and never longer."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.stack import ROOT, free_port, inherited

KEEPER = Path(__file__).with_name("keeper.py")
APT_INSTALL = ROOT / ".ci" / "apt-install"


class Missing(Exception):
    """This machine has no such server and cannot get one."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what, remedy)
        self.what = what
        self.remedy = remedy


class Server:
    """A real server on a free port of this machine, with a folder of its own.

    A process beside it (``keeper.py``) ends it and removes its folder when this object
    or this process is gone, however it went.

    Args:
        name: what the folder is called after.
        command: gets the folder and the port, returns the words that run it.
        url: its address, with ``{port}`` in it.
        user: who runs it; whoever runs the tests when left out. The folder is theirs.
        prepare: gets the folder, before the first start.
        ready: gets the address and answers whether it serves; by default whether the
            port takes a connection.
        env: variables beside those of this process; the settings of the test run are
            not passed on.
        seconds: how long a start may take.
    """

    def __init__(
        self,
        name: str,
        *,
        command: Callable[[Path, int], list[str]],
        url: str,
        user: str = "",
        prepare: Callable[[Path], None] | None = None,
        ready: Callable[[str], bool] | None = None,
        env: dict[str, str] | None = None,
        seconds: float = 60,
    ) -> None:
        self.port = free_port()
        self.url = url.format(port=self.port)
        self.folder = Path(tempfile.mkdtemp(prefix=f"network-{name}-"))
        if user:
            shutil.chown(self.folder, user, pwd.getpwnam(user).pw_gid)
        self._ready = ready or self._takes_connections
        self._seconds = seconds
        words = [sys.executable, str(KEEPER), str(self.folder), user]
        self._keeper = subprocess.Popen(
            [*words, *command(self.folder, self.port)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=inherited() | (env or {}),
            text=True,
            start_new_session=True,
        )
        if prepare:
            prepare(self.folder)

    def start(self) -> Self:
        """Start it, for the first time or again, and return when it serves."""
        self._order("start")
        deadline = time.monotonic() + self._seconds
        while not self._ready(self.url):
            if self._order("poll") != "running" or time.monotonic() > deadline:
                log = (self.folder / "log").read_text(errors="replace")
                raise RuntimeError(f"{self.url} does not serve:\n{log[-2000:]}")
            time.sleep(0.05)
        return self

    def stop(self) -> None:
        """Let it end in its own time; its folder stays."""
        self._order("stop")

    def kill(self) -> None:
        """End it between two instructions; its folder stays."""
        self._order("kill")

    def hang(self) -> None:
        """Let it take connections and answer nothing, until ``wake``."""
        self._order("hang")

    def wake(self) -> None:
        """Let it go on from where it hung."""
        self._order("wake")

    def close(self) -> None:
        """End it and remove its folder."""
        self._keeper.communicate()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _order(self, word: str) -> str:
        assert self._keeper.stdin is not None
        assert self._keeper.stdout is not None
        self._keeper.stdin.write(f"{word}\n")
        self._keeper.stdin.flush()
        return self._keeper.stdout.readline().strip()

    def _takes_connections(self, _url: str) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return True
        except OSError:
            return False


def apt_install(*packages: str) -> bool:
    """Install Debian packages where that is possible, and tell whether it was."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    words = [APT_INSTALL, *packages]
    return subprocess.run(words, capture_output=True, check=False).returncode == 0


def docker_runs() -> bool:
    """Tell whether there is a Docker engine to run a server in."""
    return (
        bool(shutil.which("docker"))
        and subprocess.run(
            ["docker", "info"], capture_output=True, check=False
        ).returncode
        == 0
    )
