"""From the published page to the events: the editor's draft becomes the schedule."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from events.models import Event, EventSeries
from events.repetition import Repetition, end_of, occurrences
from events.services import cancel_event, change_event
from groups.exposure import publisher_of, record_visibility, visibility_of
from network_site.base.registries import mark_dirty
from network_site.base.wall_clock import shifted, wall_of

if TYPE_CHECKING:
    from events.models import EventPage

# Fields that the page and the event have under the same name.
SHARED = (
    "space",
    "audience",
    "kind",
    "place",
    "online_url",
    "external_organiser",
    "external_url",
    "takes_registrations",
    "capacity",
    "waiting_list",
    "who_registers",
    "contact",
    "opens_at",
    "deadline",
    "reminders",
)


def _local_day(moment: datetime) -> date:
    return timezone.localtime(moment).date()


def _schedule(page: EventPage, start: datetime) -> dict[str, Any]:
    """Return an occurrence's fields as the page has them.

    Opening and deadline of a repeating event keep their distance from each start.
    """
    values = {name: getattr(page, name) for name in SHARED}
    if start != page.starts_at:
        shift = wall_of(start) - wall_of(page.starts_at)
        for name in ("opens_at", "deadline"):
            if values[name]:
                values[name] = shifted(values[name], shift)
    ends = end_of(start, first=page.starts_at, ends=page.ends_at)
    return values | {"starts_at": start, "ends_at": ends, "live": page.live}


def _starts(page: EventPage, series: EventSeries) -> list[datetime]:
    return occurrences(
        page.starts_at,
        series.rrule,
        now=timezone.now(),
        skipped=Repetition.of(page).skipped,
    )


@transaction.atomic
def apply_event_page(page: EventPage) -> EventSeries:
    """Bring the events in step with their published page.

    The page that the others are translated from decides; a translation only brings
    words. An occurrence is recognised by its day, so that changing the hour of a series
    moves its events and keeps their registrations. One that was moved by hand keeps its
    own time. One that the schedule no longer has is deleted, or called off when
    somebody has registered for it.
    """
    series, _created = EventSeries.objects.get_or_create(
        translation_key=page.translation_key, defaults={"title": page.title}
    )
    source = series.source_page()
    if source is not None and source.pk == page.pk:
        series.title = page.title
        series.rrule = Repetition.of(page).rule(page.starts_at)
        series.save()
        _apply_schedule(page, series)
    series.events.update(changed_at=timezone.now())
    for pk in series.events.values_list("pk", flat=True):
        mark_dirty("event", pk)
    return series


def _apply_schedule(page: EventPage, series: EventSeries) -> None:
    starts = _starts(page, series)
    existing = list(series.events.order_by("original_start"))
    if not series.rrule and len(existing) == 1:
        kept = {_local_day(starts[0]): existing[0]}
    else:
        kept = {_local_day(event.original_start): event for event in existing}
    for start in starts:
        event = kept.pop(_local_day(start), None)
        if event is None:
            Event.objects.create(
                series=series, original_start=start, **_schedule(page, start)
            )
            continue
        before = visibility_of(event)
        changes = _schedule(page, start)
        if event.moved:
            changes = {
                name: value
                for name, value in changes.items()
                if name not in ("starts_at", "ends_at", "place", "online_url")
            }
        event = change_event(event=event, changes=changes, acting_user=None)
        record_visibility(event, before=before, acting_user=publisher_of(page))
        Event.objects.filter(pk=event.pk).update(original_start=start)
    for event in kept.values():
        _drop(event)


def _drop(event: Event) -> None:
    if event.is_past or event.is_cancelled:
        return
    if event.registrations.held().exists():
        cancel_event(event=event, acting_user=None)
    else:
        mark_dirty("event", event.pk)
        event.delete()


@transaction.atomic
def withdraw(series: EventSeries) -> None:
    """Take the events off the lists while no page of theirs is published."""
    for event in series.events.all():
        Event.objects.filter(pk=event.pk).update(live=False)
        mark_dirty("event", event.pk)


@transaction.atomic
def close(series: EventSeries) -> None:
    """Call off what is still to come when the last page is deleted."""
    for event in series.events.filter(ends_at__gt=timezone.now()):
        cancel_event(event=event, acting_user=None)
    withdraw(series)


def extend_series() -> int:
    """Make the occurrences that have come within the horizon; returns how many."""
    made = 0
    for series in EventSeries.objects.exclude(rrule=""):
        page = series.source_page()
        if page is None or not page.live:
            continue
        known = {
            _local_day(start)
            for start in series.events.values_list("original_start", flat=True)
        }
        for start in _starts(page, series):
            if _local_day(start) not in known:
                event = Event.objects.create(
                    series=series, original_start=start, **_schedule(page, start)
                )
                mark_dirty("event", event.pk)
                made += 1
    return made
