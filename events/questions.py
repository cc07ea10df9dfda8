"""What is asked of those who register, and what becomes of their answers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Answer, Event, EventSeries, Question, Registration
from events.rights import require_organiser
from members import audit
from members.models import User

LONGEST_ANSWER = 2_000
MOST_QUESTIONS = 30
MOST_CHOICES = 40
EMPTY: tuple[Any, ...] = (None, "", [])


def answers_given(registration: Registration, answers: dict[int, Any]) -> list[Answer]:
    """Return the rows of what a person has answered, unsaved.

    Args:
        registration: with its event.
        answers: by the ids of the questions; empty ones leave no row.

    Raises:
        ValidationError: an answer is missing or is none of the choices.
    """
    questions = list(Question.objects.filter(series=registration.event.series_id))
    for question in questions:
        _check(question, answers.get(question.pk))
    return [
        Answer(registration=registration, question=question, value=answers[question.pk])
        for question in questions
        if answers.get(question.pk) not in EMPTY
    ]


def _check(question: Question, value: Any) -> None:
    if value in EMPTY:
        if question.required:
            raise ValidationError(
                _("Answer this question: %(question)s") % {"question": question.words}
            )
        return
    if question.kind == Question.Kind.YES_NO:
        fits = isinstance(value, bool)
    elif question.kind == Question.Kind.SEVERAL:
        fits = isinstance(value, list) and set(value) <= set(question.choices)
    elif question.kind == Question.Kind.CHOICE:
        fits = value in question.choices
    else:
        fits = isinstance(value, str) and len(value) <= LONGEST_ANSWER
    if not fits:
        raise ValidationError(
            _("Choose among the answers that are offered: %(question)s")
            % {"question": question.words}
        )


@transaction.atomic
def change_answers(
    *, event: Event, user: User, answers: dict[int, Any], acting_user: User
) -> None:
    """Put a person's answers in the place of the earlier ones.

    Raises:
        Registration.DoesNotExist: the person has no registration.
        ValidationError: the deadline has passed, or an answer is missing.
    """
    rows = Registration.objects.active().filter(event=event, user=user)
    registration = rows.select_for_update(of=("self",)).select_related("event").get()
    if not registration.event.answers_are_open:
        raise ValidationError(_("The time for changing the answers is over."))
    rows_new = answers_given(registration, answers)
    registration.answers.all().delete()
    Answer.objects.bulk_create(rows_new)
    audit.record(
        acting_user=acting_user,
        action="registration.answered",
        subject=f"event:{event.pk}",
        after={"user": user.pk},
    )


@transaction.atomic
def save_question(*, event: Event, question: Question, acting_user: User) -> Question:
    """Store a new or a changed question of an event.

    A choice that is no longer offered stays in the answers that were given.

    Raises:
        PermissionDenied: the person does not organise the event.
        ValidationError: the words or the choices are missing, or there are too many.
    """
    require_organiser(acting_user, event)
    _check_question(question)
    if question.pk is None:
        asked = Question.objects.filter(series=event.series)
        last = asked.order_by("-position").values_list("position", flat=True).first()
        if asked.count() >= MOST_QUESTIONS:
            raise ValidationError(_("There are enough questions already."))
        question.series, question.position = event.series, (last or 0) + 1
    question.save()
    _record(event, "question.saved", acting_user, question.pk)
    return question


def _check_question(question: Question) -> None:
    if question.kind in Question.READY_MADE:
        question.label, question.choices = "", []
        return
    if not question.label:
        raise ValidationError({"label": _("Write the question.")})
    if question.kind not in Question.WITH_CHOICES:
        question.choices = []
    elif not 2 <= len(question.choices) <= MOST_CHOICES:
        raise ValidationError({"choices": _("Give at least two choices, one a line.")})


@transaction.atomic
def delete_question(*, event: Event, question: Question, acting_user: User) -> None:
    """Stop asking something; what was answered to it goes too.

    Raises:
        PermissionDenied: the person does not organise the event.
    """
    require_organiser(acting_user, event)
    _record(event, "question.deleted", acting_user, question.pk)
    question.delete()


@transaction.atomic
def move_question_up(*, event: Event, question: Question, acting_user: User) -> None:
    """Ask a question before the one that it has followed.

    Raises:
        PermissionDenied: the person does not organise the event.
    """
    require_organiser(acting_user, event)
    order = list(Question.objects.filter(series=event.series))
    place = order.index(question)
    if place > 0:
        order.insert(place - 1, order.pop(place))
    for position, one in enumerate(order, start=1):
        one.position = position
    Question.objects.bulk_update(order, ["position"])


@transaction.atomic
def keep_answers_for(*, event: Event, days: int, acting_user: User) -> None:
    """Set how many days after an occurrence its answers are removed.

    Raises:
        PermissionDenied: the person does not organise the event.
    """
    require_organiser(acting_user, event)
    EventSeries.objects.filter(pk=event.series_id).update(answers_kept_days=days)
    audit.record(
        acting_user=acting_user,
        action="event.answers_kept",
        subject=f"event:{event.pk}",
        before={"days": event.series.answers_kept_days},
        after={"days": days},
    )


def remove_old_answers() -> int:
    """Remove the answers whose time is over; returns how many went."""
    now = timezone.now()
    removed = 0
    answered = EventSeries.objects.filter(questions__answers__isnull=False)
    for days in set(answered.values_list("answers_kept_days", flat=True)):
        old = Answer.objects.filter(
            question__series__answers_kept_days=days,
            registration__event__ends_at__lt=now - timedelta(days=days),
        )
        removed += old.delete()[0]
    return removed


def _record(event: Event, action: str, acting_user: User, question_id: int) -> None:
    audit.record(
        acting_user=acting_user,
        action=action,
        subject=f"event:{event.pk}",
        after={"question": question_id},
    )
