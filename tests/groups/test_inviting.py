from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from groups.invited import accept, accept_with_account
from groups.inviting import Outcome, invite, resend, revoke
from groups.models import GuestPass, Invitation, Membership
from groups.policies import Policy, Role
from members.models import AuditEntry, User
from notifications.models import Notice
from notifications.sending import send_due
from tests.clients import signed_in, text_of
from tests.factories.groups import SpaceFactory
from tests.factories.members import OrganisationFactory, UserFactory
from tests.factories.site import make_group, plant
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

STRANGER = "mika@yritys.example"
PASSWORD = "savusukeltaja-2026"


def in_a_month():
    return timezone.localdate() + timedelta(days=30)


def sent(space, lead, *lines, role=Role.MEMBER, ends_on=None) -> Outcome:
    if role == Role.GUEST and ends_on is None:
        ends_on = in_a_month()
    return invite(
        space=space,
        lines=list(lines),
        role=role,
        ends_on=ends_on,
        acting_user=lead,
        language="fi",
    )


def link_in(mail) -> str:
    return re.search(r"/fi/invitations/[^/\s]+/", mail.body)[0]


def test_a_colleague_is_invited_by_name_and_accepts_after_signing_in(mailoutbox):
    tree = plant()
    lead = UserFactory()
    person = UserFactory(first_name="Aino", last_name="Salo")
    group = make_group(tree, policy=Policy.CLOSED, leads=[lead])
    sent(group.space, lead, "aino salo")
    send_due()
    [mail] = mailoutbox
    assert (mail.to, mail.subject) == ([person.email], "Kutsu: Riskienhallinta")
    link = link_in(mail)
    anonymous = text_of(Client(), link)
    assert f"/accounts/login/?next={link}" in anonymous
    client = signed_in(person)
    assert "Ota vastaan" in text_of(client, link)
    pk = Invitation.objects.get().pk
    client.post(f"/fi/invitations/{pk}/answer/", {"answer": "accept"})
    assert Membership.objects.get(user=person).role == Role.MEMBER
    assert client.get(link).status_code == 410
    # Taken once more, the same place.
    client.post(f"/fi/invitations/{pk}/answer/", {"answer": "accept"})
    assert Membership.objects.filter(user=person).count() == 1


def test_a_pasted_list_sends_the_good_lines_and_gives_the_bad_ones_back():
    tree = plant()
    lead, known, guest = UserFactory(), UserFactory(), UserFactory(guest=True)
    gone, member = UserFactory(is_active=False), UserFactory()
    group = make_group(tree, leads=[lead], members=[member])
    lines = [
        f"Joku Muu <{known.email}>,",
        "ei osoite@",
        "Nimi Jota Ei Ole",
        STRANGER,
        guest.email,
        gone.email,
        member.email,
        known.email,
        "",
    ]
    client = signed_in(lead)
    url = f"/fi/spaces/{group.space.pk}/invitations/"
    text = client.post(
        url, {"people": "\n".join(lines), "role": "member"}
    ).content.decode()
    [invitation] = Invitation.objects.all()
    assert invitation.user == known
    kept = re.search(r"<textarea[^>]*>(.*?)</textarea>", text, re.S)[1]
    assert known.email in kept.splitlines()[-1]
    assert "Joku Muu" not in kept
    for line in lines[1:7]:
        assert line in kept
    for reason in (
        "ei ole sähköpostiosoite",
        "Kenelläkään ei ole tätä nimeä",
        "kutsu vieraaksi ja anna viimeinen päivä",
        "ei ole enää käytössä",
        "Kuuluu jo tilaan",
        "On jo kutsuttu",
    ):
        assert reason in text


def test_a_name_that_two_people_have_is_not_guessed():
    for _number in range(2):
        UserFactory(first_name="Aino", last_name="Salo")
    lead = UserFactory()
    outcome = sent(SpaceFactory(leads=[lead]), lead, "Aino Salo")
    assert outcome.sent == []
    assert len(outcome.refused) == 1


