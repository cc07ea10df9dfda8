from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Event, EventPage
from network_site.base.body_text import body_text
from network_site.base.registries import SearchDocument, SearchKind


class EventKindOfSearch(SearchKind):
    """Events. Of a series only the next occurrence is found, else the last one."""

    key = "event"
    label = _("Event")
    label_plural = _("Events")
    icon = "calendar"

    def object_ids(self) -> Iterable[int]:
        return Event.objects.filter(live=True).values_list("pk", flat=True)

    def documents(self, object_ids: list[int]) -> Iterable[SearchDocument]:
        wanted = Event.objects.filter(pk__in=object_ids, live=True)
        keys = set(wanted.values_list("series__translation_key", flat=True))
        pages: dict = {}
        for page in (
            EventPage.objects.live()
            .filter(alias_of=None, translation_key__in=keys)
            .select_related("locale")
        ):
            pages.setdefault(page.translation_key, []).append(page)
        found_in_series = self._next_ones(keys)
        for event in wanted.select_related("series"):
            if event.series.rrule and event.pk not in found_in_series:
                continue
            for page in pages.get(event.series.translation_key, ()):
                event.series.page = page
                yield SearchDocument(
                    object_id=event.pk,
                    language=page.locale.language_code,
                    title=page.title,
                    url=event.url,
                    audience=event.audience_tokens,
                    labels=(page.title,),
                    summary=page.summary,
                    text=f"{event.place} {body_text(page.body)}",
                    space_id=event.space_id,
                    status="cancelled" if event.is_cancelled else "",
                    date=event.starts_at,
                    extra={"ends_at": event.ends_at.isoformat(), "place": event.place},
                )

    @staticmethod
    def _next_ones(keys: set) -> set[int]:
        now = timezone.now()
        chosen: dict = {}
        events = Event.objects.filter(
            series__translation_key__in=keys, live=True
        ).exclude(series__rrule="")
        for event in events.order_by("starts_at"):
            known = chosen.get(event.series_id)
            if known is None or known.ends_at < now:
                chosen[event.series_id] = event
        return {event.pk for event in chosen.values()}
