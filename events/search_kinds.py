from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext, ngettext, override
from django.utils.translation import gettext_lazy as _

from events.models import Event, EventPage, Registration
from network_site.base.body_text import body_text
from network_site.base.registries import (
    HitFact,
    SearchDocument,
    SearchKind,
    mark_dirty,
)
from projects.departments import lead_department_of


def mark_events_of(kind: str, object_ids: Iterable[int]) -> None:
    """Have the events indexed again that are found, or told apart, by changed things."""
    ways = {
        "space": "space__in",
        "person": "contact__in",
        "project": "space__project__in",
    }
    if kind in ways:
        events = Event.objects.filter(live=True, **{ways[kind]: list(object_ids)})
        mark_dirty("event", *events.order_by().values_list("pk", flat=True))


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
        for event in wanted.select_related("series", "contact", "space__project"):
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
                    department_id=_department(event),
                    status="cancelled" if event.is_cancelled else "",
                    date=event.starts_at,
                    extra={"ends_at": event.ends_at.isoformat(), "place": event.place},
                )

    def facts(self, object_ids: list[int], user: Any) -> dict[int, list[HitFact]]:
        """Return the free seats and the reader's own registration."""
        events = Event.objects.visible_to(user).filter(pk__in=object_ids)
        return {event.pk: _state(event) for event in events.with_my_state(user)}

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


def _department(event: Event) -> int | None:
    """Return the contact person's department, or that which leads the project."""
    if event.contact:
        return event.contact.organisation_id
    return lead_department_of(event.space)


def _state(event: Any) -> list[HitFact]:
    """Return what a list of events says of seats, as facts of a hit."""
    if event.is_cancelled:
        return []
    mine = {
        Registration.State.CONFIRMED: HitFact(gettext("Registered"), "good"),
        Registration.State.ATTENDED: HitFact(gettext("Attended"), "good"),
        Registration.State.WAITING: HitFact(gettext("In the queue"), "warn"),
    }.get(event.my_state)
    facts = [mine] if mine else []
    if event.is_past or not event.takes_registrations or event.capacity is None:
        return facts
    if event.is_full:
        return [*facts, HitFact(gettext("Full"), "new")]
    if mine:
        return facts
    free = ngettext("%(free)s free seat", "%(free)s free seats", event.free_seats)
    return [HitFact(free % {"free": event.free_seats})]
