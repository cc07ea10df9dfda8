import pytest
from django.urls import reverse

from concepts.models import Concept, Definition, Note, Term
from concepts.services import approve_concept, save_concept
from tests.factories.concepts import ConceptFactory
from tests.factories.members import UserFactory
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def of(concept: Concept) -> str:
    return reverse("concept_history", args=[concept.vocabulary.slug, concept.pk])


def redefined(concept: Concept, text: str, **given) -> None:
    concept.definitions = [Definition(language="fi", text=text)]
    save_concept(concept=concept, acting_user=None, **given)


def changes(answer) -> dict:
    return {
        change.part: [(piece.sign, piece.text) for piece in change.pieces]
        for change in answer.context["changes"]
    }


def test_the_difference_between_two_versions_is_told_word_by_word(client):
    client.force_login(UserFactory())
    concept = ConceptFactory(fi="letku", definition="taipuisa johdin veden siirtoon")
    redefined(concept, "taipuisa putki veden siirtoon", reason="Sanastotyöryhmä 3/26")
    answer = client.get(of(concept))
    assert changes(answer) == {
        "Määritelmä, suomi": [
            ("=", "taipuisa"),
            ("-", "johdin"),
            ("+", "putki"),
            ("=", "veden siirtoon"),
        ]
    }
    assert "Sanastotyöryhmä 3/26" in answer.content.decode()


def test_every_part_that_changed_is_told(client):
    editor = UserFactory(concept_editor=True)
    client.force_login(editor)
    broader = ConceptFactory(fi="kalusto")
    concept = ConceptFactory(fi="letku", draft=True, vocabulary=broader.vocabulary)
    concept.terms = [
        Term(language="fi", text="paloletku"),
        Term(language="fi", text="letku", kind="discouraged", scope_note="liian väljä"),
        Term(language="sv", text="slang", equivalence="near"),
    ]
    concept.relations = [concept.relations.model(target=broader, kind="generic")]
    concept.source = "Pelastussanasto"
    save_concept(concept=concept, acting_user=editor)
    assert changes(client.get(of(concept))) == {
        "Käsitteen lähde": [("+", "Pelastussanasto")],
        "Suositettava, suomi": [("-", "letku"), ("+", "paloletku")],
        "Vältettävä, suomi": [("+", "letku (liian väljä)")],
        "Suositettava, ruotsi": [("+", "slang [Lähes sama]")],
        "On laji käsitteestä": [("+", "kalusto")],
    }


def test_two_versions_can_be_chosen_in_either_order(client):
    client.force_login(UserFactory())
    concept = ConceptFactory(fi="letku", definition="yksi")
    redefined(concept, "kaksi")
    redefined(concept, "kolme")
    for query in ("?old=1&new=3", "?old=3&new=1"):
        assert changes(client.get(of(concept) + query)) == {
            "Määritelmä, suomi": [("-", "yksi"), ("+", "kolme")]
        }
    for odd in ("?old=x", "?old=99&new=3", "?old=2&new=2"):
        assert client.get(of(concept) + odd).context["old"].number == 2


def test_each_version_can_be_read_whole(client):
    client.force_login(UserFactory())
    concept = ConceptFactory(fi="letku", definition="yksi")
    redefined(concept, "kaksi")
    address = reverse("concept_version", args=[concept.vocabulary.slug, concept.pk, 1])
    page = client.get(address).content.decode()
    assert "yksi" in page
    assert "kaksi" not in page


def test_readers_see_the_agreed_states_and_editors_the_drafts_too(client):
    concept = ConceptFactory(fi="letku", draft=True, definition="luonnos")
    redefined(concept, "sovittu")
    approve_concept(concept=concept, approved_by="Ryhmä", acting_user=None)
    draft = reverse("concept_version", args=[concept.vocabulary.slug, concept.pk, 1])
    client.force_login(UserFactory())
    assert len(client.get(of(concept)).context["versions"]) == 1
    assert client.get(draft).status_code == 404
    client.force_login(UserFactory(concept_editor=True))
    assert len(client.get(of(concept)).context["versions"]) == 3
    assert client.get(draft).status_code == 200


def test_editors_notes_to_each_other_are_not_told_to_readers(client):
    concept = ConceptFactory(fi="letku")
    concept.notes = [Note(language="fi", kind="editorial_note", text="kysy Kuopiosta")]
    save_concept(concept=concept, acting_user=None)
    pages = (concept.url_in("fi"), of(concept))
    client.force_login(UserFactory())
    for page in pages:
        assert "kysy Kuopiosta" not in client.get(page).content.decode()
    client.force_login(UserFactory(concept_editor=True))
    for page in pages:
        assert "kysy Kuopiosta" in client.get(page).content.decode()


def test_links_to_what_a_reader_may_not_see_are_left_out(client):
    hidden = ConceptFactory(fi="salattu", draft=True)
    concept = ConceptFactory(fi="letku", vocabulary=hidden.vocabulary)
    concept.relations = [concept.relations.model(target=hidden, kind="generic")]
    save_concept(concept=concept, acting_user=None)
    client.force_login(UserFactory())
    assert changes(client.get(of(concept))) == {}


def test_the_history_costs_as_many_queries_with_many_versions(client):
    client.force_login(UserFactory())
    concept = ConceptFactory(fi="letku", definition="0")
    redefined(concept, "1")
    before = queries_of(client, of(concept))
    for number in range(2, 52):
        redefined(concept, str(number))
    assert queries_of(client, of(concept)) == before
