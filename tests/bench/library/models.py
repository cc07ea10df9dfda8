from __future__ import annotations

from django.db import models


class Sheet(models.Model):
    """A findable thing: its texts follow from its number and how often it was changed."""

    kind = models.CharField(max_length=40)
    changes = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "sheet"

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
