"""Rounds: something is put before named spaces and people, and then decided."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from groups.models.spaces import Space
from groups.round_querysets import RoundItemQuerySet, RoundPartyQuerySet, RoundQuerySet

TITLE_LENGTH = 200
TEXT_LENGTH = 10_000
REASON_LENGTH = 500


class Decision(models.TextChoices):
    """What is decided of one item of a round."""

    APPROVED = "approved", _("Approved")
    RETURNED = "returned", _("Returned for more work")
    REJECTED = "rejected", pgettext_lazy("decision", "Not approved")


def _person(**options: Any) -> models.ForeignKey:
    """Return a field for somebody whose account may go while the record stays."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        **options,
    )


class Round(models.Model):
    """A question that a space puts to others until a deadline, kept for ever.

    What it is about stands in its items; it knows them by the registry alone.
    """

    class Kind(models.TextChoices):
        APPROVAL = "approval", _("Approval round")
        REVIEW = "review", _("Review")

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("round", "Open for comments")
        CLOSED = "closed", pgettext_lazy("round", "Waits for a decision")
        DECIDED = "decided", pgettext_lazy("round", "Decided")
        WITHDRAWN = "withdrawn", pgettext_lazy("round", "Withdrawn")

    title = models.CharField(pgettext_lazy("round", "title"), max_length=TITLE_LENGTH)
    kind = models.CharField(
        _("kind"), max_length=10, choices=Kind.choices, default=Kind.APPROVAL
    )
    space = models.ForeignKey(
        Space,
        verbose_name=_("space"),
        on_delete=models.PROTECT,
        related_name="rounds",
    )
    message = models.TextField(_("message"), max_length=TEXT_LENGTH, blank=True)
    deadline = models.DateTimeField(_("deadline"))
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.OPEN
    )
    opened_by = _person(verbose_name=_("opened by"))
    opened_at = models.DateTimeField(default=timezone.now)
    # When the last change of state was, and why, where somebody said it.
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = _person()
    reason = models.TextField(_("reason"), max_length=REASON_LENGTH, blank=True)
    # The body that decided, and its day.
    decided_by = models.CharField(_("decided by"), max_length=200, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ("-opened_at", "-pk")
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["state", "deadline"], name="round_by_deadline")
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("round", args=[self.pk])

    @property
    def takes_comments(self) -> bool:
        """Whether those who take part may still comment and answer."""
        return self.state == self.State.OPEN and self.deadline > timezone.now()

    @property
    def is_running(self) -> bool:
        """Whether a decision is still to come."""
        return self.state in (self.State.OPEN, self.State.CLOSED)


class RoundItem(models.Model):
    """One thing that a round is about, and what was decided of it."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="items")
    subject_kind = models.CharField(max_length=40)
    subject_id = models.PositiveBigIntegerField()
    decision = models.CharField(
        _("decision"), max_length=10, choices=Decision.choices, blank=True
    )
    reason = models.TextField(_("reason"), max_length=REASON_LENGTH, blank=True)
    decided_by = _person()
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = RoundItemQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        verbose_name = _("item of a round")
        verbose_name_plural = _("items of a round")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["round", "subject_kind", "subject_id"], name="once_in_a_round"
            )
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["subject_kind", "subject_id"], name="item_by_subject")
        ]

    def __str__(self) -> str:
        return f"{self.subject_kind}:{self.subject_id}"


class RoundParty(models.Model):
    """A space or a person who is asked, and the answer."""

    class View(models.TextChoices):
        AGREE = "agree", _("We agree")
        COMMENTS = "comments", _("We have comments")
        NO_VIEW = "no_view", _("No view")

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="parties")
    space = models.ForeignKey(
        Space, on_delete=models.CASCADE, null=True, related_name="round_parties"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="round_parties",
    )
    view = models.CharField(
        pgettext_lazy("round", "answer"),
        max_length=10,
        choices=View.choices,
        blank=True,
    )
    note = models.TextField(
        pgettext_lazy("round", "note"), max_length=REASON_LENGTH, blank=True
    )
    answered_by = _person()
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = RoundPartyQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        verbose_name = _("party to a round")
        verbose_name_plural = _("parties to a round")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(space=None, user__isnull=False)
                | Q(user=None, space__isnull=False),
                name="party_is_space_or_person",
            ),
            models.UniqueConstraint(
                fields=["round", "space"], name="space_once_in_a_round"
            ),
            models.UniqueConstraint(
                fields=["round", "user"], name="person_once_in_a_round"
            ),
        ]

    def __str__(self) -> str:
        return str(self.space or self.user)


class RoundComment(models.Model):
    """What somebody says of an item, of one of its texts, or to another comment."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("comment", "Not answered")
        ACCEPTED = "accepted", pgettext_lazy("comment", "Accepted")
        DECLINED = "declined", pgettext_lazy("comment", "Not accepted")

    item = models.ForeignKey(
        RoundItem, on_delete=models.CASCADE, related_name="comments"
    )
    answers_to = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, related_name="replies"
    )
    # A key of the subject's fields; empty for the whole.
    field = models.CharField(max_length=60, blank=True)
    # The text as it stood when it was commented on.
    before = models.TextField(blank=True)
    text = models.TextField(
        pgettext_lazy("round", "comment"), max_length=TEXT_LENGTH, blank=True
    )
    suggestion = models.TextField(
        pgettext_lazy("round", "suggested text"), max_length=TEXT_LENGTH, blank=True
    )
    author = _person()
    created_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.OPEN
    )
    reason = models.TextField(_("reason"), max_length=REASON_LENGTH, blank=True)
    answered_by = _person()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = pgettext_lazy("round", "comment")
        verbose_name_plural = _("comments")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=~Q(text="", suggestion=""), name="comment_says_something"
            )
        ]

    def __str__(self) -> str:
        return (self.text or self.suggestion)[:80]
