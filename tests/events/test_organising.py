"""The organiser's desk: adding, promoting, cancelling, marking, writing, exporting."""

from __future__ import annotations

import io
import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.utils import timezone
from openpyxl import load_workbook

from events.messages import invite, write_to_participants
from events.models import Answer, Event, EventMessage, Question, Registration
from events.organising import (
    add_participant,
    cancel_chosen,
    mark_attendance,
    promote_chosen,
)
from events.participants import neutral
from events.questions import save_question
from events.services import (
    NotInvitedError,
    RegistrationClosedError,
    cancel_event,
    cancel_registration,
    fill_free_seats,
    register,
)
from members.models import AuditEntry
from notifications.models import Notice
from notifications.sending import send_due
from tests.clients import signed_in, text_of
from tests.factories.members import UserFactory
from tests.factories.site import make_event_page, make_group, make_led_event, plant
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def join(event: Event, user=None) -> Registration:
    user = user or UserFactory()
    return register(event=event, user=user, acting_user=user)[0]


def outsider(event: Event, lead, email="ulla@example.com", language="sv"):
    return add_participant(
        event=event, email=email, name="Ulla Ulkoa", language=language, acting_user=lead
    )[0]


def in_order(event: Event) -> list[str]:
    rows = Registration.objects.filter(event=event).order_by("queue_number")
    return list(rows.values_list("state", flat=True))


def held_now(event: Event) -> None:
    now = timezone.now()
    Event.objects.filter(pk=event.pk).update(
        starts_at=now - timedelta(minutes=5), ends_at=now + timedelta(hours=1)
    )
    event.refresh_from_db()


def test_somebody_without_an_account_is_added_once_and_told_in_the_chosen_language():
    event, lead = make_led_event(capacity=5)
    first, again = outsider(event, lead), outsider(event, lead)
    assert (first.pk, first.state) == (again.pk, "confirmed")
    send_due()
    [message] = mail.outbox
    assert message.to == ["ulla@example.com"]
    assert message.subject.startswith("Du är anmäld")
    assert "Ulla" in message.body


def test_an_added_person_who_gets_an_account_has_the_same_seat():
    event, lead = make_led_event()
    added = outsider(event, lead, email="uusi@example.org")
    user = UserFactory(email="uusi@example.org")
    found, made = register(event=event, user=user, acting_user=user)
    assert (found.pk, made) == (added.pk, False)
    cancel_registration(event=event, user=user, acting_user=user)
    assert in_order(event) == ["cancelled"]


def test_an_organiser_adds_after_the_deadline_but_never_above_the_seats():
    event, lead = make_led_event(capacity=1)
    Event.objects.filter(pk=event.pk).update(
        deadline=timezone.now() - timedelta(hours=1)
    )
    outsider(event, lead)
    outsider(event, lead, email="toinen@example.com")
    assert in_order(event) == ["confirmed", "waiting"]
    cancel_event(event=event, acting_user=lead)
    with pytest.raises(RegistrationClosedError):
        outsider(event, lead, email="kolmas@example.com")


def test_only_organisers_manage_who_comes():
    event, _lead = make_led_event()
    seat = join(event)
    contact = UserFactory()
    Event.objects.filter(pk=event.pk).update(contact=contact)
    with pytest.raises(PermissionDenied):
        cancel_chosen(event=event, pks=[seat.pk], acting_user=UserFactory())
    assert cancel_chosen(event=event, pks=[seat.pk], acting_user=contact) == 1


def test_the_contact_person_who_no_longer_sees_the_event_organises_it_no_more():
    contact = UserFactory()
    group = make_group(plant(), policy="closed", members=[contact])
    page = make_event_page(group, audience="space", contact=contact)
    event = Event.objects.get(series__translation_key=page.translation_key)
    client = signed_in(contact)
    address = f"/fi/events/{event.pk}/participants/"
    assert client.get(address).status_code == 200
    group.space.memberships.filter(user=contact).delete()
    assert client.get(address).status_code == 404


