"""What leaves as RDF: read by rdflib, skosify and pyshacl, none of them ours."""

from __future__ import annotations

import io
import logging
from pathlib import Path

import pytest
import skosify
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pyshacl import validate
from rdflib import OWL, RDF, SKOS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS

from concepts.exporting import writers
from concepts.exporting.graph import PREFIXES
from concepts.models import Concept, Term, Vocabulary
from tests.concepts.full_concept import BASE, make_full_vocabulary
from tests.factories.concepts import ConceptFactory

pytestmark = pytest.mark.django_db

SHAPES = Path(__file__).with_name("shapes.ttl")
FORMATS = {"turtle": "turtle", "rdfxml": "xml", "jsonld": "json-ld"}
KV = Namespace(PREFIXES["kv"])
XL = Namespace(PREFIXES["skosxl"])
ISO = Namespace(PREFIXES["isothes"])
LETKU = URIRef(f"{BASE}letku")


def written(key: str = "turtle", *, drafts: bool = False) -> bytes:
    """Return a vocabulary as a file, with its drafts or for everybody."""
    vocabulary = Vocabulary.objects.get(slug="koe")
    concepts = Concept.objects.filter(vocabulary=vocabulary)
    stream = io.BytesIO()
    writers.get(key).write(
        vocabulary, concepts if drafts else concepts.public(), stream
    )
    return stream.getvalue()


def read(key: str = "turtle", **options: bool) -> Graph:
    return Graph().parse(data=written(key, **options), format=FORMATS[key])


def breaches(graph: Graph) -> str:
    """Return what the shapes have against a graph; empty when it conforms."""
    conforms, _graph, words = validate(
        graph, shacl_graph=Graph().parse(SHAPES), advanced=True
    )
    return "" if conforms else words


def test_every_format_says_the_same():
    make_full_vocabulary()
    turtle = read("turtle", drafts=True)
    assert len(turtle) > 100
    assert isomorphic(turtle, read("rdfxml", drafts=True))
    assert isomorphic(turtle, read("jsonld", drafts=True))


@pytest.mark.parametrize("key", FORMATS)
def test_the_same_bank_gives_the_same_bytes(key):
    make_full_vocabulary()
    before = written(key)
    # What the database has stored in another order is no difference.
    for term in Term.objects.order_by("-pk"):
        Term.objects.filter(pk=term.pk).delete()
        term.pk = None
        term.save()
    assert written(key) == before


def test_there_are_no_blank_nodes():
    make_full_vocabulary()
    assert all(isinstance(node, URIRef | Literal) for node in read().all_nodes())


def test_a_concept_says_all_that_is_known_of_it():
    make_full_vocabulary()
    graph = read()

    def said(name):
        return set(graph.objects(LETKU, name))

    assert said(SKOS.prefLabel) == {
        Literal("letku", "fi"),
        Literal("slang", "sv"),
        Literal("hose", "en"),
    }
    assert said(SKOS.altLabel) == {Literal('paloletku "A"', "fi")}
    assert said(SKOS.hiddenLabel) == {
        Literal("letkut", "fi"),
        Literal("slangi", "fi"),
        Literal("piuha\\", "fi"),
    }
    assert said(SKOS.notation) == {Literal("K-7")}
    assert said(KV.status) == {Literal("approved")}
    assert said(KV.approvedOn) == {Literal("2026-05-04", datatype=XSD.date)}
    assert said(KV.approvedBy) == {Literal("Sanastotyöryhmä")}
    assert said(DCTERMS.source) == {Literal("Laki"), Literal("Standardi")}
    assert said(SKOS.broader) == {
        URIRef(f"{BASE}kalusto"),
        URIRef(f"{BASE}yksikko"),
        URIRef("https://example.org/tulossa"),
    }
    assert said(ISO.broaderPartitive) == {URIRef(f"{BASE}yksikko")}
    assert said(SKOS.narrower) == {URIRef(f"{BASE}paloletku")}
    assert said(SKOS.related) == {URIRef(f"{BASE}pumppu")}
    assert said(SKOS.exactMatch) == {URIRef("https://example.org/muu/1")}
    assert set(graph.subjects(SKOS.member, LETKU)) == {URIRef(f"{BASE}aihe-1")}
    assert (URIRef(f"{BASE}pumppu"), SKOS.related, LETKU) in graph


