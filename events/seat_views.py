"""Taking a seat, giving it up, and answering what is asked of those who come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from events.finding import visible_event
from events.models import Event, Question, Registration
from events.questions import change_answers
from events.registration_forms import AnswersForm
from events.services import (
    EventFullError,
    NotInvitedError,
    RegistrationClosedError,
    cancel_registration,
)
from events.services import register as register_for
from network_site.base.languages import here

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_http_methods(["GET", "POST"])
def register(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the reader a seat or a place in the queue, after asking what is asked."""
    event = visible_event(request, pk)
    questions = list(Question.objects.filter(series=event.series_id))
    asks = request.method == "POST" and "asked" in request.POST
    form = AnswersForm(request.POST if asks else None, questions=questions)
    if request.method == "POST" and not (questions and not asks):
        answers = _answers(form) if questions else None
        if not questions or answers is not None:
            return _take_seat(request, event, answers)
    if not questions or not event.registration_is_open:
        return redirect(here(event.url))
    context = {"event": event, "form": form, "registers": True}
    return render(request, "events/answers.html", context)


def _answers(form: AnswersForm) -> dict[int, Any] | None:
    return form.answers() if form.is_valid() else None


def _take_seat(
    request: HttpRequest, event: Event, answers: dict[int, Any] | None
) -> HttpResponse:
    """Register the reader, and say how it went."""
    user = request.user
    try:
        registration, _made = register_for(
            event=event, user=user, acting_user=user, answers=answers
        )
    except RegistrationClosedError:
        messages.error(request, _("Registration is closed."))
    except EventFullError:
        messages.error(request, _("The event is full."))
    except NotInvitedError:
        messages.error(request, _("The event takes only those who are invited."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _seat_in_words(registration))
    return redirect(here(event.url))


def _seat_in_words(registration: Registration) -> str:
    if registration.has_seat:
        return _("You are registered. A confirmation is on its way by mail.")
    return _("You are in the queue. You get a mail when a seat is freed.")


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Give up the reader's seat or place in the queue."""
    event = visible_event(request, pk)
    cancel_registration(event=event, user=request.user, acting_user=request.user)
    messages.success(request, _("Your registration is cancelled."))
    return redirect(here(event.url))


@require_http_methods(["GET", "POST"])
def answers(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the reader change the answers, until the deadline."""
    event = visible_event(request, pk)
    mine = Registration.objects.active().filter(event=event, user=request.user)
    registration = get_object_or_404(mine)
    form = AnswersForm(
        request.POST if request.method == "POST" else None,
        questions=list(Question.objects.filter(series=event.series_id)),
        answers=dict(registration.answers.values_list("question", "value")),
    )
    if request.method == "POST" and form.is_valid() and _changed(request, event, form):
        messages.success(request, _("Your answers are saved."))
        return redirect(here(event.url))
    context = {"event": event, "form": form, "closed": not event.answers_are_open}
    return render(request, "events/answers.html", context)


def _changed(request: HttpRequest, event: Event, form: AnswersForm) -> bool:
    try:
        change_answers(
            event=event,
            user=request.user,
            answers=form.answers(),
            acting_user=request.user,
        )
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True
