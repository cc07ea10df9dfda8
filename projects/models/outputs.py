from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from groups.models import SpaceContent
from groups.querysets import SpaceContentQuerySet
from network_site.base.models import NetworkDocument
from network_site.base.visibility import Audience


class Output(SpaceContent, ClusterableModel):
    """What a project or a permanent group has made: common property of the network."""

    class Kind(models.TextChoices):
        HANDBOOK = "handbook", _("Handbook")
        GUIDE = "guide", _("Guide")
        MODEL = "model", _("Operating model")
        REPORT = "report", _("Report")
        MATERIAL = "material", _("Material")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("description"), max_length=600, blank=True)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    # Outputs are made for the whole network unless a space keeps one to itself.
    audience = models.CharField(
        _("who sees this"),
        max_length=10,
        choices=Audience.choices,
        default=Audience.MEMBERS,
    )

    objects = SpaceContentQuerySet.as_manager()

    class Meta:
        ordering = ("-published_on", "title", "pk")
        verbose_name = _("output")
        verbose_name_plural = _("outputs")

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save together with the mark that the search is told by."""
        super().save(*args, **kwargs)

    def __str__(self) -> str:
        return self.title

    def edition_for_reader(self) -> OutputEdition | None:
        """Return the edition in the reader's language, else the first there is."""
        editions = list(self.editions.all())
        language = get_language()
        return next(
            (edition for edition in editions if edition.language == language),
            editions[0] if editions else None,
        )


class OutputEdition(models.Model):
    """An output in one language: a file here or an address elsewhere."""

    output = ParentalKey(Output, on_delete=models.CASCADE, related_name="editions")
    language = models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES, default="fi"
    )
    title = models.CharField(_("title in this language"), max_length=200, blank=True)
    document = models.ForeignKey(
        NetworkDocument,
        verbose_name=_("file"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    url = models.URLField(_("address elsewhere"), blank=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["output", "language"], name="one_edition_per_language"
            ),
            models.CheckConstraint(
                condition=models.Q(document=None) ^ models.Q(url=""),
                name="edition_is_file_or_address",
                violation_error_message=_(
                    "Choose a file or give an address, not both."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.output} ({self.language})"

    @property
    def address(self) -> str:
        return self.document.url if self.document else self.url
