from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone


class NoticeQuerySet(models.QuerySet):
    def due(self, now: datetime) -> Self:
        """Return mails to send: waiting ones, and those whose sender went silent."""
        return self.filter(
            Q(mail_state="waiting", not_before__lte=now)
            | Q(mail_state="sending", lease_until__lt=now)
        )

    def shown(self, at: datetime | Now | None = None) -> Self:
        """Keep the lines of inboxes, without those that wait for their time.

        Args:
            at: the moment that counts; now when left out.
        """
        return self.filter(in_inbox=True, dated__lte=at or timezone.now())

    def inbox_of(self, user: Any) -> Self:
        return self.shown().filter(recipient=user)

    def unread(self) -> Self:
        return self.filter(read_at=None)
