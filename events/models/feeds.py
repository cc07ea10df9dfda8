from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import Space


class CalendarFeed(models.Model):
    """A secret address from which one person's calendar program fetches events.

    Only the hash of its token is kept. It opens one scope, with the rights that its
    owner has at each fetch.
    """

    class Scope(models.TextChoices):
        ALL = "all", _("Everything that I may see")
        MINE = "mine", _("My registrations")
        SPACE = "space", _("A group or a project")

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="calendar_feeds",
    )
    scope = models.CharField(max_length=10, choices=Scope.choices)
    space = models.ForeignKey(
        Space, on_delete=models.CASCADE, null=True, related_name="+"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=models.Q(scope="space", space__isnull=False)
                | (~models.Q(scope="space") & models.Q(space=None)),
                name="feed_has_one_scope",
            ),
            models.UniqueConstraint(
                fields=["owner", "scope"],
                condition=models.Q(revoked_at=None, space=None),
                name="one_personal_feed_per_scope",
            ),
            models.UniqueConstraint(
                fields=["owner", "space"],
                condition=models.Q(revoked_at=None, space__isnull=False),
                name="one_feed_per_space",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scope} ({self.owner_id})"
