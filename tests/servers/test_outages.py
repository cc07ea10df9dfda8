"""A server goes away under the running site: what still works, and that nothing is lost."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
import requests

from tests.servers.conftest import Site
from tests.servers.keeping import Server
from tests.stack import wait_for

pytestmark = [pytest.mark.stack, pytest.mark.xdist_group("servers")]

MEMBER = "aino@example.org"
QUERIES = ("pelastuslaitos", "riskienhallinta", "kokous", "palotarkastajien")
READERS = (MEMBER, "eero@example.org", "pirjo.holmala@example.org")


def signed_in(site: Site, login: str = MEMBER) -> requests.Session:
    """Return a browser's session: cookies, and the form's token for what it sends."""
    session = requests.Session()
    url = f"{site.stack.url}/accounts/login/"
    session.get(url, timeout=30)
    form = {
        "login": login,
        "password": "verkosto-demo",
        "csrfmiddlewaretoken": session.cookies["csrftoken"],
    }
    session.post(url, data=form, timeout=30).raise_for_status()
    session.headers["X-CSRFToken"] = session.cookies["csrftoken"]
    return session


def register_somewhere(site: Site, session: requests.Session) -> None:
    """Take a seat, or a place in a queue, in the first event that still gives one."""
    url = f"{site.stack.url}/api/events"
    for event in session.get(url, timeout=30).json()["results"]:
        if session.post(f"{url}/{event['id']}/registration").status_code == 201:
            return
    raise AssertionError("no event takes registrations")


def notices(site: Site) -> list[tuple[str, str]]:
    """Return state and Message-ID of the member's mails about seats."""
    with psycopg.connect(site.stack.env["DATABASE_URL"]) as connection:
        return connection.execute(
            "SELECT mail_state, message_id FROM notifications_notice "
            "WHERE email = %s AND kind LIKE 'registration%%'",
            [MEMBER],
        ).fetchall()


def send_what_waits(site: Site) -> None:
    """Sweep as if the time of every retry had come."""
    with psycopg.connect(site.stack.env["DATABASE_URL"]) as connection:
        connection.execute("UPDATE notifications_notice SET not_before = now()")
    site.stack.manage("sweep")


def test_without_redis_the_site_works_and_the_mail_goes_when_redis_is_back(site):
    site.redis.stop()
    session = signed_in(site)
    assert session.get(f"{site.stack.url}/fi/").ok
    register_somewhere(site, session)
    assert site.relay.accepted() == []
    site.redis.start()
    [(_state, message_id)] = notices(site)
    wait_for(lambda: message_id in site.relay.accepted(), seconds=90)


@pytest.mark.parametrize(
    "trouble",
    [("refuse", "451 Try later"), ("drop",), None],
    ids=["refuses", "hangs up", "is away"],
)
def test_what_the_relay_did_not_take_is_sent_when_it_does(site, trouble):
    if trouble:
        site.relay.behave(*trouble)
    else:
        site.relay.stop()
    register_somewhere(site, signed_in(site))
    site.stack.manage("sweep")
    [(state, message_id)] = notices(site)
    assert state in {"waiting", "sending"}
    if trouble:
        site.relay.behave("accept")
    else:
        site.relay.start()
    # A lease of one second has run out by the time that the sweep has started.
    send_what_waits(site)
    assert notices(site) == [("sent", message_id)]
    assert site.relay.accepted() == [message_id]


def test_without_the_database_the_site_says_so_and_comes_back_by_itself(site):
    session = signed_in(site)
    url = site.stack.url
    site.database.stop()
    page = session.get(f"{url}/fi/", timeout=30)
    assert page.status_code == 503
    assert "Sivusto on hetken poissa" in page.text
    assert int(page.headers["Retry-After"]) > 0
    swedish = session.get(f"{url}/sv/events/", timeout=30)
    assert swedish.status_code == 503
    assert "Webbplatsen är borta en stund" in swedish.text
    assert session.get(f"{url}/accounts/login/", timeout=30).status_code in {200, 503}
    problem = session.get(f"{url}/api/me", timeout=30)
    assert problem.status_code == 503
    assert problem.headers["Content-Type"] == "application/problem+json"
    ready = requests.get(f"{url}/readyz", timeout=30)
    assert ready.status_code == 503
    assert ready.json()["parts"]["database"]["ok"] is False
    assert requests.get(f"{url}/healthz", timeout=30).ok
    site.database.start()
    assert session.get(f"{url}/fi/", timeout=30).ok
    register_somewhere(site, session)
    [(_state, message_id)] = notices(site)
    wait_for(lambda: message_id in site.relay.accepted(), seconds=90)


