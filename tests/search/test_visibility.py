"""A reader finds, counts and is offered only what the reader may see, at once."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from groups.models import Membership, Space
from groups.policies import Policy
from home.models import UpdatePage
from members.models import User
from search.services import index_dirty, index_objects
from tests.factories.groups import MembershipFactory
from tests.factories.members import UserFactory
from tests.factories.site import make_event_page, make_group, make_update, plant
from tests.search.seeing import CANARY, sees

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """A group whose update only its members may read."""
    lead, member = UserFactory(), UserFactory()
    group = make_group(plant(), leads=[lead], members=[member])
    make_update(group, f"{CANARY} löytyi")
    index_dirty()
    return Space.objects.get(translation_key=group.translation_key), lead, member


# Who finds what a space keeps for its members, by its policy.
EXPECTED = {
    Policy.OPEN: {"lead", "member", "outsider", "coordinator", "administrator"},
    Policy.REQUEST: {"lead", "member", "coordinator", "administrator"},
    Policy.CLOSED: {"lead", "member", "administrator"},
    Policy.HIDDEN: {"lead", "member", "administrator"},
}


@pytest.mark.parametrize("policy", Policy.values)
def test_a_policy_decides_who_finds_without_indexing_again(world, policy):
    space, lead, member = world
    Space.objects.filter(pk=space.pk).update(policy=policy)
    people = {
        "lead": lead,
        "member": member,
        "outsider": UserFactory(),
        "guest": UserFactory(guest=True),
        "coordinator": UserFactory(coordinator=True),
        "administrator": UserFactory(administrator=True),
        "nobody": AnonymousUser(),
        "closed account": UserFactory(is_active=False),
    }
    assert {role for role, user in people.items() if sees(user)} == EXPECTED[policy]


def test_who_leaves_a_closed_group_finds_nothing_of_it_any_more(world):
    space, _lead, member = world
    Space.objects.filter(pk=space.pk).update(policy=Policy.CLOSED)
    assert sees(member)
    Membership.objects.filter(space=space, user=member).delete()
    assert not sees(User.objects.get(pk=member.pk))


def test_who_joins_finds_at_once(world):
    space, _lead, _member = world
    Space.objects.filter(pk=space.pk).update(policy=Policy.HIDDEN)
    newcomer = UserFactory()
    assert not sees(newcomer)
    MembershipFactory(space=space, user=newcomer)
    assert sees(User.objects.get(pk=newcomer.pk))


def test_a_facet_never_names_a_space_that_is_hidden_from_the_reader(world):
    space, _lead, _member = world
    Space.objects.filter(pk=space.pk).update(policy=Policy.HIDDEN, name="Varjo")
    browser = Client()
    browser.force_login(UserFactory())
    page = browser.get(f"/fi/search/?q={CANARY}&space={space.pk}").content.decode()
    assert "Varjo" not in page


def test_a_row_that_carries_an_unknown_token_opens_to_nobody(shelf):
    shelf.put(1, f"{CANARY} löytyi", audience=frozenset({"s999999"}))
    shelf.put(2, f"{CANARY} ilman yleisöä", audience=frozenset())
    index_objects(kind=shelf.key, object_ids=[1, 2])
    assert not sees(UserFactory(administrator=True))


def test_an_unpublished_page_leaves_the_index(world):
    _space, _lead, member = world
    page = UpdatePage.objects.get(title=f"{CANARY} löytyi")
    page.unpublish()
    index_dirty()
    assert not sees(member)


def test_a_draft_is_not_found(world):
    _space, lead, member = world
    page = UpdatePage.objects.get(title=f"{CANARY} löytyi")
    page.title = "Julkaistu otsikko"
    page.save_revision().publish()
    index_dirty()
    page.title = f"{CANARY} löytyi"
    page.save_revision()
    index_dirty()
    assert not sees(member)
    assert not sees(lead)


def test_the_link_for_the_registered_is_not_in_the_index():
    lead = UserFactory()
    group = make_group(plant(), leads=[lead])
    make_event_page(group, "Etäkokous", online_url=f"https://example.org/{CANARY}")
    index_dirty()
    assert not sees(UserFactory(administrator=True))
