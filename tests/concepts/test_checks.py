import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from concepts.checks import check, recheck_marked
from concepts.models import Concept, Definition, RecheckMark, StoredFinding, Term
from concepts.services import save_concept
from tests.factories.concepts import ConceptFactory, VocabularyFactory

pytestmark = pytest.mark.django_db


def found(concept: Concept) -> set[str]:
    return {row.check for row in check(Concept.objects.get(pk=concept.pk))}


def whole(**given) -> Concept:
    """Return a concept at which nothing is to be found."""
    names = {"fi": "letku", "sv": "slang", "en": "hose"}
    return ConceptFactory(**{"definition": "taipuisa veden johdin", **names, **given})


def test_nothing_is_found_of_a_well_made_concept():
    assert found(whole()) == set()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"sv": ""}, "missing-language"),
        ({"definition": ""}, "no-definition"),
        ({"definition": "Taipuisa veden johdin"}, "definition-capital"),
        ({"definition": "taipuisa veden johdin."}, "definition-full-stop"),
        ({"definition": "putki, letkujen kaltainen"}, "definition-own-term"),
    ],
)
def test_each_gap_and_each_odd_definition_has_its_id(given, expected):
    assert found(whole(**given)) == {expected}


@pytest.mark.parametrize(
    "text",
    [
        "VPK:n käyttämä veden johdin",
        "taipuisia johtimia, putkia jne.",
        "A-luokan johdin",
    ],
)
def test_abbreviations_are_no_fault_of_form(text):
    assert found(whole(definition=text)) == set()


def test_a_definition_should_use_defined_and_recommended_terms():
    bank = VocabularyFactory()
    ConceptFactory(vocabulary=bank, fi="paloposti")
    ConceptFactory(
        vocabulary=bank,
        fi="sammutusauto",
        definition="ajoneuvo",
        terms=[Term(language="fi", kind="discouraged", text="paloauto")],
    )
    concept = whole(
        vocabulary=bank, definition="johdin paloautosta palopostiin tai päinvastoin"
    )
    rows = {row.check: row for row in check(concept)}
    assert set(rows) == {"definition-undefined-term", "definition-discouraged-term"}
    assert rows["definition-undefined-term"].details["term"] == "palopostiin"
    assert rows["definition-discouraged-term"].details["term"] == "paloautosta"


def test_definitions_that_go_in_a_circle_are_named_in_order():
    bank = VocabularyFactory()
    names = {"sv": "x", "en": "x"}
    one = ConceptFactory(vocabulary=bank, fi="letku", definition="osa kelaa", **names)
    ConceptFactory(vocabulary=bank, fi="kela", definition="osa vaunua", **names)
    ConceptFactory(vocabulary=bank, fi="vaunu", definition="letkun paikka", **names)
    row = next(row for row in check(one) if row.check == "definition-circle")
    assert row.details["ring"] == "letku → kela → vaunu → letku"


def test_the_same_term_with_two_definitions_is_found_of_both():
    one = whole()
    other = whole(definition="aivan muuta")
    assert found(one) == found(other) == {"same-term"}
    same = whole(fi="palovaroitin")
    whole(fi="palovaroitin")
    assert found(same) == set()


def test_homonym_numbers_tell_the_same_term_apart():
    one = whole(terms=[Term(language="fi", text="letku", homonym_number=1)], fi="")
    other = whole(
        terms=[Term(language="fi", text="letku", homonym_number=2)],
        fi="",
        definition="aivan muuta",
    )
    assert found(one) == found(other) == set()


def test_ended_concepts_are_left_in_peace():
    assert found(whole(status="retired", sv="", definition="")) == set()


def test_the_sweep_keeps_what_is_found_and_forgets_what_is_mended():
    concept = whole(sv="")
    assert recheck_marked() > 0
    kept = StoredFinding.objects.values_list("kind", "language")
    assert list(kept) == [("missing-language", "sv")]
    concept.terms = [*concept.terms.all(), Term(language="sv", text="slang")]
    save_concept(concept=concept, acting_user=None)
    recheck_marked()
    assert not kept.all().exists()
    assert not RecheckMark.objects.exists()


def test_the_sweep_looks_again_at_the_namesakes_of_what_changed():
    one, other = whole(), whole(definition="aivan muuta")
    recheck_marked()
    kept = StoredFinding.objects.filter(kind="same-term").values_list("concept")
    assert set(kept) == {(one.pk,), (other.pk,)}
    other.definitions = [Definition(language="fi", text="taipuisa veden johdin")]
    save_concept(concept=other, acting_user=None)
    recheck_marked()
    assert not kept.all().exists()


def test_the_sweep_costs_as_many_queries_for_many_concepts():
    def batch(number: int) -> int:
        for _each in range(number):
            whole(definition="", sv="")
        with CaptureQueriesContext(connection) as asked:
            recheck_marked()
        return len(asked)

    batch(1)
    assert batch(2) == batch(60)


def test_findings_speak_the_readers_language():
    recheck = whole(sv="")
    recheck_marked()
    row = StoredFinding.objects.get(concept=recheck)
    with translation.override("fi"):
        assert "Ruotsi" in row.text
        assert "Ruotsi" in row.list_title


def test_a_refusal_names_the_check():
    concept = ConceptFactory(fi="letku")
    concept.terms = [Term(language="fi", text="a"), Term(language="fi", text="b")]
    with pytest.raises(ValidationError) as refusal:
        save_concept(concept=concept, acting_user=None)
    assert {e.code for e in refusal.value.error_list} == {"two-recommended-terms"}
