"""Waiting notices, and a relay whose answers a test chooses."""

from __future__ import annotations

import smtplib
from typing import Any

from django.utils import timezone

from events.models import Event
from events.services import register
from home.services import create_update
from members.models import User
from notifications.models import Notice, Preferences
from tests.factories.members import UserFactory
from tests.factories.site import make_event_page, make_group, plant


class Relay:
    """A mail backend whose answers a test chooses; the far side of the world."""

    def __init__(self, *answers: Exception | None) -> None:
        self.answers = list(answers)
        self.messages: list[Any] = []

    @property
    def taken(self) -> list[str]:
        return [message.extra_headers["Message-ID"] for message in self.messages]

    def open(self) -> None:
        pass

    def close(self) -> None:
        pass

    def send_messages(self, messages: list[Any]) -> int:
        answer = self.answers.pop(0) if self.answers else None
        if answer is not None:
            raise answer
        self.messages += messages
        return len(messages)


def refused(code: int) -> Exception:
    return smtplib.SMTPRecipientsRefused({"aino@example.org": (code, b"")})


def an_event(**fields: Any) -> Event:
    page = make_event_page(plant().events, **fields)
    return Event.objects.get(series__translation_key=page.translation_key)


def a_notice(event: Event | None = None, **fields: Any) -> Notice:
    """Return a waiting notice of somebody's confirmed seat."""
    user = UserFactory(**fields)
    register(event=event or an_event(), user=user, acting_user=user)
    return Notice.objects.get(recipient=user)


def wants(user: User, **fields: Any) -> Preferences:
    """Store how a person wants to be told."""
    preferences, _made = Preferences.objects.update_or_create(
        user=user, defaults=fields
    )
    return preferences


class Readers:
    """A group with a lead who writes updates, and a member who is told of them."""

    def __init__(self, policy: str = "open") -> None:
        self.lead, self.member = UserFactory(), UserFactory()
        self.tree = plant()
        self.group = make_group(
            self.tree, policy=policy, leads=[self.lead], members=[self.member]
        )

    def publish(self, title: str = "Uusi ohje", notify: str = "now") -> Notice:
        """Publish an update and return the member's notice of it."""
        update = create_update(
            title=title,
            text="Mitä muuttui.",
            space=self.group.space,
            acting_user=self.lead,
            notify=notify,
        )
        return Notice.objects.get(subject_id=str(update.pk), recipient=self.member)


def time_has_come() -> None:
    """Let the time of everything that waits for one be now."""
    Notice.objects.update(not_before=timezone.now(), dated=timezone.now())
