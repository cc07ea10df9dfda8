from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from groups.leadership import hand_over
from groups.models import Membership
from groups.policies import Role
from members.models import AuditEntry
from members.services import close_account
from notifications.models import Notice
from tests.clients import signed_in, text_of
from tests.factories.groups import MembershipFactory, SpaceFactory
from tests.factories.members import UserFactory
from tests.factories.site import make_group, plant

pytestmark = pytest.mark.django_db


def roles(space) -> dict[int, str]:
    return dict(Membership.objects.filter(space=space).values_list("user", "role"))


def test_a_lead_hands_over_and_leaves_and_the_new_one_is_told():
    lead, member = UserFactory(), UserFactory()
    space = SpaceFactory(leads=[lead], members=[member])
    hand_over(space=space, to=member, then="", acting_user=lead)
    assert roles(space) == {member.pk: Role.LEAD}
    notice = Notice.objects.get(kind="member_added")
    assert notice.recipient == member


def test_a_lead_hands_over_and_stays_as_deputy():
    lead, member = UserFactory(), UserFactory()
    space = SpaceFactory(leads=[lead], members=[member])
    hand_over(space=space, to=member, then=Role.DEPUTY, acting_user=lead)
    assert roles(space) == {member.pk: Role.LEAD, lead.pk: Role.DEPUTY}


def test_the_lead_goes_to_nobody_outside_and_to_no_guest():
    lead, guest = UserFactory(), UserFactory(guest=True)
    space = SpaceFactory(leads=[lead], members=[guest])
    for person in (guest, UserFactory()):
        with pytest.raises(ValidationError):
            hand_over(space=space, to=person, then="", acting_user=lead)
    assert roles(space)[lead.pk] == Role.LEAD


def test_a_deputy_hands_no_lead_over():
    deputy, member = UserFactory(), UserFactory()
    space = SpaceFactory(leads=[UserFactory()], members=[member])
    MembershipFactory(space=space, user=deputy, role=Role.DEPUTY)
    with pytest.raises(PermissionDenied):
        hand_over(space=space, to=member, then="", acting_user=deputy)


def test_the_account_of_an_only_lead_stays_until_somebody_else_leads():
    lead, admin = UserFactory(), UserFactory(administrator=True)
    space = SpaceFactory(name="Öljyntorjunta", leads=[lead])
    with pytest.raises(ValidationError, match="Öljyntorjunta"):
        close_account(user=lead, acting_user=admin)
    lead.refresh_from_db()
    assert lead.is_active
    MembershipFactory(space=space, role=Role.LEAD)
    close_account(user=lead, acting_user=admin)
    lead.refresh_from_db()
    assert not lead.is_active
    assert AuditEntry.objects.get(action="account.closed").actor_id == admin.pk


def test_an_ended_space_holds_no_account_back():
    lead = UserFactory()
    SpaceFactory(leads=[lead], ended_on="2026-01-01")
    close_account(user=lead, acting_user=None)
    assert not lead.is_active


def user_form(person, **changes) -> dict:
    data = {
        "email": person.email,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "language": "fi",
        "is_active": "on",
    } | changes
    return {key: value for key, value in data.items() if value is not None}


def test_the_editor_of_people_keeps_an_only_lead_and_lets_others_go():
    plant()
    lead, other = UserFactory(), UserFactory()
    SpaceFactory(name="Öljyntorjunta", leads=[lead])
    client = signed_in(UserFactory(administrator=True))
    for person in (lead, other):
        answer = client.post(
            f"/admin/users/edit/{person.pk}/", user_form(person, is_active=None)
        )
        person.refresh_from_db()
        assert person.is_active == (person == lead)
        assert ("Öljyntorjunta" in answer.content.decode()) == (person == lead)


def test_the_editors_bulk_action_and_deletion_keep_an_only_lead():
    plant()
    lead = UserFactory()
    SpaceFactory(leads=[lead])
    client = signed_in(UserFactory(administrator=True))
    client.post(
        f"/admin/bulk/members/user/set_active_state/?id={lead.pk}",
        {"mark_as_active": "False"},
    )
    client.post(f"/admin/bulk/members/user/delete/?id={lead.pk}")
    client.post(f"/admin/users/delete/{lead.pk}/")
    lead.refresh_from_db()
    assert lead.is_active


def test_the_only_lead_who_leaves_is_led_through_handing_over():
    tree = plant()
    lead, member = UserFactory(), UserFactory()
    group = make_group(tree, leads=[lead], members=[member])
    client = signed_in(lead)
    answer = client.post(f"/fi/spaces/{group.space.pk}/leave/", follow=True)
    assert answer.redirect_chain[-1][0].endswith("/hand-over/?then=leave")
    url = f"/fi/spaces/{group.space.pk}/hand-over/"
    assert (
        "Mitään kirjoittamastasi ei ole kadonnut"
        in client.post(url, {"then": ""}).content.decode()
    )
    client.post(url, {"to": member.pk, "then": ""})
    assert roles(group.space) == {member.pk: Role.LEAD}


def test_a_lead_without_members_is_told_to_add_one():
    tree = plant()
    lead = UserFactory()
    group = make_group(tree, leads=[lead])
    text = text_of(signed_in(lead), f"/fi/spaces/{group.space.pk}/hand-over/")
    assert "Lisää ensin jäsen" in text


def test_only_a_lead_sees_the_page_of_handing_over():
    tree = plant()
    member = UserFactory()
    group = make_group(tree, leads=[UserFactory()], members=[member])
    url = f"/fi/spaces/{group.space.pk}/hand-over/"
    assert signed_in(member).get(url).status_code == 403
