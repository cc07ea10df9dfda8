from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel

from concepts.alphabet import KEY_LENGTH, sort_key
from concepts.languages import TAG_LENGTH, localized, rank
from concepts.querysets import PUBLIC_STATUSES, ConceptQuerySet
from concepts.uris import URI_LENGTH, validate_free_slug, validate_uri
from projects.models import Project

TERM_LENGTH = 300


class Vocabulary(models.Model):
    """A set of concepts that is kept, and named, together."""

    slug = models.SlugField(
        _("address"),
        max_length=60,
        unique=True,
        validators=[validate_free_slug],
        help_text=_("The vocabulary's name in addresses: rescue-services."),
    )
    title_fi = models.CharField(_("title in Finnish"), max_length=200, blank=True)
    title_sv = models.CharField(_("title in Swedish"), max_length=200, blank=True)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    description_fi = models.TextField(_("description in Finnish"), blank=True)
    description_sv = models.TextField(_("description in Swedish"), blank=True)
    description_en = models.TextField(_("description in English"), blank=True)
    default_language = models.CharField(
        _("main language"),
        max_length=TAG_LENGTH,
        default="fi",
        help_text=_("The language of words that come without one in an import."),
    )
    base_uri = models.CharField(
        _("base of the URIs"),
        max_length=URI_LENGTH - 100,
        unique=True,
        validators=[validate_uri],
        editable=False,
    )
    public_source = models.URLField(
        _("published at"),
        blank=True,
        help_text=_("Where the vocabulary is published, if it comes from elsewhere."),
    )
    links_in_texts = models.BooleanField(
        _("texts link to its concepts"),
        default=True,
        help_text=_(
            "Leave this out for a general vocabulary, whose everyday words would"
            " become links on every page."
        ),
    )
    # The number that was given last to a concept of our own making.
    last_number = models.PositiveIntegerField(default=0, editable=False)
    # Another with every change of a concept, so that copies in memory know their age.
    revision = models.UUIDField(default=uuid.uuid4, editable=False)
    # When that was, or when the vocabulary itself was changed.
    modified_at = models.DateTimeField(default=timezone.now, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ("slug",)
        verbose_name = _("vocabulary")
        verbose_name_plural = _("vocabularies")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=~models.Q(title_fi="", title_sv="", title_en=""),
                name="vocabulary_has_a_title",
                violation_error_message=_("Give the vocabulary a title."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The title in the active language, else in another."""
        return localized(self, "title") or self.slug

    @property
    def description(self) -> str:
        return localized(self, "description")

    @property
    def url(self) -> str:
        return reverse("vocabulary", args=[self.slug])


class Concept(ClusterableModel):
    """A thing that the field means by its words, with one URI for ever."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PROPOSED = "proposed", _("Proposed")
        APPROVED = "approved", _("Approved")
        SUPERSEDED = "superseded", _("Superseded")
        RETIRED = "retired", _("Retired")

    PUBLIC_STATUSES: ClassVar[tuple[str, ...]] = PUBLIC_STATUSES

    vocabulary = models.ForeignKey(
        Vocabulary,
        verbose_name=_("vocabulary"),
        on_delete=models.PROTECT,
        related_name="concepts",
    )
    uri = models.CharField(
        _("URI"),
        max_length=URI_LENGTH,
        unique=True,
        validators=[validate_uri],
        editable=False,
        help_text=_("Given once and never changed."),
    )
    code = models.CharField(
        _("code"),
        max_length=60,
        blank=True,
        help_text=_("The concept's number or notation, if it has one."),
    )
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.DRAFT
    )
    replaced_by = models.ForeignKey(
        "self",
        verbose_name=_("replaced by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaces",
        help_text=_("The concept to use instead of a superseded one."),
    )
    origin_projects = ParentalManyToManyField(
        Project,
        verbose_name=_("made in the projects"),
        blank=True,
        related_name="concepts",
        help_text=_("Members of these projects see the concept as a draft."),
    )
    subjects = ParentalManyToManyField(
        "concepts.Subject",
        verbose_name=_("subjects"),
        blank=True,
        related_name="concepts",
    )
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("contact person"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    approved_on = models.DateField(_("approved on"), null=True, blank=True)
    approved_by = models.CharField(
        _("approved by"),
        max_length=200,
        blank=True,
        help_text=_("The body that approved the concept: a working group, the board."),
    )
    source = models.TextField(
        _("source of the concept"),
        max_length=2000,
        blank=True,
        help_text=_("Where the concept comes from: a law, a standard, a workshop."),
    )
    # Kept in step with the terms by ``settle_label``: lists and orders need no join.
    label = models.CharField(_("name"), max_length=TERM_LENGTH, editable=False)
    label_language = models.CharField(max_length=TAG_LENGTH, editable=False)
    label_key = models.CharField(max_length=KEY_LENGTH, editable=False)
    created_at = models.DateTimeField(
        _("created"), default=timezone.now, editable=False
    )
    modified_at = models.DateTimeField(
        _("modified"), default=timezone.now, editable=False
    )

    objects = ConceptQuerySet.as_manager()

    class Meta:
        ordering = ("label_key", "pk")
        verbose_name = _("concept")
        verbose_name_plural = _("concepts")
        permissions: ClassVar[list[Any]] = [("choose_concept", "Can choose concept")]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=~models.Q(replaced_by=models.F("pk")),
                name="concept_not_replaced_by_itself",
                violation_error_message=_("A concept cannot replace itself."),
            ),
            models.CheckConstraint(
                condition=models.Q(replaced_by=None)
                | models.Q(status__in=("superseded", "retired")),
                name="only_what_has_ended_is_replaced",
                violation_error_message=_(
                    "Only a superseded or retired concept is replaced by another."
                ),
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(
                fields=["vocabulary", "status", "label_key"], name="concept_by_label"
            )
        ]

    def __str__(self) -> str:
        return self.label or self.uri

    @property
    def local_id(self) -> str:
        """What people call the concept by: its code, else the end of its URI."""
        return self.code or self.uri.rstrip("/#").replace("#", "/").rpartition("/")[2]

    @property
    def url(self) -> str:
        """The address of the concept's page in the active language."""
        return reverse("concept", args=[self.vocabulary.slug, self.pk])

    def get_absolute_url(self) -> str:
        return self.url

    def url_in(self, language: str) -> str:
        """Return the address of the concept's page in one language of the site."""
        with override(language):
            return self.url

    @property
    def is_public(self) -> bool:
        return self.status in self.PUBLIC_STATUSES

    @property
    def shown_label(self) -> str:
        """The name in the reader's language, where ``labelled`` has fetched it."""
        return getattr(self, "reader_label", None) or str(self)

    @property
    def shown_language(self) -> str:
        """The language of ``shown_label`` where it is not the reader's own."""
        if getattr(self, "reader_label", None) or self.label_language == get_language():
            return ""
        return self.label_language

    def settle_label(self, terms: Any) -> None:
        """Take the name for lists from the recommended terms.

        Args:
            terms: the concept's terms, saved or not.
        """
        self.label, self.label_language, self.label_key = label_of(
            terms, self.vocabulary.default_language
        )


def label_of(terms: Iterable[Any], first: str) -> tuple[str, str, str]:
    """Return a concept's name for lists, its language, and its key in the alphabet.

    Args:
        terms: the concept's terms: rows, or the records of an import.
        first: the vocabulary's main language.
    """
    best = min(
        (term for term in terms if term.kind == "recommended"),
        key=lambda term: (term.language != first, rank(term.language, first)),
        default=None,
    )
    return (best.text, best.language, sort_key(best.text)) if best else ("", "", "")
