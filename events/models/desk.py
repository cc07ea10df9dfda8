"""What the organiser keeps beside the seats: invitations, messages, materials."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models.events import Event, EventSeries


class Invitee(models.Model):
    """Somebody who may register for an event that takes the invited alone."""

    series = models.ForeignKey(
        EventSeries, on_delete=models.CASCADE, related_name="invitees"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    invited_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("invited person")
        verbose_name_plural = _("invited people")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["series", "user"], name="one_invitation_per_event"
            )
        ]

    def __str__(self) -> str:
        return f"{self.series_id}: {self.user_id}"


class EventMessage(models.Model):
    """What the organiser has written to participants; ``token`` is its form's."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="messages")
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    token = models.UUIDField(unique=True)
    subject = models.CharField(max_length=150)
    text = models.TextField()
    states = models.JSONField(default=list)
    sent_to = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-sent_at", "-pk")
        verbose_name = _("message to participants")
        verbose_name_plural = _("messages to participants")

    def __str__(self) -> str:
        return self.subject


class EventMaterial(models.Model):
    """A file of one occasion; who may open it follows from its collection."""

    class Kind(models.TextChoices):
        AGENDA = "agenda", _("Agenda")
        DOCUMENT = "document", _("Document")
        MINUTES = "minutes", _("Minutes")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="materials")
    document = models.ForeignKey(
        "base.NetworkDocument", on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("added_at", "pk")
        verbose_name = _("material")
        verbose_name_plural = _("materials")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["event", "document"], name="one_material_per_document"
            )
        ]

    def __str__(self) -> str:
        return f"{self.event_id}: {self.document_id}"