def test_a_term_says_its_source_its_number_and_what_it_covers():
    make_full_vocabulary()
    graph = read()
    label = graph.value(LETKU, XL.prefLabel)
    assert graph.value(label, XL.literalForm) == Literal("hose", "en")
    assert graph.value(label, DCTERMS.source) == Literal("ISO 8421")
    assert graph.value(label, KV.homonymNumber) == Literal(2)
    assert graph.value(label, KV.equivalence) == Literal("broader")
    rejected = graph.value(LETKU, KV.rejectedTerm)
    assert graph.value(rejected, XL.literalForm) == Literal("piuha\\", "fi")
    assert graph.value(rejected, SKOS.scopeNote) == Literal("arkikieltä")


def test_a_definition_with_sources_is_a_thing_of_its_own():
    make_full_vocabulary()
    graph = read()
    texts = set(graph.objects(LETKU, SKOS.definition))
    assert Literal("böjligt rör\nför vatten & <skum>", "sv") in texts
    (thing,) = (text for text in texts if isinstance(text, URIRef))
    assert graph.value(thing, RDF.value) == Literal("taipuisa putki", "fi")
    assert set(graph.objects(thing, DCTERMS.source)) == {
        Literal("TEPA"),
        Literal("Laki 2 §"),
    }


def test_what_has_ended_says_so_and_names_its_heir():
    make_full_vocabulary()
    graph = read()
    old = URIRef(f"{BASE}johto")
    assert graph.value(old, OWL.deprecated) == Literal(True)
    assert graph.value(old, DCTERMS.isReplacedBy) == LETKU
    assert graph.value(LETKU, OWL.deprecated) is None


@pytest.mark.parametrize("key", FORMATS)
def test_drafts_and_what_editors_write_to_each_other_stay_here(key):
    make_full_vocabulary()
    text = written(key).decode()
    assert "luonnos" not in text
    assert "kesken" not in text
    assert f"{BASE}luonnos" in written(key, drafts=True).decode()


def test_a_link_to_a_draft_of_another_vocabulary_is_left_out():
    concept = make_full_vocabulary()
    ConceptFactory(fi="muualla", uri="https://example.org/m/1", broader=[concept])
    hidden = ConceptFactory(
        fi="muualla 2", uri="https://example.org/m/2", draft=True, broader=[concept]
    )
    narrower = set(read(drafts=True).objects(LETKU, SKOS.narrower))
    assert URIRef("https://example.org/m/1") in narrower
    assert URIRef(hidden.uri) not in narrower


@pytest.mark.parametrize("key", FORMATS)
def test_the_shapes_have_nothing_against_an_export(key):
    make_full_vocabulary()
    assert breaches(read(key)) == ""
    assert breaches(read(key, drafts=True)) == ""


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ((LETKU, SKOS.prefLabel, Literal("toinen", "fi")), "UniqueLang"),
        ((LETKU, SKOS.altLabel, Literal("letku", "fi")), "Disjoint"),
        ((LETKU, SKOS.related, LETKU), "link to itself"),
        ((LETKU, SKOS.related, URIRef(f"{BASE}kalusto")), "above this one"),
        ((URIRef(f"{BASE}kalusto"), SKOS.broader, LETKU), "above itself"),
        ((URIRef(f"{BASE}uusi"), RDF.type, SKOS.Concept), "MinCount"),
        ((LETKU, KV.status, Literal("valmis")), "In"),
        ((LETKU, SKOS.altLabel, Literal("ilman kieltä")), "Datatype"),
    ],
)
def test_the_shapes_find_what_is_wrong(said, reason):
    make_full_vocabulary()
    graph = read()
    graph.add(said)
    assert reason in breaches(graph)


def test_skosify_has_nothing_to_mend(caplog, tmp_path):
    make_full_vocabulary()
    file = tmp_path / "koe.ttl"
    file.write_bytes(written())
    with caplog.at_level(logging.WARNING):
        skosify.skosify(str(file), from_format="turtle", label="Koesanasto")
    # What waits for a concept that has not come is not in the file.
    assert [
        record.getMessage()
        for record in caplog.records
        if "tulossa" not in record.getMessage()
    ] == []


def test_a_large_vocabulary_takes_as_many_queries_as_a_small_one():
    make_full_vocabulary()

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            written()
        return len(captured)

    before = queries()
    vocabulary = Vocabulary.objects.get(slug="koe")
    for number in range(50):
        ConceptFactory(vocabulary=vocabulary, fi=f"laji {number}")
    assert queries() == before