def test_promoting_out_of_order_is_audited_and_never_above_the_seats():
    event, lead = make_led_event(capacity=2)
    seats = [join(event) for _ in range(5)]
    chosen = [seats[3].pk, seats[4].pk]
    with pytest.raises(ValidationError, match=r"2 .*0 "):
        promote_chosen(event=event, pks=chosen, acting_user=lead)
    Event.objects.filter(pk=event.pk).update(capacity=3)
    assert promote_chosen(event=event, pks=[seats[4].pk], acting_user=lead) == 1
    assert in_order(event) == [*["confirmed"] * 2, *["waiting"] * 2, "confirmed"]
    entry = AuditEntry.objects.filter(action="registration.confirmed").first()
    assert (entry.actor_id, entry.after["user"]) == (lead.pk, seats[4].user_id)


def test_cancelling_for_others_moves_the_queue_and_says_who_did_it():
    event, lead = make_led_event(capacity=1)
    first, second = join(event), join(event)
    cancel_chosen(event=event, pks=[first.pk], acting_user=lead)
    assert in_order(event) == ["cancelled", "confirmed"]
    told = dict(Notice.objects.values_list("kind", "recipient"))
    assert told["registration_removed"] == first.user_id
    assert told["registration_promoted"] == second.user_id


def test_who_came_is_marked_on_the_day_and_keeps_the_seats_counted():
    event, lead = make_led_event(capacity=2)
    came, stayed, waits = (join(event) for _ in range(3))
    with pytest.raises(ValidationError):
        mark_attendance(event=event, pks=[came.pk], state="attended", acting_user=lead)
    held_now(event)
    pks = [came.pk, waits.pk]
    change = {"event": event, "acting_user": lead}
    assert mark_attendance(pks=pks, state="attended", **change) == 1
    assert mark_attendance(pks=[stayed.pk], state="no_show", **change) == 1
    assert in_order(event) == ["attended", "no_show", "waiting"]
    event.refresh_from_db()
    assert event.taken == 2
    assert register(event=event, user=came.user, acting_user=came.user)[1] is False


def test_who_came_is_marked_with_a_thumb_and_a_second_press_takes_it_back():
    event, lead = make_led_event()
    seat = join(event)
    held_now(event)
    client, address = signed_in(lead), f"/fi/events/{event.pk}/attendance/"
    client.post(address, {"row": seat.pk, "state": "attended"})
    assert in_order(event) == ["attended"]
    row = client.post(
        address, {"row": seat.pk, "state": "confirmed"}, HTTP_HX_REQUEST="true"
    )
    assert row.status_code == 200
    assert b"<html" not in row.content
    assert in_order(event) == ["confirmed"]


def test_a_queue_whose_first_could_not_see_the_event_is_served_by_the_sweeper():
    member = UserFactory()
    group = make_group(
        plant(), policy="closed", members=[member, kept := UserFactory()]
    )
    page = make_event_page(group, capacity=1, audience="space")
    event = Event.objects.get(series__translation_key=page.translation_key)
    first = join(event, kept)
    join(event, member)
    place = group.space.memberships.filter(user=member)
    place.update(ends_on=timezone.localdate() - timedelta(days=1))
    cancel_registration(event=event, user=first.user, acting_user=first.user)
    assert fill_free_seats() == 0
    place.update(ends_on=None)
    assert (fill_free_seats(), fill_free_seats()) == (1, 0)
    assert in_order(event) == ["cancelled", "confirmed"]


def test_a_free_seat_is_not_kept_from_a_newcomer_by_those_who_cannot_have_it():
    gone = UserFactory()
    group = make_group(plant(), policy="closed", members=[gone, kept := UserFactory()])
    page = make_event_page(group, capacity=1, audience="space")
    event = Event.objects.get(series__translation_key=page.translation_key)
    first = join(event, kept)
    join(event, gone)
    group.space.memberships.filter(user=gone).delete()
    cancel_registration(event=event, user=first.user, acting_user=first.user)
    assert join(event, kept).state == "confirmed"


def test_members_of_the_space_or_the_invited_alone_register_where_it_says_so():
    event, lead = make_led_event(who_registers="space")
    with pytest.raises(NotInvitedError):
        join(event)
    assert join(event, lead).state == "confirmed"
    invited_only, host = make_led_event(who_registers="invited")
    guest, stranger = UserFactory(), UserFactory()
    lines = [guest.email, "eioo@example.org"]
    outcome = invite(event=invited_only, lines=lines, acting_user=host)
    assert [line for line, _why in outcome.refused] == ["eioo@example.org"]
    assert join(invited_only, guest).state == "confirmed"
    answer = signed_in(stranger).post(
        f"/fi/events/{invited_only.pk}/register/", follow=True
    )
    assert "vain kutsutut" in answer.content.decode()
    with pytest.raises(NotInvitedError):
        join(invited_only, stranger)


