"""Programs written for Skosmos read the concept bank of the running site."""

from __future__ import annotations

import pytest
import requests
import skosmos_client
from rdflib import SKOS, Graph, Literal, URIRef
from skosmos_client import SkosmosClient

from tests.concepts.full_concept import BASE
from tests.programs.node import run_node
from tests.stack import Stack, copy_of

pytestmark = [pytest.mark.stack, pytest.mark.xdist_group("stack")]

LETKU = f"{BASE}letku"
MAKE = (
    "from tests.concepts.full_concept import make_full_vocabulary;"
    "make_full_vocabulary()"
)


@pytest.fixture(scope="module")
def site(demonstration, tmp_path_factory):
    """The site of ``make run`` with a vocabulary that has everything in it."""
    var = copy_of(demonstration, tmp_path_factory.mktemp("programs") / "var")
    running = Stack(var).start()
    running.manage("shell", "-v0", "-c", MAKE)
    yield running
    running.stop()


@pytest.fixture(scope="module")
def token(site) -> str:
    return site.token("aino@example.org")


@pytest.fixture
def client(site, token, monkeypatch) -> SkosmosClient:
    """The client of the National Library, which knows of no tokens, given one."""
    session = requests.Session()
    session.headers["Authorization"] = f"Bearer {token}"
    monkeypatch.setattr(skosmos_client, "requests", session)
    return SkosmosClient(api_base=f"{site.url}/rest/v1/")


def test_skosmos_client_is_told_to_sign_in(site):
    anonymous = SkosmosClient(api_base=f"{site.url}/rest/v1/")
    with pytest.raises(requests.HTTPError, match="401"):
        anonymous.vocabularies(lang="fi")


def test_skosmos_client_reads_vocabularies(client):
    rows = {row["id"]: row["title"] for row in client.vocabularies(lang="sv")}
    assert rows["koe"] == "Provordlista"
    assert client.get_vocabulary("koe", lang="fi")["title"] == "Koesanasto"
    with pytest.raises(ValueError, match="Vocabulary id 'muu' not found"):
        client.get_vocabulary("muu")
    assert [row["label"] for row in client.types("fi", vocid="koe")] == [
        "Käsite",
        "Aihe",
    ]
    assert client.types("en")[0]["label"] == "Concept"


def test_skosmos_client_finds_concepts(client):
    (hit,) = client.search("letku", lang="fi", vocabs=["koe"])
    assert hit["uri"] == LETKU
    assert len(client.search("letku*", vocabs="koe")) == 2
    assert len(client.search("letku*", vocabs="koe", unique=True)) == 1
    assert len(client.search("letku*", vocabs="koe", maxhits=1, offset=1)) == 1
    below = client.search("*letku", vocabs="koe", parent=LETKU)
    assert [hit["localname"] for hit in below] == ["paloletku"]
    assert client.search("letku", vocabs="koe", group=f"{BASE}aihe-1")
    assert client.search("letku", vocabs="koe", type_="skos:Collection") == []
    assert client.lookup("koe", "slang", lang="sv")[0]["uri"] == LETKU
    with pytest.raises(ValueError, match="Could not find label"):
        client.lookup("koe", "ei ole")


class XmlGraph(Graph):
    """Takes data of an untold format for RDF/XML, as rdflib did when the client came."""

    def parse(self, *args, **kwargs):
        return super().parse(*args, **{"format": "xml"} | kwargs)


def test_skosmos_client_reads_data(client, monkeypatch):
    monkeypatch.setattr(skosmos_client.rdflib, "Graph", XmlGraph)
    said = (URIRef(LETKU), SKOS.prefLabel, Literal("slang", "sv"))
    assert said in client.data(LETKU)
    assert said in client.data(LETKU, vocid="koe")


def test_skosmos_client_walks_the_tree(client):
    tops = client.top_concepts("koe", lang="fi", scheme=BASE)
    assert "kalusto" in [row["label"] for row in tops]
    assert client.groups("koe", lang="fi")[0]["prefLabel"] == "Sammuttaminen"
    concept = client.get_concept("koe", LETKU)
    assert concept.label() == "letku"
    assert concept.label("sv") == "slang"
    assert {row["prefLabel"] for row in concept.broader("sv")} == {
        "materiel",
        "yksikkö",
    }
    assert concept.broaderTransitive("fi")[LETKU]["broader"]
    assert concept.narrower()[0]["uri"] == f"{BASE}paloletku"
    assert set(concept.narrowerTransitive("fi", limit=1)) == {LETKU}
    assert concept.related("fi")[0]["prefLabel"] == "pumppu"


def test_cocoda_reads_all_that_it_can_ask(site, token):
    api = f"{site.url}/rest/v1/"
    told = run_node("cocoda.js", api, token, "koe", BASE, LETKU)
    assert told["config"]["api"] == api
    assert told["schemes"][0]["prefLabel"]["fi"] == "Koesanasto"
    assert [row["prefLabel"] for row in told["types"]] == [{"fi": "Aihe"}]
    tops = {row["uri"]: row for row in told["top"]}
    assert tops[f"{BASE}kalusto"]["prefLabel"] == {"fi": "kalusto"}
    assert tops[f"{BASE}kalusto"]["narrower"] == [None]
    assert tops[f"{BASE}pumppu"]["narrower"] == []
    (concept,) = told["concepts"]
    assert concept["prefLabel"] == {"fi": "letku", "sv": "slang", "en": "hose"}
    assert concept["altLabel"] == {"fi": ['paloletku "A"']}
    assert concept["notation"] == ["K-7"]
    assert concept["type"] == [str(SKOS.Concept)]
    assert {row["uri"] for row in filter(None, concept["broader"])} == {
        f"{BASE}kalusto",
        f"{BASE}yksikko",
    }
    assert [row["uri"] for row in concept["narrower"]] == [f"{BASE}paloletku"]
    assert [row["uri"] for row in told["narrower"]] == [f"{BASE}paloletku"]
    assert [row["uri"] for row in told["ancestors"]] == [f"{BASE}kalusto"]
    assert [row["uri"] for row in told["search"]] == [LETKU]
    assert told["typed"] == []
    assert told["suggest"]["uris"] == [LETKU]
