from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from concepts.models import (
    Concept,
    Definition,
    PendingRelation,
    Relation,
    Term,
    Vocabulary,
)
from concepts.services import (
    approve_concept,
    resolve_pending,
    retire_concept,
    save_concept,
    save_vocabulary,
    supersede_concept,
)
from members.models import AuditEntry
from network_site.base.registries import dirty_handlers
from tests.factories.concepts import ConceptFactory, VocabularyFactory
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return UserFactory(concept_editor=True)


@pytest.fixture
def marks(monkeypatch):
    """Collect what the search is told of."""
    told = []
    monkeypatch.setitem(
        dirty_handlers._items, "test", lambda kind, ids: told.append((kind, *ids))
    )
    return told


def new(text: str = "letku", **fields) -> Concept:
    fields.setdefault("vocabulary", VocabularyFactory())
    fields.setdefault("terms", [Term(language="fi", text=text)])
    return Concept(**fields)


def test_a_new_concept_gets_a_uri_and_a_code_in_its_vocabulary(editor):
    vocabulary = save_vocabulary(
        vocabulary=Vocabulary(slug="yhteinen", title_fi="Yhteinen"), acting_user=editor
    )
    assert vocabulary.base_uri.endswith("/concepts/uri/yhteinen/")
    first = save_concept(concept=new(vocabulary=vocabulary), acting_user=editor)
    second = save_concept(
        concept=new("puomi", vocabulary=vocabulary), acting_user=editor
    )
    assert first.uri == f"{vocabulary.base_uri}k-0001"
    assert (second.uri, second.code) == (f"{vocabulary.base_uri}k-0002", "k-0002")
    assert (first.label, first.label_language) == ("letku", "fi")


def test_a_number_that_is_taken_is_passed_over(editor):
    vocabulary = VocabularyFactory()
    ConceptFactory(vocabulary=vocabulary, uri=f"{vocabulary.base_uri}k-0001")
    made = save_concept(concept=new(vocabulary=vocabulary), acting_user=editor)
    assert made.uri.endswith("k-0002")


def test_a_code_that_can_end_an_address_makes_the_uri(editor):
    vocabulary = VocabularyFactory()
    named = ConceptFactory(vocabulary=vocabulary, code="P-17")
    again = ConceptFactory(vocabulary=vocabulary, code="P-17")
    odd = ConceptFactory(vocabulary=vocabulary, code="614.84")
    assert named.uri == f"{vocabulary.base_uri}P-17"
    assert (again.code, again.uri) == ("P-17", f"{vocabulary.base_uri}k-0001")
    assert (odd.code, odd.uri) == ("614.84", f"{vocabulary.base_uri}k-0002")


def test_a_uri_a_base_and_a_vocabulary_never_change(editor):
    concept = ConceptFactory()
    uri, vocabulary = concept.uri, concept.vocabulary
    concept.uri = "https://example.org/muu"
    concept.vocabulary = VocabularyFactory()
    save_concept(concept=concept, acting_user=editor)
    stored = Concept.objects.get()
    assert (stored.uri, stored.vocabulary) == (uri, vocabulary)
    base = vocabulary.base_uri
    vocabulary.base_uri = "https://example.org/toinen/"
    vocabulary.slug = "toinen"
    save_vocabulary(vocabulary=vocabulary, acting_user=editor)
    vocabulary.refresh_from_db()
    assert (vocabulary.base_uri, vocabulary.slug) == (base, "toinen")


def test_only_editors_write(editor):
    for user in (
        UserFactory(),
        UserFactory(coordinator=True),
        UserFactory(concept_editor=True, is_active=False),
    ):
        with pytest.raises(PermissionDenied):
            save_concept(concept=new(), acting_user=user)
        with pytest.raises(PermissionDenied):
            save_vocabulary(
                vocabulary=Vocabulary(slug="x", title_fi="x"), acting_user=user
            )
        concept = ConceptFactory()
        with pytest.raises(PermissionDenied):
            approve_concept(concept=concept, approved_by="x", acting_user=user)
        with pytest.raises(PermissionDenied):
            retire_concept(concept=concept, acting_user=user)
    assert save_concept(concept=new(), acting_user=editor).pk


