from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete
from wagtail.models import Page
from wagtail.signals import page_unpublished

from events.models import Event, EventPage, EventSeries
from events.publishing import close, withdraw
from network_site.base.page_marks import mark_with_page


def _series_of(page: Page) -> EventSeries | None:
    return EventSeries.objects.filter(translation_key=page.translation_key).first()


def _unpublished(instance: Page, **_kwargs: Any) -> None:
    if not isinstance(instance, EventPage):
        return
    series = _series_of(instance)
    if series and series.page_in() is None:
        withdraw(series)


def _deleted(instance: EventPage, **_kwargs: Any) -> None:
    series = _series_of(instance)
    if series and series.source_page() is None:
        close(series)


def _events_of(page: EventPage) -> list[int]:
    events = Event.objects.filter(series__translation_key=page.translation_key)
    return list(events.values_list("pk", flat=True))


def connect() -> None:
    mark_with_page("event", EventPage, _events_of)
    page_unpublished.connect(_unpublished, dispatch_uid="events_unpublished")
    post_delete.connect(_deleted, sender=EventPage, dispatch_uid="event_page_deleted")
