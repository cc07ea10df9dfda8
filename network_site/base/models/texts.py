from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from network_site.base.models.files import NetworkDocument


class DocumentTextQuerySet(models.QuerySet):
    def unread(self) -> Self:
        return self.filter(state=DocumentText.State.UNREAD)


class DocumentText(models.Model):
    """What a document says, as a worker has read it from the file.

    Belongs to one version of the file, ``file_name``; a new version is read anew.
    """

    class State(models.TextChoices):
        UNREAD = "unread", pgettext_lazy("text of a file", "Not read yet")
        READ = "read", pgettext_lazy("text of a file", "Read")
        NO_TEXT = "no_text", _("Scanned or without text: found only by its title")
        TOO_LARGE = "too_large", _("Too large to read: found only by its title")
        UNREADABLE = "unreadable", _("Cannot be read: found only by its title")
        ENCRYPTED = "encrypted", _("Locked: found only by its title")
        OTHER_TYPE = "other_type", pgettext_lazy("text of a file", "Of another type")

    # States that whoever looks for a document should know of.
    WORTH_SAYING: ClassVar[frozenset[str]] = frozenset(
        {State.NO_TEXT, State.TOO_LARGE, State.UNREADABLE, State.ENCRYPTED}
    )

    document = models.OneToOneField(
        NetworkDocument,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="reading",
    )
    file_name = models.CharField(max_length=255)
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.UNREAD, db_index=True
    )
    text = models.TextField(blank=True)
    read_at = models.DateTimeField(null=True)
    # Who reads it now, until when that holds, and how many have begun.
    claim = models.UUIDField(null=True)
    lease = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    objects = DocumentTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("text of a document")
        verbose_name_plural = _("texts of documents")

    def __str__(self) -> str:
        return f"{self.document_id}: {self.state}"

    @property
    def note(self) -> Any:
        """Why the document is found only by its title; nothing where it is not so."""
        return words_on_reading(self.state)


def words_on_reading(state: str) -> Any:
    """Say why a document is found only by its title; nothing where it is not so."""
    if state not in DocumentText.WORTH_SAYING:
        return ""
    return DocumentText.State(state).label


def text_of(document: NetworkDocument) -> str:
    """Return what has been read of a document so far."""
    reading = getattr(document, "reading", None)
    return reading.text if reading else ""