def test_every_write_is_audited_told_to_the_search_and_counted(editor, marks):
    concept = save_concept(concept=new(), acting_user=editor)
    revision = Vocabulary.objects.get().revision
    approve_concept(concept=concept, approved_by="Hallitus", acting_user=editor)
    entry = AuditEntry.objects.filter(subject=f"concept:{concept.pk}").first()
    assert (entry.actor_id, entry.before, entry.after["status"]) == (
        editor.pk,
        {"status": "draft"},
        "approved",
    )
    assert marks == [("concept", concept.pk), ("concept", concept.pk)]
    assert Vocabulary.objects.get().revision != revision


def test_approval_keeps_the_day_and_the_body(editor):
    concept = ConceptFactory(draft=True)
    approve_concept(
        concept=concept,
        approved_by="Pelastusjohtajat",
        approved_on="2021-12-02",
        acting_user=editor,
    )
    stored = Concept.objects.get()
    assert stored.status == "approved"
    assert (str(stored.approved_on), stored.approved_by) == (
        "2021-12-02",
        "Pelastusjohtajat",
    )


def test_what_has_ended_is_not_approved_again(editor):
    concept = ConceptFactory(retired=True)
    with pytest.raises(ValidationError):
        approve_concept(concept=concept, approved_by="x", acting_user=editor)


def test_superseding_keeps_the_heir_and_never_makes_a_ring(editor):
    old, new_one = ConceptFactory(fi="vanha"), ConceptFactory(fi="uusi")
    supersede_concept(concept=old, replaced_by=new_one, acting_user=editor)
    old.refresh_from_db()
    assert (old.status, old.replaced_by) == ("superseded", new_one)
    with pytest.raises(ValidationError):
        supersede_concept(concept=new_one, replaced_by=old, acting_user=editor)
    with pytest.raises(ValidationError):
        supersede_concept(concept=new_one, replaced_by=new_one, acting_user=editor)


def test_a_living_concept_has_no_heir(editor):
    with pytest.raises(ValidationError):
        save_concept(
            concept=new(status="approved", replaced_by=ConceptFactory()),
            acting_user=editor,
        )


@pytest.mark.parametrize(
    "terms",
    [
        [],
        [Term(language="fi", kind="synonym", text="a")],
        [Term(language="fi", text="a"), Term(language="fi", text="b")],
        [Term(language="fi", text="a"), Term(language="fi", kind="synonym", text="A")],
        [Term(language="fi", text="a\u202eb")],
        [Term(language="fi", text="a" * 301)],
        [Term(language="fi", text="")],
    ],
)
def test_terms_that_break_a_rule_are_refused(editor, terms):
    with pytest.raises(ValidationError):
        save_concept(concept=new(terms=terms), acting_user=editor)
    assert not Concept.objects.exists()


def test_recommended_term_and_synonym_can_change_places(editor):
    concept = ConceptFactory(
        fi="letku", terms=[Term(language="fi", kind="synonym", text="putki")]
    )
    concept = Concept.objects.get(pk=concept.pk)
    terms = list(concept.terms.all())
    for term in terms:
        term.kind = "synonym" if term.kind == "recommended" else "recommended"
    concept.terms = terms
    save_concept(concept=concept, acting_user=editor)
    assert Concept.objects.get().label == "putki"


def test_two_terms_can_change_texts(editor):
    concept = ConceptFactory(
        fi="letku", terms=[Term(language="fi", kind="synonym", text="putki")]
    )
    concept = Concept.objects.get(pk=concept.pk)
    one, other = concept.terms.all()
    one.text, other.text = other.text, one.text
    concept.terms = [one, other]
    save_concept(concept=concept, acting_user=editor)
    assert set(Term.objects.values_list("kind", "text")) == {
        ("recommended", "putki"),
        ("synonym", "letku"),
    }


def test_a_ring_of_broader_concepts_is_refused(editor):
    top = ConceptFactory(fi="a")
    middle = ConceptFactory(fi="b", broader=[top])
    low = ConceptFactory(fi="c", whole=[middle])
    for target in (top, middle, low):
        concept = Concept.objects.get(pk=top.pk)
        concept.relations = [Relation(target=target, kind="generic")]
        with pytest.raises(ValidationError):
            save_concept(concept=concept, acting_user=editor)
    assert Relation.objects.count() == 2


