"""A concept's URI leads people to its page and programs to its data."""

from __future__ import annotations

import pytest
from django.test import Client
from rdflib import SKOS, Graph, Literal, URIRef

from concepts.models import Concept, Vocabulary
from members.services import create_token
from tests.clients import signed_in
from tests.concepts.full_concept import make_full_vocabulary
from tests.factories.concepts import ConceptFactory, VocabularyFactory
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db

HERE = "http://127.0.0.1:8000/concepts/uri/yhteinen/"
PATH = "/concepts/uri/yhteinen/k-0001"


@pytest.fixture
def concept() -> Concept:
    vocabulary = VocabularyFactory(slug="yhteinen", base_uri=HERE)
    return ConceptFactory(vocabulary=vocabulary, fi="letku")


def program(**headers: str) -> Client:
    user = UserFactory()
    token = create_token(user=user, name="testi", acting_user=user)
    return Client(headers={"authorization": f"Bearer {token}", **headers})


def test_people_are_led_to_the_page(concept):
    for prefix in ("", "/fi"):
        answer = signed_in(UserFactory()).get(
            prefix + PATH, headers={"accept": "text/html,application/xml;q=0.9,*/*"}
        )
        assert answer.status_code == 303
        assert answer["Location"] == concept.url
        assert "Accept" in answer["Vary"]


def test_who_is_not_signed_in_is_led_to_the_door(concept):
    answer = Client().get(PATH, headers={"accept": "text/html"})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize(
    ("accept", "syntax"),
    [
        ("text/turtle", "turtle"),
        ("application/rdf+xml", "xml"),
        ("application/ld+json", "json-ld"),
        ("application/json", "json-ld"),
        ("text/html;q=0.1, text/turtle", "turtle"),
    ],
)
def test_programs_get_the_data(concept, accept, syntax):
    answer = program(accept=accept).get(PATH)
    assert answer.status_code == 200
    assert "Accept" in answer["Vary"]
    graph = Graph().parse(data=answer.content, format=syntax)
    assert (URIRef(concept.uri), SKOS.prefLabel, Literal("letku", "fi")) in graph


def test_a_program_without_a_token_is_refused(concept, settings):
    answer = Client(headers={"accept": "text/turtle"}).get(PATH)
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")
    settings.CONCEPT_API_OPEN = True
    assert Client(headers={"accept": "text/turtle"}).get(PATH).status_code == 200


def test_a_format_that_we_do_not_have_is_refused_with_those_we_have(concept):
    answer = program(accept="image/png").get(PATH)
    assert answer.status_code == 406
    assert "text/turtle" in answer.content.decode()


def test_drafts_have_data_for_those_alone_who_see_them(concept):
    draft = ConceptFactory(vocabulary=concept.vocabulary, fi="salattu", draft=True)
    path = draft.uri.removeprefix("http://127.0.0.1:8000")
    turtle = {"accept": "text/turtle"}
    editor = signed_in(UserFactory(concept_editor=True))
    assert "salattu" in editor.get(path, headers=turtle).content.decode()
    for client in (program(), signed_in(UserFactory())):
        answer = client.get(path, headers=turtle)
        assert answer.status_code == 404
        assert "salattu" not in answer.content.decode()
        assert client.get(path, headers={"accept": "text/html"}).status_code in (
            302,
            404,
        )


def test_vocabularies_and_subjects_have_uris_that_lead_somewhere(concept):
    reader = signed_in(UserFactory())
    answer = reader.get("/concepts/uri/yhteinen/")
    assert answer["Location"] == concept.vocabulary.url
    make_full_vocabulary()
    subject = Vocabulary.objects.get(slug="koe").subjects.get()
    answer = reader.get("/concepts/uri/", {"uri": subject.uri})
    assert answer["Location"] == subject.url


def test_a_uri_that_names_nothing_is_not_found(concept):
    reader = signed_in(UserFactory())
    assert reader.get("/concepts/uri/muu/k-1").status_code == 404
    assert reader.get("/concepts/uri/yhteinen/ei").status_code == 404
    said = program(accept="text/turtle").get("/concepts/uri/yhteinen/ei")
    assert said.status_code == 404
    assert said["Content-Type"].startswith("text/plain")