def test_a_stranger_becomes_a_guest_with_sponsor_and_end_by_the_link(mailoutbox):
    tree = plant()
    lead = UserFactory()
    group = make_group(tree, policy=Policy.CLOSED, leads=[lead])
    other = make_group(tree, "Toinen ryhmä", leads=[lead])
    sent(group.space, lead, f"Mika Laine <{STRANGER}>", role=Role.GUEST)
    send_due()
    [mail] = mailoutbox
    assert mail.to == [STRANGER]
    link, client = link_in(mail), Client()
    data = {"first_name": "Mika", "last_name": "Laine", "password": "lyhyt"}
    refused = client.post(link, data).content.decode()
    assert "Mika" in refused
    assert not User.objects.filter(email=STRANGER).exists()
    answer = client.post(link, data | {"password": PASSWORD})
    assert answer.url == group.url
    guest = User.objects.get(email=STRANGER)
    assert guest.is_guest
    assert guest.check_password(PASSWORD)
    guest_pass = GuestPass.objects.get(user=guest)
    assert (guest_pass.sponsor, guest_pass.ends_on) == (lead, in_a_month())
    assert Membership.objects.get(user=guest).ends_on == in_a_month()
    assert client.get(group.url).status_code == 200
    assert client.get(other.url).status_code == 404
    assert Client().get(link).status_code == 410


def test_a_guest_needs_an_end_within_a_year():
    lead = UserFactory()
    space = SpaceFactory(leads=[lead])
    today = timezone.localdate()
    for day in (today - timedelta(days=1), today + timedelta(days=366)):
        with pytest.raises(ValidationError):
            sent(space, lead, STRANGER, role=Role.GUEST, ends_on=day)
    with pytest.raises(ValidationError):
        invite(
            space=space,
            lines=[STRANGER],
            role=Role.GUEST,
            ends_on=None,
            acting_user=lead,
            language="fi",
        )


def test_the_form_keeps_the_list_when_the_end_of_a_guest_is_missing():
    tree = plant()
    lead = UserFactory()
    group = make_group(tree, leads=[lead])
    url = f"/fi/spaces/{group.space.pk}/invitations/"
    data = {"people": STRANGER, "role": "guest", "ends_on": ""}
    text = signed_in(lead).post(url, data).content.decode()
    assert STRANGER in text
    assert "mihin asti vieras" in text
    assert not Invitation.objects.exists()


def test_an_address_of_a_department_is_a_members_and_makes_no_account_by_itself(
    mailoutbox,
):
    tree = plant()
    lead = UserFactory()
    OrganisationFactory(mail_domains="pelastus.example lappi.example")
    group = make_group(tree, leads=[lead])
    assert sent(group.space, lead, "x@lappi.example", role=Role.GUEST).sent == []
    sent(group.space, lead, "x@lappi.example")
    send_due()
    link = link_in(mailoutbox[0])
    assert "Pyydä se laitoksesi yhteyshenkilöltä" in text_of(Client(), link)
    Client().post(link, {"first_name": "X", "last_name": "Y", "password": PASSWORD})
    assert not User.objects.filter(email="x@lappi.example").exists()
    # Whoever gets an account later takes the place with it.
    person = UserFactory(email="x@lappi.example")
    accept(invitation=Invitation.objects.get(), acting_user=person)
    assert Membership.objects.filter(user=person).exists()


def test_a_coordinators_invitation_opens_an_account_of_the_network():
    plant()
    home = OrganisationFactory(mail_domains="lappi.example")
    lead = UserFactory(coordinator=True)
    space = SpaceFactory(leads=[lead])
    sent(space, lead, "x@lappi.example")
    person = accept_with_account(
        invitation=Invitation.objects.get(),
        first_name="X",
        last_name="Y",
        password=PASSWORD,
        language="sv",
    )
    assert (person.is_guest, person.organisation, person.language) == (
        False,
        home,
        "sv",
    )
    assert Membership.objects.get(user=person).ends_on is None


def test_the_link_of_somebody_else_opens_nothing():
    lead, person, other = UserFactory(), UserFactory(), UserFactory()
    space = SpaceFactory(leads=[lead])
    [invitation] = sent(space, lead, person.email).sent
    with pytest.raises(PermissionDenied):
        accept(invitation=invitation, acting_user=other)
    client = signed_in(other)
    url = f"/fi/invitations/{invitation.pk}/answer/"
    assert client.post(url, {"answer": "accept"}).status_code == 404
    assert client.get("/fi/invitations/tuntematon/").status_code == 404


def test_an_invitation_sent_again_ends_the_first_link(mailoutbox):
    tree = plant()
    lead = UserFactory()
    group = make_group(tree, leads=[lead])
    [invitation] = sent(group.space, lead, STRANGER, role=Role.GUEST).sent
    send_due()
    resend(invitation=invitation, acting_user=lead, language="fi")
    send_due()
    first, second = [link_in(mail) for mail in mailoutbox]
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200


