from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from concepts.models.concepts import Concept

SUGGESTION_LENGTH = 10_000
ANSWER_LENGTH = 500


class Suggestion(models.Model):
    """A reader's wish to change a concept, and what its editors said to it."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("suggestion", "Waiting")
        ACCEPTED = "accepted", pgettext_lazy("suggestion", "Accepted")
        DECLINED = "declined", pgettext_lazy("suggestion", "Not accepted")

    concept = models.ForeignKey(
        Concept, on_delete=models.CASCADE, related_name="suggestions"
    )
    # A key of ``concepts.wording``; empty for the whole concept.
    field = models.CharField(max_length=60, blank=True)
    # The text as it stood when another was suggested.
    before = models.TextField(blank=True)
    text = models.TextField(
        _("suggested text"), max_length=SUGGESTION_LENGTH, blank=True
    )
    comment = models.TextField(
        pgettext_lazy("suggestion", "why"), max_length=SUGGESTION_LENGTH, blank=True
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    created_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.OPEN
    )
    answer = models.TextField(
        pgettext_lazy("suggestion", "answer"), max_length=ANSWER_LENGTH, blank=True
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("created_at", "pk")
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=~models.Q(text="", comment=""),
                name="suggestion_says_something",
            )
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["state", "created_at"], name="suggestion_by_state"),
            models.Index(fields=["author", "created_at"], name="suggestion_by_author"),
        ]

    def __str__(self) -> str:
        return (self.text or self.comment)[:80]
