from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection

from groups.policies import Policy, Role, SpaceKind
from groups.querysets import MembershipQuerySet, SpaceQuerySet
from network_site.base.families import PageFamily
from network_site.base.languages import here
from network_site.base.visibility import Audience, content_tokens


class Space(PageFamily):
    """A place where people work together: who belongs, and what others see of it.

    Its pages (a group's or a project's page in each language) carry its
    ``translation_key``. The Wagtail group and collection are derived from the
    memberships by ``groups.permissions``.
    """

    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=SpaceKind.choices)
    policy = models.CharField(
        _("policy"), max_length=10, choices=Policy.choices, default=Policy.CLOSED
    )
    appointed_by = models.CharField(_("appointed by"), max_length=200, blank=True)
    term_start = models.DateField(_("term starts"), null=True, blank=True)
    term_end = models.DateField(_("term ends"), null=True, blank=True)
    review_on = models.DateField(_("mandate reviewed next"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    collection = models.ForeignKey(
        Collection,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="spaces",
    )
    leads_group = models.ForeignKey(
        Group,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = SpaceQuerySet.as_manager()

    class Meta:
        ordering = ("name", "pk")
        verbose_name = _("space")
        verbose_name_plural = _("spaces")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=models.Q(term_start=None)
                | models.Q(term_end=None)
                | models.Q(term_end__gte=models.F("term_start")),
                name="space_term_in_order",
                violation_error_message=_("The term ends before it starts."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_running(self) -> bool:
        return self.ended_on is None

    def way_in(self, user: Any) -> tuple[str, str] | None:
        """Return name and address of the page that says who leads and how to join."""
        home = self.page_in()
        return (home.title, here(home.url)) if home else None


class Membership(models.Model):
    """A person's place in a space."""

    space = models.ForeignKey(
        Space, on_delete=models.CASCADE, related_name="memberships"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="memberships",
    )
    role = models.CharField(
        _("role"), max_length=10, choices=Role.choices, default=Role.MEMBER
    )
    joined_on = models.DateField(_("joined on"), default=timezone.localdate)
    ends_on = models.DateField(_("belongs until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ("space", "user")
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["space", "user"], name="one_membership_per_space"
            )
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["user", "space"], name="membership_by_user")
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.space}"

    @property
    def is_over(self) -> bool:
        return self.ends_on is not None and self.ends_on < timezone.localdate()


class SpaceContent(models.Model):
    """Something that belongs to a space, or to the network itself, with an audience."""

    space = models.ForeignKey(
        Space,
        verbose_name=_("space"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss",
    )
    audience = models.CharField(
        _("who sees this"),
        max_length=10,
        choices=Audience.choices,
        default=Audience.SPACE,
    )

    class Meta:
        abstract = True

    @property
    def audience_tokens(self) -> frozenset[str]:
        """The tokens that open this in the search."""
        return content_tokens(self.audience, self.space_id)
