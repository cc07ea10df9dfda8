from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.stack import ROOT, wait_for

ASK = """
from tests.servers import smtp
server = smtp.server().start()
print(server.folder, flush=True)
input()
"""


def commands_naming(folder: Path) -> list[str]:
    """Return the running commands in which a folder is named."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            words = (entry / "cmdline").read_bytes().decode().split("\0")
        except OSError:
            continue
        if str(folder) in words:
            found.append(" ".join(words))
    return found


def test_a_server_and_its_folder_are_gone_when_those_who_asked_are_killed():
    asking = subprocess.Popen(
        [sys.executable, "-c", ASK],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    folder = Path(asking.stdout.readline().strip())
    assert folder.exists()
    assert len(commands_naming(folder)) == 2
    asking.kill()
    asking.communicate()
    wait_for(lambda: not folder.exists() and not commands_naming(folder))
