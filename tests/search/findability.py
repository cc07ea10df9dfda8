"""How well the queries of the development set find their concepts by /api/search.

The set and the vocabulary lie beside the project, never in it. ``python -m
tests.search.findability`` measures on all three engines: it is part of ``make prove``.
"""

from __future__ import annotations

import csv
import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.servers import of_our_own
from tests.stack import ROOT

DATA = ROOT.parent / "shared" / "data"
QUERIES = DATA / "finnish-search-dev.tsv"
LABELS = DATA / "yso-cicero-labels-full.ttl.gz"
LANGUAGES = ("fi", "sv", "en")
ENGINES = ("sqlite", "postgresql", "elasticsearch")
# Share found first, share found in the first ten, mean of one over the place.
MUST = {
    "fi": (0.90, 0.97, 0.93),
    "sv": (0.89, 0.98, 0.92),
    "en": (0.93, 0.97, 0.95),
    "fi without a language": (0.88, 0.96, 0.91),
}
# Of words that are no label's, at most so many may find anything.
MOST_NOISE = 0.36
SAME_TOP_TEN = 0.99


@dataclass(frozen=True)
class Question:
    """A query, the concepts that it should find, and the word's own, which is not counted."""

    query: str
    language: str
    kind: str
    targets: frozenset[str]
    own: str


def questions() -> list[Question]:
    """Return the queries for labels; those for the text of pages are another task."""
    with QUERIES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Question(
            row["query"],
            row["lang"],
            row["kind"],
            frozenset(row["target_uris"].split("|")),
            _own(row["note"] or ""),
        )
        for row in rows
        if not row["kind"].startswith("page")
    ]


def _own(note: str) -> str:
    match = re.search(r"own=(\S+)", note)
    return match[1] if match else ""


def vocabulary(kept: Iterable[str] | None = None) -> bytes:
    """Return the labels as Turtle: all of them, or those of some concepts."""
    text = gzip.decompress(LABELS.read_bytes())
    if kept is None:
        return text
    wanted = {f"yso:{uri.rpartition('/')[2]}".encode() for uri in kept}
    head, *blocks = re.split(rb"\n(?=yso:p)", text)
    chosen = [block for block in blocks if block.split(None, 1)[0] in wanted]
    return b"\n".join([head, *chosen])


def concepts() -> list[str]:
    """Return the URIs of all concepts of the vocabulary."""
    keys = re.findall(rb"^yso:(p\d+) a ", gzip.decompress(LABELS.read_bytes()), re.M)
    return [f"http://www.yso.fi/onto/yso/{key.decode()}" for key in keys]


def figures(asked: list[Question], found: list[list[str]]) -> dict[str, list[float]]:
    """Return the three shares for each language.

    Args:
        asked: the questions.
        found: for each, the URIs that were found, best first.
    """
    rows = defaultdict(list)
    for question, uris in zip(asked, found, strict=True):
        others = [uri for uri in uris if uri != question.own][:10]
        place = next(
            (n for n, uri in enumerate(others) if uri in question.targets), None
        )
        rows[question.language].append(
            (0, 0, 0.0) if place is None else (place == 0, 1, 1 / (place + 1))
        )
    return {
        language: [round(sum(part) / len(part), 3) for part in zip(*own, strict=True)]
        for language, own in rows.items()
    }


def asked_of(client: Any, question: Question, *, told: bool) -> list[str]:
    """Ask a question of /api/search, and return the URIs found.

    Args:
        client: a signed-in client whose account reads Finnish.
        told: whether the query's language goes with it.
    """
    data = {"q": question.query, "limit": 11}
    if told:
        data["lang"] = question.language
    answer = client.get("/api/search", data).json()
    return [hit.get("uri", hit["url"]) for hit in answer["results"]]


def on(engine: str, folder: Path) -> dict[str, Any]:
    """Measure on an engine, with a database of its own."""
    env = {**os.environ, "VAR_DIR": str(folder / engine)}
    env |= {"DJANGO_SETTINGS_MODULE": "network_site.settings.local"}
    (folder / engine).mkdir()
    if engine == "sqlite":
        return _in_process(env)
    with of_our_own("postgresql") as database:
        env["DATABASE_URL"] = database.url
        if engine == "postgresql":
            return _in_process(env)
        with of_our_own("elasticsearch") as node:
            return _in_process(env | {"ELASTICSEARCH_URL": node.url})


def _in_process(env: dict[str, str]) -> dict[str, Any]:
    manage = [sys.executable, "manage.py"]
    subprocess.run([*manage, "migrate", "-v0"], cwd=ROOT, env=env, check=True)
    code = (
        "import json; from tests.search.findability_work import measured;"
        " print(json.dumps(measured()))"
    )
    answer = subprocess.run(
        [*manage, "shell", "-v0", "-c", code],
        cwd=ROOT,
        env=env,
        check=True,
        stdout=subprocess.PIPE,
    )
    return json.loads(answer.stdout)


def lines(results: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Yield the figures as lines; each says what it must be."""
    for engine, result in results.items():
        for name, must in MUST.items():
            values = result["figures"][name]
            holds = all(v >= least for v, least in zip(values, must, strict=True))
            shown = " / ".join(f"{value:.3f}" for value in values)
            yield f"{engine:14} {name:22} {shown}  (must {must}) {_word(holds)}"
        holds = result["noise"] <= MOST_NOISE and not result["degraded"]
        yield f"{engine:14} noise {result['noise']:.3f} (at most {MOST_NOISE}) {_word(holds)}"
    tops = [result["top"] for result in results.values()]
    alike = [
        all(top == first for top in rest) for first, *rest in zip(*tops, strict=True)
    ]
    share = sum(alike) / len(alike)
    yield f"the same first ten: {share:.4f} (must {SAME_TOP_TEN}) {_word(share >= SAME_TOP_TEN)}"


def _word(holds: bool) -> str:
    return "" if holds else "FAILS"


def main() -> None:
    if not QUERIES.exists():
        sys.exit(f"{QUERIES} is missing: the development set lies beside the project")
    folder = Path(tempfile.mkdtemp(prefix="network-findability-"))
    try:
        results = {engine: on(engine, folder) for engine in sys.argv[1:] or ENGINES}
    finally:
        shutil.rmtree(folder)
    report = list(lines(results))
    sys.stdout.write("\n".join(report) + "\n")
    sys.exit(any(line.endswith("FAILS") for line in report))


if __name__ == "__main__":
    main()
