from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from groups.guests import end_pass, extend_pass, mind_guests
from groups.models import GuestPass, Membership
from groups.policies import Policy, Role
from groups.services import place, set_membership
from members.models import AuditEntry
from notifications.models import Notice
from notifications.sending import send_due
from tests.clients import signed_in, text_of
from tests.factories.groups import SpaceFactory
from tests.factories.members import UserFactory
from tests.factories.site import make_group, plant
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def today(days: int = 0):
    return timezone.localdate() + timedelta(days=days)


def a_pass(space=None, sponsor=None, guest=None, days: int = 60) -> GuestPass:
    sponsor = sponsor or UserFactory()
    space = space or SpaceFactory(closed=True, leads=[sponsor])
    guest = guest or UserFactory(guest=True)
    place(
        space=space,
        user=guest,
        role=Role.GUEST,
        acting_user=sponsor,
        ends_on=today(days),
    )
    return GuestPass.objects.valid().get(space=space, user=guest)


def jump_to_end(guest_pass: GuestPass) -> None:
    """Let a pass run out yesterday, as days do by themselves."""
    GuestPass.objects.filter(pk=guest_pass.pk).update(ends_on=today(-1))
    Membership.objects.filter(user=guest_pass.user).update(ends_on=today(-1))


def test_every_guest_gets_a_sponsor_and_an_end_also_through_the_api():
    lead, guest = UserFactory(), UserFactory(guest=True)
    space = SpaceFactory(leads=[lead])
    membership = set_membership(space=space, user=guest, role="guest", acting_user=lead)
    guest_pass = GuestPass.objects.get()
    assert (guest_pass.sponsor, guest_pass.ends_on) == (lead, today(365))
    assert membership.ends_on == today(365)


def test_the_end_is_told_of_two_weeks_before_to_guest_and_sponsor(mailoutbox):
    guest_pass = a_pass(days=20)
    assert mind_guests() == 0
    GuestPass.objects.update(ends_on=today(14))
    assert mind_guests() == 1
    assert mind_guests() == 0
    send_due()
    told = {mail.to[0]: mail.subject for mail in mailoutbox}
    assert set(told) == {guest_pass.user.email, guest_pass.sponsor.email}
    assert told[guest_pass.user.email].startswith("Aikasi vieraana päättyy")
    assert str(guest_pass.user) in told[guest_pass.sponsor.email]


def test_at_the_end_the_place_the_pass_and_the_account_close(mailoutbox):
    guest_pass = a_pass()
    guest = guest_pass.user
    jump_to_end(guest_pass)
    assert mind_guests() == 1
    assert mind_guests() == 0
    guest.refresh_from_db()
    guest_pass.refresh_from_db()
    assert not guest.is_active
    assert guest_pass.ended_at is not None
    assert not Membership.objects.filter(user=guest).exists()
    send_due()
    assert {mail.to[0] for mail in mailoutbox} == {
        guest.email,
        guest_pass.sponsor.email,
    }
    row = AuditEntry.objects.get(action="membership.removed")
    assert row.actor_id is None


def test_on_the_last_day_the_guest_still_belongs():
    guest_pass = a_pass(days=30)
    GuestPass.objects.update(ends_on=today(), warned_of=today())
    Membership.objects.filter(user=guest_pass.user).update(ends_on=today())
    assert mind_guests() == 0
    assert Membership.objects.of(guest_pass.user).exists()


def test_a_guest_of_two_spaces_keeps_the_account_until_the_last_ends():
    guest = UserFactory(guest=True)
    first, second = a_pass(guest=guest), a_pass(guest=guest)
    end_pass(guest_pass=first, acting_user=first.sponsor)
    guest.refresh_from_db()
    assert guest.is_active
    end_pass(guest_pass=second, acting_user=second.sponsor)
    guest.refresh_from_db()
    assert not guest.is_active


def test_a_member_of_the_network_who_was_a_guest_keeps_the_account():
    person = UserFactory()
    guest_pass = a_pass(guest=person)
    end_pass(guest_pass=guest_pass, acting_user=guest_pass.sponsor)
    person.refresh_from_db()
    assert person.is_active


