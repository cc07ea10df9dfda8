"""What ``vocabularies`` measures, inside a process that has the site's settings."""

from __future__ import annotations

import gzip
import resource
import time
from collections.abc import Callable
from typing import Any

from rdflib import Graph

from concepts.annotation import annotating
from concepts.importing.run import import_concepts
from concepts.models import Concept
from tests.bench.vocabularies import file_of
from tests.stack import ROOT

__all__ = ["imported", "words"]

PARAGRAPHS = ROOT / "tests" / "concepts" / "paragraphs"
ROUNDS = 5


def _timed(work: Callable[[], Any]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def imported(name: str) -> dict[str, Any]:
    content = file_of(name).read_bytes()
    report = import_concepts(
        content=content,
        vocabulary_slug=name,
        acting_user=None,
        status="approved",
        apply=True,
        file_name=file_of(name).name,
    )
    # Afterwards, so that its memory is not counted.
    here, child = (
        resource.getrusage(who).ru_maxrss // 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    text = gzip.decompress(content)
    parse = _timed(lambda: Graph().parse(data=text, format="turtle"))
    return {
        "concepts": report.concepts,
        "per_second": round(report.concepts / report.seconds),
        "seconds": round(report.seconds, 2),
        "parse": round(parse, 2),
        "ratio": round(report.seconds / parse, 2),
        "megabytes": here,
        "child_megabytes": child,
    }


def words() -> dict[str, Any]:
    texts = {
        file.stem: file.read_text("utf-8").replace("[[", "").replace("]]", "")
        for file in sorted(PARAGRAPHS.glob("*.txt"))
    }
    thousands = sum(len(text.split()) for text in texts.values()) / 1000

    def read_all() -> None:
        for language, text in texts.items():
            annotating.annotate(text, language=language, user=None)

    cold = _timed(read_all)
    warm = min(_timed(read_all) for _round in range(ROUNDS))
    return {
        "concepts": Concept.objects.count(),
        "cold_ms": round(cold * 1000 / thousands, 1),
        "warm_ms": round(warm * 1000 / thousands, 1),
    }
