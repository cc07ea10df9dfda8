from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from concepts.languages import localized
from concepts.uris import URI_LENGTH, validate_uri


class Subject(models.Model):
    """A field of work under which a vocabulary's concepts are gathered."""

    vocabulary = models.ForeignKey(
        "concepts.Vocabulary",
        verbose_name=_("vocabulary"),
        on_delete=models.CASCADE,
        related_name="subjects",
    )
    uri = models.CharField(
        _("URI"),
        max_length=URI_LENGTH,
        unique=True,
        validators=[validate_uri],
        editable=False,
    )
    code = models.CharField(
        _("code"),
        max_length=60,
        blank=True,
        help_text=_("The subject's place in the order: 1.2."),
    )
    title_fi = models.CharField(_("title in Finnish"), max_length=200, blank=True)
    title_sv = models.CharField(_("title in Swedish"), max_length=200, blank=True)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)

    class Meta:
        ordering = ("code", "title_fi", "pk")
        verbose_name = _("subject")
        verbose_name_plural = _("subjects")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=~models.Q(title_fi="", title_sv="", title_en=""),
                name="subject_has_a_title",
                violation_error_message=_("Give the subject a title."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}".strip()

    @property
    def title(self) -> str:
        """The title in the active language, else in another."""
        return localized(self, "title")

    @property
    def url(self) -> str:
        """Where its concepts are listed, in the active language."""
        listing = reverse("vocabulary", args=[self.vocabulary.slug])
        return f"{listing}?subject={self.pk}"
