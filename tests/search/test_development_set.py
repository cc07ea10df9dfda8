"""A part of the development set on every engine; ``make prove`` asks the whole of it."""

from __future__ import annotations

import random

import pytest

from tests.clients import signed_in
from tests.factories.members import UserFactory
from tests.search import findability
from tests.search.findability import LANGUAGES, MUST, QUERIES
from tests.search.findability_work import take_in

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        not QUERIES.exists(), reason=f"{QUERIES} is missing: it lies beside the project"
    ),
]
ASKED, OTHERS = 60, 1_500
# One query of a sample weighs more than one of the whole.
LEEWAY = 0.02


def test_the_queries_of_the_development_set_find_their_concepts():
    chance = random.Random(8)  # noqa: S311 - not a secret
    asked = findability.questions()
    asked = [
        question
        for language in LANGUAGES
        for question in chance.sample(
            [one for one in asked if one.language == language], ASKED
        )
    ]
    kept = set(chance.sample(findability.concepts(), OTHERS))
    for question in asked:
        kept |= question.targets | {question.own}
    take_in(findability.vocabulary(kept))
    client = signed_in(UserFactory())
    found = [findability.asked_of(client, one, told=True) for one in asked]
    for language, shares in findability.figures(asked, found).items():
        assert all(
            share >= least - LEEWAY
            for share, least in zip(shares, MUST[language], strict=True)
        ), (language, shares)
