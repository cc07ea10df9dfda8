"""From the editor's page to the events, their repetition and their reminders."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from events.models import Event, EventSeries, Registration
from events.publishing import extend_series
from events.reminders import remind
from events.repetition import Repetition, occurrences
from events.services import register
from members.models import User
from notifications.models import Notice
from tests.factories.members import UserFactory
from tests.factories.site import make_event_page, plant

pytestmark = pytest.mark.django_db


def local(*parts: int) -> datetime:
    return timezone.make_aware(datetime(*parts))  # noqa: DTZ001 - made aware here


def come(event: Event, user: User | None = None) -> Registration:
    user = user or UserFactory()
    return register(event=event, user=user, acting_user=user)[0]


def event_of(page) -> Event:
    return Event.objects.get(series__translation_key=page.translation_key)


def test_a_weekly_event_keeps_its_local_hour_over_the_clock_change():
    first = local(2026, 10, 18, 18, 0)
    until = datetime(2026, 11, 1, tzinfo=UTC).date()
    rule = Repetition("weekly", until=until).rule(first)
    starts = occurrences(first, rule, now=first)
    assert [timezone.localtime(start).hour for start in starts] == [18, 18, 18]
    assert [start.astimezone(UTC).hour for start in starts] == [15, 16, 16]


def test_a_rule_without_an_end_in_sight_is_cut_at_the_horizon():
    first = timezone.now()
    starts = occurrences(first, "FREQ=DAILY", now=first)
    assert len(starts) <= 401


def test_publishing_a_weekly_page_makes_an_event_a_week():
    tree = plant()
    start = timezone.now() + timedelta(days=1)
    page = make_event_page(
        tree.events,
        starts_at=start,
        repeat_until=timezone.localdate(start + timedelta(weeks=3)),
    )
    series = EventSeries.objects.get(translation_key=page.translation_key)
    assert series.events.count() == 4
    urls = [event.url for event in Event.objects.with_pages().order_by("starts_at")]
    assert len(set(urls)) == 4


def test_changing_the_hour_of_a_series_keeps_its_registrations():
    tree = plant()
    start = local(2030, 3, 4, 12, 0)
    page = make_event_page(
        tree.events,
        starts_at=start,
        repeat_until=timezone.localdate(start + timedelta(weeks=2)),
    )
    second = Event.objects.order_by("starts_at")[1]
    seat = come(second)
    page.starts_at += timedelta(hours=1)
    page.ends_at += timedelta(hours=1)
    page.save_revision().publish()
    seat.refresh_from_db()
    assert seat.event_id == second.pk
    second.refresh_from_db()
    assert timezone.localtime(second.starts_at).hour == 13
    assert Notice.objects.filter(kind="event_changed").count() == 1


def test_an_occurrence_that_was_moved_by_hand_keeps_its_own_time():
    tree = plant()
    start = local(2030, 3, 4, 12, 0)
    page = make_event_page(
        tree.events,
        starts_at=start,
        repeat_until=timezone.localdate(start + timedelta(weeks=1)),
    )
    second = Event.objects.order_by("starts_at")[1]
    other = second.starts_at + timedelta(days=1)
    Event.objects.filter(pk=second.pk).update(
        moved=True, starts_at=other, ends_at=other + timedelta(hours=1)
    )
    page.starts_at += timedelta(hours=2)
    page.ends_at += timedelta(hours=2)
    page.save_revision().publish()
    second.refresh_from_db()
    assert second.starts_at == other


def test_shortening_a_series_calls_off_what_people_come_to_and_deletes_the_rest():
    tree = plant()
    start = timezone.now() + timedelta(days=1)
    page = make_event_page(
        tree.events,
        starts_at=start,
        repeat_until=timezone.localdate(start + timedelta(weeks=3)),
    )
    last = Event.objects.order_by("-starts_at")[0]
    come(last)
    page.repeat_until = timezone.localdate(start + timedelta(weeks=1))
    page.save_revision().publish()
    assert Event.objects.count() == 3
    last.refresh_from_db()
    assert last.is_cancelled


def test_a_series_grows_as_its_end_comes_within_the_horizon():
    tree = plant()
    start = timezone.now() + timedelta(days=1)
    make_event_page(
        tree.events,
        starts_at=start,
        repeat_until=timezone.localdate(start + timedelta(weeks=5)),
    )
    newest = Event.objects.order_by("-starts_at")[0]
    newest.delete()
    assert extend_series() == 1
    assert extend_series() == 0


def test_an_edited_page_moves_its_event_and_never_its_seats():
    tree = plant()
    page = make_event_page(tree.events, capacity=5)
    old_revision = page.latest_revision
    event = event_of(page)
    come(event)
    page.place = "Kuopio"
    page.save_revision().publish()
    event.refresh_from_db()
    assert (event.place, event.taken) == ("Kuopio", 1)
    old_revision.publish()
    event.refresh_from_db()
    assert (event.place, event.taken) == ("", 1)


def test_the_editor_refuses_fewer_seats_than_are_taken_and_says_the_number():
    page = make_event_page(plant().events, capacity=2)
    come(event_of(page))
    come(event_of(page))
    page.capacity = 1
    with pytest.raises(ValidationError, match="2"):
        page.clean()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"ends_at": timezone.now()}, "ends_at"),
        ({"deadline": timezone.now() + timedelta(days=30)}, "deadline"),
        ({"repeat_until": timezone.localdate()}, "repeats"),
        ({"repeats": "weekly"}, "repeat_until"),
        ({"repeats": "weekly", "repeat_until": timezone.localdate()}, "repeat_until"),
        (
            {
                "repeats": "weekly",
                "repeat_days": "MO,TU,WE,TH,FR,SA,SU",
                "repeat_until": timezone.localdate() + timedelta(days=1000),
            },
            "repeat_until",
        ),
        ({"repeats": "day", "repeat_times": 200}, "repeat_times"),
        ({"repeats": "day", "repeat_times": 3, "repeat_every": 99}, "repeat_every"),
        ({"external_organiser": "Opisto"}, "takes_registrations"),
    ],
)
def test_the_editor_says_which_field_makes_no_event(change, field):
    page = make_event_page(plant().events)
    for name, value in change.items():
        setattr(page, name, value)
    with pytest.raises(ValidationError) as caught:
        page.clean()
    assert field in caught.value.message_dict


def test_an_unpublished_event_is_gone_from_every_list_and_comes_back():
    page = make_event_page(plant().events)
    reader = UserFactory()
    page.unpublish()
    assert not Event.objects.visible_to(reader).exists()
    page.save_revision().publish()
    assert Event.objects.visible_to(reader).count() == 1


def test_deleting_the_page_calls_the_event_off_and_tells_those_who_come():
    page = make_event_page(plant().events, title="Työpaja")
    come(event_of(page))
    page.delete()
    event = Event.objects.get()
    assert event.is_cancelled
    assert not event.live
    assert Notice.objects.filter(kind="event_cancelled").count() == 1


def test_a_copied_event_copies_no_registrations():
    page = make_event_page(plant().events)
    come(event_of(page))
    copy = page.copy(update_attrs={"slug": "kopio", "title": "Kopio"})
    copy.save_revision().publish()
    assert event_of(copy).taken == 0
    assert event_of(copy).registrations.count() == 0


def tomorrow_event(**fields) -> Event:
    start = timezone.now() + timedelta(hours=20)
    return event_of(make_event_page(plant().events, starts_at=start, **fields))


def confirmed_long_ago(event: Event) -> Registration:
    seat = come(event)
    Registration.objects.filter(pk=seat.pk).update(
        confirmed_at=timezone.now() - timedelta(days=9)
    )
    return seat


def test_a_reminder_goes_out_a_day_before_and_only_once():
    confirmed_long_ago(tomorrow_event())
    assert remind() == 1
    remind()
    assert Notice.objects.filter(kind="event_reminder").count() == 1


def test_nobody_is_reminded_of_what_they_registered_for_today_or_what_is_called_off():
    event = tomorrow_event()
    come(event)
    assert remind() == 0
    confirmed_long_ago(event)
    Event.objects.update(cancelled_at=timezone.now())
    assert remind() == 0


def test_a_moved_event_is_reminded_of_again():
    seat = confirmed_long_ago(tomorrow_event())
    remind()
    later = seat.event.starts_at + timedelta(hours=2)
    Event.objects.update(starts_at=later, ends_at=later + timedelta(hours=1))
    remind()
    assert Notice.objects.filter(kind="event_reminder").count() == 2
