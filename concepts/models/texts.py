from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from concepts.alphabet import SortKeyField
from concepts.languages import TAG_LENGTH
from concepts.models.concepts import TERM_LENGTH, Concept
from concepts.uris import URI_LENGTH

DEFINITION_LENGTH = 10_000
NOTE_LENGTH = 20_000
SOURCE_LENGTH = 2_000


class ConceptText(models.Model):
    """Something said of a concept in one language, with where it comes from."""

    language = models.CharField(
        _("language"),
        max_length=TAG_LENGTH,
        default="fi",
        help_text=_("A language tag: fi, sv, en, se."),
    )
    source = models.TextField(
        _("source"),
        max_length=SOURCE_LENGTH,
        blank=True,
        help_text=_("Where the text comes from. Several sources: one on each line."),
    )

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.language = self.language.strip().lower()
        super().save(*args, **kwargs)

    @property
    def sources(self) -> list[str]:
        """The sources of the text, one by one."""
        return [line.strip() for line in self.source.splitlines() if line.strip()]


class Term(ConceptText):
    """A word or phrase that names a concept, or must not be used of it."""

    class Kind(models.TextChoices):
        RECOMMENDED = "recommended", _("Recommended")
        SYNONYM = "synonym", _("Synonym")
        DISCOURAGED = "discouraged", _("Discouraged")
        REJECTED = "rejected", _("Rejected")
        SEARCH_TERM = "search_term", _("Search term")

    class Equivalence(models.TextChoices):
        """What a foreign term covers beside the concept (TSK's equivalence marks)."""

        EXACT = "", _("Means the same")
        BROADER = "broader", _("Means more")
        NARROWER = "narrower", _("Means less")
        NEAR = "near", _("Means nearly the same")

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
    equivalence = models.CharField(
        _("equivalence"),
        max_length=8,
        choices=Equivalence.choices,
        default=Equivalence.EXACT,
        blank=True,
        help_text=_(
            "For a term in another language that does not mean quite the same."
        ),
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
            ),
            # For words whose language nobody tells.
            models.Index(fields=["sort_key"], name="term_by_key"),
        ]

    def __str__(self) -> str:
        return (
            f"{self.text} ({self.homonym_number})" if self.homonym_number else self.text
        )

    @property
    def is_avoided(self) -> bool:
        """Tell whether the term names the concept but must not be used of it."""
        return self.kind in (self.Kind.DISCOURAGED, self.Kind.REJECTED)


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
        HISTORY_NOTE = "history_note", _("Note on history")
        CHANGE_NOTE = "change_note", _("Note on a change")
        EDITORIAL_NOTE = "editorial_note", _("Note for editors")

    concept = ParentalKey(Concept, on_delete=models.CASCADE, related_name="notes")
    kind = models.CharField(
        _("kind"), max_length=16, choices=Kind.choices, default=Kind.NOTE
    )
    text = models.TextField(_("text"), max_length=NOTE_LENGTH)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("note")
        verbose_name_plural = _("notes")

    def __str__(self) -> str:
        return self.text[:80]


class LegalReference(models.Model):
    """A place in the law that a concept rests on."""

    concept = ParentalKey(Concept, on_delete=models.CASCADE, related_name="legislation")
    text = models.CharField(
        _("act and section"),
        max_length=300,
        help_text=_("As a reader would look it up: Rescue Act 379/2011, section 2."),
    )
    url = models.URLField(_("address"), max_length=URI_LENGTH, blank=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("legal reference")
        verbose_name_plural = _("legal references")

    def __str__(self) -> str:
        return self.text
