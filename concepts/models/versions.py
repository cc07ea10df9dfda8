from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from concepts.models.concepts import Concept


class ConceptVersion(models.Model):
    """A concept as it stood after one change, whole and for ever."""

    concept = models.ForeignKey(
        Concept, on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveIntegerField(_("version"))
    status = models.CharField(
        _("status"), max_length=10, choices=Concept.Status.choices
    )
    snapshot = models.JSONField(help_text="See concepts.snapshots.")
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    reason = models.TextField(_("reason"), max_length=2000, blank=True)

    class Meta:
        ordering = ("concept", "-number")
        verbose_name = _("version of a concept")
        verbose_name_plural = _("versions of concepts")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["concept", "number"], name="version_number_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.concept_id} v{self.number}"

    @property
    def is_public(self) -> bool:
        """Tell whether everybody who sees the concept may read this version."""
        return self.status in Concept.PUBLIC_STATUSES


class DoubleVerdict(models.Model):
    """What an editor found of two concepts that look the same; asked once only."""

    class Verdict(models.TextChoices):
        SAME = "same", _("The same concept")
        DIFFERENT = "different", _("Different concepts")
        MERGED = "merged", _("Merged")

    # The one with the smaller id, so that a pair is one row.
    first = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="+")
    verdict = models.CharField(_("verdict"), max_length=9, choices=Verdict.choices)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("given by"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    given_at = models.DateTimeField(_("given"), default=timezone.now)

    class Meta:
        ordering = ("-given_at", "pk")
        verbose_name = _("verdict on a pair")
        verbose_name_plural = _("verdicts on pairs")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["first", "second"], name="one_verdict"),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")),
                name="pair_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} {self.second_id} {self.verdict}"
