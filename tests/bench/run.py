"""``make bench``: what the pages cost, as ratios to a ceiling measured in the same run.

PostgreSQL, two gunicorn workers, a signed-in member; first with the demonstration, then
with a hundred times its content. Rows, limits and aims are those that the project set
itself; nothing here fails, for a machine that is busy is no fault of the code.
"""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import psycopg
import requests

from tests.bench import mails, searching, vocabularies
from tests.bench.costs import CPU, QUERIES
from tests.bench.seats import measure_seats, seat_lines
from tests.bench.serving import served
from tests.servers import postgresql
from tests.stack import ROOT

READER = ("aino@example.org", "verkosto-demo")
PAGES = {
    "front page": "/fi/",
    "content page": "/fi/ohje/",
    "list": "/fi/tiedotteet/",
    "group": "/fi/ryhmat/riskienhallinta/",
    "project": "/fi/hankkeet/palvelukokonaisuudet/",
    "event": "/fi/ryhmat/riskienhallinta/riskiruututyopaja/",
    "concept": "/fi/concepts/pelastustoimi/1/",
    "search": "/fi/search/?q=pelastuslaitosten",
}
# (queries, CPU over the ceiling's): what must hold, and what is aimed at.
MUST = {
    "front page": (18, 25),
    "content page": (14, 16),
    "list": (14, None),
    "search": (12, None),
}
AIM = {
    "front page": (13, 12),
    "content page": (10, 8),
    "list": (11, None),
    "search": (9, None),
}
# A hundred times the 57 pages, 26 events, 40 people and 9 spaces of the demonstration.
BULK = {
    "--members": os.environ.get("BENCH_MEMBERS", "4000"),
    "--groups": os.environ.get("BENCH_GROUPS", "200"),
    "--pages": os.environ.get("BENCH_PAGES", "5700"),
    "--events": os.environ.get("BENCH_EVENTS", "300"),
    "--concepts": os.environ.get("BENCH_CONCEPTS", "2000"),
    "--seed": "1",
}
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "100"))


@dataclass
class Row:
    """A page at one size: medians over the rounds; CPU as a ratio to the ceiling's."""

    page: str
    size: str
    queries: int
    cpu_ratio: float
    cpu_ms: float
    p50_ms: float
    p95_ms: float


def signed_in(url: str) -> requests.Session:
    """Sign in as the reader without looking at any page behind the door."""
    session = requests.Session()
    form = session.get(f"{url}/accounts/login/", timeout=30).text
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
    assert token is not None
    login, password = READER
    answer = session.post(
        f"{url}/accounts/login/",
        {"login": login, "password": password, "csrfmiddlewaretoken": token[1]},
        headers={"Referer": f"{url}/accounts/login/"},
        allow_redirects=False,
        timeout=30,
    )
    assert answer.status_code == 302, answer.status_code
    return session


def feed_of(session: requests.Session, url: str) -> str:
    """Make the reader a calendar feed of everything, and return its path."""
    page = f"{url}/fi/calendar/feeds/"
    token = session.get(page, timeout=30).cookies.get("csrftoken")
    form = {
        "scope": "all",
        "csrfmiddlewaretoken": token or session.cookies["csrftoken"],
    }
    made = session.post(page, form, headers={"Referer": page}, timeout=30).text
    key = re.search(r"/fi/calendar/feed\.ics\?key=[\w-]+", made)
    assert key is not None
    return key[0]


def timed(session: requests.Session, url: str) -> tuple[float, requests.Response]:
    """Return how many milliseconds an answer took, and the answer."""
    started = time.perf_counter()
    answer = session.get(url, timeout=60)
    spent = (time.perf_counter() - started) * 1000
    assert answer.status_code == 200, (url, answer.status_code)
    return spent, answer


