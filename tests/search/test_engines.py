"""Every engine finds, counts and orders as the rule says, which is written out here."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from network_site.base.visibility import EVERYONE, tokens_held_by
from search import dictionary
from search.backends import pieces
from search.backends.base import Candidate, parts_needed
from search.backends.database import fetched
from search.filters import Filters
from search.models import Entry
from search.query import Query, parse
from search.ranking import ranked
from search.services import index_objects, search
from tests.factories.compounds import PARTS
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db

THINGS, QUERIES = 1000, 300


def words(chance: random.Random, language: str, count: int) -> str:
    first, second = (part.split() for part in PARTS[language])
    seam = " " if language == "en" else ""
    pairs = [(chance.choice(first), chance.choice(second)) for _ in range(count)]
    return " ".join(chance.choice([seam.join(pair), pair[1]]) for pair in pairs)


@pytest.fixture
def library(shelf):
    """A few thousand rows in three languages; some are for others' eyes."""
    chance = random.Random(5)  # noqa: S311 - not a secret
    for number in range(1, THINGS + 1):
        audience = {EVERYONE} if chance.random() < 0.8 else {"s1"}
        space_id = chance.choice([None, 1, 2])
        for language in PARTS:
            if chance.random() < 0.8:
                shelf.put(
                    number,
                    words(chance, language, chance.randint(1, 5)),
                    language=language,
                    audience=audience,
                    space_id=space_id,
                    text=words(chance, language, chance.randint(0, 20)),
                )
    index_objects(kind=shelf.key, object_ids=shelf.object_ids())
    dictionary.repair()
    return shelf


def satisfies(row: Candidate, query: Query) -> bool:
    terms = query.readings[row.reading]
    stored = {
        *row.label_tokens.split(),
        *row.title_tokens.split(),
        *row.text_tokens.split(),
    }
    return bool(stored & (terms.whole | {terms.exact})) or any(
        stored & word.strong
        or (word.parts and len(stored & word.parts) >= parts_needed(word))
        for word in terms.words
    )


def test_the_first_ten_and_the_number_are_those_of_the_rule(library):
    reader = UserFactory()
    visible = Entry.objects.opened_by(tokens_held_by(reader))
    rows = fetched(visible.values_list("pk", flat=True))
    chance = random.Random(7)  # noqa: S311
    for _ in range(QUERIES):
        language = chance.choice(list(PARTS))
        query = parse(words(chance, language, chance.randint(1, 3)))
        right = [row for row in rows if satisfies(row, query)]
        known = dictionary.statistics({r: query.terms(r) for r in query.readings})
        order = ranked(right, query, known, language=language)
        things = list(dict.fromkeys(row.candidate.object_id for row in order))
        found = search(user=reader, query=query.text, language=language, limit=10)
        assert [hit.id for hit in found.hits] == things[:10], query.text
        assert found.total == len(things), query.text
        assert not found.degraded


def test_each_row_comes_in_one_block_with_what_the_query_asks_of_its_text(
    library, engine, monkeypatch
):
    # So that titles are weighed first, as with words that a great many rows have.
    monkeypatch.setattr(pieces, "COMMON", 20)
    tokens = tokens_held_by(UserFactory())
    query = parse("laitos ohje")
    found: list[Candidate] = []
    offset = 0
    while block := engine.candidates(query, tokens, Filters(), limit=40, offset=offset):
        found += block
        offset += 40
    pks = [row.pk for row in found]
    visible = fetched(Entry.objects.opened_by(tokens).values_list("pk", flat=True))
    right = {row.pk: row for row in visible if satisfies(row, query)}
    assert len(pks) > 200
    assert sorted(pks) == sorted(right)
    for row in found:
        terms, text = query.terms(row.reading), right[row.pk].text_tokens.split()
        asked = Counter(filter(terms.__contains__, text))
        assert Counter(row.text_tokens.split()) == asked
