import pytest

from concepts.importing.run import import_concepts
from concepts.models import Concept, Definition
from concepts.services import approve_concept, retire_concept, save_concept
from tests.factories.concepts import ConceptFactory, VocabularyFactory
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db

TURTLE = b"""
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://example.org/a> a skos:Concept ; skos:prefLabel "palopesuri"@fi .
"""


def changed(concept: Concept, text: str, **given) -> None:
    concept.definitions = [Definition(language="fi", text=text)]
    save_concept(concept=concept, acting_user=None, **given)


def test_every_state_of_a_concept_is_kept_with_who_and_why():
    editor = UserFactory(concept_editor=True)
    concept = ConceptFactory(fi="letku", draft=True, definition="taipuisa putki")
    concept.definitions = [Definition(language="fi", text="veden taipuisa johto")]
    save_concept(concept=concept, acting_user=editor, reason="Putki on jäykkä")
    approve_concept(concept=concept, approved_by="Sanastoryhmä", acting_user=editor)
    kept = concept.versions.order_by("number")
    assert [version.status for version in kept] == ["draft", "draft", "approved"]
    assert [version.made_by for version in kept] == [None, editor, editor]
    assert kept[1].reason == "Putki on jäykkä"
    texts = [v.snapshot["definitions"][0]["text"] for v in kept]
    assert texts == ["taipuisa putki", *["veden taipuisa johto"] * 2]


def test_a_save_that_changes_nothing_makes_no_version():
    concept = ConceptFactory(fi="letku", definition="johto")
    changed(concept, "johto")
    assert concept.versions.count() == 1


def test_the_state_before_the_first_change_is_kept_as_well():
    concept = ConceptFactory(fi="letku", definition="johto")
    concept.versions.all().delete()
    changed(concept, "putki")
    texts = [v.snapshot["definitions"][0]["text"] for v in concept.versions.all()]
    assert texts == ["putki", "johto"]


def test_a_new_related_concept_is_a_new_version_of_both():
    hose = ConceptFactory(fi="letku")
    ConceptFactory(fi="letkukela", related=[hose], vocabulary=hose.vocabulary)
    newest = hose.versions.first()
    assert newest.number == 2
    assert [link["kind"] for link in newest.snapshot["relations"]] == ["associative"]


def test_the_end_of_a_concept_is_a_version():
    concept = ConceptFactory(fi="ruisku")
    retire_concept(concept=concept, acting_user=None, reason="Ei käytössä")
    assert concept.versions.first().reason == "Ei käytössä"


@pytest.mark.parametrize(("status", "number"), [("draft", 0), ("approved", 1)])
def test_an_import_keeps_the_approved_states(status, number):
    slug = VocabularyFactory().slug
    for _round in range(2):
        import_concepts(
            content=TURTLE,
            vocabulary_slug=slug,
            acting_user=None,
            status=status,
            apply=True,
        )
    assert Concept.objects.get().versions.count() == number
