from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from concepts.models.concepts import Concept


class TextPlace(models.Model):
    """A text of the site in one language that uses terms, and what a list shows of it.

    It points to nothing by foreign key, so that deleting a page is never held up.
    """

    kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    language = models.CharField(max_length=20)
    title = models.TextField()
    url = models.TextField()
    # The sorted tokens that open the text, with spaces between them.
    audience = models.TextField()

    class Meta:
        ordering = ("pk",)
        verbose_name = _("text that uses terms")
        verbose_name_plural = _("texts that use terms")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["kind", "object_id", "language"],
                name="one_text_place_per_thing_and_language",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id} {self.language}"


class TermUse(models.Model):
    """A concept is named in a text."""

    concept = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="uses")
    place = models.ForeignKey(TextPlace, on_delete=models.CASCADE, related_name="uses")

    class Meta:
        ordering = ("pk",)
        verbose_name = _("use of a term")
        verbose_name_plural = _("uses of terms")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["concept", "place"], name="term_use_once_per_text"
            )
        ]

    def __str__(self) -> str:
        return f"{self.concept_id} {self.place_id}"


class UseMark(models.Model):
    """A text must be read again; written in the transaction that changed it.

    One mark without a kind stands for every text, when the concepts have changed.
    ``stamp`` is new with every mark, so that one renewed meanwhile is not taken away.
    """

    kind = models.CharField(max_length=40, blank=True)
    object_id = models.BigIntegerField(default=0)
    stamp = models.UUIDField()
    marked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("marked_at", "pk")
        verbose_name = _("text to read for terms")
        verbose_name_plural = _("texts to read for terms")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["kind", "object_id"], name="one_use_mark_per_thing"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"
