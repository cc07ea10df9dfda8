"""A server goes away under the running site: what still works, and that nothing is lost."""

from __future__ import annotations

import psycopg
import pytest
import requests

from tests.servers.conftest import Site
from tests.stack import wait_for

pytestmark = [pytest.mark.stack, pytest.mark.xdist_group("servers")]

MEMBER = "aino@example.org"


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
    asked = {"q": query, "lang": "fi", "limit": 100}
    answer = session.get(url, params=asked, timeout=30).json()
    assert answer["total"] == len(answer["results"])
    return {hit["url"] for hit in answer["results"]}, answer["degraded"]


def test_without_elasticsearch_the_search_finds_the_same_and_says_so(
    searching_site, search_server
):
    readers = {
        address: signed_in(searching_site, address)
        for address in (MEMBER, "eero@example.org", "pirjo.holmala@example.org")
    }
    queries = ("pelastuslaitos", "riskienhallinta", "kokous", "palotarkastajien")
    asked = [(address, query) for address in readers for query in queries]

    def answers() -> dict[tuple[str, str], tuple[set[str], bool]]:
        return {
            (address, query): found(searching_site, readers[address], query)
            for address, query in asked
        }

    before = answers()
    assert not any(degraded for _urls, degraded in before.values())
    assert len({frozenset(urls) for urls, _degraded in before.values()}) > len(queries)
    search_server.stop()
    try:
        away = answers()
    finally:
        search_server.start()
    assert all(degraded for _urls, degraded in away.values())
    assert {key: urls for key, (urls, _) in away.items()} == {
        key: urls for key, (urls, _) in before.items()
    }
    wait_for(lambda: not found(searching_site, readers[MEMBER], queries[0])[1], 60)
    assert answers() == before
