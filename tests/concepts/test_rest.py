"""The calls of /rest/v1 answer as Skosmos does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from rdflib import RDF, SKOS, Graph, Literal, URIRef

from concepts.models import Concept, Relation, Vocabulary
from tests.api import Api
from tests.concepts.full_concept import BASE, make_full_vocabulary
from tests.concepts.rest import Reader
from tests.factories.concepts import ConceptFactory, VocabularyFactory
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db

LETKU = f"{BASE}letku"


@pytest.fixture
def rest() -> Reader:
    make_full_vocabulary()
    return Reader()


def settle() -> None:
    """Let the last change be long ago, so that answers carry its date."""
    Vocabulary.objects.update(modified_at=timezone.now() - timedelta(hours=1))


# Vocabularies


def test_the_vocabularies_are_listed_by_their_ids(rest):
    VocabularyFactory(slug="aaa", title_fi="Aakkoset")
    answer = rest.json("vocabularies", lang="fi")
    assert answer["@context"]["uri"] == "@id"
    assert answer["vocabularies"] == [
        {"uri": "aaa", "id": "aaa", "title": "Aakkoset"},
        {"uri": "koe", "id": "koe", "title": "Koesanasto"},
    ]


def test_the_titles_follow_the_asked_language(rest):
    (row,) = rest.json("vocabularies", lang="sv")["vocabularies"]
    assert row["title"] == "Provordlista"


def test_a_missing_language_is_refused_in_the_words_of_skosmos(rest):
    said = "400 Bad Request : lang parameter missing"
    assert rest.refusal("vocabularies") == said
    assert rest.refusal("types") == said


def test_a_vocabulary_tells_of_its_scheme_and_its_languages(rest):
    answer = rest.json("koe/", lang="sv")
    assert answer["id"] == "koe"
    assert answer["title"] == "Provordlista"
    assert answer["defaultLanguage"] == "fi"
    assert answer["languages"] == ["fi", "en", "sv"]
    (scheme,) = answer["conceptschemes"]
    assert scheme["uri"] == BASE
    assert scheme["type"] == "skos:ConceptScheme"
    assert scheme["prefLabel"] == "Provordlista"


def test_an_unknown_vocabulary_is_not_found(rest):
    said = rest.refusal("muu/")
    assert said == "404 Not Found : Vocabulary id 'muu' not found in configuration."


def test_an_address_without_its_slash_leads_to_the_vocabulary(rest):
    response = rest.ask("koe", lang="fi")
    assert response.status_code == 302
    assert response["Location"] == "/rest/v1/koe/?lang=fi"


def test_the_types_have_names(rest):
    assert rest.json("koe/types", lang="fi")["types"] == [
        {"uri": str(SKOS.Concept), "label": "Käsite"},
        {"uri": str(SKOS.Collection), "label": "Aihe"},
    ]


def test_the_statistics_count_what_everybody_sees(rest):
    answer = rest.json("koe/vocabularyStatistics", lang="en")
    assert answer["concepts"]["count"] == 6
    assert answer["concepts"]["deprecatedCount"] == 1
    assert answer["conceptGroups"]["count"] == 1
    languages = rest.json("koe/labelStatistics", lang="fi")["languages"]
    swedish = next(row for row in languages if row["language"] == "sv")
    assert swedish["literal"] == "Ruotsi"
    assert swedish["properties"] == [
        {"property": "skos:prefLabel", "labels": 2},
        {"property": "skos:altLabel", "labels": 0},
        {"property": "skos:hiddenLabel", "labels": 0},
    ]


# One concept


def test_the_labels_of_a_concept_are_those_of_a_language(rest):
    answer = rest.json("koe/label", uri=LETKU)
    assert answer["prefLabel"] == "letku"
    assert answer["altLabel"] == ['paloletku "A"']
    assert set(answer["hiddenLabel"]) == {"letkut", "slangi", "piuha\\"}
    assert rest.json("label", uri=LETKU, lang="sv")["prefLabel"] == "slang"


@pytest.mark.parametrize(
    "call",
    [
        "label",
        "broader",
        "narrower",
        "related",
        "broaderTransitive",
        "narrowerTransitive",
        "hierarchy",
        "children",
        "mappings",
        "data",
    ],
)
def test_a_concept_that_is_not_there_or_not_public_is_not_found(rest, call):
    for local in ("puuttuu", "luonnos"):
        uri = f"{BASE}{local}"
        said = rest.refusal(f"koe/{call}", uri=uri)
        assert said == f"404 Not Found : Could not find concept <{uri}>"


def test_the_uri_must_be_told(rest):
    assert rest.refusal("koe/broader") == "400 Bad Request : uri parameter missing"
    assert rest.refusal("data") == "400 Bad Request : uri parameter missing"


def test_neighbours_are_named_in_the_asked_language(rest):
    assert rest.json("koe/broader", uri=LETKU, lang="sv")["broader"] == [
        {"uri": f"{BASE}kalusto", "prefLabel": "materiel"},
        {"uri": f"{BASE}yksikko", "prefLabel": "yksikkö"},
    ]
    assert rest.json("koe/narrower", uri=LETKU)["narrower"] == [
        {"uri": f"{BASE}paloletku", "prefLabel": "painepaloletku"}
    ]
    pump = [{"uri": f"{BASE}pumppu", "prefLabel": "pumppu"}]
    assert rest.json("koe/related", uri=LETKU)["related"] == pump
    (back,) = rest.json("koe/related", uri=f"{BASE}pumppu")["related"]
    assert back["uri"] == LETKU
    assert rest.json("koe/related", uri=f"{BASE}kalusto")["related"] == []


def test_everything_above_is_an_object_by_uri(rest):
    answer = rest.json("koe/broaderTransitive", uri=f"{BASE}paloletku")
    above = answer["broaderTransitive"]
    assert list(above)[:2] == [f"{BASE}paloletku", LETKU]
    assert above[LETKU] == {
        "uri": LETKU,
        "prefLabel": "letku",
        "broader": [f"{BASE}kalusto", f"{BASE}yksikko"],
    }
    assert "broader" not in above[f"{BASE}kalusto"]
    below = rest.json("koe/narrowerTransitive", uri=f"{BASE}kalusto", limit=2)
    assert list(below["narrowerTransitive"]) == [f"{BASE}kalusto", LETKU]


@pytest.mark.parametrize("limit", ["0", "-1", "paljon"])
def test_a_bad_limit_is_refused(rest, limit):
    said = rest.refusal("koe/broaderTransitive", uri=LETKU, limit=limit)
    assert said == "400 Bad Request : Invalid limit parameter"


def test_the_hierarchy_tells_the_way_up_and_what_is_beside_it(rest):
    answer = rest.json("koe/hierarchy", uri=LETKU)["broaderTransitive"]
    assert answer[f"{BASE}kalusto"] == {
        "uri": f"{BASE}kalusto",
        "prefLabel": "kalusto",
        "hasChildren": True,
        "top": BASE,
        "tops": [BASE],
        "narrower": [
            {"uri": LETKU, "label": "letku", "hasChildren": True, "notation": "K-7"}
        ],
    }
    assert answer[LETKU]["broader"] == [f"{BASE}kalusto", f"{BASE}yksikko"]
    assert answer[LETKU]["notation"] == "K-7"
    assert "tops" not in answer[LETKU]


def test_children_are_nodes_of_the_tree(rest):
    (child,) = rest.json("koe/children", uri=f"{BASE}kalusto")["narrower"]
    assert child == {
        "uri": LETKU,
        "prefLabel": "letku",
        "hasChildren": True,
        "notation": "K-7",
    }


def test_mappings_are_jskos(rest):
    here = ConceptFactory(fi="täällä", uri="https://example.org/muu/1", code="M1")
    answer = rest.json("koe/mappings", uri=LETKU)
    exact = next(m for m in answer["mappings"] if m["type"] == ["skos:exactMatch"])
    assert exact["from"] == {"memberSet": [{"uri": LETKU}]}
    assert exact["to"] == {"memberSet": [{"uri": here.uri}]}
    assert exact["fromScheme"] == {"uri": BASE}
    assert exact["toScheme"] == {"uri": here.vocabulary.base_uri}
    assert exact["prefLabel"] == "täällä"
    assert any(thing["uri"] == LETKU for thing in answer["graph"])
    inner = rest.json("koe/mappings", uri=LETKU, external="false")["mappings"]
    assert [mapping["uri"] for mapping in inner] == [here.uri]


# Data


@pytest.mark.parametrize(
    ("media_type", "syntax"),
    [
        ("application/rdf+xml", "xml"),
        ("text/turtle", "turtle"),
        ("application/ld+json", "json-ld"),
        ("application/json", "json-ld"),
    ],
)
def test_a_concept_comes_in_the_asked_format(rest, media_type, syntax):
    for response in (
        rest.ask("koe/data", uri=LETKU, format=media_type),
        rest.ask("data", accept=media_type, uri=LETKU),
    ):
        assert response.status_code == 200
        assert response["Content-Type"] == f"{media_type}; charset=utf-8"
        assert "Accept" in response["Vary"]
        graph = Graph().parse(data=response.content, format=syntax)
        assert (URIRef(LETKU), SKOS.prefLabel, Literal("letku", "fi")) in graph
        # What it points to is there by name.
        other = URIRef(f"{BASE}kalusto")
        assert (other, SKOS.prefLabel, Literal("materiel", "sv")) in graph
        assert "luonnos" not in response.content.decode()


def test_json_has_the_keys_of_skosmos(rest):
    answer = rest.json("koe/data", uri=LETKU, format="application/json")
    concept = next(thing for thing in answer["graph"] if thing["uri"] == LETKU)
    assert concept["type"] == "skos:Concept"
    assert {"lang": "fi", "value": "letku"} in concept["prefLabel"]
    assert {"uri": f"{BASE}kalusto"} in concept["broader"]


def test_subjects_and_schemes_have_data_too(rest):
    for uri, kind in ((f"{BASE}aihe-1", SKOS.Collection), (BASE, SKOS.ConceptScheme)):
        response = rest.ask("koe/data", uri=uri, format="text/turtle")
        graph = Graph().parse(data=response.content, format="turtle")
        assert (URIRef(uri), RDF.type, kind) in graph


def test_an_unknown_format_is_refused_with_the_known_ones(rest):
    for response in (
        rest.ask("koe/data", uri=LETKU, format="application/marcxml+xml"),
        rest.ask("koe/data", accept="image/png", uri=LETKU),
    ):
        assert response.status_code == 406
        assert "text/turtle" in response.content.decode()


def test_data_without_a_uri_leads_to_the_whole_vocabulary(rest):
    response = rest.ask("koe/data", format="text/turtle")
    assert response.status_code == 302
    whole = rest.ask(response["Location"].removeprefix("/rest/v1/"))
    graph = Graph().parse(data=b"".join(whole), format="turtle")
    assert len(set(graph.subjects(RDF.type, SKOS.Concept))) == 6


# Lists


def test_the_top_concepts_have_nothing_above(rest):
    answer = rest.json("koe/topConcepts", lang="fi", scheme=BASE)
    labels = [row["label"] for row in answer["topconcepts"]]
    assert labels == ["johto", "kalusto", "pumppu", "yksikkö"]
    assert answer["topconcepts"][1]["topConceptOf"] == BASE
    assert answer["topconcepts"][1]["hasChildren"] is True
    assert answer["topconcepts"][2]["hasChildren"] is False
    other = rest.json("koe/topConcepts", scheme="https://example.org/muu")
    assert other["topconcepts"] == []


def test_subjects_are_groups(rest):
    (group,) = rest.json("koe/groups", lang="fi")["groups"]
    assert group["uri"] == f"{BASE}aihe-1"
    assert group["prefLabel"] == "Sammuttaminen"
    assert group["hasMembers"] is True
    (member,) = rest.json("koe/groupMembers", uri=group["uri"])["members"]
    assert member["uri"] == LETKU
    said = rest.refusal("koe/groupMembers", uri="https://example.org/ei")
    assert said == "404 Not Found : Could not find group <https://example.org/ei>"


def test_the_alphabet_is_finnish_and_its_letters_open(rest):
    vocabulary = Vocabulary.objects.get(slug="koe")
    ConceptFactory(vocabulary=vocabulary, fi="öljy")
    ConceptFactory(vocabulary=vocabulary, fi="ammus")
    ConceptFactory(vocabulary=vocabulary, fi="112-päivä")
    letters = rest.json("koe/index/", lang="fi")["indexLetters"]
    assert letters == ["0-9", "A", "J", "K", "L", "P", "Y", "Ö"]
    found = rest.json("koe/index/P", lang="fi")["indexConcepts"]
    assert [(row["prefLabel"], row.get("altLabel")) for row in found] == [
        ("painepaloletku", None),
        ("letku", 'paloletku "A"'),
        ("pumppu", None),
    ]
    assert len(rest.json("koe/index/p", limit=1, offset=1)["indexConcepts"]) == 1
    (number,) = rest.json("koe/index/0-9", lang="fi")["indexConcepts"]
    assert number["prefLabel"] == "112-päivä"
    assert rest.json("koe/index/sana")["indexConcepts"] == []


def test_changes_come_newest_first_with_their_heirs(rest):
    Concept.objects.filter(uri=f"{BASE}johto").update(
        modified_at=datetime(2030, 8, 20, 7, 0, tzinfo=UTC)
    )
    row = rest.json("koe/modified", lang="fi")["changeList"][0]
    assert row["uri"] == f"{BASE}johto"
    assert row["date"] == "2030-08-20T10:00:00+0300"
    assert row["replacedBy"] == LETKU
    assert row["replacingLabel"] == "letku"
    assert row["deprecated"] is True
    assert len(rest.json("koe/new", limit=2)["changeList"]) == 2


def test_all_concepts_can_be_paged_through(rest):
    first = rest.json("koe/concepts", limit=4)
    second = rest.json("koe/concepts", limit=4, offset=4)
    assert first["total"] == 6
    uris = [row["uri"] for row in first["concepts"] + second["concepts"]]
    assert uris == sorted(uris)
    assert len(set(uris)) == 6


# Doors and headers


def test_without_a_token_nobody_is_let_in(rest):
    response = Reader(anonymous=True).ask("vocabularies", lang="fi")
    assert response.status_code == 401
    assert response["WWW-Authenticate"].startswith("Bearer")
    assert response["Content-Type"] == "text/plain; charset=utf-8"


def test_a_session_is_as_good_as_a_token(client: Client, rest):

    client.force_login(UserFactory())
    assert client.get("/rest/v1/koe/").status_code == 200


def test_the_site_may_let_everybody_in_but_not_with_a_bad_token(rest, settings):
    settings.CONCEPT_API_OPEN = True
    anonymous = Reader(anonymous=True)
    assert anonymous.ask("koe/").status_code == 200
    anonymous.headers["authorization"] = "Bearer vanhentunut"
    assert anonymous.ask("koe/").status_code == 401


def test_editors_too_get_only_what_is_public(rest):

    editor = Api(UserFactory(concept_editor=True)).client
    answer = editor.get("/rest/v1/koe/search", {"query": "*luonnos*"})
    assert answer.json()["results"] == []


def test_other_sites_may_read_every_answer(rest):
    for response in (
        rest.ask("koe/"),
        rest.ask("muu/"),
        Client().options("/rest/v1/koe/"),
    ):
        assert response["Access-Control-Allow-Origin"] == "*"
    options = Client().options("/rest/v1/koe/")
    assert options.status_code == 204
    assert "Authorization" in options["Access-Control-Allow-Headers"]


def test_nothing_can_be_written(rest):
    response = Client(headers=rest.headers).post("/rest/v1/koe/")
    assert response.status_code == 405
    assert "GET" in response["Allow"]


def test_json_comes_as_json_ld_where_that_is_preferred(rest):
    plain = rest.ask("koe/")
    assert plain["Content-Type"] == "application/json; charset=utf-8"
    linked = rest.ask("koe/", accept="application/ld+json, application/json;q=0.5")
    assert linked["Content-Type"] == "application/ld+json; charset=utf-8"
    assert "Accept" in linked["Vary"]


def test_who_has_the_answer_is_told_so_until_something_changes(rest):
    settle()
    first = rest.ask("koe/children", uri=LETKU)
    kept = {
        "if-none-match": first["ETag"],
        "if-modified-since": first["Last-Modified"],
    }
    for name, value in kept.items():
        client = Client(headers=rest.headers | {name: value})
        assert client.get("/rest/v1/koe/children", {"uri": LETKU}).status_code == 304
    ConceptFactory(fi="uusi laji", broader=[Concept.objects.get(uri=LETKU)])
    for name, value in kept.items():
        client = Client(headers=rest.headers | {name: value})
        assert client.get("/rest/v1/koe/children", {"uri": LETKU}).status_code == 200


def test_a_change_that_has_just_happened_gives_no_date(rest):
    assert "Last-Modified" not in rest.ask("koe/")
    assert "Last-Modified" not in rest.ask("koe/search", query="letku")


def test_too_many_calls_in_a_minute_are_put_off(rest, settings):
    settings.CONCEPT_API_RATE = 3
    answers = [rest.ask("koe/").status_code for _ in range(4)]
    assert answers in ([200, 200, 200, 429], [200, 200, 200, 200])
    refused = next(r for _ in range(4) if (r := rest.ask("koe/")).status_code == 429)
    assert 1 <= int(refused["Retry-After"]) <= 60
    assert Reader().ask("koe/").status_code == 200


# Size


def test_a_ring_ends_the_walk(rest):
    one, other = (Concept.objects.get(uri=f"{BASE}{n}") for n in ("kalusto", "letku"))
    Relation.objects.create(source=one, target=other)
    above = rest.json("koe/broaderTransitive", uri=LETKU)["broaderTransitive"]
    assert set(above) == {LETKU, one.uri, f"{BASE}yksikko"}
    assert rest.json("koe/hierarchy", uri=LETKU)["broaderTransitive"]


WALKS = ("broaderTransitive", "hierarchy", "children", "narrowerTransitive")


def test_depth_and_breadth_cost_no_queries(rest):
    vocabulary = Vocabulary.objects.get(slug="koe")

    def queries(uri: str) -> list[int]:
        numbers = []
        for call in WALKS:
            with CaptureQueriesContext(connection) as captured:
                rest.json(f"koe/{call}", uri=uri)
            numbers.append(len(captured))
        return numbers

    queries(LETKU)
    before = queries(LETKU)
    rows = Concept.objects.bulk_create(
        Concept(
            vocabulary=vocabulary,
            uri=f"{BASE}n{number}",
            status="approved",
            label=f"laji {number}",
            label_language="fi",
        )
        for number in range(2040)
    )
    deepest = rows[39]
    Relation.objects.bulk_create(
        [
            *(
                Relation(source=lower, target=upper)
                for upper, lower in pairwise(rows[:40])
            ),
            *(Relation(source=row, target=deepest) for row in rows[40:]),
        ]
    )
    assert queries(deepest.uri) == before
    way = rest.json("koe/broaderTransitive", uri=deepest.uri)["broaderTransitive"]
    assert len(way) == 40
    assert len(rest.json("koe/children", uri=deepest.uri)["narrower"]) == 2000
    hierarchy = rest.json("koe/hierarchy", uri=deepest.uri)["broaderTransitive"]
    assert len(hierarchy[deepest.uri]["narrower"]) == 2000
