from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class KeptInput(models.Model):
    """What a person has typed into a form and not sent yet.

    ``form`` names the form and what it is about ("update:space:12"); ``data`` has the
    values of its controls, by name, as a browser would post them.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    form = models.CharField(max_length=80)
    data = models.JSONField(default=dict)
    kept_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("kept input")
        verbose_name_plural = _("kept inputs")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["user", "form"], name="one_kept_per_form")
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.form}"
