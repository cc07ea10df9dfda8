from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from concepts.findings import CHECKS, list_title, worded
from concepts.languages import TAG_LENGTH
from concepts.models.concepts import Concept


class StoredFinding(models.Model):
    """Something found of a concept when it was checked last; for the worklists."""

    concept = models.ForeignKey(
        Concept, on_delete=models.CASCADE, related_name="findings"
    )
    kind = models.CharField(max_length=40)
    language = models.CharField(max_length=TAG_LENGTH, blank=True)
    details = models.JSONField(default=dict)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["concept", "kind", "language"], name="finding_once"
            )
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["kind", "language"], name="finding_by_kind")
        ]

    def __str__(self) -> str:
        return f"{self.concept_id} {self.kind}"

    @property
    def text(self) -> str:
        """What was found, in the active language."""
        return worded(self.kind, self.language, self.details)

    @property
    def severity(self) -> str:
        return CHECKS[self.kind].severity

    @property
    def list_title(self) -> str:
        return list_title(self.kind, self.language)


class RecheckMark(models.Model):
    """Says that a concept has changed since it was checked; taken by the sweep.

    A change adds a row and meets nobody else's, so that no save waits for a check.
    """

    concept = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ("pk",)
        verbose_name = _("mark of a check to come")
        verbose_name_plural = _("marks of checks to come")

    def __str__(self) -> str:
        return str(self.concept_id)
