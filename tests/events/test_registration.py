from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.models import Event, Registration
from events.services import (
    EventFullError,
    RegistrationClosedError,
    cancel_event,
    cancel_registration,
    change_event,
    position_in_queue,
    register,
)
from members.models import AuditEntry
from notifications.models import Notice
from tests.factories.groups import MembershipFactory
from tests.factories.members import UserFactory
from tests.factories.site import make_event_page, make_group, plant

pytestmark = pytest.mark.django_db


def an_event(**fields) -> Event:
    page = make_event_page(plant().events, **fields)
    return Event.objects.get(series__translation_key=page.translation_key)


def states(event: Event) -> list[str]:
    return list(
        Registration.objects.filter(event=event)
        .order_by("queue_number")
        .values_list("state", flat=True)
    )


def join(event: Event, user=None) -> Registration:
    user = user or UserFactory()
    return register(event=event, user=user, acting_user=user)[0]


def leave(event: Event, registration: Registration) -> None:
    user = registration.user
    cancel_registration(event=event, user=user, acting_user=user)


def kinds() -> list[str]:
    return list(Notice.objects.order_by("pk").values_list("kind", flat=True))


def test_a_free_seat_is_taken_and_confirmed():
    event = an_event(capacity=2)
    assert join(event).state == "confirmed"
    event.refresh_from_db()
    assert event.taken == 1
    assert kinds() == ["registration_confirmed"]


def test_registering_again_changes_nothing_and_tells_nothing():
    event, user = an_event(), UserFactory()
    first, made = register(event=event, user=user, acting_user=user)
    again, made_again = register(event=event, user=user, acting_user=user)
    assert (first.pk, made, made_again) == (again.pk, True, False)
    assert Notice.objects.count() == 1


def test_a_full_event_queues_in_order_and_says_the_place():
    event = an_event(capacity=1)
    seats = [join(event) for _ in range(3)]
    assert [seat.state for seat in seats] == ["confirmed", "waiting", "waiting"]
    assert [position_in_queue(seat) for seat in seats] == [None, 1, 2]


def test_a_full_event_without_a_queue_refuses():
    event = an_event(capacity=1, waiting_list=False)
    join(event)
    with pytest.raises(EventFullError):
        join(event)
    assert Registration.objects.count() == 1


def test_a_freed_seat_goes_to_the_first_in_line_in_the_same_transaction():
    event = an_event(capacity=1)
    first, second, third = (join(event) for _ in range(3))
    leave(event, first)
    assert states(event) == ["cancelled", "confirmed", "waiting"]
    event.refresh_from_db()
    assert event.taken == 1
    promoted = Notice.objects.get(kind="registration_promoted")
    assert promoted.recipient == second.user
    assert position_in_queue(Registration.objects.get(pk=third.pk)) == 1


def test_someone_who_leaves_and_comes_back_goes_to_the_end():
    event = an_event(capacity=1)
    first, second = join(event), join(event)
    leave(event, first)
    back = join(event, first.user)
    assert back.state == "waiting"
    assert Registration.objects.get(pk=second.pk).state == "confirmed"


def test_the_queue_passes_over_those_who_may_no_longer_see_the_event():
    tree = plant()
    leaver, member, waiter = UserFactory(), UserFactory(), UserFactory()
    group = make_group(tree, policy="closed", members=[leaver, member, waiter])
    page = make_event_page(group, capacity=1, audience="space")
    event = Event.objects.get(series__translation_key=page.translation_key)
    first, second, third = (join(event, u) for u in (member, leaver, waiter))
    group.space.memberships.filter(user=leaver).delete()
    leave(event, first)
    assert states(event) == ["cancelled", "waiting", "confirmed"]
    assert Registration.objects.get(pk=third.pk).user == waiter
    assert not Notice.objects.filter(
        kind="registration_promoted", recipient=second.user
    ).exists()


def test_an_outsider_registers_for_nothing_they_cannot_see():
    group = make_group(plant(), policy="closed")
    page = make_event_page(group, audience="space")
    event = Event.objects.get(series__translation_key=page.translation_key)
    with pytest.raises(PermissionDenied):
        join(event)


@pytest.mark.parametrize(
    "fields",
    [
        {"deadline": timezone.now() - timedelta(hours=1)},
        {"takes_registrations": False},
        {"starts_at": timezone.now() - timedelta(minutes=5)},
    ],
    ids=["past its deadline", "takes no registrations", "has begun"],
)
def test_a_closed_registration_refuses(fields):
    with pytest.raises(RegistrationClosedError):
        join(an_event(**fields))


