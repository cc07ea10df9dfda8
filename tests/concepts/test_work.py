import pytest
from django.urls import reverse

from concepts.checks import recheck_marked
from concepts.doubles import (
    give_verdict,
    merge,
    pairs_of,
    shared_mappings,
    shared_terms,
)
from concepts.models import Concept, DoubleVerdict, Mapping, Relation, Term
from concepts.services import save_concept
from tests.factories.concepts import ConceptFactory, VocabularyFactory
from tests.factories.members import UserFactory
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return UserFactory(concept_editor=True)


def pairs(rows) -> list[tuple]:
    return [(p.first, p.second, p.terms or p.mappings) for p in pairs_of(rows)]


def synonym(text: str) -> Term:
    return Term(language="fi", kind="synonym", text=text)


def mapped(uri: str, **given) -> Concept:
    concept = ConceptFactory(**given)
    concept.mappings = [Mapping(kind="exact", uri=uri)]
    return save_concept(concept=concept, acting_user=None)


def test_the_same_term_in_any_writing_makes_a_pair():
    one = ConceptFactory(fi="Palo-auto")
    other = ConceptFactory(fi="palo auto")
    ConceptFactory(fi="paloasema")
    assert pairs(shared_terms()) == [(one, other, ["Palo-auto"])]


def test_a_synonym_of_another_makes_a_pair_and_a_discouraged_term_none():
    one = ConceptFactory(fi="sammutusauto", terms=[synonym("paloauto")])
    other = ConceptFactory(fi="paloauto")
    ConceptFactory(
        fi="kuorma-auto",
        terms=[Term(language="fi", kind="discouraged", text="paloauto")],
    )
    assert pairs(shared_terms()) == [(one, other, ["paloauto"])]


def test_the_same_exact_mapping_makes_a_pair():
    uri = "http://www.yso.fi/onto/yso/p1"
    one, other = mapped(uri), mapped(uri)
    assert pairs(shared_mappings()) == [(one, other, [uri])]


def test_what_has_ended_is_in_no_pair():
    ConceptFactory(fi="letku")
    ConceptFactory(fi="letku", retired=True)
    assert pairs(shared_terms()) == []


def test_a_verdict_is_remembered_and_the_pair_not_asked_about_again(client, editor):
    one, other = ConceptFactory(fi="letku"), ConceptFactory(fi="letku")
    client.force_login(editor)
    address = reverse("concept_pair", args=[one.pk, other.pk])
    assert client.get(reverse("concept_doubles")).context["pairs"]
    answer = client.post(address, {"decision": "different", "reason": "eri alat"})
    assert answer.status_code == 302
    assert client.get(reverse("concept_doubles")).context["pairs"] == []
    row = DoubleVerdict.objects.get()
    assert (row.verdict, row.given_by, row.reason) == ("different", editor, "eri alat")


def test_of_three_alike_the_unjudged_pairs_stay(editor):
    one, two, three = (ConceptFactory(fi="letku") for _each in range(3))
    give_verdict(first=two, second=one, verdict="different", acting_user=editor)
    assert [row[:2] for row in pairs(shared_terms())] == [(one, three), (two, three)]


def test_merging_brings_everything_to_one_and_keeps_both_addresses(client, editor):
    bank = VocabularyFactory()
    upper, child = (ConceptFactory(vocabulary=bank, fi=fi) for fi in ("putki", "lapsi"))
    kept = ConceptFactory(vocabulary=bank, fi="letku", definition="johdin")
    merged = ConceptFactory(
        vocabulary=bank,
        fi="paloletku",
        sv="slang",
        definition="veden johdin",
        broader=[upper],
    )
    child.relations = [Relation(target=merged, kind="generic")]
    save_concept(concept=child, acting_user=None)
    client.force_login(editor)
    answer = client.post(
        reverse("concept_pair", args=[merged.pk, kept.pk]),
        {"decision": "keep_second", "reason": "sama asia"},
    )
    assert answer.status_code == 302
    kept = Concept.objects.get(pk=kept.pk)
    terms = set(kept.terms.values_list("language", "kind", "text"))
    assert terms == {
        ("fi", "recommended", "letku"),
        ("fi", "synonym", "paloletku"),
        ("sv", "recommended", "slang"),
    }
    assert kept.definitions.count() == 2
    assert list(kept.relations.values_list("target", flat=True)) == [upper.pk]
    assert list(child.relations.values_list("target", flat=True)) == [kept.pk]
    merged.refresh_from_db()
    assert (merged.status, merged.replaced_by) == ("superseded", kept)
    assert kept.versions.first().reason == "sama asia"
    page = client.get(reverse("concept_by_uri"), {"uri": merged.uri}, follow=True)
    assert kept.url_in("fi") in page.content.decode()


