from __future__ import annotations

import re

import pytest

from groups.history import ACTIONS
from groups.models import Membership
from groups.policies import Policy, Role
from groups.services import change_space, set_membership
from members.models import AuditEntry
from notifications.models import Notice
from notifications.sending import send_due
from tests.clients import signed_in, text_of
from tests.factories.groups import MembershipFactory
from tests.factories.members import OrganisationFactory, UserFactory
from tests.factories.site import make_group, plant
from tests.queries import queries_of
from tests.stack import ROOT

pytestmark = pytest.mark.django_db
SPACE_APPS = ("groups", "projects", "events", "home")
# What rows are about whose subject is a space.
SPACE_WORDS = {
    "content",
    "document",
    "guest",
    "invitation",
    "membership",
    "request",
    "space",
}


@pytest.fixture
def lead():
    return UserFactory()


@pytest.fixture
def group(lead):
    return make_group(plant(), policy=Policy.CLOSED, leads=[lead])


def role_of(group, person) -> str | None:
    found = Membership.objects.filter(space=group.space, user=person).first()
    return found and found.role


def test_a_lead_reaches_every_tool_from_the_tab_of_members_and_a_member_none(
    group, lead
):
    member = MembershipFactory(space=group.space).user
    pk = group.space.pk
    tools = [
        f"/fi/spaces/{pk}/{name}/"
        for name in (
            "invitations",
            "members/add",
            "members/departments",
            "requests",
            "guests",
            "hand-over",
            "history",
        )
    ]
    assert f"{group.url}members/" in text_of(signed_in(lead), group.url)
    text = text_of(signed_in(lead), f"{group.url}members/")
    other = text_of(signed_in(member), f"{group.url}members/")
    for url in tools:
        assert url in text
        assert url not in other
        assert signed_in(lead).get(url).status_code == 200
        assert signed_in(member).get(url).status_code == 403


def test_a_lead_adds_a_person_by_name_and_the_person_gets_a_mail(
    group, lead, mailoutbox
):
    person = UserFactory(first_name="Aino", last_name="Salo")
    url = f"/fi/spaces/{group.space.pk}/members/add/"
    signed_in(lead).post(url, {"person": "Aino Salo", "role": "secretary"})
    assert role_of(group, person) == Role.SECRETARY
    send_due()
    assert [mail.to for mail in mailoutbox] == [[person.email]]
    assert "sihteeri" in mailoutbox[0].subject


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("Nimi Jota Ei Ole", "Kenelläkään ei ole tätä nimeä"),
        ("ei@ole.example", "Tällä sähköpostiosoitteella ei ole tiliä"),
        ("vieras@example.org", "kutsu vieraaksi"),
    ],
)
def test_whoever_cannot_be_added_stays_in_the_field_with_the_reason(
    group, lead, typed, reason
):
    UserFactory(guest=True, email="vieras@example.org")
    url = f"/fi/spaces/{group.space.pk}/members/add/"
    text = signed_in(lead).post(url, {"person": typed, "role": "member"})
    assert typed in text.content.decode()
    assert reason in text.content.decode()
    assert Membership.objects.count() == 1


def test_a_lead_changes_a_role_and_ends_a_membership(group, lead, mailoutbox):
    person = MembershipFactory(space=group.space).user
    client, base = (
        signed_in(lead),
        f"/fi/spaces/{group.space.pk}/members/{person.pk}/",
    )
    assert str(person) in text_of(client, base)
    client.post(base, {"role": "deputy"})
    assert role_of(group, person) == Role.DEPUTY
    assert "Päätä jäsenyys" in text_of(client, f"{base}end/")
    client.post(f"{base}end/")
    assert role_of(group, person) is None
    send_due()
    assert "Jäsenyytesi on päättynyt" in mailoutbox[-1].subject
    assert client.get(base).status_code == 404


def test_the_last_lead_keeps_the_role_and_is_told_why(group, lead):
    client = signed_in(lead)
    base = f"/fi/spaces/{group.space.pk}/members/{lead.pk}/"
    for url, data in ((base, {"role": "member"}), (f"{base}end/", {})):
        text = client.post(url, data).content.decode()
        assert "Nimeä ensin toinen vetäjä" in text
    assert role_of(group, lead) == Role.LEAD


def test_a_coordinator_names_leads_of_a_closed_group_and_changes_no_member(group, lead):
    member = MembershipFactory(space=group.space).user
    client = signed_in(UserFactory(coordinator=True))
    pk, person = group.space.pk, UserFactory()
    assert "Nimeä vetäjä" in text_of(client, group.url)
    text = text_of(client, f"/fi/spaces/{pk}/members/add/")
    assert f"/fi/spaces/{pk}/members/{lead.pk}/" in text
    assert 'value="lead"' in text
    assert 'value="member"' not in text
    url = f"/fi/spaces/{pk}/members/add/"
    client.post(url, {"person": person.email, "role": "lead"})
    assert role_of(group, person) == Role.LEAD
    assert client.get(f"/fi/spaces/{pk}/members/{lead.pk}/").status_code == 200
    assert client.get(f"/fi/spaces/{pk}/members/{member.pk}/").status_code == 404