def test_cancelling_is_allowed_after_the_deadline():
    event = an_event()
    seat = join(event)
    Event.objects.filter(pk=event.pk).update(deadline=timezone.now() - timedelta(1))
    leave(event, seat)
    assert states(event) == ["cancelled"]


def test_raising_the_capacity_promotes_and_lowering_below_the_taken_is_refused():
    event = an_event(capacity=1)
    for _ in range(3):
        join(event)
    change_event(event=event, changes={"capacity": 2}, acting_user=None)
    assert states(event) == ["confirmed", "confirmed", "waiting"]
    with pytest.raises(ValidationError, match="2"):
        change_event(event=event, changes={"capacity": 1}, acting_user=None)
    event.refresh_from_db()
    assert event.capacity == 2


def test_the_database_itself_refuses_an_overbooked_event():
    event = an_event(capacity=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(taken=2)


def test_moving_an_event_tells_everyone_once_with_the_next_sequence():
    event = an_event(capacity=1)
    join(event)
    join(event)
    Notice.objects.all().delete()
    later = event.starts_at + timedelta(hours=1)
    changes = {"starts_at": later, "ends_at": later + timedelta(hours=2)}
    change_event(event=event, changes=changes, acting_user=None)
    change_event(event=event, changes=changes, acting_user=None)
    event.refresh_from_db()
    assert event.sequence == 1
    assert kinds() == ["event_changed", "event_changed"]


def test_a_new_deadline_tells_nobody():
    event = an_event()
    join(event)
    Notice.objects.all().delete()
    changes = {"deadline": event.starts_at - timedelta(days=1)}
    change_event(event=event, changes=changes, acting_user=None)
    assert kinds() == []


def test_calling_off_tells_each_person_once_and_closes_the_event():
    event = an_event(capacity=1)
    join(event)
    join(event)
    Notice.objects.all().delete()
    for _ in range(2):
        cancel_event(event=event, acting_user=None)
    assert kinds() == ["event_cancelled", "event_cancelled"]
    event.refresh_from_db()
    with pytest.raises(RegistrationClosedError):
        join(event)
    leave(event, Registration.objects.filter(state="confirmed").get())
    assert states(event) == ["cancelled", "waiting"]


def test_each_change_of_a_seat_leaves_a_row_without_any_text():
    event = an_event()
    seat = join(event)
    leave(event, seat)
    rows = AuditEntry.objects.filter(subject=f"event:{event.pk}").order_by("pk")
    assert [(row.action, row.actor_id) for row in rows] == [
        ("registration.confirmed", seat.user_id),
        ("registration.cancelled", seat.user_id),
    ]
    assert rows[1].before == {"user": seat.user_id, "state": "confirmed"}


def invariants(event: Event) -> None:
    event.refresh_from_db()
    confirmed = Registration.objects.filter(event=event, state="confirmed").count()
    waiting = Registration.objects.filter(event=event, state="waiting").exists()
    assert event.taken == confirmed
    assert event.capacity is None or confirmed <= event.capacity
    assert not (waiting and not event.is_full)


@settings(
    max_examples=15,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(["join", "leave", "raise"]), st.integers(0, 4)),
        max_size=12,
    )
)
def test_no_order_of_steps_breaks_the_seats(db, steps):
    with transaction.atomic():
        event = an_event(capacity=2)
        people = [UserFactory() for _ in range(5)]
        for step, number in steps:
            person = people[number]
            if step == "join":
                register(event=event, user=person, acting_user=person)
            elif step == "leave":
                cancel_registration(event=event, user=person, acting_user=person)
            else:
                event.refresh_from_db()
                changes = {"capacity": event.capacity + 1}
                change_event(event=event, changes=changes, acting_user=None)
            invariants(event)
        transaction.set_rollback(True)


def test_twenty_people_at_once_take_exactly_the_seats_there_are(committed):
    event = an_event(capacity=5)
    people = [UserFactory() for _ in range(20)]
    start = threading.Barrier(len(people))
    errors: list[Exception] = []

    def come(person) -> None:
        try:
            start.wait()
            register(event=event, user=person, acting_user=person)
        except Exception as error:  # noqa: BLE001 - any error fails the test below
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=come, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    event.refresh_from_db()
    assert event.taken == 5
    in_order = states(event)
    assert in_order == ["confirmed"] * 5 + ["waiting"] * 15


def test_a_member_of_the_space_registers_by_the_space():
    tree = plant()
    member = UserFactory()
    group = make_group(tree, policy="closed")
    MembershipFactory(space=group.space, user=member)
    page = make_event_page(group, audience="space")
    event = Event.objects.get(series__translation_key=page.translation_key)
    assert join(event, member).state == "confirmed"
