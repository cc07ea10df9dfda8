import pytest
from django.urls import reverse

from concepts.models import Subject, Term
from concepts.services import save_concept, save_subject
from tests.factories.concepts import ConceptFactory, VocabularyFactory
from tests.factories.members import UserFactory
from tests.factories.site import make_project, plant
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return make_project(plant(), "Letkuhanke")


def test_a_projects_concepts_are_one_page_in_finnish_order(client, project):
    for word in ("öljy", "ahjo", "åkerblom", "älymaali"):
        ConceptFactory(fi=word, projects=[project])
    ConceptFactory(fi="muu")
    ConceptFactory(fi="luonnos", draft=True)
    client.force_login(UserFactory())
    page = client.get(reverse("concept_glossary", args=[project.pk]))
    names = [entry.own.recommended.text for entry in page.context["entries"]]
    assert names == ["ahjo", "åkerblom", "älymaali", "öljy"]


def test_a_glossary_says_what_is_discouraged_and_the_other_languages(client, project):
    avoided = Term(language="fi", kind="discouraged", text="paloauto")
    ConceptFactory(
        fi="sammutusauto",
        sv="släckningsbil",
        definition="ajoneuvo",
        terms=[avoided],
        projects=[project],
    )
    client.force_login(UserFactory())
    page = client.get(reverse("concept_glossary", args=[project.pk])).content.decode()
    for word in ("paloauto", "släckningsbil", "ajoneuvo", "Vältettävä"):
        assert word in page


def test_a_project_without_concepts_has_no_glossary(client, project):
    ConceptFactory(fi="luonnos", draft=True, projects=[project])
    client.force_login(UserFactory())
    address = reverse("concept_glossary", args=[project.pk])
    assert client.get(address).status_code == 404


def test_a_glossary_costs_as_many_queries_with_fifty_times_the_concepts(
    client, project
):
    client.force_login(UserFactory())
    address = reverse("concept_glossary", args=[project.pk])
    ConceptFactory(definition="x", projects=[project])
    before = queries_of(client, address)
    for _each in range(50):
        ConceptFactory(definition="x", projects=[project])
    assert queries_of(client, address) == before


def test_concepts_are_browsed_by_subject(client):
    bank = VocabularyFactory()
    subject = save_subject(
        subject=Subject(vocabulary=bank, title_fi="Sammutus", title_sv="Släckning"),
        acting_user=None,
    )
    concept = ConceptFactory(vocabulary=bank, fi="letku")
    ConceptFactory(vocabulary=bank, fi="viestintä")
    concept.subjects = [subject]
    save_concept(concept=concept, acting_user=None)
    client.force_login(UserFactory())
    page = client.get(subject.url)
    assert list(page.context["page_obj"]) == [concept]
    assert [row["number"] for row in page.context["subjects"]] == [1]
