"""Who is refused what, in which words, and what pages say of who sees them."""

from __future__ import annotations

import pytest
from django.test import Client

from groups.policies import Policy
from members.models import User
from network_site.base.visibility import Audience
from tests.clients import signed_in, text_of
from tests.factories.members import UserFactory
from tests.factories.site import make_event_page, make_group, make_update, plant

pytestmark = pytest.mark.django_db

# What a reader is answered at the home of a space and at what is only for its members.
ANSWERS = {
    Policy.OPEN: {"member": (200, 200), "guest": (404, 404), "coordinator": (200, 200)},
    Policy.REQUEST: {
        "member": (200, 403),
        "guest": (404, 404),
        "coordinator": (200, 200),
    },
    Policy.CLOSED: {
        "member": (200, 403),
        "guest": (404, 404),
        "coordinator": (200, 403),
    },
    Policy.HIDDEN: {
        "member": (404, 404),
        "guest": (404, 404),
        "coordinator": (200, 403),
    },
}


def make_readers() -> dict[str, User]:
    return {
        "member": UserFactory(),
        "guest": UserFactory(guest=True),
        "coordinator": UserFactory(coordinator=True),
    }


@pytest.mark.parametrize("policy", Policy.values)
def test_each_role_is_answered_in_one_step_by_what_it_may_know(policy):
    group = make_group(plant(), "Omavalvonta", policy=policy)
    pages = [
        make_update(group, "Sisäinen asia"),
        make_event_page(group, "Sisäinen kokous", audience=Audience.SPACE),
    ]
    for role, user in make_readers().items():
        client = signed_in(user)
        home, inside = ANSWERS[policy][role]
        assert client.get(group.url).status_code == home, role
        for page in pages:
            answer = client.get(page.url)
            assert answer.status_code == inside, role
            if inside == 200:
                continue
            told = answer.content.decode()
            assert "Sisäinen" not in told
            # Whom to ask stands on the card; what is hidden has none.
            assert (group.url in told) == (inside == 403)


@pytest.mark.parametrize("policy", Policy.values)
def test_a_stranger_is_told_nothing_but_where_to_sign_in(policy):
    group = make_group(plant(), "Omavalvonta", policy=policy)
    for url in (group.url, make_update(group).url, f"{group.url}members/"):
        answer = Client().get(url)
        assert answer.status_code == 302
        assert answer.url.startswith("/accounts/login/?next=")
        assert Client().get(answer.url).status_code == 200


@pytest.mark.parametrize(
    ("policy", "audience", "words"),
    [
        (Policy.OPEN, Audience.SPACE, "Koko verkosto"),
        (Policy.REQUEST, Audience.MEMBERS, "Koko verkosto"),
        (Policy.REQUEST, Audience.SPACE, "Ryhmän jäsenet (3)"),
        (Policy.CLOSED, Audience.MEMBERS, "Ryhmän jäsenet (3)"),
        (Policy.HIDDEN, Audience.SPACE, "Ryhmän jäsenet (3)"),
    ],
)
def test_a_page_says_who_sees_it_and_how_many_they_are(policy, audience, words):
    lead = UserFactory()
    members = [UserFactory(), UserFactory()]
    group = make_group(plant(), policy=policy, leads=[lead], members=members)
    client = signed_in(lead)
    for page in (
        make_update(group, audience=audience),
        make_event_page(group, audience=audience),
    ):
        assert words in text_of(client, page.url)


@pytest.mark.parametrize(
    ("policy", "words"),
    [(Policy.OPEN, "Koko verkosto"), (Policy.CLOSED, "Ryhmän jäsenet (1)")],
)
def test_a_space_says_who_sees_its_documents(policy, words):
    lead = UserFactory()
    group = make_group(plant(), policy=policy, leads=[lead])
    for url in (group.url, f"{group.url}documents/"):
        assert f"Näkyy: {words}" in text_of(signed_in(lead), url)


@pytest.mark.parametrize(
    "tool", ["requests", "updates/new", "documents/add", "policy", "history", "drafts"]
)
def test_a_tool_of_the_leads_names_to_a_member_where_its_leads_are_named(tool):
    member = UserFactory()
    group = make_group(plant(), "Omavalvonta", members=[member])
    answer = signed_in(member).get(f"/fi/spaces/{group.space.pk}/{tool}/")
    assert answer.status_code == 403
    text = answer.content.decode()
    assert "vain tilan vetäjät" in text
    assert f'href="{group.url}"' in text
    assert "Tilaan: Omavalvonta" in text
