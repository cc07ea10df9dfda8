"""How people come into a space and out of it: requests, invitations, guest passes."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models.spaces import Space
from groups.policies import Role
from groups.querysets import GuestPassQuerySet, InvitationQuerySet


class JoinRequest(models.Model):
    """Somebody's wish to join a space, and what its leads said to it."""

    class State(models.TextChoices):
        PENDING = "pending", _("Waiting")
        APPROVED = "approved", _("Approved")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    space = models.ForeignKey(
        Space, on_delete=models.CASCADE, related_name="join_requests"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="join_requests",
    )
    message = models.TextField(_("message"), max_length=1000, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.PENDING
    )
    created_at = models.DateTimeField(_("asked"), default=timezone.now)
    answered_at = models.DateTimeField(_("answered"), null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )

    class Meta:
        ordering = ("created_at", "pk")
        verbose_name = _("request to join")
        verbose_name_plural = _("requests to join")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["space", "user"],
                condition=Q(state="pending"),
                name="one_pending_request_per_space",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} → {self.space}"


class Invitation(models.Model):
    """A place in a space, offered to one e-mail address.

    The link that the mail carries is kept as a hash; sending it again makes a new one.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        REVOKED = "revoked", _("Taken back")

    space = models.ForeignKey(
        Space, on_delete=models.CASCADE, related_name="invitations"
    )
    email = models.EmailField(_("e-mail address"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        related_name="invitations",
    )
    role = models.CharField(
        _("role"),
        max_length=10,
        choices=[(role.value, role.label) for role in (Role.MEMBER, Role.GUEST)],
        default=Role.MEMBER,
    )
    ends_on = models.DateField(_("belongs until"), null=True, blank=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    token_hash = models.CharField(max_length=64, unique=True)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.OPEN
    )
    created_at = models.DateTimeField(_("sent"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires"))
    times_sent = models.PositiveIntegerField(default=1)
    answered_at = models.DateTimeField(_("answered"), null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["space", "email"],
                condition=Q(state="open"),
                name="one_open_invitation_per_space",
            )
        ]

    def __str__(self) -> str:
        return f"{self.email} → {self.space}"

    @property
    def is_open(self) -> bool:
        """Whether it can be accepted now."""
        in_time = self.ends_on is None or self.ends_on >= timezone.localdate()
        return (
            self.state == self.State.OPEN
            and self.expires_at > timezone.now()
            and in_time
            and self.space.is_running
        )


class GuestPass(models.Model):
    """Why somebody from outside is in a space: who answers for them, and until when."""

    space = models.ForeignKey(
        Space, on_delete=models.CASCADE, related_name="guest_passes"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="guest_passes",
    )
    sponsor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("sponsor"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="sponsored_passes",
    )
    ends_on = models.DateField(_("belongs until"))
    # The end that guest and sponsor have been told of beforehand.
    warned_of = models.DateField(null=True)
    created_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(_("ended"), null=True)

    objects = GuestPassQuerySet.as_manager()

    class Meta:
        ordering = ("ends_on", "pk")
        verbose_name = _("guest pass")
        verbose_name_plural = _("guest passes")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["space", "user"],
                condition=Q(ended_at=None),
                name="one_valid_pass_per_space",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} → {self.space}"
