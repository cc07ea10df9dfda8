"""Small SKOS files for the tests, and what the import command says of them."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from concepts.models import Concept, Definition, Mapping, Relation, Term, Vocabulary

SHARED = Path(settings.BASE_DIR).parent / "shared" / "data"
needs_shared = pytest.mark.skipif(
    not SHARED.exists(), reason="../shared/data is not on this machine"
)

PREFIXES = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix skosxl: <http://www.w3.org/2008/05/skos-xl#> .
@prefix iso: <http://purl.org/iso25964/skos-thes#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix ex: <https://example.org/k/> .
"""


def turtle(body: str) -> bytes:
    """Return a Turtle file with the usual prefixes."""
    return (PREFIXES + body).encode()


def rdf_xml(body: str, head: str = "") -> bytes:
    """Return an RDF/XML file around some descriptions."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>{head}
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:skos="http://www.w3.org/2004/02/skos/core#">{body}</rdf:RDF>""".encode()


def run(file: Path, *options: str, vocabulary: str = "koe") -> dict[str, Any]:
    """Run the command with --json; ``exit`` is what the shell would see."""
    out = io.StringIO()
    try:
        call_command(
            "import_concepts",
            str(file),
            f"--vocabulary={vocabulary}",
            "--json",
            *options,
            stdout=out,
        )
    except CommandError as error:
        return {**json.loads(out.getvalue()), "exit": error.returncode}
    return {**json.loads(out.getvalue()), "exit": 0}


def counts(answer: dict[str, Any]) -> tuple[int, int, int, int, int]:
    names = ("new", "changed", "unchanged", "conflicts", "rejected")
    return tuple(answer[name] for name in names)


def said(answer: dict[str, Any], code: str) -> list[dict[str, Any]]:
    """Return the messages with a code."""
    return [message for message in answer["messages"] if message["code"] == code]


def stored() -> dict[str, int]:
    """Return how many rows the concept bank has of each kind."""
    models = (Vocabulary, Concept, Term, Definition, Relation, Mapping)
    return {model.__name__: model.objects.count() for model in models}


NOTHING = dict.fromkeys(
    ("Vocabulary", "Concept", "Term", "Definition", "Relation", "Mapping"), 0
)
