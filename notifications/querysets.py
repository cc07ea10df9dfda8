from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q


class NoticeQuerySet(models.QuerySet):
    def due(self, now: datetime) -> Self:
        """Return mails to send: waiting ones, and those whose sender went silent."""
        return self.filter(
            Q(mail_state="waiting", not_before__lte=now)
            | Q(mail_state="sending", lease_until__lt=now)
        )

    def inbox_of(self, user: Any) -> Self:
        return self.filter(recipient=user, in_inbox=True)

    def unread(self) -> Self:
        return self.filter(read_at=None)
