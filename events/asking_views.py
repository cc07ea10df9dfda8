"""What the organiser prepares: questions, invitations, materials."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from events.finding import asked_number, event_to_publish, organised_event
from events.materials import add_materials, files_to_choose, take_material_off
from events.messages import invite, take_invitation_back
from events.models import Event, Invitee, Question
from events.questions import (
    delete_question,
    keep_answers_for,
    move_question_up,
    save_question,
)
from events.registration_forms import (
    InviteForm,
    KeptDaysForm,
    MaterialForm,
    QuestionForm,
)
from groups.attachments import Attachments

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_http_methods(["GET", "POST"])
def questions(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is asked; move and delete questions, and set how long answers stay."""
    event = organised_event(request, pk)
    days = KeptDaysForm(initial={"days": event.series.answers_kept_days})
    if request.method == "POST":
        if "days" in request.POST:
            days = KeptDaysForm(request.POST)
        if "days" not in request.POST or days.is_valid():
            _change_questions(request, event, days)
            return redirect("event_questions", event.pk)
    asked = Question.objects.filter(series=event.series_id)
    context = {"event": event, "questions": asked, "days": days}
    return render(request, "events/questions.html", context)


def _change_questions(request: HttpRequest, event: Event, days: KeptDaysForm) -> None:
    change: dict[str, Any] = {"event": event, "acting_user": request.user}
    if days.is_bound:
        keep_answers_for(days=days.cleaned_data["days"], **change)
        messages.success(request, _("Saved."))
        return
    question = _question(event, asked_number(request, "question"))
    if request.POST.get("do") == "delete":
        delete_question(question=question, **change)
        messages.success(request, _("The question and its answers are deleted."))
    else:
        move_question_up(question=question, **change)


def _question(event: Event, pk: int) -> Question:
    return get_object_or_404(Question, series=event.series_id, pk=pk)


@require_http_methods(["GET", "POST"])
def edit_question(
    request: HttpRequest, pk: int, question_pk: int | None = None
) -> HttpResponse:
    """Write a question, a new one or one that is asked already."""
    event = organised_event(request, pk)
    question = _question(event, question_pk) if question_pk else Question()
    form = QuestionForm(
        request.POST if request.method == "POST" else None, instance=question
    )
    if request.method == "POST" and form.is_valid() and _saved(request, event, form):
        messages.success(request, _("The question is saved."))
        return redirect("event_questions", event.pk)
    context = {"event": event, "form": form, "is_new": question_pk is None}
    return render(request, "events/edit_question.html", context)


def _saved(request: HttpRequest, event: Event, form: QuestionForm) -> bool:
    try:
        save_question(event=event, question=form.question(), acting_user=request.user)
    except ValidationError as error:
        fields = {"choices": "choices_text"}
        for name, errors in getattr(error, "error_dict", {None: error}).items():
            form.add_error(fields.get(name, name), errors)
        return False
    return True


@require_http_methods(["GET", "POST"])
def invitees(request: HttpRequest, pk: int) -> HttpResponse:
    """Invite people, and take invitations back."""
    event = organised_event(request, pk)
    invited = Invitee.objects.filter(series=event.series_id)
    form, refused = InviteForm(), []
    if request.method == "POST" and "invitee" in request.POST:
        one = get_object_or_404(invited, pk=asked_number(request, "invitee"))
        take_invitation_back(event=event, invitee=one, acting_user=request.user)
        return redirect("event_invitees", event.pk)
    if request.method == "POST":
        form = InviteForm(request.POST)
        refused = _invited(request, event, form) if form.is_valid() else []
        if form.is_valid() and not refused:
            return redirect("event_invitees", event.pk)
    people = invited.select_related("user__organisation")
    context = {
        "event": event,
        "form": form,
        "refused": refused,
        "invited": people.order_by("user__last_name", "user__first_name"),
    }
    return render(request, "events/invitees.html", context)


def _invited(
    request: HttpRequest, event: Event, form: InviteForm
) -> list[tuple[str, str]]:
    """Invite those who are named; return the lines that meant nobody, with reasons."""
    lines = form.cleaned_data["people"]
    try:
        outcome = invite(event=event, lines=lines, acting_user=request.user)
    except ValidationError as error:
        form.add_error("people", error)
        return []
    number = len(outcome.people)
    if number:
        words = ngettext(
            "%(number)d person invited.", "%(number)d people invited.", number
        )
        messages.success(request, words % {"number": number})
    if outcome.refused:
        typed = "\n".join(line for line, _why in outcome.refused)
        form.data = {"people": typed}
    return outcome.refused


@require_http_methods(["GET", "POST"])
def materials(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the agenda, documents and minutes on the event's page, or take them off."""
    event = event_to_publish(request, pk)
    change: dict[str, Any] = {"event": event, "acting_user": request.user}
    sent = Attachments(space=event.space, user=request.user)
    offered = files_to_choose(event)
    form = MaterialForm(offered=offered)
    if request.method == "POST" and "take_off" in request.POST:
        rows = event.materials.filter(pk=asked_number(request, "take_off"))
        take_material_off(material=get_object_or_404(rows), **change)
        return redirect("event_materials", event.pk)
    if request.method == "POST":
        form = MaterialForm(request.POST, offered=offered)
        if form.is_valid() and _put_on_page(request, form, sent, change):
            return redirect("event_materials", event.pk)
    rows = event.materials.select_related("document")
    context = {"event": event, "form": form, "sent": sent, "materials": rows}
    return render(request, "events/materials.html", context)


def _put_on_page(
    request: HttpRequest, form: MaterialForm, sent: Attachments, change: dict[str, Any]
) -> bool:
    sent.take(request.FILES)
    chosen = form.cleaned_data["document"]
    pks = [row.item.pk for row in sent.files] + ([chosen.pk] if chosen else [])
    if not pks and not sent.refused:
        form.add_error("document", _("Choose a document, or send a file."))
    if not pks or sent.refused:
        return False
    added = add_materials(document_ids=pks, kind=form.cleaned_data["kind"], **change)
    words = ngettext("%(number)d file added.", "%(number)d files added.", added)
    messages.success(request, words % {"number": added})
    return True
