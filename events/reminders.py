"""Reminders of events, as the organiser has set them and each reader wants them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone

from events.models import Registration, Reminders
from events.notices import REMINDER, REMINDER_HOUR
from events.telling import telling_of
from notifications.models import Notice
from notifications.services import notify_each

A_DAY = timedelta(days=1)
AN_HOUR = timedelta(hours=1)


def remind() -> int:
    """Put the reminders that have come due in the ledger; running it again adds none.

    One goes out a day before, on the clock of the wall, and one an hour before. One
    that could not go in time is late rather than lost, until the next one is due or the
    event begins. Those who got their seat after its time are left alone: they have
    just been told.
    """
    now = timezone.now()
    wall = timezone.localtime(now).replace(tzinfo=None) + A_DAY
    a_day_before = _due(now + AN_HOUR, timezone.make_aware(wall), A_DAY, Reminders.DAY)
    an_hour_before = _due(now, now + AN_HOUR, AN_HOUR, Reminders.HOUR)
    return _tell(REMINDER, a_day_before) + _tell(REMINDER_HOUR, an_hour_before)


def _due(after: datetime, until: datetime, before: timedelta, which: str) -> Any:
    """Return the seats of events that begin within a span of time."""
    return (
        Registration.objects.confirmed()
        .filter(
            event__live=True,
            event__cancelled_at=None,
            event__starts_at__gt=after,
            event__starts_at__lte=until,
            event__reminders__in=(Reminders.BOTH, which),
            confirmed_at__lt=F("event__starts_at") - before,
        )
        .select_related("user", "event")
    )


def _tell(kind: str, due: Any) -> int:
    tellings = {
        (str(seat.pk), _minute(seat.event.starts_at)): telling_of(
            seat, version=_minute(seat.event.starts_at)
        )
        for seat in due
    }
    told = Notice.objects.filter(
        kind=kind, subject_id__in={subject_id for subject_id, _ in tellings}
    ).values_list("subject_id", "version")
    for key in told:
        tellings.pop(key, None)
    return notify_each(kind, tellings.values())


def _minute(moment: datetime) -> int:
    """Return the minute that a reminder is for: a moved event is reminded of anew."""
    return int(moment.timestamp() // 60)
