from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from notifications.querysets import NoticeQuerySet


class Notice(models.Model):
    """One row of the ledger: what is told to whom, and how far the telling has got.

    The row is inserted in the transaction that causes it, under a unique key, so that
    a retry, a second worker or a second beat cannot cause the same notice twice.
    """

    class MailState(models.TextChoices):
        NONE = "none", _("No mail")
        WAITING = "waiting", _("Waiting")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        DROPPED = "dropped", _("Not sent: no longer to be told")
        FAILED = "failed", _("Failed")

    kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=80)
    version = models.BigIntegerField(default=0)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        related_name="notices",
    )
    email = models.EmailField()
    payload = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now)

    in_inbox = models.BooleanField(default=True)
    read_at = models.DateTimeField(null=True)

    mail_state = models.CharField(
        max_length=10, choices=MailState.choices, default=MailState.WAITING
    )
    not_before = models.DateTimeField(default=timezone.now)
    message_id = models.CharField(max_length=150, unique=True)
    dated = models.DateTimeField(default=timezone.now)
    attempt = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=200, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["kind", "subject_id", "version", "email"],
                name="told_once",
            )
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(
                fields=["not_before"],
                condition=models.Q(mail_state="waiting"),
                name="notice_waiting",
            ),
            models.Index(
                fields=["lease_until"],
                condition=models.Q(mail_state="sending"),
                name="notice_sending",
            ),
            models.Index(fields=["recipient", "-created_at"], name="notice_inbox"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id} → {self.email}"