def test_what_is_taken_back_too_old_or_declined_is_no_longer_open(mailoutbox):
    tree = plant()
    lead, person = UserFactory(), UserFactory()
    group = make_group(tree, leads=[lead])
    [invitation] = sent(group.space, lead, person.email).sent
    send_due()
    link, client = link_in(mailoutbox[0]), signed_in(person)
    later = timezone.now() - timedelta(days=1)
    Invitation.objects.update(expires_at=later)
    assert client.get(link).status_code == 410
    with pytest.raises(ValidationError):
        accept(invitation=invitation, acting_user=person)
    # One that is too old makes room for a new one.
    [fresh] = sent(group.space, lead, person.email).sent
    revoke(invitation=fresh, acting_user=lead)
    with pytest.raises(ValidationError):
        accept(invitation=fresh, acting_user=person)
    [third] = sent(group.space, lead, person.email).sent
    client.post(f"/fi/invitations/{third.pk}/answer/", {"answer": "decline"})
    third.refresh_from_db()
    assert third.state == "declined"
    assert not Membership.objects.filter(user=person).exists()


def test_the_mail_of_an_invitation_that_was_taken_back_is_not_sent(mailoutbox):
    lead = UserFactory()
    space = SpaceFactory(leads=[lead])
    [invitation] = sent(space, lead, STRANGER, role=Role.GUEST).sent
    revoke(invitation=invitation, acting_user=lead)
    send_due()
    assert mailoutbox == []


def test_the_ledger_forgets_the_link_once_the_mail_has_gone(mailoutbox):
    lead = UserFactory()
    sent(SpaceFactory(leads=[lead]), lead, STRANGER, role=Role.GUEST)
    assert Notice.objects.get().payload["token"]
    send_due()
    assert Notice.objects.get().payload == {}
    assert "token" not in str(AuditEntry.objects.values_list("after"))
    assert STRANGER not in str(AuditEntry.objects.values_list("after"))


def test_only_those_who_lead_a_running_space_invite():
    member, coordinator = UserFactory(), UserFactory(coordinator=True)
    lead = UserFactory()
    space = SpaceFactory(leads=[lead], members=[member])
    for person in (member, coordinator):
        with pytest.raises(PermissionDenied):
            sent(space, person, UserFactory().email)
    ended = SpaceFactory(leads=[lead], ended_on="2026-01-01")
    with pytest.raises(PermissionDenied):
        sent(ended, lead, UserFactory().email)


def test_a_lead_sends_again_and_takes_back_on_the_page():
    tree = plant()
    lead = UserFactory()
    group = make_group(tree, leads=[lead])
    [invitation] = sent(group.space, lead, STRANGER, role=Role.GUEST).sent
    client, base = signed_in(lead), f"/fi/spaces/{group.space.pk}/invitations/"
    assert STRANGER in text_of(client, base)
    client.post(f"{base}{invitation.pk}/", {"do": "resend"})
    invitation.refresh_from_db()
    assert invitation.times_sent == 2
    client.post(f"{base}{invitation.pk}/", {"do": "revoke"})
    assert STRANGER not in text_of(client, base)
    late = client.post(f"{base}{invitation.pk}/", {"do": "revoke"}, follow=True)
    assert "ei ole enää voimassa" in late.content.decode()


def test_ones_own_invitations_are_listed_and_told_of_on_ones_page():
    tree = plant()
    lead, person = UserFactory(), UserFactory()
    group = make_group(tree, policy=Policy.HIDDEN, leads=[lead])
    client = signed_in(person)
    assert "Ei kutsuja" in text_of(client, "/fi/invitations/")
    sent(group.space, lead, person.email)
    assert "Riskienhallinta" in text_of(client, "/fi/invitations/")
    assert "1 kutsu odottaa" in text_of(client, "/fi/me/")
    assert "Riskienhallinta" in text_of(client, "/fi/inbox/")


def test_the_lists_of_invitations_take_the_same_queries_for_one_and_for_fifty():
    tree = plant()
    lead, person = UserFactory(), UserFactory()
    group = make_group(tree, leads=[lead])
    client, url = signed_in(lead), f"/fi/spaces/{group.space.pk}/invitations/"
    own, mine = signed_in(person), "/fi/invitations/"
    sent(group.space, lead, UserFactory().email, person.email)
    few, few_own = queries_of(client, url), queries_of(own, mine)
    for number in range(49):
        sent(group.space, lead, UserFactory().email)
        other = SpaceFactory(name=f"Ryhmä {number}", leads=[lead])
        sent(other, lead, person.email)
    assert queries_of(client, url) == few
    assert queries_of(own, mine) == few_own
