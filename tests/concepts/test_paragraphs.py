"""How well terms are recognised in paragraphs that were marked by hand.

Files in ``paragraphs/`` hold a language each. A paragraph begins with a line that names
the vocabulary and what the paragraph tries; in its text [[ ]] surround the terms.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from concepts.annotation import forms
from concepts.models import Concept, Term
from home.demo.concepts import CONCEPTS
from network_site.base.language import voikko
from network_site.base.language.analysis import finnish_engine
from tests.concepts.skos import SHARED, needs_shared, run
from tests.factories.concepts import ConceptFactory, VocabularyFactory
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db
needs_voikko = pytest.mark.skipif(
    finnish_engine() != "libvoikko", reason="libvoikko is not on this machine"
)
_MARKS = re.compile(r"\[\[|\]\]")


class Paragraph(NamedTuple):
    language: str
    vocabulary: str
    tries: str
    text: str
    marked: frozenset[tuple[int, int]]


def unmarked(raw: str) -> tuple[str, frozenset[tuple[int, int]]]:
    """Return a text without its marks, and the places that they surround."""
    text, places, end = "", [], 0
    for mark in _MARKS.finditer(raw):
        text += raw[end : mark.start()]
        end = mark.end()
        places.append(len(text))
    starts, ends = places[::2], places[1::2]
    return text + raw[end:], frozenset(zip(starts, ends, strict=True))


def paragraphs(vocabulary: str, *languages: str) -> list[Paragraph]:
    found = []
    for language in languages:
        file = Path(__file__).parent / "paragraphs" / f"{language}.txt"
        for block in file.read_text("utf-8").strip().split("\n\n"):
            head, _, raw = block.partition("\n")
            name, _, tries = head.removeprefix("# ").partition(" · ")
            found.append(Paragraph(language, name, tries, *unmarked(raw)))
    return [paragraph for paragraph in found if paragraph.vocabulary == vocabulary]


def measured(client, slug: str, asked: list[Paragraph]) -> tuple[float, float, list]:
    """Return precision, recall and what was wrong, as the API answers."""
    client.force_login(UserFactory())
    right, found, wanted, wrong = 0, 0, 0, []
    for language, _name, tries, text, marked in asked:
        answer = client.post(
            "/api/concepts/annotate",
            {"text": text, "language": language, "vocabulary": slug},
            content_type="application/json",
        )
        got = {(match["start"], match["end"]) for match in answer.json()["matches"]}
        right += len(got & marked)
        found += len(got)
        wanted += len(marked)
        wrong += [(tries, text[start:end]) for start, end in sorted(got ^ marked)]
    return right / found, right / wanted, wrong


@pytest.fixture
def demonstration() -> str:
    vocabulary = VocabularyFactory(slug="pelastustoimi")
    for concept in CONCEPTS:
        names = {
            language: text
            for language in ("fi", "sv", "en")
            if (text := getattr(concept, language))
        }
        terms = [
            Term(language=term.language, kind=term.kind, text=term.text)
            for term in concept.terms
        ]
        ConceptFactory(vocabulary=vocabulary, terms=terms, **names)
    return vocabulary.slug


@pytest.fixture
def real_vocabulary() -> str:
    run(
        SHARED / "rescue-safety-subset.ttl.gz",
        "--apply",
        "--status=approved",
        vocabulary="turvallisuus",
    )
    assert Concept.objects.count() == 1905
    return "turvallisuus"


def test_there_are_forty_paragraphs():
    counted = {
        language: len(paragraphs("demo", language) + paragraphs("subset", language))
        for language in ("fi", "sv", "en")
    }
    assert counted == {"fi": 24, "sv": 8, "en": 8}


@needs_voikko
def test_terms_of_the_demonstration_are_recognised(client, demonstration):
    asked = paragraphs("demo", "fi", "sv", "en")
    precision, recall, wrong = measured(client, demonstration, asked)
    assert precision >= 0.97, wrong
    assert recall >= 0.95, wrong


@needs_voikko
@needs_shared
def test_terms_of_a_real_vocabulary_are_recognised(client, real_vocabulary):
    asked = paragraphs("subset", "fi", "sv", "en")
    precision, recall, wrong = measured(client, real_vocabulary, asked)
    assert precision >= 0.97, wrong
    assert recall >= 0.95, wrong


def test_without_libvoikko_most_finnish_terms_are_still_recognised(
    client, demonstration, monkeypatch
):
    monkeypatch.setattr(voikko, "is_available", lambda: False)
    for kept in (forms.finnish_forms, forms.text_keys):
        kept.cache_clear()
    asked = paragraphs("demo", "fi")
    precision, recall, wrong = measured(client, demonstration, asked)
    for kept in (forms.finnish_forms, forms.text_keys):
        kept.cache_clear()
    assert precision >= 0.9, wrong
    assert recall >= 0.75, wrong
