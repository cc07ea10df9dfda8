from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from wagtail.models import GroupPagePermission

from groups.models import GroupPage, Membership, Space
from groups.permissions import derive_all, derive_permissions
from groups.policies import Policy, Role
from groups.services import (
    LastLeadError,
    change_space,
    create_space,
    join,
    remove_membership,
    set_membership,
)
from members.models import AuditEntry
from tests.factories.groups import MembershipFactory, SpaceFactory
from tests.factories.members import UserFactory
from tests.factories.site import make_group, plant

pytestmark = pytest.mark.django_db


def test_a_coordinator_makes_a_space_with_its_page_and_leads_it_first():
    plant()
    coordinator = UserFactory(coordinator=True)
    space = create_space(
        name="Öljyntorjunta",
        kind="working_group",
        policy="request",
        acting_user=coordinator,
    )
    assert Membership.objects.get(space=space).role == Role.LEAD
    assert space.page_in().url == "/fi/ryhmat/oljyntorjunta/"
    space.refresh_from_db()
    assert space.policy == Policy.REQUEST
    assert space.collection.name == "Öljyntorjunta"


def test_a_project_team_gets_a_projects_page():
    plant()
    space = create_space(
        name="Tietopohja",
        kind="project_team",
        policy="open",
        acting_user=UserFactory(coordinator=True),
    )
    assert space.page_in().url == "/fi/hankkeet/tietopohja/"
    assert space.project.status == "running"


def test_a_member_makes_no_spaces():
    with pytest.raises(PermissionDenied):
        create_space(name="X", kind="board", policy="open", acting_user=UserFactory())
    assert not Space.objects.exists()


def test_a_page_made_in_the_editor_starts_closed_with_its_maker_as_lead():
    tree = plant()
    maker = UserFactory()
    page = GroupPage(title="Uusi", owner=maker)
    tree.groups.add_child(instance=page)
    space = Space.objects.get(translation_key=page.translation_key)
    assert space.policy == Policy.CLOSED
    assert Membership.objects.get(space=space).user == maker


def test_leads_manage_members_and_members_do_not():
    lead, member, newcomer = UserFactory(), UserFactory(), UserFactory()
    space = SpaceFactory(leads=[lead], members=[member])
    set_membership(space=space, user=newcomer, role="member", acting_user=lead)
    assert Membership.objects.filter(space=space, user=newcomer).exists()
    with pytest.raises(PermissionDenied):
        set_membership(space=space, user=newcomer, role="lead", acting_user=member)
    with pytest.raises(PermissionDenied):
        remove_membership(space=space, user=newcomer, acting_user=member)


def test_a_coordinator_appoints_leads_everywhere_and_members_nowhere():
    coordinator, person = UserFactory(coordinator=True), UserFactory()
    space = SpaceFactory(hidden=True)
    set_membership(space=space, user=person, role="lead", acting_user=coordinator)
    with pytest.raises(PermissionDenied):
        set_membership(
            space=space, user=UserFactory(), role="member", acting_user=coordinator
        )


def test_the_last_lead_neither_leaves_nor_steps_down():
    lead = UserFactory()
    space = SpaceFactory(leads=[lead])
    with pytest.raises(LastLeadError):
        remove_membership(space=space, user=lead, acting_user=lead)
    with pytest.raises(LastLeadError):
        set_membership(space=space, user=lead, role="member", acting_user=lead)
    MembershipFactory(space=space, role=Role.LEAD)
    remove_membership(space=space, user=lead, acting_user=lead)
    assert not Membership.objects.filter(space=space, user=lead).exists()


def test_anyone_but_a_guest_joins_an_open_space_and_nobody_a_closed_one():
    person = UserFactory()
    space = SpaceFactory()
    assert join(space=space, acting_user=person) == join(
        space=space, acting_user=person
    )
    with pytest.raises(PermissionDenied):
        join(space=space, acting_user=UserFactory(guest=True))
    with pytest.raises(PermissionDenied):
        join(space=SpaceFactory(on_request=True), acting_user=person)