def test_registration_opens_when_it_is_said_to():
    event, _lead = make_led_event(opens_at=timezone.now() + timedelta(hours=1))
    with pytest.raises(RegistrationClosedError):
        join(event)
    Event.objects.update(opens_at=timezone.now() - timedelta(minutes=1))
    assert join(event).state == "confirmed"


def test_a_message_goes_once_to_each_person_of_the_chosen_states():
    event, lead = make_led_event(capacity=1)
    seated, waits = join(event), join(event)
    outsider(event, lead)
    Notice.objects.all().delete()
    message = {
        "event": event,
        "states": ["confirmed", "waiting"],
        "subject": "Pysäköinti",
        "text": "Autot pihalle.",
        "token": uuid4(),
        "acting_user": lead,
    }
    write_to_participants(**message)
    write_to_participants(**message)
    assert EventMessage.objects.get().sent_to == 3
    told = set(Notice.objects.values_list("email", flat=True))
    assert told == {seated.email, waits.email, "ulla@example.com"}
    send_due()
    assert len(mail.outbox) == 3
    assert all("Autot pihalle." in sent.body for sent in mail.outbox)


def test_nobody_who_has_cancelled_meanwhile_gets_the_message():
    event, lead = make_led_event()
    seat = join(event)
    client, address = signed_in(lead), f"/fi/events/{event.pk}/message/"
    typed = {"states": "confirmed", "subject": "A", "text": "B", "token": uuid4()}
    shown = client.post(address, typed | {"do": "preview"})
    assert "1 henkilö saa tämän viestin" in shown.content.decode()
    assert not EventMessage.objects.exists()
    client.post(address, typed | {"do": "send"})
    cancel_registration(event=event, user=seat.user, acting_user=seat.user)
    send_due()
    assert [m.subject for m in mail.outbox if "A" in m.subject.split(": ")] == []


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", " ="])
def test_no_cell_of_a_file_is_a_formula(sign):
    assert neutral(f"{sign}cmd|' /C calc'!A0").startswith("'")


def test_the_files_hold_the_list_and_answers_only_when_they_are_asked_for():
    event, lead = make_led_event()
    user = UserFactory(first_name="=HYPERLINK(1)", last_name="Äyräs")
    question = Question(kind="text", label="Mistä tulet?")
    save_question(event=event, question=question, acting_user=lead)
    answers = {question.pk: "Salaisesta paikasta"}
    register(event=event, user=user, acting_user=user, answers=answers)
    client, address = signed_in(lead), f"/fi/events/{event.pk}/participants/export/"
    plain = client.post(address, {"do": "csv"}).content.decode("utf-8-sig")
    assert "'=HYPERLINK(1) Äyräs" in plain
    assert "Salaisesta" not in plain
    full = client.post(address, {"do": "xlsx", "answers": "on"}).content
    rows = list(load_workbook(io.BytesIO(full)).active.values)
    assert rows[1][-1] == "Salaisesta paikasta"
    asked = AuditEntry.objects.filter(action="registrations.exported").order_by("pk")
    assert [entry.after["answers"] for entry in asked] == [False, True]


def test_the_list_is_searched_and_its_ticked_people_are_handled_at_once():
    event, lead = make_led_event(capacity=1)
    first = join(event, UserFactory(last_name="Ylikangas"))
    join(event, UserFactory(last_name="Alatalo"))
    client, address = signed_in(lead), f"/fi/events/{event.pk}/participants/"
    found = text_of(client, f"{address}?q=ylik")
    assert "Ylikangas" in found
    assert "Alatalo" not in found
    assert "Alatalo" in text_of(client, f"{address}?state=waiting")
    client.post(address, {"chosen": first.pk, "do": "cancel"})
    assert in_order(event) == ["cancelled", "confirmed"]


