from __future__ import annotations

import threading

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from groups.joining import AlreadyAnsweredError, answer, ask, withdraw
from groups.models import JoinRequest, Membership
from groups.policies import Policy, Role
from groups.services import LastLeadError, remove_membership, set_membership
from members.models import AuditEntry
from notifications.models import Notice
from notifications.sending import send_due
from tests.clients import signed_in, text_of
from tests.factories.groups import SpaceFactory
from tests.factories.members import OrganisationFactory, UserFactory
from tests.factories.site import make_group, plant
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def asked(space, person=None, message="Laitoksestani ei ole ketään.") -> JoinRequest:
    return ask(space=space, message=message, acting_user=person or UserFactory())


def test_a_request_goes_to_the_leads_and_the_answer_to_the_applicant(mailoutbox):
    tree = plant()
    lead = UserFactory()
    home = OrganisationFactory(short_name="Lappi", name="Lapin pelastuslaitos")
    person = UserFactory(first_name="Aino", last_name="Salo", organisation=home)
    group = make_group(tree, policy=Policy.REQUEST, leads=[lead])
    request = asked(group.space, person)
    send_due()
    [mail] = mailoutbox
    assert mail.to == [lead.email]
    assert mail.subject == "Aino Salo pyytää päästä jäseneksi: Riskienhallinta"
    for words in ("Lapin pelastuslaitos", "Laitoksestani ei ole", "/requests/"):
        assert words in mail.body
    answer(request=request, approve=True, acting_user=lead)
    send_due()
    assert mailoutbox[1].to == [person.email]
    assert mailoutbox[1].subject == "Olet nyt jäsen: Riskienhallinta"
    assert Membership.objects.get(user=person).role == Role.MEMBER


def test_a_declined_applicant_is_told_and_may_ask_again(mailoutbox):
    tree = plant()
    lead, person = UserFactory(), UserFactory()
    group = make_group(tree, policy=Policy.CLOSED, leads=[lead])
    request = asked(group.space, person)
    answer(request=request, approve=False, acting_user=lead)
    send_due()
    # The lead's mail about a request that waits no more is not sent.
    assert [mail.to for mail in mailoutbox] == [[person.email]]
    assert "hylättiin" in mailoutbox[0].subject
    assert not Membership.objects.filter(user=person).exists()
    assert asked(group.space, person).pk != request.pk


def test_asking_twice_is_one_request_and_one_mail_a_lead():
    lead, person = UserFactory(), UserFactory()
    space = SpaceFactory(on_request=True, leads=[lead])
    assert asked(space, person) == asked(space, person)
    assert Notice.objects.filter(kind="join_request").count() == 1


@pytest.mark.parametrize("policy", [Policy.OPEN, Policy.HIDDEN])
def test_only_spaces_on_request_and_closed_ones_take_requests(policy):
    with pytest.raises(PermissionDenied):
        asked(SpaceFactory(policy=policy))


def test_guests_members_and_ended_spaces_have_no_requests():
    member = UserFactory()
    space = SpaceFactory(on_request=True, members=[member])
    with pytest.raises(ValidationError):
        asked(space, member)
    with pytest.raises(PermissionDenied):
        asked(space, UserFactory(guest=True))
    with pytest.raises(PermissionDenied):
        asked(SpaceFactory(on_request=True, ended_on="2026-01-01"))


def test_a_withdrawn_request_can_no_longer_be_approved():
    lead, person = UserFactory(), UserFactory()
    space = SpaceFactory(on_request=True, leads=[lead])
    request = asked(space, person)
    assert withdraw(space=space, acting_user=person)
    assert not withdraw(space=space, acting_user=person)
    with pytest.raises(AlreadyAnsweredError):
        answer(request=request, approve=True, acting_user=lead)
    assert not Membership.objects.filter(user=person).exists()


def test_the_second_answer_changes_nothing():
    one, other, person = UserFactory(), UserFactory(), UserFactory()
    space = SpaceFactory(on_request=True, leads=[one, other])
    request = asked(space, person)
    answer(request=request, approve=False, acting_user=one)
    with pytest.raises(AlreadyAnsweredError):
        answer(request=request, approve=True, acting_user=other)
    assert not Membership.objects.filter(user=person).exists()
    assert Notice.objects.filter(kind="join_answered").count() == 1


def test_only_those_who_lead_answer():
    member = UserFactory()
    space = SpaceFactory(on_request=True, leads=[UserFactory()], members=[member])
    for person in (member, UserFactory(coordinator=True)):
        with pytest.raises(PermissionDenied):
            answer(request=asked(space), approve=True, acting_user=person)


def test_whoever_is_added_by_another_road_waits_no_more():
    lead, person = UserFactory(), UserFactory()
    space = SpaceFactory(on_request=True, leads=[lead])
    request = asked(space, person)
    set_membership(space=space, user=person, role="member", acting_user=lead)
    request.refresh_from_db()
    assert (request.state, request.answered_by) == ("approved", lead)


def test_the_audit_of_a_request_holds_ids_and_no_message():
    lead = UserFactory()
    space = SpaceFactory(on_request=True, leads=[lead])
    request = asked(space, message="Salaista asiaa")
    answer(request=request, approve=False, acting_user=lead)
    rows = AuditEntry.objects.order_by("pk")
    assert [row.action for row in rows] == ["request.made", "request.declined"]
    assert all("Salaista" not in str(row.after) for row in rows)


