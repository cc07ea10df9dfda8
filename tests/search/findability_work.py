"""What ``findability`` measures, inside a process that has the site's settings."""

from __future__ import annotations

import random
import re
from typing import Any

from django.db import connection
from django.test import Client

from concepts.importing.run import import_concepts
from members.models import User
from network_site.base.language import analysis, lexicon
from search import corrections
from search.services import index_dirty
from tests.search.findability import (
    LABELS,
    asked_of,
    figures,
    questions,
    vocabulary,
)

NOISE_WORDS = 200


def noise_words(labels: bytes) -> list[str]:
    """Return inflected Finnish words of which no label is a form, always the same ones."""

    named = {
        form
        for label in re.findall(r'"([^"]*)"', labels.decode())
        for word in [label.lower(), *label.lower().split()]
        for form in (word, *analysis.lemmas(word, "fi"))
    }
    forms = sorted(lexicon._tries().get_dictionary("fi").keys())
    chance = random.Random(200)  # noqa: S311 - not a secret
    words: list[str] = []
    while len(words) < NOISE_WORDS:
        word = chance.choice(forms)
        bases = analysis.lemmas(word, "fi")
        plain = word.isalpha() and word.islower() and 5 <= len(word) <= 10
        if plain and bases and word not in bases and not named & {word, *bases}:
            words.append(word)
    return words


def take_in(labels: bytes) -> None:
    """Import labels as approved concepts, and index them."""
    import_concepts(
        content=labels,
        vocabulary_slug="yso",
        acting_user=None,
        status="approved",
        apply=True,
        file_name=LABELS.stem,
    )
    while index_dirty():
        pass
    # As databases do by themselves after a while.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    corrections.forget()


def measured() -> dict[str, Any]:
    """Measure in this process, whose database has nothing but the vocabulary."""
    labels = vocabulary()
    take_in(labels)
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.create_user(email="reader@example.org"))
    asked = questions()
    told = [asked_of(client, question, told=True) for question in asked]
    untold = [
        asked_of(client, question, told=False) if question.language == "fi" else []
        for question in asked
    ]
    noise = [
        client.get("/api/search", {"q": word, "lang": "fi"}).json()["total"]
        for word in noise_words(labels)
    ]
    degraded = client.get("/api/search", {"q": "palo"}).json()["degraded"]
    return {
        "figures": figures(asked, told)
        | {"fi without a language": figures(asked, untold)["fi"]},
        "noise": sum(map(bool, noise)) / len(noise),
        "degraded": degraded,
        "top": [uris[:10] for uris in told],
    }
