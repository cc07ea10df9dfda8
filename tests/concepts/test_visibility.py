from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from concepts.audience import audience_of
from concepts.models import Concept
from groups.models import Space
from groups.policies import Policy
from network_site.base.visibility import tokens_held_by
from tests.factories.concepts import ConceptFactory, VocabularyFactory
from tests.factories.groups import MembershipFactory
from tests.factories.members import UserFactory
from tests.factories.site import make_project, plant

pytestmark = pytest.mark.django_db

CANARY = "kanarialintu"


@pytest.fixture
def world():
    """A project with a draft of its own, and concepts of every status."""
    project = make_project(plant())
    vocabulary = VocabularyFactory()
    concepts = {
        status: ConceptFactory(
            vocabulary=vocabulary,
            status=status,
            fi=f"{CANARY} {status}",
            projects=[project],
        )
        for status in Concept.Status.values
    }
    return project, vocabulary, concepts


def people(project):
    member, guest = UserFactory(), UserFactory(guest=True)
    MembershipFactory(space=project.space, user=member)
    MembershipFactory(space=project.space, user=guest)
    return {
        "member of the project": member,
        "guest of the project": guest,
        "concept editor": UserFactory(concept_editor=True),
        "administrator": UserFactory(administrator=True),
        "outsider": UserFactory(),
        "outside guest": UserFactory(guest=True),
        "coordinator": UserFactory(coordinator=True),
    }


DRAFTS = {"draft", "proposed"}
SEES_DRAFTS = {
    "member of the project",
    "guest of the project",
    "concept editor",
    "administrator",
}


def test_drafts_are_seen_by_editors_and_members_of_the_origin_projects_only(world):
    project, _vocabulary, concepts = world
    assert project.space.policy == Policy.OPEN
    for role, user in people(project).items():
        seen = set(Concept.objects.visible_to(user).values_list("status", flat=True))
        expected = set(concepts) if role in SEES_DRAFTS else set(concepts) - DRAFTS
        assert seen == expected, role


def test_nobody_sees_anything_without_an_account_in_use(world):
    gone = UserFactory(administrator=True, is_active=False)
    assert not Concept.objects.visible_to(gone).exists()
    assert not Concept.objects.visible_to(AnonymousUser()).exists()


def test_a_membership_that_has_ended_no_longer_opens_drafts(world):
    project, _vocabulary, _concepts = world
    former = UserFactory()
    MembershipFactory(space=project.space, user=former, ends_on="2020-01-01")
    assert not Concept.objects.visible_to(former).filter(status="draft").exists()


def test_the_search_tokens_say_the_same_as_the_lists(world):
    project, _vocabulary, concepts = world
    for user in people(project).values():
        held = tokens_held_by(user)
        by_tokens = {c.pk for c in concepts.values() if audience_of(c, []) & held}
        by_rule = set(Concept.objects.visible_to(user).values_list("pk", flat=True))
        assert by_tokens == by_rule


def roads(project, vocabulary, concepts):
    public = concepts["approved"]
    public.relations.create(target=concepts["draft"], kind="generic")
    concepts["proposed"].relations.create(target=public, kind="associative")
    concepts["draft"].relations.create(target=concepts["retired"], kind="generic")
    return [
        reverse("concept_index"),
        reverse("concept_index") + "?letter=k",
        reverse("concept_index") + f"?project={project.pk}",
        reverse("concept_index") + "?status=draft",
        reverse("vocabulary", args=[vocabulary.slug]),
        reverse("concept_tree", args=[vocabulary.slug]),
        reverse("concept_branch", args=[vocabulary.slug, concepts["retired"].pk]),
        public.url,
        project.page_in().url,
        "/api/concepts",
        "/api/concepts?status=draft",
    ]


def test_an_outsider_meets_no_draft_on_any_road(world, client: Client):
    client.force_login(UserFactory())
    _project, _vocabulary, concepts = world
    for url in roads(*world):
        answer = client.get(url)
        assert answer.status_code == 200, url
        text = answer.content.decode()
        assert f"{CANARY} draft" not in text, url
        assert f"{CANARY} proposed" not in text, url
    for status in DRAFTS:
        concept = concepts[status]
        assert client.get(concept.url).status_code == 404
        by_uri = reverse("concept_by_uri"), {"uri": concept.uri}
        assert client.get(*by_uri).status_code == 404
    branch = reverse("concept_branch", args=[concept.vocabulary.slug, concept.pk])
    assert client.get(branch).status_code == 404


def test_a_member_of_the_project_meets_its_drafts(world, client: Client):
    project, _vocabulary, concepts = world
    member = people(project)["member of the project"]
    client.force_login(member)
    assert client.get(concepts["draft"].url).status_code == 200
    listed = client.get(reverse("concept_index") + "?status=draft")
    assert f"{CANARY} draft" in listed.content.decode()


def test_counts_leave_hidden_concepts_out(world, client: Client):
    client.force_login(UserFactory())
    assert client.get("/api/concepts").json()["total"] == 3
    assert client.get(reverse("concept_index")).context["total"] == 3
    page = client.get(reverse("concept_index"))
    assert {item["key"] for item in page.context["statuses"]} == {
        "approved",
        "superseded",
        "retired",
    }


def test_a_vocabulary_of_drafts_only_is_not_there_for_outsiders(client: Client):
    draft = ConceptFactory(draft=True)
    client.force_login(UserFactory())
    assert client.get(draft.vocabulary.url).status_code == 404
    assert (
        draft.vocabulary.title
        not in client.get(reverse("concept_index")).content.decode()
    )


def test_a_hidden_origin_project_is_not_named_to_outsiders(world, client: Client):
    project, _vocabulary, concepts = world
    Space.objects.filter(pk=project.space_id).update(policy=Policy.HIDDEN)
    client.force_login(UserFactory())
    assert str(project) not in client.get(concepts["approved"].url).content.decode()


def test_pages_ask_for_a_sign_in(world, client: Client):
    for url in roads(*world)[:8]:
        assert client.get(url).status_code == 302
    assert client.get("/api/concepts").status_code == 401
    answer = client.post(
        "/api/concepts/annotate", {"text": "x"}, content_type="application/json"
    )
    assert answer.status_code == 401
