from __future__ import annotations

from pathlib import PurePath
from typing import Any, Self

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document, DocumentQuerySet
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from network_site.base.registries import mark_dirty


def _published_at() -> models.DateTimeField:
    return models.DateTimeField(
        default=timezone.now, null=True, blank=True, editable=False
    )


class NetworkImage(AbstractImage):
    """An image; who may see it follows from its collection.

    One without ``published_at`` waits with the draft that it was added to.
    """

    published_at = _published_at()

    admin_form_fields = Image.admin_form_fields

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_image", "Can choose image")]


class NetworkRendition(AbstractRendition):
    image = models.ForeignKey(
        NetworkImage, on_delete=models.CASCADE, related_name="renditions"
    )

    class Meta:
        verbose_name = _("image rendition")
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"],
                name="one_rendition_per_filter",
            )
        ]


class NetworkDocumentQuerySet(DocumentQuerySet):
    def published(self) -> Self:
        """Leave out the files that wait for the page that hands them out."""
        return self.exclude(published_at=None)

    def with_reading(self) -> Self:
        """Fetch what is known of each file's text, and not the text itself."""
        return self.select_related("reading").defer("reading__text")

    @transaction.atomic
    def update(self, **kwargs: Any) -> int:
        """Have the files indexed again: the editor moves them to a collection so."""
        ids = list(self.order_by().values_list("pk", flat=True))
        changed = super().update(**kwargs)
        mark_dirty("document", *ids)
        return changed


class NetworkDocument(AbstractDocument):
    """A file; who may see it follows from its collection.

    One without ``published_at`` waits with the draft that it is attached to.
    """

    published_at = _published_at()

    language = models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES, default="fi"
    )

    objects = NetworkDocumentQuerySet.as_manager()

    admin_form_fields = (*Document.admin_form_fields, "language")

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save together with the mark that the search is told by."""
        super().save(*args, **kwargs)

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]

    @property
    def file_type(self) -> str:
        """The kind of file as people say it: PDF, DOCX."""
        return PurePath(self.file.name).suffix.removeprefix(".").upper()

    @property
    def reading_state(self) -> str:
        """How far the file's text is known: a ``DocumentText.State``, or nothing yet."""
        reading = getattr(self, "reading", None)
        return reading.state if reading else ""