def test_every_change_of_membership_leaves_a_row_that_names_no_text():
    lead, person = UserFactory(), UserFactory()
    space = SpaceFactory(leads=[lead])
    set_membership(space=space, user=person, role="member", acting_user=lead)
    set_membership(space=space, user=person, role="secretary", acting_user=lead)
    remove_membership(space=space, user=person, acting_user=lead)
    rows = list(
        AuditEntry.objects.filter(subject=f"space:{space.pk}")
        .order_by("pk")
        .values_list("action", "actor_id", "before", "after")
    )
    assert rows == [
        ("membership.added", lead.pk, {}, {"user": person.pk, "role": "member"}),
        (
            "membership.changed",
            lead.pk,
            {"user": person.pk, "role": "member"},
            {"user": person.pk, "role": "secretary"},
        ),
        ("membership.removed", lead.pk, {"user": person.pk, "role": "secretary"}, {}),
    ]


def test_changing_a_policy_is_the_leads_and_is_recorded():
    lead = UserFactory()
    space = SpaceFactory(closed=True, leads=[lead])
    change_space(space=space, acting_user=lead, policy=Policy.OPEN)
    space.refresh_from_db()
    assert space.policy == Policy.OPEN
    row = AuditEntry.objects.get(action="space.changed")
    assert (row.before, row.after) == ({"policy": "closed"}, {"policy": "open"})
    with pytest.raises(PermissionDenied):
        change_space(space=space, acting_user=UserFactory(), policy=Policy.HIDDEN)


def test_a_coordinator_opens_no_space_whose_content_the_coordinator_may_not_see():
    coordinator = UserFactory(coordinator=True)
    for trait in ("closed", "hidden"):
        space = SpaceFactory(**{trait: True})
        with pytest.raises(PermissionDenied):
            change_space(space=space, acting_user=coordinator, policy=Policy.OPEN)
        change_space(space=space, acting_user=coordinator, appointed_by="Hallitus")
    seen = SpaceFactory(on_request=True)
    change_space(space=seen, acting_user=coordinator, policy=Policy.CLOSED)


def test_a_lead_changes_the_policy_and_nothing_else_of_the_space():
    lead = UserFactory()
    space = SpaceFactory(leads=[lead])
    with pytest.raises(PermissionDenied):
        change_space(space=space, acting_user=lead, policy="closed", review_on=None)


def test_the_leads_rights_in_the_editor_follow_their_role():
    tree = plant()
    lead, deputy, member = UserFactory(), UserFactory(), UserFactory()
    group = make_group(tree, leads=[lead], members=[member])
    MembershipFactory(space=group.space, user=deputy, role=Role.DEPUTY)
    derive_permissions(group.space)
    assert group.permissions_for_user(lead).can_publish_subpage()
    fresh = type(deputy).objects.get(pk=deputy.pk)
    assert group.permissions_for_user(fresh).can_edit()
    assert not group.permissions_for_user(member).can_edit()
    assert not tree.home.permissions_for_user(lead).can_edit()
    set_membership(space=group.space, user=lead, role="lead", acting_user=lead)
    set_membership(space=group.space, user=deputy, role="lead", acting_user=lead)
    remove_membership(space=group.space, user=lead, acting_user=lead)
    fresh = type(lead).objects.get(pk=lead.pk)
    assert not group.permissions_for_user(fresh).can_edit()


def test_deriving_again_changes_nothing_and_drift_is_found_and_repaired():
    tree = plant()
    stranger = UserFactory()
    group = make_group(tree, leads=[UserFactory()])
    derive_all()
    assert derive_all() == {}
    group.space.refresh_from_db()
    Group.objects.get(pk=group.space.leads_group_id).user_set.add(stranger)
    GroupPagePermission.objects.filter(group=group.space.leads_group).first().delete()
    with pytest.raises(CommandError, match="1 drifted"):
        call_command("check_permissions")
    assert stranger.groups.exists()
    call_command("check_permissions", "--repair")
    assert not stranger.groups.exists()
    call_command("check_permissions")
