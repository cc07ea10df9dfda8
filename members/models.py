from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from members.querysets import OrganisationQuerySet, UserManager


class Organisation(models.Model):
    """A rescue department or a partner. One that merges stays, and leads to its heir."""

    class Kind(models.TextChoices):
        DEPARTMENT = "department", _("Rescue department")
        MINISTRY = "ministry", _("Ministry")
        ASSOCIATION = "association", _("Association")
        COUNTY = "county", _("Wellbeing services county")
        AUTHORITY = "authority", _("Authority")
        OTHER = "other", _("Other partner")

    kind = models.CharField(
        _("kind"), max_length=20, choices=Kind.choices, default=Kind.DEPARTMENT
    )
    name = models.CharField(_("name"), max_length=150, unique=True)
    name_sv = models.CharField(_("name in Swedish"), max_length=150, blank=True)
    name_en = models.CharField(_("name in English"), max_length=150, blank=True)
    short_name = models.CharField(
        _("short name"),
        max_length=60,
        unique=True,
        help_text=_("As people say it: Etelä-Savo."),
    )
    website = models.URLField(_("website"), blank=True)
    mail_domains = models.CharField(
        _("mail domains"),
        max_length=200,
        blank=True,
        help_text=_(
            "What stands after the @ in its people's addresses. Separate with spaces."
        ),
    )
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("merged into"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
    )
    merged_on = models.DateField(_("merged on"), null=True, blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ("short_name",)
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=~models.Q(merged_into=models.F("pk")),
                name="organisation_not_merged_into_itself",
                violation_error_message=_("An organisation cannot merge into itself."),
            )
        ]

    def __str__(self) -> str:
        return self.localized_name

    @property
    def localized_name(self) -> str:
        """The name in the active language, in Finnish where there is none."""
        return getattr(self, f"name_{get_language()}", "") or self.name

    @property
    def every_name(self) -> list[str]:
        """The names by which people look for it, those of its predecessors too."""
        names = [
            name
            for one in (self, *self.predecessors.all())
            for name in (one.short_name, one.name, one.name_sv, one.name_en)
        ]
        return [name for name in dict.fromkeys(names) if name]

    @property
    def heir(self) -> Organisation:
        """The organisation that answers for this one today."""
        seen = {self.pk}
        organisation = self
        while organisation.merged_into and organisation.merged_into_id not in seen:
            organisation = organisation.merged_into
            seen.add(organisation.pk)
        return organisation


class Expertise(models.Model):
    """A field that a person knows; people are found by it."""

    name = models.CharField(_("name"), max_length=80, unique=True)

    class Meta:
        ordering = ("name",)
        verbose_name = _("expertise")
        verbose_name_plural = _("fields of expertise")

    def __str__(self) -> str:
        return self.name


class User(index.Indexed, AbstractUser):
    """A person who signs in by e-mail."""

    username = None
    email = models.EmailField(_("e-mail address"), unique=True)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
    )
    job_title = models.CharField(_("job title"), max_length=120, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    expertise = models.ManyToManyField(
        Expertise, verbose_name=_("expertise"), blank=True, related_name="people"
    )
    language = models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES, default="fi"
    )
    photo = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("photo"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    is_guest = models.BooleanField(
        _("guest"),
        default=False,
        help_text=_("From outside the network: sees only the spaces it belongs to."),
    )
    is_coordinator = models.BooleanField(
        _("coordinator"),
        default=False,
        help_text=_("Keeps the strategy, the mandates and the register of spaces."),
    )
    is_concept_editor = models.BooleanField(
        _("concept editor"),
        default=False,
        help_text=_("Edits the concept bank and sees its drafts."),
    )

    shows_term_links = models.BooleanField(
        _("links to concepts in texts"),
        default=True,
        help_text=_("The first mention of a term in a text leads to its definition."),
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["first_name", "last_name"]

    objects = UserManager()

    search_fields: ClassVar[list[Any]] = [
        index.SearchField("first_name"),
        index.SearchField("last_name"),
        index.SearchField("email"),
        index.AutocompleteField("first_name"),
        index.AutocompleteField("last_name"),
    ]

    class Meta:
        ordering = ("last_name", "first_name", "pk")
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=~models.Q(is_guest=True, is_coordinator=True),
                name="guest_is_no_coordinator",
                violation_error_message=_("A guest cannot be a coordinator."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email.strip().lower()
        super().save(*args, **kwargs)

    @property
    def initials(self) -> str:
        """Two letters for the avatar."""
        letters = (self.first_name[:1] + self.last_name[:1]).upper()
        return letters or self.email[:1].upper()


class ApiToken(models.Model):
    """A personal key to the API: kept as a hash, short-lived, dead with its owner."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="personal_tokens",
    )
    name = models.CharField(_("what it is for"), max_length=80)
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires"))
    last_used_at = models.DateTimeField(_("last used"), null=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True)

    class Meta:
        ordering = ("-created_at",)
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")

    def __str__(self) -> str:
        return self.name

    @property
    def is_valid(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now()


class AuditEntry(models.Model):
    """Who changed what, and when. Written once, never edited.

    People are kept as ids, so that erasing a person leaves the row without a name;
    ``before`` and ``after`` hold states, never free text or anybody's answers.
    """

    actor_id = models.BigIntegerField(null=True, db_index=True)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=80, db_index=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering = ("-created_at", "-pk")
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")

    def __str__(self) -> str:
        return f"{self.action} {self.subject}"
