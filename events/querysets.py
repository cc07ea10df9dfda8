from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from groups.querysets import SpaceContentFamilyQuerySet, members_of
from network_site.base.matching import has_word

# What a person can still give up.
ACTIVE = ("confirmed", "waiting")
SEATED = ("confirmed", "attended", "no_show")
HELD = (*SEATED, "waiting")
# What a row of a list shows of an event, and what its address is made of.
LISTED = (
    "kind",
    "starts_at",
    "ends_at",
    "original_start",
    "place",
    "online_url",
    "external_organiser",
    "takes_registrations",
    "capacity",
    "taken",
    "cancelled_at",
    "series__translation_key",
    "series__title",
    "series__rrule",
)


class EventQuerySet(SpaceContentFamilyQuerySet):
    @staticmethod
    def family_of(row: Any) -> Any:
        return row.series

    def default_page_model(self) -> Any:
        return apps.get_model("events", "EventPage")

    def permitted_to(self, user: Any) -> Self:
        """Return what the rule of spaces lets a reader know of, published or not."""
        return super().visible_to(user)

    def visible_to(self, user: Any) -> Self:
        """Return the published events that a reader may see."""
        return self.permitted_to(user).filter(live=True)

    def coming(self) -> Self:
        """Keep what has not ended yet, what starts first first."""
        return self.filter(ends_at__gte=timezone.now()).order_by("starts_at", "pk")

    def past(self) -> Self:
        """Keep what has ended, the latest first."""
        return self.filter(ends_at__lt=timezone.now()).order_by("-starts_at", "-pk")

    def between(self, start: datetime, end: datetime) -> Self:
        """Keep what is held, at least in part, in a span of time."""
        return self.filter(starts_at__lt=end, ends_at__gt=start).order_by(
            "starts_at", "pk"
        )

    def with_words(self, text: str) -> Self:
        """Keep the events with every word in the title, the place or the organiser."""
        pages = self.default_page_model().objects.filter(live=True)
        found = self
        for word in text.split():
            titled = pages.filter(has_word(word, "title"))
            found = found.filter(
                Q(series__translation_key__in=titled.values("translation_key"))
                | has_word(word, "place", "external_organiser")
            )
        return found

    def organised_by(self, organiser: str) -> Self:
        """Keep those of the network, of its spaces, or of outside organisers.

        Args:
            organiser: network, spaces or outside.
        """
        if organiser == "outside":
            return self.exclude(external_organiser="")
        own = self.filter(external_organiser="")
        return own.filter(space__isnull=organiser == "network")

    def of_department(self, organisation_id: int) -> Self:
        """Keep those whose contact person, or whose project, is of a department."""
        pages = self.default_page_model().objects.filter(live=True)
        contacts = pages.filter(contact__organisation=organisation_id)
        return self.filter(
            Q(series__translation_key__in=contacts.values("translation_key"))
            | Q(space__project__lead_department=organisation_id)
        )

    def of_registered(self, user: Any) -> Self:
        """Keep the events where a person has a seat or waits for one."""
        mine = apps.get_model("events", "Registration").objects.filter(user=user)
        return self.filter(pk__in=mine.active().values("event"))

    def for_lists(self) -> Self:
        """Fetch what a row of a list shows, and no more."""
        shown = (*LISTED, "audience", "space__policy")
        return self.select_related("series", "space").only(*shown).with_cards()

    def with_space_members(self) -> Self:
        """Annotate ``space_members``: how many belong to the event's space."""
        return self.annotate(space_members=members_of("space_id"))

    def for_feeds(self) -> Self:
        """Fetch what a calendar program is told, and no more."""
        told = (*LISTED, "uid", "sequence", "changed_at")
        return self.select_related("series").only(*told).with_cards()

    def with_my_state(self, user: Any) -> Self:
        """Annotate ``my_state``: that of the person's registration, or nothing."""
        mine = apps.get_model("events", "Registration").objects.filter(
            event=OuterRef("pk"), user=user
        )
        return self.annotate(my_state=Subquery(mine.held().values("state")[:1]))

    def with_waiting(self) -> Self:
        """Annotate ``waiting``: how many people wait for a seat."""
        queue = apps.get_model("events", "Registration").objects.filter(
            event=OuterRef("pk"), state="waiting"
        )
        number = queue.order_by().values("event").annotate(number=Count("pk"))
        return self.annotate(waiting=Coalesce(Subquery(number.values("number")), 0))

    def registered_by(self, user: Any) -> Self:
        """Keep the events where a person has, had or waits for a seat: ``my_state``."""
        # One join: a person has one registration for an event.
        mine = {"registrations__user": user, "registrations__state__in": HELD}
        return self.filter(**mine).annotate(my_state=F("registrations__state"))


class RegistrationQuerySet(models.QuerySet):
    def active(self) -> Self:
        """Keep what can still be given up: seats, and places in the queue."""
        return self.filter(state__in=ACTIVE)

    def told_to(self, user: Any | None, email: str) -> Self:
        """Keep a person's own; of somebody without an account, by the address."""
        own = self.filter(user=user)
        return own if user else own.filter(email=email)

    def held(self) -> Self:
        """Leave out what has been given up."""
        return self.filter(state__in=HELD)

    def seated(self) -> Self:
        """Keep the seats, also after it has been marked who came."""
        return self.filter(state__in=SEATED)

    def confirmed(self) -> Self:
        return self.filter(state="confirmed")

    def waiting(self) -> Self:
        """Keep the waiting list, first in line first."""
        return self.filter(state="waiting").order_by("queue_number")
