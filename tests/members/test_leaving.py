"""A leaver's roles, pages and seats are handed over; nothing vanishes with a person."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from events.models import Registration
from events.services import register
from groups.models import GuestPass, Membership
from groups.policies import Policy, Role
from groups.services import place
from home.models import StandardPage, Update
from members.leaving import hand_over_and_close
from members.models import AuditEntry, User
from tests.clients import signed_in, text_of
from tests.factories.members import UserFactory
from tests.factories.site import (
    make_event_page,
    make_group,
    make_page,
    make_update,
    plant,
)

pytestmark = pytest.mark.django_db


def close(person: User, successor: User | None = None, **changes) -> None:
    asked = {
        "person": person,
        "successor": successor,
        "acting_user": UserFactory(coordinator=True),
    }
    return hand_over_and_close(**asked | changes)


def roles_of(user: User) -> set[str]:
    return set(Membership.objects.of(user).values_list("role", flat=True))


def test_the_successor_leads_what_the_leaver_led_and_joins_nothing_else():
    tree = plant()
    leaver, successor = UserFactory(), UserFactory()
    led = make_group(tree, "Johdettu", leads=[leaver])
    make_group(tree, "Muu", leads=[UserFactory()], members=[leaver])
    close(leaver, successor)
    assert not Membership.objects.filter(user=leaver).exists()
    places = Membership.objects.of(successor).values_list("space", "role")
    assert list(places) == [(led.space.pk, Role.LEAD)]


def test_a_successor_who_already_leads_keeps_the_higher_role():
    tree = plant()
    leaver, successor = UserFactory(), UserFactory()
    group = make_group(tree, leads=[leaver, successor])
    Membership.objects.filter(space=group.space, user=leaver).update(
        role=Role.SECRETARY
    )
    close(leaver, successor)
    assert roles_of(successor) == {Role.LEAD}


def test_an_only_lead_is_not_closed_without_a_successor_and_nothing_is_half_done():
    tree = plant()
    leaver = UserFactory()
    page = make_page(tree, content_owner=leaver)
    make_group(tree, "Riskit", leads=[leaver])
    with pytest.raises(ValidationError, match="Riskit"):
        close(leaver)
    leaver.refresh_from_db()
    assert leaver.is_active
    assert roles_of(leaver) == {Role.LEAD}
    assert StandardPage.objects.get(pk=page.pk).content_owner == leaver


def test_pages_get_a_new_owner_also_in_their_drafts_and_what_was_written_stays():
    tree = plant()
    leaver, successor = UserFactory(), UserFactory()
    page = make_page(tree, content_owner=leaver)
    draft = page.save_revision()
    update = make_update(make_group(tree), owner=leaver)
    close(leaver, successor)
    draft.refresh_from_db()
    draft.publish()
    assert StandardPage.objects.get(pk=page.pk).content_owner == successor
    kept = Update.objects.get(translation_key=update.translation_key)
    assert kept.live
    assert kept.author == leaver


def test_a_seat_that_is_given_up_goes_to_the_first_in_line():
    tree = plant()
    leaver, waiter = UserFactory(), UserFactory()
    make_event_page(tree.events, capacity=1, audience="members")
    event = Registration._meta.get_field("event").related_model.objects.get()
    register(event=event, user=leaver, acting_user=leaver)
    register(event=event, user=waiter, acting_user=waiter)
    close(leaver)
    assert Registration.objects.get(user=waiter).state == "confirmed"
    assert Registration.objects.get(user=leaver).state == "cancelled"


def test_guests_get_the_successor_as_their_sponsor():
    tree = plant()
    leaver, successor = UserFactory(), UserFactory()
    guest = UserFactory(guest=True, last_name="Vierailija")
    group = make_group(tree, leads=[leaver, UserFactory()])
    place(space=group.space, user=guest, role=Role.GUEST, acting_user=leaver)
    coordinator = UserFactory(coordinator=True)
    address = f"/fi/people/{leaver.pk}/close/"
    assert "Vierailija" in text_of(signed_in(coordinator), address)
    close(leaver, successor, acting_user=coordinator)
    assert GuestPass.objects.get(user=guest).sponsor == successor
    row = AuditEntry.objects.get(action="guest.sponsored")
    assert row.subject == f"space:{group.space.pk}"


def test_a_closed_account_is_signed_out_and_closing_again_changes_nothing():
    plant()
    leaver = UserFactory()
    client = signed_in(leaver)
    assert client.get("/fi/people/").status_code == 200
    close(leaver)
    close(leaver)
    assert client.get("/fi/people/").status_code == 302
    assert AuditEntry.objects.filter(action="account.closed").count() == 1


@pytest.mark.parametrize(
    ("role", "whose", "status"),
    [
        ({}, {}, 403),
        ({"guest": True}, {}, 403),
        ({"coordinator": True}, {}, 200),
        ({"coordinator": True}, {"administrator": True}, 403),
        ({"administrator": True}, {"administrator": True}, 200),
    ],
)
def test_coordinators_close_accounts_and_administrators_those_of_administrators(
    role, whose, status
):
    plant()
    person, acting = UserFactory(**whose), UserFactory(**role)
    assert signed_in(acting).get(f"/fi/people/{person.pk}/close/").status_code == status
    if status == 403:
        with pytest.raises(PermissionDenied):
            close(person, acting_user=acting)


def test_nobody_closes_their_own_account():
    plant()
    acting = UserFactory(administrator=True)
    assert signed_in(acting).get(f"/fi/people/{acting.pk}/close/").status_code == 403


def test_the_list_names_what_the_viewer_may_know_and_counts_the_rest():
    tree = plant()
    leaver = UserFactory()
    hidden = make_group(
        tree,
        "Salainen työ",
        policy=Policy.HIDDEN,
        leads=[UserFactory()],
        members=[leaver],
    )
    make_update(hidden, "Salainen tiedote", content_owner=leaver)
    make_page(tree, "Yhteinen ohje", content_owner=leaver)
    make_group(tree, "Vedetty ryhmä", leads=[leaver])
    text = text_of(
        signed_in(UserFactory(coordinator=True)), f"/fi/people/{leaver.pk}/close/"
    )
    assert "Yhteinen ohje" in text
    assert "Vedetty ryhmä: Vetäjä" in text
    assert "Salainen" not in text
    assert text.count("1 muu, jota sinulle ei näytetä") == 2


@pytest.mark.parametrize("address", ["tuntematon@example.org", "guest"])
def test_an_address_of_no_other_member_is_refused_and_kept(address):
    plant()
    person, guest = UserFactory(), UserFactory(guest=True)
    email = guest.email if address == "guest" else address
    answer = signed_in(UserFactory(coordinator=True)).post(
        f"/fi/people/{person.pk}/close/", {"successor": email}
    )
    assert f'value="{email}"' in answer.content.decode()
    person.refresh_from_db()
    assert person.is_active


def test_the_form_closes_the_account_with_its_successor():
    tree = plant()
    person, successor = UserFactory(), UserFactory()
    make_group(tree, leads=[person])
    client = signed_in(UserFactory(coordinator=True))
    url = f"/fi/people/{person.pk}/close/"
    text = client.post(url, {"successor": ""}).content.decode()
    assert "ei ole toista vetäjää" in text
    answer = client.post(url, {"successor": successor.email})
    assert answer.status_code == 302
    assert roles_of(successor) == {Role.LEAD}
