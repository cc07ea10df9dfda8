"""How fast vocabularies come in, and how fast their terms are found in running text.

Each import is the whole of ``import_concepts --apply --status approved`` into a new
vocabulary, beside rdflib's own parse of the same file in the same run; what an earlier
file has brought already is told as a conflict. Words are those
of ``tests/concepts/paragraphs``: cold with the terms read anew, and warm.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.stack import ROOT

FILES = ("rescue-safety-subset", "koko-excerpt-full", "yso-cicero-labels-full")
FOLDER = ROOT.parent / "shared" / "data"
# The import over the parse: what must hold.
MUST = 3


def measure(env: dict[str, str]) -> dict[str, Any]:
    """Return the figures, measured in processes of their own."""
    missing = [name for name in FILES if not file_of(name).exists()]
    imports = {
        name: _told(env, f"imported({name!r})") for name in FILES if name not in missing
    }
    return {"missing": missing, "imports": imports, "words": _told(env, "words()")}


def file_of(name: str) -> Path:
    return FOLDER / f"{name}.ttl.gz"


def _told(env: dict[str, str], work: str) -> dict[str, Any]:
    code = (
        f"import json; from tests.bench.term_work import *; print(json.dumps({work}))"
    )
    answer = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v0", "-c", code],
        cwd=ROOT,
        env=env,
        check=True,
        stdout=subprocess.PIPE,
    )
    return json.loads(answer.stdout)


def lines(result: dict[str, Any]) -> Iterator[str]:
    """Yield the figures as lines of the report."""
    for name, row in result["imports"].items():
        yield (
            f"import of {name}: {row['concepts']} concepts, {row['per_second']} a second,"
            f" {row['ratio']} x the parse of {row['parse']} s (must {MUST}),"
            f" peak {row['megabytes']} MB here and {row['child_megabytes']} MB in the"
            " child"
        )
    for name in result["missing"]:
        yield f"import of {name}: not measured, ../shared/data has no such file here"
    words = result["words"]
    yield (
        f"terms in 1,000 words: {words['warm_ms']} ms warm, {words['cold_ms']} ms cold"
        f" (the terms of {words['concepts']} concepts read first)"
    )
