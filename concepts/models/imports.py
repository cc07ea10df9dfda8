from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from concepts.languages import TAG_LENGTH
from concepts.models.concepts import Concept
from concepts.uris import URI_LENGTH


class ImportJob(models.Model):
    """A file that somebody brings into the concept bank: tried first, then written.

    A worker reads it. ``lease`` says until when one holds it; the sweeper takes up what
    a worker has left.
    """

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("of an import", "Waiting for its turn")
        READING = "reading", _("The file is being read")
        COMPARING = "comparing", _("Compared with the concept bank")
        TRIED = "tried", _("Ready to be written")
        WRITTEN = "written", _("Written")
        REFUSED = "refused", pgettext_lazy("of an import", "Refused")
        FAILED = "failed", pgettext_lazy("of an import", "Failed")

    UNDER_WAY: ClassVar[tuple[str, ...]] = (
        State.WAITING,
        State.READING,
        State.COMPARING,
    )

    file_name = models.CharField(_("file"), max_length=200)
    # Packed; emptied when it is written, refused or old.
    content = models.BinaryField()
    vocabulary_slug = models.SlugField(_("vocabulary"), max_length=60)
    status = models.CharField(
        _("status"), max_length=10, choices=Concept.Status.choices
    )
    language = models.CharField(_("main language"), max_length=TAG_LENGTH)
    scheme = models.CharField(max_length=URI_LENGTH, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.WAITING)
    # Set when somebody has looked at the trial and wants it written.
    is_wanted = models.BooleanField(default=False)
    # What the trial found, so that it is written only if nothing has changed since.
    fingerprint = models.CharField(max_length=64, blank=True)
    has_changed = models.BooleanField(default=False)
    summary = models.JSONField(default=dict)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease = models.DateTimeField(null=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(_("brought"), default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-created_at", "-pk")
        verbose_name = _("import")
        verbose_name_plural = _("imports")

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return self.url

    @property
    def url(self) -> str:
        return reverse("concept_import", args=[self.pk])

    @property
    def is_under_way(self) -> bool:
        return self.state in self.UNDER_WAY

    @property
    def may_be_written(self) -> bool:
        return self.state == self.State.TRIED and bool(self.summary.get("writes"))


class ImportRow(models.Model):
    """What becomes of one concept of a file, and why."""

    class Outcome(models.TextChoices):
        NEW = "new", pgettext_lazy("of a concept in an import", "New")
        CHANGED = "changed", pgettext_lazy("of a concept in an import", "Changed")
        UNCHANGED = "unchanged", pgettext_lazy("of a concept in an import", "Unchanged")
        CONFLICT = "conflict", _("Conflicting")
        REJECTED = "rejected", pgettext_lazy("of a concept in an import", "Left out")

    job = models.ForeignKey(ImportJob, on_delete=models.CASCADE, related_name="rows")
    outcome = models.CharField(max_length=9, choices=Outcome.choices)
    # The line or the row of the file; empty where nobody can tell.
    place = models.PositiveIntegerField(null=True)
    uri = models.CharField(max_length=URI_LENGTH, blank=True)
    label = models.CharField(max_length=300, blank=True)
    # [{"code", "severity", "column", "text"}], and [[part, [stored], [in the file]]].
    reasons = models.JSONField(default=list)
    sides = models.JSONField(default=list)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["job", "outcome"], name="import_row_by_outcome")
        ]

    def __str__(self) -> str:
        return self.label or self.uri