def test_the_list_takes_the_same_queries_with_many_times_the_people():
    event, lead = make_led_event(capacity=40)
    client = signed_in(lead)
    question = Question(kind="diet")
    save_question(event=event, question=question, acting_user=lead)

    def fill(number: int) -> None:
        for _ in range(number):
            user = UserFactory()
            answers = {question.pk: "Kasvis"}
            register(event=event, user=user, acting_user=user, answers=answers)

    fill(1)
    held_now(event)
    pages = [f"/fi/events/{event.pk}/{p}/" for p in ("participants", "attendance")]
    few = [queries_of(client, page) for page in pages]
    Event.objects.update(starts_at=timezone.now() + timedelta(minutes=30))
    fill(50)
    held_now(event)
    assert [queries_of(client, page) for page in pages] == few
    assert max(few) <= 20


def test_a_copied_event_has_its_own_series_and_nobody_registered():
    event, _lead = make_led_event()
    join(event)
    page = event.series.source_page()
    copy = page.copy(update_attrs={"title": "Kopio", "slug": "kopio"})
    copy.get_latest_revision().publish()
    copied = Event.objects.exclude(pk=event.pk).get()
    assert copied.series_id != event.series_id
    assert (copied.taken, copied.registrations.count()) == (0, 0)


def together(*steps) -> list[Exception]:
    """Run steps at the same moment, each in a thread; return what went wrong."""
    start = threading.Barrier(len(steps))
    errors: list[Exception] = []

    def take(step) -> None:
        try:
            start.wait()
            step()
        except Exception as error:  # noqa: BLE001 - the test looks at what went wrong
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=(step,)) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


def test_ten_cancels_and_ten_sweepers_at_once_promote_the_first_ones_once(committed):
    """Case 6: a freed seat goes to the first eligible one, once."""
    event, _lead = make_led_event(capacity=10)
    seats = [join(event) for _ in range(25)]

    def leaving(seat):
        user = seat.user
        return lambda: cancel_registration(event=event, user=user, acting_user=user)

    steps = [leaving(seat) for seat in seats[:10]] + [fill_free_seats] * 10
    assert together(*steps) == []
    states = ["cancelled"] * 10 + ["confirmed"] * 10 + ["waiting"] * 5
    assert in_order(event) == states
    told = Notice.objects.filter(kind="registration_promoted")
    assert told.count() == told.values("recipient").distinct().count() == 10


def test_manual_and_automatic_promotion_at_once_have_one_winner(committed):
    """Case 7: one freed seat, the organiser's choice and the queue's own order."""
    event, lead = make_led_event(capacity=1)
    first, _second, third = (join(event) for _ in range(3))

    def leave() -> None:
        user = first.user
        cancel_registration(event=event, user=user, acting_user=user)

    def choose() -> None:
        promote_chosen(event=event, pks=[third.pk], acting_user=lead)

    errors = together(leave, choose)
    assert all(isinstance(error, ValidationError) for error in errors)
    assert in_order(event).count("confirmed") == 1
    event.refresh_from_db()
    assert event.taken == 1
    assert Notice.objects.filter(kind="registration_promoted").count() == 1


def test_a_chain_of_promotions_and_cancellations_reaches_each_in_turn():
    """Case 8: who is promoted and cancels hands the seat on; the old seat is dead."""
    event, _lead = make_led_event(capacity=1)
    seats = [join(event) for _ in range(4)]
    for place, seat in enumerate(seats[:3]):
        cancel_registration(event=event, user=seat.user, acting_user=seat.user)
        states = ["cancelled"] * (place + 1) + ["confirmed"]
        assert in_order(event)[: place + 2] == states
    send_due()
    told = [m.to[0] for m in mail.outbox if "Sait paikan" in m.subject]
    assert told == [seats[3].email]


def test_the_deadline_counts_when_the_seat_is_given(monkeypatch):
    """Case 9: asked before the deadline, served after it: refused, and nothing stays."""
    event, _lead = make_led_event(deadline=timezone.now() + timedelta(minutes=1))
    late = timezone.now() + timedelta(minutes=2)
    monkeypatch.setattr("events.models.events.timezone.now", lambda: late)
    with pytest.raises(RegistrationClosedError):
        join(event)
    assert not Registration.objects.exists()
    assert not Answer.objects.exists()
