from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from notifications.querysets import NoticeQuerySet

if TYPE_CHECKING:
    from network_site.base.registries import NotificationKind

# So many final refusals in a row say that an address does not take mail.
REFUSALS_ENDURED = 3


class Notice(models.Model):
    """One row of the ledger: what is told to whom, and how far the telling has got.

    The row is inserted in the transaction that causes it, under a unique key, so that
    a retry, a second worker or a second beat cannot cause the same notice twice.
    """

    class MailState(models.TextChoices):
        NONE = "none", _("No mail")
        WAITING = "waiting", _("Waiting")
        DIGEST = "digest", _("Waiting for the digest")
        GATHERED = "gathered", _("In a digest")
        HELD = "held", _("Held: the address refuses mail")
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
    # Claimed from a sender that went silent: the relay may have the mail already.
    doubtful = models.BooleanField(default=False)
    # The mail that this one went along in.
    digest = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, related_name="gathered"
    )
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
            models.Index(
                fields=["not_before"],
                condition=models.Q(mail_state="digest"),
                name="notice_digest",
            ),
            models.Index(
                fields=["recipient"],
                condition=models.Q(mail_state="held"),
                name="notice_held",
            ),
            models.Index(fields=["recipient", "-created_at"], name="notice_inbox"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id} → {self.email}"


class Preferences(models.Model):
    """How one person wants to be told. Without a row the defaults hold.

    Quiet time begins at ``quiet_from`` and lasts ``quiet_hours``, on chosen weekdays or
    every so many days from a first one, as shifts of 24 hours go.
    """

    class Channel(models.TextChoices):
        BOTH = "both", _("Mail and inbox")
        MAIL = "mail", _("Mail")
        INBOX = "inbox", _("Inbox")
        NONE = "none", _("Not at all")

    class Digest(models.TextChoices):
        DAILY = "daily", _("Every day")
        WEEKLY = "weekly", _("Once a week")
        OFF = "off", _("No digest")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="preferences"
    )
    # By key of the kind; a kind that is not named goes by both.
    channels = models.JSONField(default=dict)
    digest = models.CharField(
        max_length=6, choices=Digest.choices, default=Digest.DAILY
    )
    digest_weekday = models.PositiveSmallIntegerField(default=0)
    digest_hour = models.PositiveSmallIntegerField(default=7)
    quiet_from = models.TimeField(null=True)
    quiet_hours = models.PositiveSmallIntegerField(default=12)
    quiet_weekdays = models.JSONField(default=list)
    quiet_cycle = models.PositiveSmallIntegerField(null=True)
    quiet_cycle_from = models.DateField(null=True)
    # The address that was refused, and how many times in a row.
    refused_address = models.EmailField(blank=True)
    refusals = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("preferences")
        verbose_name_plural = _("preferences")

    def __str__(self) -> str:
        return str(self.user)

    def channel(self, kind: NotificationKind) -> Preferences.Channel:
        """Return on which channel a kind is told; transactional ones go by both."""
        if kind.transactional:
            return self.Channel.BOTH
        return self.Channel(self.channels.get(kind.key, self.Channel.BOTH))

    def takes_mail(self, kind: NotificationKind) -> bool:
        if kind.is_digest:
            return self.digest != self.Digest.OFF
        return self.channel(kind) in (self.Channel.BOTH, self.Channel.MAIL)

    def takes_inbox(self, kind: NotificationKind) -> bool:
        return self.channel(kind) in (self.Channel.BOTH, self.Channel.INBOX)

    def mail_is_held(self, address: str) -> bool:
        """Whether an address has refused so often that only what must go is tried."""
        return self.refused_address == address and self.refusals >= REFUSALS_ENDURED


def preferences_of(user: Any) -> Preferences:
    """Return a person's preferences; the defaults, not stored, where there are none."""
    try:
        return user.preferences
    except Preferences.DoesNotExist:
        return Preferences(user=user)