def test_the_leads_hear_of_it_when_the_sponsor_has_gone():
    guest_pass = a_pass()
    lead = UserFactory()
    set_membership(
        space=guest_pass.space,
        user=lead,
        role="lead",
        acting_user=guest_pass.sponsor,
    )
    guest_pass.sponsor.is_active = False
    guest_pass.sponsor.save()
    jump_to_end(guest_pass)
    mind_guests()
    ended = Notice.objects.filter(kind="guest_ended").values_list("email", flat=True)
    assert set(ended) == {lead.email, guest_pass.user.email}


def test_a_new_last_day_moves_the_place_too_and_is_warned_of_anew():
    guest_pass = a_pass(days=40)
    lead = guest_pass.sponsor
    GuestPass.objects.update(warned_of=today(40))
    extend_pass(guest_pass=guest_pass, ends_on=today(90), acting_user=lead)
    assert Membership.objects.get(user=guest_pass.user).ends_on == today(90)
    GuestPass.objects.update(ends_on=today(10))
    assert mind_guests() == 1
    row = AuditEntry.objects.get(action="guest.extended")
    assert row.before["until"] == today(40).isoformat()
    assert row.after["until"] == today(90).isoformat()


def test_nobody_extends_beyond_a_year_or_without_leading():
    guest_pass = a_pass()
    with pytest.raises(ValidationError):
        extend_pass(
            guest_pass=guest_pass,
            ends_on=today(366),
            acting_user=guest_pass.sponsor,
        )
    for person in (UserFactory(), guest_pass.user):
        with pytest.raises(PermissionDenied):
            extend_pass(guest_pass=guest_pass, ends_on=today(9), acting_user=person)
        with pytest.raises(PermissionDenied):
            end_pass(guest_pass=guest_pass, acting_user=person)


def test_becoming_a_member_ends_the_pass_of_a_colleague():
    guest_pass = a_pass(guest=UserFactory())
    set_membership(
        space=guest_pass.space,
        user=guest_pass.user,
        role="member",
        acting_user=guest_pass.sponsor,
    )
    assert not GuestPass.objects.valid().exists()
    assert Membership.objects.get(user=guest_pass.user).ends_on is None


def test_a_lead_extends_and_ends_on_the_pages_and_others_do_not():
    tree = plant()
    lead, member = UserFactory(), UserFactory()
    group = make_group(tree, policy=Policy.CLOSED, leads=[lead], members=[member])
    guest_pass = a_pass(group.space, lead)
    client, pk = signed_in(lead), guest_pass.pk
    assert str(guest_pass.user) in text_of(
        client, f"/fi/spaces/{group.space.pk}/guests/"
    )
    assert str(guest_pass.user) in text_of(client, "/fi/guests/")
    bad = client.post(f"/fi/guests/{pk}/extend/", {"ends_on": "2020-01-01"})
    assert "2020-01-01" in bad.content.decode()
    client.post(f"/fi/guests/{pk}/extend/", {"ends_on": today(100).isoformat()})
    guest_pass.refresh_from_db()
    assert guest_pass.ends_on == today(100)
    for other in (member, guest_pass.user):
        for what in ("extend", "end"):
            assert signed_in(other).post(f"/fi/guests/{pk}/{what}/").status_code == 404
    assert "Päätä nyt" in text_of(client, f"/fi/guests/{pk}/end/")
    client.post(f"/fi/guests/{pk}/end/")
    guest_pass.refresh_from_db()
    assert guest_pass.ended_at is not None


def test_a_guest_sees_where_and_until_when():
    tree = plant()
    lead = UserFactory()
    group = make_group(tree, policy=Policy.CLOSED, leads=[lead])
    guest_pass = a_pass(group.space, lead)
    text = text_of(signed_in(guest_pass.user), "/fi/guests/")
    assert "Missä olet vieraana" in text
    assert str(lead) in text


def test_the_lists_of_guests_take_the_same_queries_for_one_and_for_fifty():
    tree = plant()
    lead = UserFactory()
    group = make_group(tree, leads=[lead])
    client = signed_in(lead)
    urls = ["/fi/guests/", f"/fi/spaces/{group.space.pk}/guests/"]
    a_pass(group.space, lead)
    few = [queries_of(client, url) for url in urls]
    for _number in range(49):
        a_pass(group.space, lead)
    assert [queries_of(client, url) for url in urls] == few