def test_the_applicant_asks_sees_the_state_and_takes_it_back_on_the_page():
    tree = plant()
    person = UserFactory()
    group = make_group(tree, policy=Policy.REQUEST, leads=[UserFactory()])
    client, pk = signed_in(person), group.space.pk
    assert f"/fi/spaces/{pk}/ask/" in text_of(client, group.url)
    client.post(f"/fi/spaces/{pk}/ask/", {"message": "Hei"})
    assert "Pyyntösi odottaa vastausta" in text_of(client, group.url)
    assert "Pyyntö odottaa" in text_of(client, tree.groups.url)
    client.post(f"/fi/spaces/{pk}/withdraw/")
    assert "Pyyntösi odottaa" not in text_of(client, group.url)


def test_a_message_that_is_too_long_comes_back_with_the_reason():
    tree = plant()
    group = make_group(tree, policy=Policy.REQUEST, leads=[UserFactory()])
    client = signed_in(UserFactory())
    answered = client.post(f"/fi/spaces/{group.space.pk}/ask/", {"message": "x" * 1001})
    assert "x" * 1001 in answered.content.decode()
    assert not JoinRequest.objects.exists()


def test_a_lead_answers_with_one_click_and_a_late_click_says_what_happened():
    tree = plant()
    lead, person = UserFactory(), UserFactory()
    group = make_group(tree, policy=Policy.REQUEST, leads=[lead])
    request = asked(group.space, person)
    client, url = signed_in(lead), f"/fi/spaces/{group.space.pk}/requests/"
    assert "Laitoksestani ei ole" in text_of(client, url)
    assert "1 henkilö pyytää" in text_of(client, group.url)
    data = {"request": request.pk, "answer": "approve"}
    assert "on nyt jäsen" in client.post(url, data, follow=True).content.decode()
    again = client.post(url, data | {"answer": "decline"}, follow=True)
    assert "jo käsitelty" in again.content.decode()
    assert Membership.objects.filter(user=person).exists()
    assert client.post(url, {"request": "x"}).status_code == 404


def test_others_do_not_see_the_requests_and_the_hidden_space_is_not_there():
    tree = plant()
    member = UserFactory()
    group = make_group(tree, policy=Policy.CLOSED, members=[member])
    hidden = make_group(tree, "Piilo", policy=Policy.HIDDEN)
    for person in (member, UserFactory(), UserFactory(coordinator=True)):
        url = f"/fi/spaces/{group.space.pk}/requests/"
        assert signed_in(person).get(url).status_code == 403
    for name in ("requests", "ask", "members/add", "invitations", "history", "guests"):
        url = f"/fi/spaces/{hidden.space.pk}/{name}/"
        assert signed_in(UserFactory()).get(url).status_code == 404


def test_the_list_of_requests_takes_the_same_queries_for_one_and_for_fifty():
    tree = plant()
    lead = UserFactory()
    group = make_group(tree, policy=Policy.REQUEST, leads=[lead])
    client, url = signed_in(lead), f"/fi/spaces/{group.space.pk}/requests/"
    asked(group.space)
    few = queries_of(client, url)
    for _number in range(49):
        asked(group.space)
    assert queries_of(client, url) == few


def at_once(*calls) -> list[object]:
    """Run calls at the same moment; return what each returned or raised."""
    start = threading.Barrier(len(calls))
    results: list[object] = [None] * len(calls)

    def run(number: int) -> None:
        try:
            start.wait()
            results[number] = calls[number]()
        except Exception as error:  # noqa: BLE001 - the outcome is what is looked at
            results[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.parametrize("_round", range(5))
def test_two_leads_who_answer_at_once_make_one_outcome(committed, _round):
    one, other, person = UserFactory(), UserFactory(), UserFactory()
    space = SpaceFactory(on_request=True, leads=[one, other])
    request = asked(space, person)
    results = at_once(
        lambda: answer(request=request, approve=True, acting_user=one),
        lambda: answer(request=request, approve=False, acting_user=other),
    )
    late = [result for result in results if isinstance(result, AlreadyAnsweredError)]
    assert len(late) == 1
    request.refresh_from_db()
    is_member = Membership.objects.filter(user=person).exists()
    assert (request.state == "approved") == is_member
    assert Notice.objects.filter(kind="join_answered").count() == 1


@pytest.mark.parametrize("_round", range(5))
def test_the_last_two_leads_who_leave_at_once_leave_one_behind(committed, _round):
    leads = [UserFactory(), UserFactory()]
    space = SpaceFactory(leads=leads)
    results = at_once(
        *[
            lambda lead=lead: remove_membership(
                space=space, user=lead, acting_user=lead
            )
            for lead in leads
        ]
    )
    assert [repr(result) for result in results if result is not None] == [
        repr(LastLeadError())
    ]
    assert Membership.objects.filter(space=space, role=Role.LEAD).count() == 1


def test_a_request_made_twice_at_once_is_one(committed):
    person = UserFactory()
    space = SpaceFactory(on_request=True, leads=[UserFactory()])
    results = at_once(*[lambda: asked(space, person)] * 3)
    assert len({result.pk for result in results}) == 1
    assert Notice.objects.filter(kind="join_request").count() == 1
