"""Any order of what people and organisers do, with the rules asked in SQL each time."""

from __future__ import annotations

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from events.models import Event, Registration
from events.organising import add_participant, cancel_chosen, promote_chosen
from events.services import (
    EventFullError,
    RegistrationClosedError,
    cancel_registration,
    change_event,
    fill_free_seats,
    register,
)
from groups.models import Membership
from tests.factories.members import UserFactory
from tests.factories.site import make_event_page, make_group, plant

PEOPLE = 6
REFUSED = (EventFullError, RegistrationClosedError, ValidationError)

SEATS = """
SELECT e.capacity, e.taken,
       sum(CASE WHEN r.state = 'confirmed' THEN 1 ELSE 0 END),
       count(DISTINCT r.email), count(r.id), count(DISTINCT r.queue_number)
FROM events_event e LEFT JOIN events_registration r ON r.event_id = e.id
WHERE e.id = %s GROUP BY e.id, e.capacity, e.taken
"""
QUEUE = """
SELECT r.id, r.user_id FROM events_registration r
WHERE r.event_id = %s AND r.state = 'waiting' ORDER BY r.queue_number
"""


class Seats(RuleBasedStateMachine):
    """A closed group's event with two seats; members come, go, and lose their right."""

    def __init__(self) -> None:
        super().__init__()
        self.lead = UserFactory()
        self.people = [UserFactory() for _ in range(PEOPLE)]
        group = make_group(
            plant(), policy="closed", leads=[self.lead], members=self.people
        )
        page = make_event_page(group, capacity=2, audience="space")
        self.event = Event.objects.get(series__translation_key=page.translation_key)
        self.space = group.space
        self.outside: set[int] = set()

    def insiders(self) -> list:
        return [one for one in self.people if one.pk not in self.outside]

    @rule(number=st.integers(0, PEOPLE - 1))
    def come(self, number: int) -> None:
        person = self.people[number]
        if person.pk in self.outside:
            return
        waited = self.queue()
        try:
            seat, made = register(event=self.event, user=person, acting_user=person)
        except REFUSED:
            return
        if made and seat.state == "confirmed":
            # Nobody who could have come was passed.
            assert set(waited) <= self.outside

    @rule()
    def all_come(self) -> None:
        for number in range(PEOPLE):
            self.come(number)

    @rule(number=st.integers(0, PEOPLE - 1))
    def go(self, number: int) -> None:
        person, waited = self.people[number], self.in_line()
        cancel_registration(event=self.event, user=person, acting_user=person)
        self.were_served_in_turn(waited)

    @rule(seats=st.integers(0, 5))
    def change_seats(self, seats: int) -> None:
        waited = self.in_line()
        try:
            change_event(
                event=self.event, changes={"capacity": seats}, acting_user=None
            )
        except ValidationError:
            assert Event.objects.get(pk=self.event.pk).taken > seats
        self.were_served_in_turn(waited)

    @rule(waiting_list=st.booleans())
    def change_queue(self, waiting_list: bool) -> None:
        changes = {"waiting_list": waiting_list}
        change_event(event=self.event, changes=changes, acting_user=None)

    @rule(closed=st.booleans())
    def close_or_open(self, closed: bool) -> None:
        deadline = timezone.now() - timedelta(hours=1) if closed else None
        changes = {"deadline": deadline}
        change_event(event=self.event, changes=changes, acting_user=None)

    @rule(number=st.integers(0, 1))
    def add_an_outsider(self, number: int) -> None:
        try:
            add_participant(
                event=self.event,
                email=f"ulko{number}@example.com",
                name="Ulla",
                language="fi",
                acting_user=self.lead,
            )
        except REFUSED:
            return

    @rule(number=st.integers(0, PEOPLE - 1))
    def choose(self, number: int) -> None:
        rows = Registration.objects.filter(event=self.event, user=self.people[number])
        pks = list(rows.values_list("pk", flat=True))
        try:
            promote_chosen(event=self.event, pks=pks, acting_user=self.lead)
        except ValidationError:
            assert Event.objects.get(pk=self.event.pk).is_full

    @rule(number=st.integers(0, PEOPLE - 1))
    def remove(self, number: int) -> None:
        rows = Registration.objects.filter(event=self.event, user=self.people[number])
        pks = list(rows.values_list("pk", flat=True))
        cancel_chosen(event=self.event, pks=pks, acting_user=self.lead)

    @precondition(lambda self: len(self.outside) < 2)
    @rule(number=st.integers(0, PEOPLE - 1))
    def lose_the_right(self, number: int) -> None:
        person = self.people[number]
        Membership.objects.filter(space=self.space, user=person).delete()
        self.outside.add(person.pk)

    @rule()
    def sweep(self) -> None:
        # Each change has promoted already: there is nothing to find.
        assert fill_free_seats() == 0

    def waiting(self) -> list[tuple[int, int | None]]:
        """Return the rows of those who wait, in order, and whose they are."""
        with connection.cursor() as cursor:
            cursor.execute(QUEUE, [self.event.pk])
            return cursor.fetchall()

    def queue(self) -> list[int | None]:
        return [user for _row, user in self.waiting()]

    def in_line(self) -> list[int]:
        """Return the rows of those who wait and may come, in order."""
        return [row for row, user in self.waiting() if user not in self.outside]

    def were_served_in_turn(self, waited: list[int]) -> None:
        """Whoever got a seat stood before everybody who still waits."""
        seated = Registration.objects.confirmed().filter(pk__in=waited)
        served, left = set(seated.values_list("pk", flat=True)), set(self.in_line())
        stayed = [row for row in waited if row in served | left]
        assert set(stayed[: len(served)]) == served

    @invariant()
    def the_rules_hold(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(SEATS, [self.event.pk])
            capacity, taken, seated, people, rows, numbers = cursor.fetchone()
        assert taken == (seated or 0) <= capacity
        assert people == rows == numbers
        if taken < capacity:
            # Only those who may not come stand before a free seat.
            assert set(self.queue()) <= self.outside


class SeatsTest(TestCase):
    def test_no_order_of_steps_breaks_the_rules_of_the_seats(self):
        run_state_machine_as_test(
            Seats,
            settings=settings(max_examples=12, stateful_step_count=20, deadline=None),
        )
