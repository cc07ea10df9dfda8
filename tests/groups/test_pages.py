from __future__ import annotations

import pytest

from groups.models import Membership
from groups.policies import Policy
from tests.clients import signed_in
from tests.factories.groups import MembershipFactory
from tests.factories.members import UserFactory
from tests.factories.site import (
    make_event_page,
    make_group,
    make_project,
    make_update,
    plant,
)
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def test_the_register_lists_groups_by_kind_and_leaves_out_hidden_ones():
    tree = plant()
    make_group(tree, "Riskienhallinta")
    make_group(tree, "Erityiskysymykset", policy=Policy.HIDDEN)
    text = signed_in(UserFactory()).get(tree.groups.url).content.decode()
    assert "Riskienhallinta" in text
    assert "Erityiskysymykset" not in text
    assert "Työryhmät" in text


def test_a_group_shows_its_leads_and_how_many_departments_are_present():
    tree = plant()
    lead, member = UserFactory(), UserFactory()
    group = make_group(tree, leads=[lead], members=[member])
    text = signed_in(UserFactory()).get(group.url).content.decode()
    assert str(lead) in text
    assert "pelastuslaitoksia mukana 2/3" in text


def test_a_lead_sees_the_tools_and_a_member_does_not():
    tree = plant()
    lead, member = UserFactory(), UserFactory()
    group = make_group(tree, leads=[lead], members=[member])
    assert "Uusi tiedote" in signed_in(lead).get(group.url).content.decode()
    assert "Uusi tiedote" not in signed_in(member).get(group.url).content.decode()


def test_joining_and_leaving_an_open_group_on_its_page():
    tree = plant()
    person = UserFactory()
    group = make_group(tree, leads=[UserFactory()])
    client = signed_in(person)
    assert "Liity ryhmään" in client.get(group.url).content.decode()
    client.post(f"/fi/spaces/{group.space.pk}/join/")
    assert Membership.objects.filter(space=group.space, user=person).exists()
    client.post(f"/fi/spaces/{group.space.pk}/leave/")
    assert not Membership.objects.filter(space=group.space, user=person).exists()


def test_the_only_lead_who_wants_to_leave_is_told_what_to_do():
    tree = plant()
    lead = UserFactory()
    group = make_group(tree, leads=[lead])
    client = signed_in(lead)
    response = client.post(f"/fi/spaces/{group.space.pk}/leave/", follow=True)
    assert "Siirrä vetovastuu toiselle" in response.content.decode()


def test_the_lead_makes_an_update_in_the_editor_and_nobody_else_does():
    tree = plant()
    lead, member = UserFactory(), UserFactory()
    group = make_group(tree, leads=[lead], members=[member])
    url = f"/admin/pages/add/home/updatepage/{group.pk}/"
    assert signed_in(lead).get(url).status_code == 200
    assert signed_in(member).get(url, follow=True).status_code == 403


@pytest.mark.parametrize("what", ["groups", "group", "members", "projects"])
def test_lists_take_the_same_number_of_queries_with_fifty_times_the_content(what):
    tree = plant()
    user = UserFactory()
    group = make_group(tree, "Ensimmäinen", leads=[user])
    make_update(group)
    make_event_page(group)
    make_project(tree)
    url = {
        "groups": tree.groups.url,
        "group": group.url,
        "members": f"{group.url}members/",
        "projects": tree.projects.url,
    }[what]
    client = signed_in(user)
    few = queries_of(client, url)
    assert few <= 14
    for number in range(8):
        make_group(tree, f"Ryhmä {number}")
        make_project(tree, f"Hanke {number}")
    for number in range(50):
        MembershipFactory(space=group.space)
        if number < 10:
            make_update(group, f"Tiedote {number}")
            make_event_page(group, f"Tapahtuma {number}")
    assert queries_of(client, url) == few