def test_people_are_added_by_department_those_alone_who_are_ticked(group, lead):
    home = OrganisationFactory(short_name="Lappi")
    one, two, three = (UserFactory(organisation=home) for _ in range(3))
    guest = UserFactory(guest=True)
    client = signed_in(lead)
    tab = text_of(client, f"{group.url}members/")
    url = f"/fi/spaces/{group.space.pk}/members/departments/?department={home.pk}"
    assert url in tab
    text = text_of(client, url)
    assert all(str(person) in text for person in (one, two, three))
    client.post(url, {"people": [one.pk, two.pk]})
    assert [role_of(group, p) for p in (one, two, three)] == ["member", "member", None]
    assert Notice.objects.filter(kind="member_added").count() == 2
    # Only those who are offered can be chosen.
    again = client.post(url, {"people": [guest.pk]})
    assert again.status_code == 200
    assert role_of(group, guest) is None


def test_the_offer_of_people_takes_the_same_queries_for_one_and_for_fifty(group, lead):
    home = OrganisationFactory()
    UserFactory(organisation=home)
    client = signed_in(lead)
    url = f"/fi/spaces/{group.space.pk}/members/departments/?department={home.pk}"
    few = queries_of(client, url)
    for _number in range(49):
        UserFactory(organisation=home)
    assert queries_of(client, url) == few


def test_the_mandate_is_shown_to_members_alone(group, lead):
    coordinator = UserFactory(coordinator=True)
    change_space(
        space=group.space,
        acting_user=coordinator,
        appointed_by="Pelastusjohtajien kokous",
        review_on=None,
    )
    assert "Pelastusjohtajien kokous" in text_of(signed_in(lead), group.url)
    assert "Pelastusjohtajien" not in text_of(signed_in(UserFactory()), group.url)


def test_the_history_tells_in_words_and_keeps_no_free_text(group, lead):
    coordinator = UserFactory(coordinator=True, first_name="Kaisa", last_name="Oja")
    person = UserFactory(first_name="Aino", last_name="Salo")
    set_membership(space=group.space, user=person, role="member", acting_user=lead)
    change_space(space=group.space, acting_user=lead, policy=Policy.OPEN)
    change_space(
        space=group.space, acting_user=coordinator, appointed_by="Salainen kokous"
    )
    text = text_of(signed_in(lead), f"/fi/spaces/{group.space.pk}/history/")
    assert "lisäsi jäsenen: Aino Salo" in text
    assert "Kaisa Oja muutti tilaa" in text
    assert "Avoin" in text
    assert "Salainen" not in text
    rows = AuditEntry.objects.values_list("before", "after")
    assert "Salainen" not in str(list(rows))


def test_the_history_names_nobody_whose_account_has_gone(group, lead):
    person = UserFactory(first_name="Aino", last_name="Salo")
    set_membership(space=group.space, user=person, role="member", acting_user=lead)
    person.delete()
    text = text_of(signed_in(lead), f"/fi/spaces/{group.space.pk}/history/")
    assert "joku, jonka tili on poistettu" in text


def test_the_history_takes_the_same_queries_for_one_row_and_for_fifty(group, lead):
    client, url = signed_in(lead), f"/fi/spaces/{group.space.pk}/history/"
    set_membership(
        space=group.space, user=UserFactory(), role="member", acting_user=lead
    )
    few = queries_of(client, url)
    for _number in range(49):
        set_membership(
            space=group.space, user=UserFactory(), role="member", acting_user=lead
        )
    assert queries_of(client, url) == few


def test_an_administrators_look_at_the_tools_of_a_closed_group_is_recorded(group):
    admin = UserFactory(administrator=True)
    signed_in(admin).get(f"/fi/spaces/{group.space.pk}/requests/")
    row = AuditEntry.objects.get(action="space.looked_into")
    assert row.actor_id == admin.pk


def test_whatever_is_recorded_of_a_space_has_words_in_its_history():
    written = re.compile(r'(?:action=|_record\((?:page, )?|_audit\(\w+, )"(\w+\.\w+)"')
    sources = [path for app in SPACE_APPS for path in (ROOT / app).rglob("*.py")]
    found = {name for path in sources for name in written.findall(path.read_text())}
    of_spaces = {name for name in found if name.split(".")[0] in SPACE_WORDS}
    assert len(of_spaces) > 15
    assert of_spaces - set(ACTIONS) == set()
