"""Every engine finds, counts and orders as the rule says, which is written out here."""

from __future__ import annotations

import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from network_site.base.visibility import EVERYONE
from search import dictionary
from search.backends import database, elasticsearch, pieces
from search.backends.base import Candidate, parts_needed
from search.backends.database import fetched
from search.filters import Filters
from search.models import Entry
from search.query import Query, parse
from search.ranking import Reader, ranked
from search.services import Order, index_objects, search
from search.sight import sight_of
from search.widening import widened
from tests.factories.compounds import PARTS
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db

THINGS, QUERIES = 1000, 300


def words(chance: random.Random, language: str, count: int) -> str:
    first, second = (part.split() for part in PARTS[language])
    seam = " " if language == "en" else ""
    pairs = [(chance.choice(first), chance.choice(second)) for _ in range(count)]
    return " ".join(chance.choice([seam.join(pair), pair[1]]) for pair in pairs)


# The first is in 2025 here already.
DATES = (datetime(2024, 12, 31, 22, 30, tzinfo=UTC), datetime(2026, 5, 1, tzinfo=UTC))
STATES, DEPARTMENTS = ("", "running", "ended"), (None, 1, 2, 3)
FILES = ((), ("pdf",), ("PDF", "docx"))


@pytest.fixture
def library(shelf):
    """A few thousand rows in three languages; some are for others' eyes."""
    chance = random.Random(5)  # noqa: S311 - not a secret
    for number in range(1, THINGS + 1):
        audience = {EVERYONE} if chance.random() < 0.8 else {"s1"}
        narrowing = {
            "space_id": chance.choice([None, 1, 2]),
            "department_id": chance.choice(DEPARTMENTS),
            "status": chance.choice(STATES),
            "file_types": chance.choice(FILES),
            "date": chance.choice([None, *DATES]),
        }
        for language in PARTS:
            if chance.random() < 0.8:
                shelf.put(
                    number,
                    words(chance, language, chance.randint(1, 5)),
                    language=language,
                    audience=audience,
                    **narrowing,
                    text=words(chance, language, chance.randint(0, 20)),
                )
    index_objects(kind=shelf.key, object_ids=shelf.object_ids())
    dictionary.repair()
    # As databases do by themselves after a while.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return shelf


def satisfies(row: Candidate, query: Query) -> bool:
    terms = query.readings[row.reading]
    stored = {
        *row.label_tokens.split(),
        *row.title_tokens.split(),
        *row.text_tokens.split(),
    }
    if any(phrase <= stored for phrase in terms.together):
        return True
    return bool(stored & (terms.whole | {terms.exact})) or any(
        stored & word.strong
        or (word.parts and len(stored & word.parts) >= parts_needed(word))
        for word in terms.words
    )


def test_the_first_ten_and_the_number_are_those_of_the_rule(library):
    reader = UserFactory()
    visible = Entry.objects.opened_by(sight_of(reader))
    rows = fetched(visible.values_list("pk", flat=True))
    chance = random.Random(7)  # noqa: S311
    for _ in range(QUERIES):
        language = chance.choice(list(PARTS))
        typed = parse(words(chance, language, chance.randint(1, 3)))
        query = widened(typed, sight_of(reader), language).query
        right = [row for row in rows if satisfies(row, query)]
        known = dictionary.statistics({r: query.terms(r) for r in query.readings})
        order = ranked(right, query, known, Reader(language))
        things = list(dict.fromkeys(row.candidate.object_id for row in order))
        found = search(user=reader, query=query.text, language=language, limit=10)
        assert [hit.id for hit in found.hits] == things[:10], query.text
        assert found.total == len(things), query.text
        assert not found.degraded


def values(entries: list[Entry]) -> dict[str, set[Any]]:
    """Return, for each sort of choice, what a thing is by its rows that were found."""
    first = entries[0]
    place = {None: "network"}.get(first.space_id, "others")
    known = {
        "kinds": {first.kind},
        "spaces": {first.space_id},
        "where": {place},
        "departments": {first.department_id},
        "years": {first.year},
        "statuses": {first.status},
        "file_types": set(first.file_types.split()),
        "languages": {entry.language for entry in entries},
    }
    return {sort: its - {None, ""} for sort, its in known.items()}