def test_related_excludes_broader_and_narrower_at_any_distance(editor):
    top = ConceptFactory(fi="a")
    middle = ConceptFactory(fi="b", broader=[top])
    low = ConceptFactory(fi="c", broader=[middle])
    concept = Concept.objects.get(pk=low.pk)
    concept.relations = [
        *concept.relations.all(),
        Relation(target=top, kind="associative"),
    ]
    with pytest.raises(ValidationError):
        save_concept(concept=concept, acting_user=editor)
    concept = Concept.objects.get(pk=top.pk)
    concept.relations = [Relation(target=low, kind="associative")]
    with pytest.raises(ValidationError):
        save_concept(concept=concept, acting_user=editor)


def test_an_associative_relation_told_from_both_ends_is_kept_once(editor):
    other = ConceptFactory(fi="b")
    one = ConceptFactory(fi="a", related=[other])
    other = Concept.objects.get(pk=other.pk)
    other.relations = [Relation(target=one, kind="associative")]
    save_concept(concept=other, acting_user=editor)
    assert Relation.objects.count() == 1


def test_the_database_holds_the_rules_that_it_can():
    one, other = ConceptFactory(fi="a"), ConceptFactory(fi="b")
    Relation.objects.create(source=one, target=other, kind="associative")
    broken = [
        lambda: Relation.objects.create(source=one, target=one, kind="generic"),
        lambda: Relation.objects.create(source=other, target=one, kind="associative"),
        lambda: Relation.objects.create(source=one, target=other, kind="associative"),
        lambda: Term.objects.create(concept=one, language="fi", text="c"),
        lambda: Concept.objects.filter(pk=one.pk).update(
            status="superseded", replaced_by=one
        ),
        lambda: Concept.objects.filter(pk=one.pk).update(replaced_by=other),
        lambda: Vocabulary.objects.create(
            slug="nimetön", base_uri="https://x.example/"
        ),
    ]
    for write in broken:
        with pytest.raises(IntegrityError), transaction.atomic():
            write()


def test_a_waiting_heir_is_found_when_it_comes():
    old = ConceptFactory(fi="vanha", status="superseded")
    uri = "https://example.org/uusi"
    PendingRelation.objects.create(source=old, role="replaced_by", target_uri=uri)
    heir = ConceptFactory(fi="uusi", uri=uri)
    old.refresh_from_db()
    assert old.replaced_by == heir
    assert not PendingRelation.objects.exists()


def test_a_waiting_link_that_would_close_a_ring_is_forgotten():
    top = ConceptFactory(fi="a")
    low = ConceptFactory(fi="b", broader=[top])
    PendingRelation.objects.create(source=top, role="generic", target_uri=low.uri)
    PendingRelation.objects.create(source=top, role="associative", target_uri=low.uri)
    assert resolve_pending() == 0
    assert Relation.objects.count() == 1


def test_a_waiting_narrower_link_is_made_from_below():
    top = ConceptFactory(fi="a")
    low = ConceptFactory(fi="b")
    PendingRelation.objects.create(
        source=top, role="narrower_partitive", target_uri=low.uri
    )
    assert resolve_pending() == 1
    link = Relation.objects.get()
    assert (link.source, link.target, link.kind) == (low, top, "partitive")


def test_languages_are_stored_in_small_letters(editor):
    concept = save_concept(
        concept=new(
            terms=[Term(language=" FI ", text="a"), Term(language="en-GB", text="b")],
            definitions=[Definition(language="SV", text="c")],
        ),
        acting_user=editor,
    )
    assert set(concept.terms.values_list("language", flat=True)) == {"fi", "en-gb"}
    assert Definition.objects.get().language == "sv"


def test_a_vocabulary_cannot_take_the_address_of_another_page(editor):
    for slug in ("uri", "tree"):
        with pytest.raises(ValidationError):
            save_vocabulary(
                vocabulary=Vocabulary(slug=slug, title_fi="x"), acting_user=editor
            )
