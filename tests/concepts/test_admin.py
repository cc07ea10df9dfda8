from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from concepts.models import Concept, Vocabulary
from members.models import AuditEntry
from members.roles import apply_roles
from tests.factories.concepts import ConceptFactory, VocabularyFactory
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client):
    """A concept editor as the form of people makes one, signed in."""
    user = UserFactory(concept_editor=True)
    apply_roles(user=user)
    client.force_login(user)
    return user


def form(vocabulary: Vocabulary, **parts) -> dict:
    rows = {
        "terms": parts.pop("terms", []),
        "definitions": parts.pop("definitions", []),
        "notes": parts.pop("notes", []),
        "relations": parts.pop("relations", []),
        "mappings": parts.pop("mappings", []),
        "legislation": parts.pop("legislation", []),
    }
    initial = parts.pop("initial", {})
    return nested_form_data(
        {
            "vocabulary": vocabulary.pk,
            "code": "",
            "status": "draft",
            "approved_by": "",
            "source": "",
            **{
                name: inline_formset(found, initial=initial.get(name, 0))
                for name, found in rows.items()
            },
            **parts,
        }
    )


def term(text: str, language: str = "fi", kind: str = "recommended", **more) -> dict:
    return {
        "language": language,
        "kind": kind,
        "text": text,
        "source": "",
        "scope_note": "",
        "homonym_number": "",
        **more,
    }


def test_an_editor_makes_a_concept_through_the_service(client, editor):
    vocabulary = VocabularyFactory()
    upper = ConceptFactory(vocabulary=vocabulary, fi="kalusto")
    data = form(
        vocabulary,
        terms=[term("letku"), term("slang", "sv"), term("putki", kind="rejected")],
        definitions=[{"text": "taipuisa putki", "language": "fi", "source": "työpaja"}],
        relations=[{"kind": "generic", "target": upper.pk}],
    )
    answer = client.post(reverse("concepts:add"), data)
    assert answer.status_code == 302
    concept = Concept.objects.get(label="letku")
    assert concept.uri == f"{vocabulary.base_uri}k-0002"
    assert concept.terms.count() == 3
    assert concept.relations.get().target == upper
    entry = AuditEntry.objects.get(
        subject=f"concept:{concept.pk}", action="concept.created"
    )
    assert entry.actor_id == editor.pk


def test_an_editor_changes_and_approves_a_concept(client, editor):
    concept = ConceptFactory(draft=True, fi="letku")
    stored = concept.terms.get()
    data = form(
        concept.vocabulary,
        status="approved",
        approved_by="Hallitus",
        terms=[term("paloletku", id=stored.pk)],
        initial={"terms": 1},
    )
    answer = client.post(reverse("concepts:edit", args=[concept.pk]), data)
    assert answer.status_code == 302
    concept = Concept.objects.get()
    assert (concept.label, concept.status) == ("paloletku", "approved")
    assert concept.approved_on is not None


@pytest.mark.parametrize(
    "terms",
    [
        [term("a"), term("b")],
        [term("a", kind="synonym")],
        [term("a"), term("A", kind="synonym")],
    ],
)
def test_the_form_says_which_rule_is_broken(client, editor, terms):
    answer = client.post(
        reverse("concepts:add"), form(VocabularyFactory(), terms=terms)
    )
    assert answer.status_code == 200
    form_shown = answer.context["form"]
    assert form_shown.errors or any(
        formset.total_error_count() for formset in form_shown.formsets.values()
    )
    assert not Concept.objects.exists()


def test_the_form_refuses_a_ring(client, editor):
    upper = ConceptFactory(fi="kalusto")
    lower = ConceptFactory(fi="letku", broader=[upper], vocabulary=upper.vocabulary)
    data = form(
        upper.vocabulary,
        status="approved",
        terms=[term("kalusto", id=upper.terms.get().pk)],
        relations=[{"kind": "generic", "target": lower.pk}],
        initial={"terms": 1},
    )
    answer = client.post(reverse("concepts:edit", args=[upper.pk]), data)
    assert answer.status_code == 200
    assert answer.context["form"].non_field_errors()


def test_an_editor_makes_a_vocabulary(client, editor):
    data = {
        "slug": "yhteinen",
        "title_fi": "Yhteinen sanasto",
        "title_sv": "",
        "title_en": "",
        "description_fi": "",
        "description_sv": "",
        "description_en": "",
        "default_language": "fi",
        "public_source": "",
    }
    assert client.post(reverse("vocabularies:add"), data).status_code == 302
    vocabulary = Vocabulary.objects.get()
    assert vocabulary.base_uri.endswith("/concepts/uri/yhteinen/")


def test_the_pages_of_the_editors_open(client, editor):
    concept = ConceptFactory(fi="letku")
    for url in (
        reverse("concepts:index"),
        reverse("concepts:index")
        + f"?q=letku&status=approved&vocabulary={concept.vocabulary_id}",
        reverse("concepts:add"),
        reverse("concepts:edit", args=[concept.pk]),
        reverse("vocabularies:index"),
        reverse("vocabularies:edit", args=[concept.vocabulary_id]),
        reverse("concept_chooser:choose"),
        reverse("concept_chooser:choose_results") + "?q=let",
        reverse("concept_chooser:chosen", args=[concept.pk]),
    ):
        answer = client.get(url)
        assert answer.status_code == 200, url
    assert (
        "letku" in client.get(reverse("concepts:index") + "?q=letku").content.decode()
    )


def test_nobody_deletes_a_concept(client, editor):
    concept = ConceptFactory()
    for user in (editor, UserFactory(administrator=True)):
        client.force_login(user)
        client.post(reverse("concepts:delete", args=[concept.pk]))
        client.post(reverse("vocabularies:delete", args=[concept.vocabulary_id]))
        assert Concept.objects.filter(pk=concept.pk).exists()


def test_others_do_not_reach_the_editors_pages(client):
    concept = ConceptFactory()
    client.force_login(UserFactory())
    for url in (reverse("concepts:index"), reverse("concepts:edit", args=[concept.pk])):
        assert client.get(url).status_code in (302, 403)


def test_the_chooser_shows_drafts_to_those_who_see_them(client, editor):
    draft = ConceptFactory(draft=True, fi="luonnos")
    chosen = reverse("concept_chooser:chosen", args=[draft.pk])
    assert client.get(chosen).status_code == 200
    coordinator = UserFactory(coordinator=True)
    apply_roles(user=coordinator)
    client.force_login(coordinator)
    assert client.get(chosen).status_code == 404
    results = client.get(reverse("concept_chooser:choose_results"))
    assert "luonnos" not in results.content.decode()