# The sorts of which a reader chooses several, as arguments of the search.
CHOSEN = {
    "spaces": [1, 2],
    "where": ["network", "others"],
    "departments": [1, 2, 3],
    "years": [2025, 2026],
    "statuses": ["running", "ended"],
    "file_types": ["pdf", "docx"],
    "languages": ["fi", "sv", "en"],
}
# One reads what the other has narrowed.
SAME = {"spaces": {"spaces", "where"}, "where": {"spaces", "where"}}


def passes(thing: dict[str, set[Any]], wanted: dict[str, Any], leaving: set[str]):
    return all(
        thing[sort] & set(chosen)
        for sort, chosen in wanted.items()
        if sort not in leaving
    )


def test_every_choice_gives_as_many_hits_as_its_count_says(library):
    reader = UserFactory()
    visible = list(Entry.objects.opened_by(sight_of(reader)))
    rows = {row.pk: row for row in fetched([entry.pk for entry in visible])}
    chance = random.Random(11)  # noqa: S311
    for _ in range(40):
        query = parse(words(chance, chance.choice(list(PARTS)), 1))
        things: dict[int, list[Entry]] = {}
        for entry in visible:
            if satisfies(rows[entry.pk], query):
                things.setdefault(entry.object_id, []).append(entry)
        wanted = {
            sort: chance.sample(options, chance.randint(1, len(options)))
            for sort, options in CHOSEN.items()
            if chance.random() < 0.3
        }
        found = search(user=reader, query=query.text, language="fi", **wanted)
        facets = found.facets
        known = [values(entries) for entries in things.values()]
        for sort in (*CHOSEN, "kinds"):
            leaving = SAME.get(sort, {sort})
            right = Counter(
                value
                for thing in known
                if passes(thing, wanted, leaving)
                for value in thing[sort]
            )
            counted = {v: n for v, n in getattr(facets, sort).items() if n}
            assert counted == right, (sort, query.text, wanted)
        assert found.total == sum(passes(thing, wanted, set()) for thing in known)
        assert facets.unfiltered == len(things)
        assert not found.degraded


def test_what_is_to_come_stands_nearest_first_and_then_what_has_been(shelf):
    days = {1: -3, 2: 5, 3: -1, 4: 2, 5: 9}
    for number, day in days.items():
        date = timezone.now() + timedelta(days=day)
        shelf.put(number, f"Harjoitus {number}", date=date)
    index_objects(kind=shelf.key, object_ids=shelf.object_ids())
    reader = UserFactory()
    wanted = {"user": reader, "language": "fi", "kind": shelf.key}
    pages = [
        search(query=query, order=Order.SOONEST, limit=2, offset=offset, **wanted).hits
        for query in ("", "harjoitus")
        for offset in (0, 2, 4)
    ]
    seen = [hit.id for page in pages for hit in page]
    assert seen == [4, 2, 5, 3, 1] * 2


def test_each_row_comes_in_one_block_with_what_the_query_asks_of_its_text(
    library, engine, monkeypatch
):
    # So that titles are weighed first, as with words that a great many rows have.
    monkeypatch.setattr(pieces, "COMMON", 20)
    sight = sight_of(UserFactory())
    query = parse("laitos ohje")
    known = dictionary.statistics({r: query.terms(r) for r in query.readings})
    for module, name in ((database, "BLOCK"), (elasticsearch, "BLOCK")):
        monkeypatch.setattr(module, name, 40)
    found: list[Candidate] = []
    end = 0
    while (
        block := engine.candidates(query, sight, Filters(), known, start=end)
    ).end > end:
        found += block.rows
        assert block.end <= end + 40
        end = block.end
    pks = [row.pk for row in found]
    visible = fetched(Entry.objects.opened_by(sight).values_list("pk", flat=True))
    right = {row.pk: row for row in visible if satisfies(row, query)}
    assert len(pks) > 200
    assert sorted(pks) == sorted(right)
    for row in found:
        terms, text = query.terms(row.reading), right[row.pk].text_tokens.split()
        asked = Counter(filter(terms.__contains__, text))
        assert Counter(row.text_tokens.split()) == asked
