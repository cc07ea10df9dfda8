"""What is asked of those who register, and what they have answered."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from events.models.events import EventSeries, Registration


class Question(models.Model):
    """One question to everybody who registers for an event.

    It hangs on the series, so that it stays with the event in every language.
    ``texts`` says it in other languages: {"sv": {"label": …, "choices": […]}}.
    """

    class Kind(models.TextChoices):
        TEXT = "text", _("Text")
        CHOICE = "choice", _("One of several")
        SEVERAL = "several", _("As many as apply")
        YES_NO = "yes_no", _("Yes or no")
        DIET = "diet", _("Diet and allergies")
        ACCESS = "access", _("Accessibility needs")

    WITH_CHOICES = (Kind.CHOICE, Kind.SEVERAL)
    # Their words are the interface's own, in every language.
    READY_MADE: ClassVar[dict[str, Any]] = {
        Kind.DIET: _("Diet and allergies"),
        Kind.ACCESS: _("What do you need to be able to take part?"),
    }

    series = models.ForeignKey(
        EventSeries, on_delete=models.CASCADE, related_name="questions"
    )
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    label = models.CharField(max_length=200, blank=True)
    choices = models.JSONField(default=list, blank=True)
    required = models.BooleanField(default=False)
    texts = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return self.label or str(self.READY_MADE.get(self.kind, ""))

    @property
    def words(self) -> str:
        """The question in the reader's language, where it is told in it."""
        return self._here().get("label") or str(self)

    @property
    def offered(self) -> list[tuple[str, str]]:
        """The choices: what is stored, and how it reads in the reader's language."""
        here = self._here().get("choices") or []
        read = here if len(here) == len(self.choices) else self.choices
        return list(zip(self.choices, read, strict=True))

    def _here(self) -> dict[str, Any]:
        return self.texts.get(get_language() or "", {})

    def in_words(self, value: Any) -> str:
        """Return an answer as the organiser reads it."""
        if isinstance(value, bool):
            return str(_("yes") if value else _("no"))
        if isinstance(value, list):
            return ", ".join(value)
        return str(value)


class Answer(models.Model):
    """What one registered person has answered; an own row, so that it can go alone."""

    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="answers"
    )
    question = models.ForeignKey(
        Question, on_delete=models.CASCADE, related_name="answers"
    )
    value = models.JSONField()

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["registration", "question"], name="one_answer_per_question"
            )
        ]

    def __str__(self) -> str:
        # Nothing of the answer: this is what logs and the admin say of it.
        return f"{self.registration_id}: {self.question_id}"