def measure(size: str, site: str, ceiling: str) -> list[Row]:
    """Measure every page, taking turns with the ceiling."""
    reader, bare = signed_in(site), requests.Session()
    rows = []
    feed = feed_of(reader, site)
    for page, path in (PAGES | {"feed": feed}).items():
        for _ in range(30):  # both workers warm
            timed(reader, site + path)
            timed(bare, ceiling)
        took, cpu, least, queries = [], [], [], []
        for _ in range(ROUNDS):
            milliseconds, answer = timed(reader, site + path)
            took.append(milliseconds)
            cpu.append(int(answer.headers[CPU]))
            queries.append(int(answer.headers[QUERIES]))
            least.append(int(timed(bare, ceiling)[1].headers[CPU]))
        rows.append(
            Row(
                page=page,
                size=size,
                queries=statistics.mode(queries),
                cpu_ratio=round(statistics.median(cpu) / statistics.median(least), 1),
                cpu_ms=round(statistics.median(cpu) / 1000, 2),
                p50_ms=round(statistics.median(took), 1),
                p95_ms=round(statistics.quantiles(took, n=20)[-1], 1),
            )
        )
    entries = timed(bare, site + feed)[1].text.count("BEGIN:VEVENT")
    sys.stdout.write(f"the feed of the {size} has {entries} events\n")
    return rows


def manage(env: dict[str, str], *words: str) -> float:
    """Run a management command and return how many seconds it took."""
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=env,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return time.perf_counter() - started


def tidy(database: str) -> None:
    """Do now what PostgreSQL would do by itself while the pages are measured."""
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


def run(server: str, var: Path) -> dict:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("CREATE DATABASE bench")
    database = server.rpartition("/")[0] + "/bench"
    env = {
        **{k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"},
        "DATABASE_URL": database,
        "VAR_DIR": str(var),
    }
    here = {"DJANGO_SETTINGS_MODULE": "network_site.settings.local"}
    bare = {"DJANGO_SETTINGS_MODULE": "tests.bench.ceiling"}
    manage(env, "prepare")
    tidy(database)
    with served("tests.bench.ceiling", env | bare) as ceiling:
        with served("tests.bench.site", env | here) as site:
            first_hit, _answer = timed(signed_in(site), f"{site}/fi/")
            rows = measure("demo", site, ceiling)
        seeded = manage(env, "seed_load", *[w for pair in BULK.items() for w in pair])
        tidy(database)
        with served("tests.bench.site", env | here) as site:
            rows += measure("bulk", site, ceiling)
    seats = measure_seats(database, env)
    sent = mails.measure(database, env)
    bank = vocabularies.measure(env)
    found = searching.measure(server, env, signed_in)
    return {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        "rounds": ROUNDS,
        "bulk": BULK,
        "seed_load_seconds": round(seeded),
        "first_hit_ms": round(first_hit),
        "seats": seats,
        "mails": sent,
        "vocabularies": bank,
        "search": found,
        "rows": [asdict(row) for row in rows],
    }


def lines(result: dict) -> Iterator[str]:
    """Yield the result as a table, each page at both sizes side by side."""
    rows = [Row(**row) for row in result["rows"]]
    bulk = {row.page: row for row in rows if row.size == "bulk"}
    yield (
        f"{'page':14}{'queries':>8}{'bulk':>6}{'must':>6}{'aim':>5}"
        f"{'CPU x':>8}{'bulk':>7}{'must':>6}{'aim':>5}{'p50 ms':>8}{'p95 ms':>8}"
        f"{'bulk p95 x':>12}"
    )
    for row in rows:
        if row.size != "demo":
            continue
        large, none = bulk[row.page], (None, None)
        must, aim = MUST.get(row.page, none), AIM.get(row.page, none)
        yield (
            f"{row.page:14}{row.queries:>8}{large.queries:>6}{must[0] or '':>6}"
            f"{aim[0] or '':>5}{row.cpu_ratio:>8}{large.cpu_ratio:>7}{must[1] or '':>6}"
            f"{aim[1] or '':>5}{row.p50_ms:>8}{row.p95_ms:>8}"
            f"{large.p95_ms / row.p95_ms:>12.2f}"
        )
    yield f"first hit of the front page on fresh data: {result['first_hit_ms']} ms"
    yield from seat_lines(result["seats"])
    yield mails.line(result["mails"])
    yield from vocabularies.lines(result["vocabularies"])
    yield from searching.lines(result["search"])
    yield f"seed_load: {result['seed_load_seconds']} s for {result['bulk']}"


def main() -> None:
    var = Path(tempfile.mkdtemp(prefix="network-bench-"))
    try:
        with postgresql.server() as server:
            result = run(server.url, var)
    finally:
        shutil.rmtree(var)
    kept = ROOT / "var" / "bench.json"
    kept.parent.mkdir(exist_ok=True)
    kept.write_text(json.dumps(result, indent=1))
    for line in lines(result):
        sys.stdout.write(f"{line}\n")
    sys.stdout.write(f"kept in {kept.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
