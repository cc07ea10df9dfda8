"""Whatever is typed is a query: it breaks nothing, and the work it makes is bounded.

``HOSTILE`` tells how many queries are tried; ``make prove`` tries two thousand and keeps
how long they took.
"""

from __future__ import annotations

import json
import os
import random
import time
from pathlib import Path
from urllib.parse import quote, quote_from_bytes

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from search import services
from search.backends.base import part_sets
from search.query import parse
from search.services import index_objects, suggest
from tests.factories.members import UserFactory
from tests.stack import ROOT

pytestmark = pytest.mark.django_db

EXAMPLES = int(os.environ.get("HOSTILE", "30"))
CORPUS = [
    "",
    " ",
    '"',
    '"""',
    "'; DROP TABLE search_entry; --",
    '""" OR 1=1 --',
    "* ^ : ( ) { } [ ] ~ ! + - \\ / && ||",
    "NEAR(a b, 5)",
    "NOT",
    "a AND OR NOT b",
    "ohje AND",
    "(ohje",
    "{title_tokens} : x",
    "title_tokens:ohje",
    "rows.audience:all",
    "_exists_:rows.pk",
    "ohje* OR *",
    "*" * 200,
    "?" * 200,
    "ohje~2^10",
    "/[a-z]+/",
    "[1 TO 9]",
    "ohje & !laitos | (a <-> b)",
    "ohje:*AB",
    "'ohje':*",
    "a <2> b",
    "%_[]\\",
    "${jndi:ldap://x}",
    "{{7*7}}{% debug %}",
    "<script>alert(1)</script>",
    "</mark><img src=x onerror=alert(1)>",
    "\x00",
    "oh\x00je",
    "\x1f\x7f\x85\u2028\u2029",
    "a" * 10_000,
    "é" * 5_000,
    "ohje " * 2_000,
    " ".join("abcdefghijklmnopqrstuvwxyzåäö"),
    ",".join(a + b for a in "abcdefgh" for b in "ijklmnop"),
    "-".join(["ab"] * 70),
    "palotarkastusjärjestelmäsuunnitelmaharjoitus" * 4,
    "\u202eejho\u202c",
    "\u200f\u200e\u2066ohje\u2069",
    "مرحبا שלום",
    "🔥🚒" * 50,
    "👩‍🚒 👨🏽‍🚒",
    "e\u0301" * 100,
    "Z͑ͫ̓ͪ̂ͫ̽a̴l̨g͏o͟",
    "١٢٣ ½ ² Ⅷ",
    "İıßŒﬁ",
    "0",
    "-1",
    "1e999",
    "9223372036854775808",
    "00000000-0000-0000-0000-000000000000",
    "null undefined NaN true",
]
# No text has these; an address may.
RAW = [b"\xed\xa0\x80", b"\xff\xfe", b"\xc0\xaf", b"%00", b"\xf4\x90\x80\x80"]
ATOMS = [*'"*^:(){}[]~!&|\\<>%_-+\x00\u202e ', "ohje", "AND", "OR", "NOT", "NEAR", "🔥"]
OTHERS = [
    "kind=%27",
    "kind=leaflet&sort=newest&page=99999999999999999999",
    "page=-1",
    "page=0x10&where=%00",
    "space=99999999999999999999&space=-1&space=a",
    "language=%ED%A0%80&language=xx&exactly=1",
    "kind=&kind=page&where=mine&where=nowhere",
]
OF_THE_API = [
    "offset=9223372036854775807",
    "offset=4999&limit=1000",
    "kind=leaflet&offset=20000",
    "space=9223372036854775807",
    "lang=%00",
]


class Asker:
    """A reader who sends queries by every road and keeps how long each took."""

    def __init__(self) -> None:
        self.client = Client()
        self.client.force_login(UserFactory())
        self.took: list[float] = []

    def ask(self, raw: str, allowed: tuple[int, ...] = (200,)) -> None:
        """Ask with an encoded query string; no road may break."""
        for road in ("/fi/search/", "/api/search", "/api/suggest"):
            began = time.perf_counter()
            answer = self.client.get(f"{road}?{raw}")
            self.took.append(time.perf_counter() - began)
            assert answer.status_code in allowed, (road, raw)


