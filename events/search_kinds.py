from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from events.models import Event, EventPage
from network_site.base.body_text import body_text
from network_site.base.registries import SearchDocument, SearchKind, mark_dirty


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
        for event in wanted.select_related("series", "space", "contact"):
            if event.series.rrule and event.pk not in found_in_series:
                continue
            for page in pages.get(event.series.translation_key, ()):
                event.series.page = page
                with override(page.locale.language_code):
                    kind = event.get_kind_display()
                yield SearchDocument(
                    object_id=event.pk,
                    language=page.locale.language_code,
                    title=page.title,
                    url=event.url,
                    audience=event.audience_tokens,
                    labels=(page.title,),
                    summary=page.summary,
                    text=f"{event.place} {body_text(page.body)}",
                    found_by=(kind, *_organisers(event)),
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


def _organisers(event: Event) -> list[str]:
    """Return who holds an event, as its page says it."""
    names = [event.external_organiser]
    if event.space and not event.external_organiser:
        names.append(event.space.name)
    if event.contact and event.contact.is_active:
        names.append(str(event.contact))
    return [name for name in names if name]


def index_events_of(kind: str, object_ids: Iterable[int]) -> None:
    """Have the events indexed again that are found by changed spaces or people."""
    fields = {"space": "space__in", "person": "contact__in"}
    if kind in fields:
        events = Event.objects.filter(live=True, **{fields[kind]: list(object_ids)})
        mark_dirty("event", *events.order_by().values_list("pk", flat=True))
