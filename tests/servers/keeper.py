"""Keeps one server for the tests: ``keeper.py FOLDER USER COMMAND...``.

Takes orders from its input, a word a line, and answers each with a line. When the input
ends, whoever asked is gone: it ends the server with all that it started and removes the
folder. Only the standard library is used; the process is small and starts at once.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

ENDED_WITHIN = 20.0


class Keeper:
    def __init__(self, folder: str, user: str, *command: str) -> None:
        self.folder = Path(folder)
        self.user = user or None
        self.command = command
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                user=self.user,
                start_new_session=True,
            )

    def poll(self) -> str:
        running = self.process is not None and self.process.poll() is None
        return "running" if running else "ended"

    def stop(self) -> None:
        # An interrupt is what each of the servers takes as "end soon, but in order".
        self._end(signal.SIGINT)

    def kill(self) -> None:
        self._end(signal.SIGKILL)

    def hang(self) -> None:
        self._signal(signal.SIGSTOP)

    def wake(self) -> None:
        self._signal(signal.SIGCONT)

    def _signal(self, number: int) -> None:
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, number)

    def _end(self, number: int) -> None:
        if self.process is None:
            return
        self.wake()
        for each in (number, signal.SIGKILL):
            try:
                os.killpg(self.process.pid, each)
                self.process.wait(ENDED_WITHIN)
            except ProcessLookupError:
                break
            except subprocess.TimeoutExpired:
                continue
        self.process.wait()


def main() -> None:
    # A shell that runs things in the background makes its children deaf to it.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    keeper = Keeper(*sys.argv[1:])
    try:
        for line in sys.stdin:
            answer = getattr(keeper, line.strip())()
            sys.stdout.write(f"{answer or 'done'}\n")
            sys.stdout.flush()
    finally:
        keeper.stop()
        shutil.rmtree(keeper.folder, ignore_errors=True)


if __name__ == "__main__":
    main()
