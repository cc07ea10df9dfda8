"""What those who come are told of an event's changes and of its nearing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from icalendar import Calendar

from events.models import Event, Registration
from events.notices import CHANGED, REMINDER, REMINDER_HOUR
from events.reminders import remind
from events.services import cancel_event, cancel_registration, change_event, register
from notifications.models import Notice
from notifications.sending import send_due
from tests.factories.members import UserFactory
from tests.factories.notices import an_event, time_has_come, wants
from tests.factories.site import make_event_page, make_group, plant

pytestmark = pytest.mark.django_db
State = Notice.MailState


def come(event: Event) -> Registration:
    user = UserFactory()
    return register(event=event, user=user, acting_user=user)[0]


def move(event: Event, hours: int) -> None:
    """Move an event on by some hours from where it is."""
    event.refresh_from_db()
    starts = event.starts_at + timedelta(hours=hours)
    changes = {"starts_at": starts, "ends_at": starts + timedelta(hours=2)}
    change_event(event=event, changes=changes, acting_user=None)


def told() -> Event:
    """Return an event whose one participant has had the confirmation."""
    event = an_event()
    come(event)
    send_due()
    mail.outbox.clear()
    return event


def calendar_part(message: Any) -> Any:
    content, _type = next(
        (part.content, part.mimetype)
        for part in message.alternatives
        if part.mimetype.startswith("text/calendar")
    )
    return Calendar.from_ical(content)


def test_three_edits_within_five_minutes_make_one_notice_of_the_newest_state():
    event = told()
    for hours in (1, 1, 24):
        move(event, hours)
        send_due()
    assert mail.outbox == []
    time_has_come()
    send_due()
    [message] = mail.outbox
    event.refresh_from_db()
    [entry] = calendar_part(message).walk("VEVENT")
    assert entry["DTSTART"].dt == timezone.localtime(event.starts_at).replace(
        microsecond=0
    )
    states = Notice.objects.filter(kind=CHANGED).order_by("pk")
    assert list(states.values_list("mail_state", "in_inbox")) == [
        (State.DROPPED, False),
        (State.DROPPED, False),
        (State.SENT, True),
    ]


def test_more_edits_do_not_put_the_notice_off():
    event = told()
    move(event, 1)
    first = Notice.objects.get(kind=CHANGED).not_before
    move(event, 1)
    assert Notice.objects.filter(kind=CHANGED).latest("pk").not_before == first
    assert timedelta(minutes=4) < first - timezone.now() <= timedelta(minutes=5)


def test_calling_off_overtakes_a_change_that_waits():
    event = told()
    move(event, 1)
    cancel_event(event=event, acting_user=None)
    time_has_come()
    send_due()
    [message] = mail.outbox
    assert message.subject.startswith("Peruttu: ")
    calendar = calendar_part(message)
    assert calendar["METHOD"] == "CANCEL"


def test_a_change_of_a_mail_that_has_not_gone_yet_carries_the_newest_sequence():
    event = an_event()
    seat = come(event)
    move(event, 1)
    time_has_come()
    send_due()
    [message] = mail.outbox
    seat.refresh_from_db()
    event.refresh_from_db()
    [entry] = calendar_part(message).walk("VEVENT")
    assert entry["SEQUENCE"] == event.sequence + seat.revision


def test_giving_up_a_seat_sends_a_cancellation_to_that_person_alone():
    event = told()
    leaver = come(event)
    send_due()
    mail.outbox.clear()
    cancel_registration(event=event, user=leaver.user, acting_user=leaver.user)
    send_due()
    [message] = mail.outbox
    assert message.to == [leaver.email]
    calendar = calendar_part(message)
    [entry] = calendar.walk("VEVENT")
    assert calendar["METHOD"] == "CANCEL"
    assert str(entry["ATTENDEE"]) == f"mailto:{leaver.email}"
    assert str(entry["ORGANIZER"]).removeprefix("mailto:") in message.from_email


def test_a_moved_event_keeps_its_uid_and_raises_its_sequence():
    event = an_event()
    come(event)
    send_due()
    move(event, 2)
    time_has_come()
    send_due()
    first, second = (
        calendar_part(message).walk("VEVENT")[0] for message in mail.outbox
    )
    assert first["UID"] == second["UID"]
    assert second["SEQUENCE"] > first["SEQUENCE"]


def test_a_change_of_what_is_out_of_sight_is_not_told():
    member = UserFactory()
    group = make_group(plant(), policy="closed", members=[member])
    page = make_event_page(group, "Salainen", audience="space")
    event = Event.objects.get(series__translation_key=page.translation_key)
    register(event=event, user=member, acting_user=member)
    send_due()
    mail.outbox.clear()
    move(event, 1)
    group.space.memberships.filter(user=member).delete()
    time_has_come()
    send_due()
    assert mail.outbox == []
    assert Notice.objects.get(kind=CHANGED).mail_state == State.DROPPED


# Reminders.


@pytest.fixture
def clock(monkeypatch):
    """Set the time that the site believes it is."""

    def set_to(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return set_to


def local(*parts: int) -> datetime:
    return timezone.make_aware(datetime(*parts))  # noqa: DTZ001 - made aware here


STARTS = local(2026, 12, 10, 9)


def coming(**fields: Any) -> Registration:
    """Return a seat, taken long ago, at an event on 10 December at nine."""
    seat = come(an_event(starts_at=STARTS, **fields))
    Registration.objects.filter(pk=seat.pk).update(
        confirmed_at=STARTS - timedelta(days=30)
    )
    return seat


def reminders() -> list[str]:
    kinds = (REMINDER, REMINDER_HOUR)
    rows = Notice.objects.filter(kind__in=kinds).order_by("pk")
    return list(rows.values_list("kind", flat=True))


def test_reminders_go_out_a_day_and_an_hour_before(clock):
    coming()
    expected = {
        local(2026, 12, 9, 8, 59): [],
        local(2026, 12, 9, 9): [REMINDER],
        local(2026, 12, 10, 7, 59): [REMINDER],
        local(2026, 12, 10, 8): [REMINDER, REMINDER_HOUR],
        local(2026, 12, 10, 8, 30): [REMINDER, REMINDER_HOUR],
    }
    for moment, kinds in expected.items():
        clock(moment)
        remind()
        assert reminders() == kinds


@pytest.mark.parametrize(
    ("choice", "kinds"),
    [
        ("both", [REMINDER, REMINDER_HOUR]),
        ("day", [REMINDER]),
        ("hour", [REMINDER_HOUR]),
        ("none", []),
    ],
)
def test_the_organiser_chooses_of_what_is_reminded(clock, choice, kinds):
    coming(reminders=choice)
    for moment in (local(2026, 12, 9, 10), local(2026, 12, 10, 8, 10)):
        clock(moment)
        remind()
    assert reminders() == kinds


def test_each_person_chooses_which_reminders_come(clock):
    seat = coming()
    wants(seat.user, channels={REMINDER: "none", REMINDER_HOUR: "mail"})
    clock(local(2026, 12, 9, 10))
    remind()
    clock(local(2026, 12, 10, 8, 10))
    remind()
    rows = Notice.objects.filter(kind__in=(REMINDER, REMINDER_HOUR)).order_by("pk")
    assert list(rows.values_list("mail_state", "in_inbox")) == [
        (State.NONE, False),
        (State.WAITING, False),
    ]


@pytest.mark.parametrize(
    ("moment", "kinds"),
    [
        # The beat was away for three hours: late, but of use.
        (local(2026, 12, 9, 12), [REMINDER]),
        # Only the one that is due now.
        (local(2026, 12, 10, 8, 20), [REMINDER_HOUR]),
        # Never of what has begun.
        (local(2026, 12, 10, 9), []),
        (local(2026, 12, 10, 11), []),
    ],
)
def test_a_late_reminder_goes_only_while_it_is_of_use(clock, moment, kinds):
    coming()
    clock(moment)
    remind()
    assert reminders() == kinds


@pytest.mark.parametrize(
    ("starts", "expected"),
    [
        (local(2030, 10, 27, 9), datetime(2030, 10, 26, 6, tzinfo=UTC)),
        (local(2030, 3, 31, 9), datetime(2030, 3, 30, 7, tzinfo=UTC)),
    ],
)
def test_a_day_before_is_the_same_time_on_the_wall_over_a_clock_change(
    clock, starts, expected
):
    seat = come(an_event(starts_at=starts))
    Registration.objects.filter(pk=seat.pk).update(
        confirmed_at=starts - timedelta(days=30)
    )
    clock(expected - timedelta(minutes=1))
    assert remind() == 0
    clock(expected)
    assert remind() == 1


def test_a_reminder_that_waits_is_dropped_with_its_event(clock):
    seat = coming()
    clock(local(2026, 12, 9, 10))
    send_due()
    remind()
    mail.outbox.clear()
    cancel_event(event=seat.event, acting_user=None)
    send_due()
    assert [m.subject.split(":")[0] for m in mail.outbox] == ["Peruttu"]
    assert Notice.objects.get(kind=REMINDER).mail_state == State.DROPPED


def test_a_reminder_that_goes_late_says_today(clock):
    coming()
    send_due()
    mail.outbox.clear()
    clock(local(2026, 12, 10, 0, 30))
    remind()
    send_due()
    assert [message.subject for message in mail.outbox] == ["Tänään: Työpaja"]
