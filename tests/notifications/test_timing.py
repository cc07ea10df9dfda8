"""When people are told: digests and quiet time on the clock of the wall."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from django.utils import timezone

from notifications.models import Preferences
from notifications.timing import LONGEST_QUIET, next_digest, quiet_until


def local(*parts: int) -> datetime:
    return timezone.make_aware(datetime(*parts))  # noqa: DTZ001 - made aware here


NIGHTS = {
    "quiet_from": time(20),
    "quiet_hours": 12,
    "quiet_weekdays": [0, 1, 2, 3, 4, 5, 6],
}


@pytest.mark.parametrize(
    ("chosen", "after", "expected"),
    [
        ({}, local(2026, 11, 23, 6, 59), local(2026, 11, 23, 7)),
        ({}, local(2026, 11, 23, 7), local(2026, 11, 24, 7)),
        ({"digest_hour": 19}, local(2026, 11, 23, 7), local(2026, 11, 23, 19)),
        (
            {"digest": "weekly", "digest_weekday": 4},
            local(2026, 11, 23, 9),
            local(2026, 11, 27, 7),
        ),
        (
            {"digest": "weekly", "digest_weekday": 0},
            local(2026, 11, 23, 9),
            local(2026, 11, 30, 7),
        ),
        ({"digest": "off"}, local(2026, 11, 23, 9), None),
    ],
)
def test_a_digest_goes_at_the_next_chosen_hour(chosen, after, expected):
    assert next_digest(Preferences(**chosen), after) == expected


def test_a_digest_keeps_its_hour_over_both_changes_of_the_clock():
    daily = Preferences()
    spring = next_digest(daily, local(2027, 3, 27, 12))
    autumn = next_digest(daily, local(2026, 10, 24, 12))
    assert spring == datetime(2027, 3, 28, 4, tzinfo=UTC)
    assert autumn == datetime(2026, 10, 25, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (local(2026, 11, 23, 19, 59), None),
        (local(2026, 11, 23, 20), local(2026, 11, 24, 8)),
        (local(2026, 11, 24, 3), local(2026, 11, 24, 8)),
        (local(2026, 11, 24, 8), None),
        # The night that is an hour longer ends at eight all the same.
        (local(2026, 10, 24, 23), local(2026, 10, 25, 8)),
    ],
)
def test_quiet_nights_end_in_the_morning(moment, expected):
    assert quiet_until(Preferences(**NIGHTS), moment) == expected


def test_quiet_time_goes_in_step_with_shifts_of_a_day_and_three_off():
    shifts = Preferences(
        quiet_from=time(8),
        quiet_hours=24,
        quiet_cycle=4,
        quiet_cycle_from=date(2026, 11, 20),
    )
    assert quiet_until(shifts, local(2026, 11, 24, 9)) == local(2026, 11, 25, 8)
    assert quiet_until(shifts, local(2026, 11, 25, 9)) is None
    assert quiet_until(shifts, local(2026, 11, 28, 23)) == local(2026, 11, 29, 8)
    # Days before the one that was named count, too.
    assert quiet_until(shifts, local(2026, 11, 16, 9)) == local(2026, 11, 17, 8)


def test_only_the_chosen_weekdays_begin_a_quiet_time():
    fridays = Preferences(quiet_from=time(16), quiet_hours=36, quiet_weekdays=[4])
    assert quiet_until(fridays, local(2026, 11, 26, 17)) is None
    assert quiet_until(fridays, local(2026, 11, 28, 12)) == local(2026, 11, 29, 4)


def test_quiet_times_that_follow_each_other_hold_mail_only_so_long():
    always = Preferences(
        quiet_from=time(0), quiet_hours=24, quiet_weekdays=[0, 1, 2, 3, 4, 5, 6]
    )
    now = local(2026, 11, 23, 12)
    assert quiet_until(always, now) == now + LONGEST_QUIET
