from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from concepts.models.concepts import Concept
from concepts.uris import URI_LENGTH, validate_uri


class Relation(models.Model):
    """A link between two concepts. In generic and partitive ones the broader is target.

    An associative link has no direction and is kept once, from either end.
    """

    class Kind(models.TextChoices):
        GENERIC = "generic", _("Is a kind of")
        PARTITIVE = "partitive", _("Is a part of")
        ASSOCIATIVE = "associative", _("Is related to")

    HIERARCHICAL: ClassVar[tuple[str, ...]] = (Kind.GENERIC, Kind.PARTITIVE)

    source = ParentalKey(Concept, on_delete=models.CASCADE, related_name="relations")
    target = models.ForeignKey(
        Concept,
        verbose_name=_("the other concept"),
        on_delete=models.CASCADE,
        related_name="incoming_relations",
    )
    kind = models.CharField(
        _("kind"), max_length=11, choices=Kind.choices, default=Kind.GENERIC
    )

    class Meta:
        ordering = ("pk",)
        verbose_name = _("relation")
        verbose_name_plural = _("relations")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=~models.Q(source=models.F("target")),
                name="relation_not_to_itself",
                violation_error_message=_("A concept is not related to itself."),
            ),
            models.UniqueConstraint(
                fields=["source", "target", "kind"], name="relation_once_per_kind"
            ),
            models.UniqueConstraint(
                Least("source", "target"),
                Greatest("source", "target"),
                condition=models.Q(kind="associative"),
                name="one_associative_relation_per_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.kind} {self.target_id}"


class PendingRelation(models.Model):
    """A link of an imported concept to one that is not here yet.

    When a concept with that URI comes, the link is made: see
    ``concepts.services.resolve_pending``.
    """

    class Role(models.TextChoices):
        GENERIC = "generic", _("Is a kind of")
        PARTITIVE = "partitive", _("Is a part of")
        ASSOCIATIVE = "associative", _("Is related to")
        NARROWER_GENERIC = "narrower_generic", _("Has the kind")
        NARROWER_PARTITIVE = "narrower_partitive", _("Has the part")
        REPLACED_BY = "replaced_by", _("Is replaced by")

    source = models.ForeignKey(
        Concept, on_delete=models.CASCADE, related_name="pending_relations"
    )
    role = models.CharField(_("kind"), max_length=18, choices=Role.choices)
    target_uri = models.CharField(_("URI"), max_length=URI_LENGTH, db_index=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("link to a missing concept")
        verbose_name_plural = _("links to missing concepts")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["source", "role", "target_uri"], name="pending_relation_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.role} {self.target_uri}"


class Mapping(models.Model):
    """What a concept corresponds to in a vocabulary kept elsewhere."""

    class Kind(models.TextChoices):
        EXACT = "exact", _("same")
        CLOSE = "close", _("nearly the same")
        BROAD = "broad", _("broader there")
        NARROW = "narrow", _("narrower there")
        RELATED = "related", _("related")

    concept = ParentalKey(Concept, on_delete=models.CASCADE, related_name="mappings")
    kind = models.CharField(
        _("kind"), max_length=7, choices=Kind.choices, default=Kind.EXACT
    )
    uri = models.CharField(_("URI"), max_length=URI_LENGTH, validators=[validate_uri])

    class Meta:
        ordering = ("pk",)
        verbose_name = _("mapping")
        verbose_name_plural = _("mappings")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["concept", "kind", "uri"], name="mapping_once_per_kind"
            )
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["uri", "kind"], name="mapping_by_uri")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.uri}"