def test_merging_what_is_above_makes_no_ring(editor):
    bank = VocabularyFactory()
    top = ConceptFactory(vocabulary=bank, fi="a")
    middle = ConceptFactory(vocabulary=bank, fi="b", broader=[top])
    low = ConceptFactory(vocabulary=bank, fi="c", broader=[middle])
    merge(kept=low, merged=top, acting_user=editor, reason="")
    assert set(Relation.objects.values_list("source", "target")) == {
        (low.pk, middle.pk)
    }


def test_what_has_ended_is_not_merged_and_the_form_says_so(client, editor):
    one, other = ConceptFactory(fi="letku"), ConceptFactory(fi="letku", retired=True)
    client.force_login(editor)
    address = reverse("concept_pair", args=[one.pk, other.pk])
    answer = client.post(address, {"decision": "keep_first"})
    assert answer.context["form"].non_field_errors()
    assert not DoubleVerdict.objects.exists()


def test_the_worklists_count_and_list_what_was_found(client, editor):
    ConceptFactory(fi="letku", en="hose", definition="johdin")
    ConceptFactory(fi="kela", sv="rulle", en="reel", proposed=True)
    recheck_marked()
    client.force_login(editor)
    found = client.get(reverse("concept_work")).context["worklists"]
    assert [(row.kind, row.language, row.number) for row in found] == [
        ("waiting", "", 1),
        ("missing-language", "sv", 1),
        ("no-definition", "", 1),
    ]
    for row in found:
        address = reverse("concept_worklist", args=[row.kind])
        page = client.get(address, {"language": row.language})
        assert page.context["page_obj"].paginator.count == row.number


def test_a_worklist_can_be_of_one_vocabulary(client, editor):
    one, other = ConceptFactory(fi="letku"), ConceptFactory(fi="kela")
    recheck_marked()
    client.force_login(editor)
    address = reverse("concept_worklist", args=["no-definition"])
    page = client.get(address, {"vocabulary": one.vocabulary.slug})
    assert list(page.context["page_obj"]) == [one]
    assert other.vocabulary.slug != one.vocabulary.slug


def test_an_unknown_worklist_is_not_there(client, editor):
    client.force_login(editor)
    assert client.get(reverse("concept_worklist", args=["muu"])).status_code == 404


@pytest.mark.parametrize("name", ["concept_work", "concept_doubles"])
def test_the_worklists_are_for_editors(client, name):
    client.force_login(UserFactory())
    assert client.get(reverse(name)).status_code == 403


def test_the_same_term_stands_side_by_side_with_its_definitions(client):
    one = ConceptFactory(fi="letku", definition="johdin")
    two = ConceptFactory(fi="letku", definition="putki")
    recheck_marked()
    client.force_login(UserFactory())
    clash = client.get(reverse("concept_same_term")).context["clashes"][0]
    assert [concept for concept, _texts in clash.sides] == [one, two]


def test_a_hidden_namesake_is_not_told_of(client):
    ConceptFactory(fi="letku", definition="johdin")
    ConceptFactory(fi="letku", definition="putki", draft=True)
    recheck_marked()
    client.force_login(UserFactory())
    assert client.get(reverse("concept_same_term")).context["clashes"] == []


@pytest.mark.parametrize(
    "name", ["concept_work", "concept_doubles", "concept_same_term", "concept_changes"]
)
def test_the_lists_cost_as_many_queries_with_much_to_show(client, editor, name):
    def more(number: int) -> None:
        for place in range(number):
            word = f"sana {Concept.objects.count()} {place}"
            ConceptFactory(fi=word, definition="yksi")
            ConceptFactory(fi=word, definition="kaksi")
        recheck_marked()

    more(1)
    client.force_login(editor)
    before = queries_of(client, reverse(name))
    more(50)
    assert queries_of(client, reverse(name)) == before