def found(site: Site, session: requests.Session, query: str) -> tuple[set[str], bool]:
    """Return the addresses of all that a search finds, and whether it is degraded."""
    url = f"{site.stack.url}/api/search"
    asked = {"q": query, "lang": "fi", "limit": 1000}
    answer = session.get(url, params=asked, timeout=30).json()
    assert answer["total"] == len(answer["results"])
    return {hit["url"] for hit in answer["results"]}, answer["degraded"]


def test_without_elasticsearch_the_search_finds_the_same_and_says_so(
    searching_site, search_server
):
    readers = {address: signed_in(searching_site, address) for address in READERS}
    asked = [(address, query) for address in readers for query in QUERIES]

    def answers() -> dict[tuple[str, str], tuple[set[str], bool]]:
        return {
            (address, query): found(searching_site, readers[address], query)
            for address, query in asked
        }

    before = answers()
    assert not any(degraded for _urls, degraded in before.values())
    assert len({frozenset(urls) for urls, _degraded in before.values()}) > len(QUERIES)
    search_server.stop()
    try:
        away = answers()
    finally:
        search_server.start()
    assert all(degraded for _urls, degraded in away.values())
    assert {key: urls for key, (urls, _) in away.items()} == {
        key: urls for key, (urls, _) in before.items()
    }
    wait_for(lambda: not found(searching_site, readers[MEMBER], QUERIES[0])[1], 60)
    assert answers() == before


OUTAGES: dict[str, tuple[Callable[[Server], None], Callable[[Server], object]]] = {
    "killed": (Server.kill, Server.start),
    "hanging": (Server.hang, Server.wake),
}


class Client:
    """A reader who asks by every road until told to stop, and notes each answer."""

    def __init__(self, site: Site, address: str) -> None:
        self.site, self.session = site, signed_in(site, address)
        self.found: dict[str, set[frozenset[str]]] = {query: set() for query in QUERIES}
        self.offered: dict[str, set[tuple[str, ...]]] = {
            query: set() for query in QUERIES
        }
        self.degraded: set[bool] = set()
        self.refused: list[str] = []
        self.asked = 0

    def ask_everything(self) -> None:
        for query in QUERIES:
            urls, degraded = found(self.site, self.session, query)
            self.found[query].add(frozenset(urls))
            self.degraded.add(degraded)
            offered = self._get("api/suggest", query).json()["results"]
            self.offered[query].add(tuple(sorted(item["url"] for item in offered)))
            self._get("fi/search/", query)
            self.asked += 3

    def _get(self, road: str, query: str) -> requests.Response:
        url = f"{self.site.stack.url}/{road}"
        answer = self.session.get(url, params={"q": query[:6]}, timeout=60)
        if answer.status_code != 200:
            self.refused.append(f"{road} {query}: {answer.status_code}")
        return answer

    def ask_until(self, stop: threading.Event) -> None:
        while not stop.is_set():
            self.ask_everything()


@pytest.mark.parametrize("outage", OUTAGES)
def test_an_outage_under_load_shows_in_no_answer_and_ends_by_itself(
    searching_site, search_server, outage
):
    go_away, come_back = OUTAGES[outage]
    clients = [Client(searching_site, address) for address in READERS]
    stop = threading.Event()
    with ThreadPoolExecutor(len(clients)) as pool:
        asking = [pool.submit(client.ask_until, stop) for client in clients]
        try:
            wait_for(lambda: all(False in client.degraded for client in clients), 90)
            go_away(search_server)
            try:
                wait_for(lambda: all(True in client.degraded for client in clients), 90)
                # What is written meanwhile waits, and is found by what answers.
                register_somewhere(searching_site, clients[0].session)
            finally:
                come_back(search_server)
            for client in clients:
                client.degraded.clear()
            wait_for(lambda: all(False in client.degraded for client in clients), 120)
        finally:
            stop.set()
        for each in asking:
            each.result()
    for client in clients:
        assert client.refused == []
        assert client.asked > 0
        assert {
            query: len(sets) for query, sets in client.found.items()
        } == dict.fromkeys(QUERIES, 1)
        assert all(len(offers) == 1 for offers in client.offered.values())
    searching_site.stack.manage("sweep")
    searching_site.stack.manage("search_index", "--check")
