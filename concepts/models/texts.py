from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from concepts.alphabet import SortKeyField
from concepts.languages import TAG_LENGTH
from concepts.models.concepts import TERM_LENGTH, Concept

DEFINITION_LENGTH = 10_000
NOTE_LENGTH = 20_000
SOURCE_LENGTH = 500


class ConceptText(models.Model):
    """Something said of a concept in one language, with where it comes from."""

    language = models.CharField(
        _("language"),
        max_length=TAG_LENGTH,
        default="fi",
        help_text=_("A language tag: fi, sv, en, se."),
    )
    source = models.CharField(_("source"), max_length=SOURCE_LENGTH, blank=True)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.language = self.language.strip().lower()
        super().save(*args, **kwargs)


class Term(ConceptText):
    """A word or phrase that names a concept, or must not be used of it."""

    class Kind(models.TextChoices):
        RECOMMENDED = "recommended", _("Recommended")
        SYNONYM = "synonym", _("Synonym")
        DISCOURAGED = "discouraged", _("Discouraged")
        REJECTED = "rejected", _("Rejected")
        SEARCH_TERM = "search_term", _("Search term")

    concept = ParentalKey(Concept, on_delete=models.CASCADE, related_name="terms")
    kind = models.CharField(
        _("kind"), max_length=12, choices=Kind.choices, default=Kind.RECOMMENDED
    )
    text = models.CharField(_("term"), max_length=TERM_LENGTH)
    homonym_number = models.PositiveSmallIntegerField(
        _("homonym number"),
        null=True,
        blank=True,
        help_text=_("Tells apart concepts that share a term: bank (1), bank (2)."),
    )
    scope_note = models.CharField(
        _("note on the term"),
        max_length=500,
        blank=True,
        help_text=_("Why the term is discouraged, or where it is used."),
    )
    sort_key = SortKeyField()

    class Meta:
        ordering = ("pk",)
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["concept", "language"],
                condition=models.Q(kind="recommended"),
                name="one_recommended_term_per_language",
                violation_error_message=_(
                    "A concept has one recommended term in each language."
                ),
            ),
            # The kind is in it so that two terms can change places in one save.
            models.UniqueConstraint(
                fields=["concept", "language", "kind", "text"],
                name="term_once_per_kind",
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(
                fields=["language", "kind", "sort_key"], name="term_in_alphabet"
            )
        ]

    def __str__(self) -> str:
        return (
            f"{self.text} ({self.homonym_number})" if self.homonym_number else self.text
        )


class Definition(ConceptText):
    """What a concept is, in one language. Several may stand, each with its source."""

    concept = ParentalKey(Concept, on_delete=models.CASCADE, related_name="definitions")
    text = models.TextField(
        _("definition"),
        max_length=DEFINITION_LENGTH,
        help_text=_(
            "One phrase that could stand in place of the term: no capital, no full stop."
        ),
    )

    class Meta:
        ordering = ("pk",)
        verbose_name = _("definition")
        verbose_name_plural = _("definitions")

    def __str__(self) -> str:
        return self.text[:80]


class Note(ConceptText):
    """Something that helps to use a concept rightly."""

    class Kind(models.TextChoices):
        NOTE = "note", _("Note")
        SCOPE_NOTE = "scope_note", _("Note on scope")
        EXAMPLE = "example", _("Example")

    concept = ParentalKey(Concept, on_delete=models.CASCADE, related_name="notes")
    kind = models.CharField(
        _("kind"), max_length=10, choices=Kind.choices, default=Kind.NOTE
    )
    text = models.TextField(_("text"), max_length=NOTE_LENGTH)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("note")
        verbose_name_plural = _("notes")

    def __str__(self) -> str:
        return self.text[:80]
