"""The clock on the wall, which skips an hour in March and has one twice in October."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from network_site.base import dates


def wall_of(moment: datetime) -> datetime:
    """Return what the clock on the wall shows at a moment: naive, without fold."""
    return timezone.localtime(moment).replace(tzinfo=None, fold=0)


def moment_of(wall: datetime, *, second: bool = False) -> datetime:
    """Return the moment at which the clock on the wall shows a time, in UTC.

    In UTC, because Python reckons with two moments of one zone on the wall's clock.

    A time that is skipped is read by the offset before the change, as RFC 5545 says,
    and so falls an hour later on the wall.

    Args:
        wall: naive local time.
        second: take the later one of a time that comes twice.
    """
    return timezone.make_aware(wall.replace(fold=int(second))).astimezone(UTC)


def is_skipped(wall: datetime) -> bool:
    """Tell whether the clock on the wall never shows this time."""
    return wall_of(moment_of(wall)) != wall.replace(fold=0)


def comes_twice(wall: datetime) -> bool:
    """Tell whether the clock on the wall shows this time twice."""
    if is_skipped(wall):
        return False
    return moment_of(wall) != moment_of(wall, second=True)


def shifted(moment: datetime, by: timedelta) -> datetime:
    """Return a moment moved on the clock of the wall: a day later is the same hour."""
    return moment_of(wall_of(moment) + by)


def refuse_skipped(wall: datetime) -> None:
    """Refuse a time that the clock never shows.

    Raises:
        ValidationError: says which day and time, in the reader's language.
    """
    if is_skipped(wall):
        raise ValidationError(
            _("The clocks are put forward on %(day)s: %(time)s does not exist."),
            code="skipped",
            params={"day": dates.short_day(wall), "time": dates.clock(wall)},
        )