@pytest.fixture
def asker(shelf) -> Asker:
    for number in range(1, 6):
        shelf.put(number, f"Ohje {number}", text="Palotarkastus on a b c 1 0.")
    index_objects(kind=shelf.key, object_ids=shelf.object_ids())
    return Asker()


def test_the_corpus_breaks_no_road(asker):
    for text in CORPUS:
        asker.ask(f"q={quote(text)}")
    for raw in RAW:
        asker.ask(f"q={quote_from_bytes(raw)}")


def test_nothing_beside_the_query_breaks_a_road(asker):
    for more in OTHERS:
        # The page takes what it knows and passes over the rest, or leads to its end.
        asker.ask(f"q=ohje&{more}", allowed=(200, 302, 422))
    for more in OF_THE_API:
        for query in ("ohje", ""):
            answer = asker.client.get(f"/api/search?q={query}&{more}")
            assert answer.status_code == 200, more


TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(ATOMS), max_size=40).map("".join),
    st.tuples(st.sampled_from(CORPUS), st.sampled_from(CORPUS)).map(" ".join),
    st.binary(max_size=60),
)


def test_no_text_breaks_a_road(asker, engine):
    # The first one reads the dictionaries of the languages.
    asker.ask("q=ohje")
    asker.took.clear()

    @seed(20261122)
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(TEXTS)
    def try_it(text: str | bytes) -> None:
        raw = text.encode(errors="surrogatepass") if isinstance(text, str) else text
        asker.ask(f"q={quote_from_bytes(raw)}")

    try_it()
    if os.environ.get("KEEP_PROOF"):
        keep(engine.name, asker.took)


def keep(engine: str, took: list[float]) -> None:
    """Keep what was measured; a proof without numbers is only a claim."""
    took = sorted(took)
    kept = {
        "engine": engine,
        "queries": EXAMPLES,
        "requests": len(took),
        "p50_ms": round(took[len(took) // 2] * 1000, 1),
        "p95_ms": round(took[len(took) * 95 // 100] * 1000, 1),
        "longest_ms": round(took[-1] * 1000, 1),
    }
    path = ROOT / "var" / f"hostile-{engine}.json"
    path.parent.mkdir(exist_ok=True)
    Path(path).write_text(json.dumps(kept))


def work(text: str) -> tuple[int, int, int]:
    """Return how many words, terms and sets of parts a query makes at most."""
    query = parse(text)
    readings = query.readings.values()
    return (
        max(len(terms.words) for terms in readings),
        max(len(query.terms(reading)) for reading in query.readings),
        sum(len(part_sets(word)) for terms in readings for word in terms.words),
    )


def test_the_work_of_a_query_is_bounded_however_long_it_is(monkeypatch):
    chance = random.Random(7)  # noqa: S311
    letters = "abcdefghijklmnopqrstuvwxyzåäö"
    texts = [
        *CORPUS,
        *("".join(chance.choices(letters + ",.-' ", k=10_000)) for _ in range(20)),
        *(",".join(chance.choices(letters, k=2_000)) for _ in range(5)),
        ",".join(["palotarkastus", "pelastuslaitos", "sammutusvesi"] * 500),
    ]
    words, terms, sets = (max(counts) for counts in zip(*map(work, texts), strict=True))
    assert words <= 100
    assert terms <= 1_000
    assert sets <= 1_000


def test_the_beginnings_that_are_looked_for_are_few(monkeypatch, engine):
    asked = []
    monkeypatch.setattr(
        type(engine),
        "suggestions",
        lambda _engine, words, *_args, **_kwargs: asked.append(words) or [],
    )
    suggest(user=UserFactory(), query=",".join("abcdefghijklmno" * 9), language="fi")
    assert len(asked[0]) == services.MOST_BEGINNINGS
