"""Programs from npm, laid out from their lock file once for a machine."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from tests.machine import lacking
from tests.stack import ROOT

HERE = Path(__file__).parent
LAID_OUT = ROOT / "var" / "programs"


def laid_out() -> Path:
    """Return a folder with the programs installed."""
    for name in ("node", "npm"):
        if shutil.which(name) is None:
            lacking("Node.js", "apt install nodejs npm")
    lock = (HERE / "package-lock.json").read_text()
    done = LAID_OUT / "installed"
    if not done.exists() or done.read_text() != lock:
        LAID_OUT.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, LAID_OUT)
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        installed = subprocess.run(
            command, cwd=LAID_OUT, capture_output=True, text=True, check=False
        )
        if installed.returncode:
            lacking("cocoda-sdk", f"npm ci must succeed: {installed.stderr[-300:]}")
        done.write_text(lock)
    return LAID_OUT


def run_node(script: str, *words: str) -> Any:
    """Run one of our scripts and return the JSON that it prints."""
    folder = laid_out()
    shutil.copy(HERE / script, folder)
    done = subprocess.run(
        ["node", script, *words],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
