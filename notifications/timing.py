"""When a person is told: the hour of the digest, and the hours that are quiet.

All of it is on the clock of the wall in Europe/Helsinki, whatever the machine's.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

if TYPE_CHECKING:
    from notifications.models import Preferences

# Quiet times that follow each other hold a mail no longer than this.
LONGEST_QUIET = timedelta(days=4)


def _at(day: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))


def next_digest(preferences: Preferences, after: datetime) -> datetime | None:
    """Return the next time a person's digest goes; None for those who want none."""
    if preferences.digest == preferences.Digest.OFF:
        return None
    today = timezone.localtime(after).date()
    for offset in range(8):
        day = today + timedelta(days=offset)
        weekly = preferences.digest == preferences.Digest.WEEKLY
        if weekly and day.weekday() != preferences.digest_weekday:
            continue
        moment = _at(day, time(preferences.digest_hour))
        if moment > after:
            return moment
    raise AssertionError("a week has every weekday")


def quiet_until(preferences: Preferences, moment: datetime) -> datetime | None:
    """Return when the quiet time that ``moment`` is in ends; None when it is in none."""
    end = moment
    while (longer := _end_of_quiet(preferences, end)) and end - moment < LONGEST_QUIET:
        end = longer
    return min(end, moment + LONGEST_QUIET) if end > moment else None


def _end_of_quiet(preferences: Preferences, moment: datetime) -> datetime | None:
    if preferences.quiet_from is None:
        return None
    today = timezone.localtime(moment).date()
    length = timedelta(hours=preferences.quiet_hours)
    for back in range(length.days + 2):
        day = today - timedelta(days=back)
        if _is_quiet_day(preferences, day):
            # By the clock of the wall: twelve hours from 20.00 end at 8.00.
            wall = datetime.combine(day, preferences.quiet_from)
            start, end = timezone.make_aware(wall), timezone.make_aware(wall + length)
            if start <= moment < end:
                return end
    return None


def _is_quiet_day(preferences: Preferences, day: date) -> bool:
    if preferences.quiet_cycle and preferences.quiet_cycle_from:
        since = (day - preferences.quiet_cycle_from).days
        return since % preferences.quiet_cycle == 0
    return day.weekday() in preferences.quiet_weekdays
