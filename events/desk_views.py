"""The organiser's desk: who comes, by list, on a phone at the door, and by mail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from events import organising
from events.finding import asked_number, organised_event, whole_numbers
from events.messages import write_to_participants, written_to
from events.models import Event, Question, Registration
from events.participants import (
    answers_of,
    by_department,
    export,
    found,
    numbers,
    places_in_queue,
)
from events.registration_forms import (
    AddParticipantForm,
    ExportForm,
    ListFilterForm,
    MessageForm,
)
from events.services import EventFullError, RegistrationClosedError

if TYPE_CHECKING:
    from django.http import HttpRequest

ON_A_PAGE = 50
MARKS = ("attended", "no_show", "confirmed")
FILES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
State = Registration.State


@require_http_methods(["GET", "POST"])
def participants(request: HttpRequest, pk: int) -> HttpResponse:
    """List who comes and who waits; do something with those who are ticked."""
    event = organised_event(request, pk)
    if request.method == "POST":
        _do_with_chosen(request, event)
        return redirect(request.get_full_path())
    departments = by_department(event)
    filters = ListFilterForm(request.GET, departments=departments)
    rows = _filtered(event, filters)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "event": event,
        "filters": filters,
        "page_obj": page,
        "rows": _rows(event, list(page)),
        "numbers": _numbers(event),
        "departments": departments,
        "asks": Question.objects.filter(series=event.series_id).exists(),
    }
    return render(request, "events/participants.html", context)


def _filtered(event: Event, filters: ListFilterForm) -> Any:
    asked = filters.cleaned_data if filters.is_valid() else {}
    department = asked.get("department")
    return found(
        event,
        text=asked.get("q", ""),
        state=asked.get("state", ""),
        department=int(department) if department else None,
    )


def _rows(event: Event, rows: list[Registration]) -> list[dict[str, Any]]:
    places = places_in_queue(event)
    read = answers_of(event, rows)
    questions = list(Question.objects.filter(series=event.series_id)) if read else []
    return [
        {
            "registration": row,
            "place": places.get(row.pk),
            "tone": TONES.get(row.state, ""),
            "answers": [
                (question.words, read[row.pk][question.pk])
                for question in questions
                if question.pk in read.get(row.pk, {})
            ],
        }
        for row in rows
    ]


TONES = {
    State.CONFIRMED.value: "good",
    State.ATTENDED.value: "good",
    State.WAITING.value: "warn",
    State.NO_SHOW.value: "bad",
}


def _numbers(event: Event) -> list[dict[str, Any]]:
    counted = numbers(event)
    return [
        {"state": state.value, "label": state.label, "number": counted[state.value]}
        for state in State
        if counted.get(state.value)
    ]


def _do_with_chosen(request: HttpRequest, event: Event) -> None:
    """Do what was asked with the ticked people, and say how it went."""
    pks = whole_numbers(request.POST.getlist("chosen"))
    asked = request.POST.get("do", "")
    given = {"event": event, "pks": pks, "acting_user": request.user}
    if not pks:
        messages.error(request, _("Tick the people first."))
        return
    try:
        if asked in MARKS:
            done = organising.mark_attendance(state=asked, **given)
        elif asked in CHANGES:
            done = CHANGES[asked](**given)
        else:
            return
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except RegistrationClosedError:
        messages.error(request, _("The event has been called off or held."))
    else:
        words = ngettext("%(number)d row changed.", "%(number)d rows changed.", done)
        messages.success(request, words % {"number": done})


CHANGES = {
    "promote": organising.promote_chosen,
    "cancel": organising.cancel_chosen,
}


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add somebody to the participants, with an account or without."""
    event = organised_event(request, pk)
    typed = request.POST if request.method == "POST" else None
    form = AddParticipantForm(typed, initial={"language": request.LANGUAGE_CODE})
    if request.method == "POST" and form.is_valid() and _added(request, event, form):
        return redirect("event_participants", event.pk)
    context = {"event": event, "form": form}
    return render(request, "events/add_participant.html", context)


def _added(request: HttpRequest, event: Event, form: AddParticipantForm) -> bool:
    data = form.cleaned_data
    try:
        registration, made = organising.add_participant(
            event=event,
            email=data["email"],
            name=data["name"],
            language=data["language"],
            acting_user=request.user,
        )
    except EventFullError:
        form.add_error(None, _("The event is full, and it keeps no queue."))
    except RegistrationClosedError:
        form.add_error(None, _("The event has been called off or held."))
    except ValidationError as error:
        form.add_error("person", error)
    else:
        messages.success(request, _added_in_words(registration, made=made))
        return True
    return False


def _added_in_words(registration: Registration, *, made: bool) -> str:
    if not made:
        words = _("%(person)s was on the list already.")
    elif registration.has_seat:
        words = _("%(person)s has a seat and gets a mail.")
    else:
        words = _("%(person)s is in the queue and gets a mail.")
    return words % {"person": registration.person_name}


@require_http_methods(["GET", "POST"])
def attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark who has come, with a thumb: big buttons, one row at a time."""
    event = organised_event(request, pk)
    if request.method == "POST":
        return _mark(request, event)
    text = request.GET.get("q", "")[:100]
    seated = found(event, text=text).seated()
    counted = numbers(event)
    context = {
        "event": event,
        "rows": seated.order_by("user__last_name", "user__first_name", "name", "pk"),
        "q": text,
        "here_now": counted.get("attended", 0),
        "all_seats": sum(counted.get(state, 0) for state in Registration.SEATED),
    }
    return render(request, "events/attendance.html", context)


def _mark(request: HttpRequest, event: Event) -> HttpResponse:
    row, state = asked_number(request, "row"), request.POST.get("state", "")
    try:
        if state in MARKS:
            organising.mark_attendance(
                event=event, pks=[row], state=state, acting_user=request.user
            )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    marked = found(event).filter(pk=row).first()
    if request.htmx and marked is not None:
        context = {"event": event, "row": marked}
        return render(request, "events/attendance_row.html", context)
    return redirect(f"{request.get_full_path()}#row-{row}")


@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """Write to participants: first shown with the number of readers, then sent."""
    event = organised_event(request, pk)
    form = MessageForm(request.POST if request.method == "POST" else None)
    told = None
    if request.method == "POST" and form.is_valid():
        told = written_to(event, form.cleaned_data["states"]).count()
        if request.POST.get("do") == "send" and _sent(request, event, form):
            return redirect("event_participants", event.pk)
    context = {
        "event": event,
        "form": form,
        "told": told,
        "shows": told is not None and request.POST.get("do") != "edit",
        "sent": event.messages.select_related("sender")[:10],
    }
    return render(request, "events/message.html", context)


def _sent(request: HttpRequest, event: Event, form: MessageForm) -> bool:
    try:
        message = write_to_participants(
            event=event, acting_user=request.user, **form.cleaned_data
        )
    except ValidationError as error:
        form.add_error(None, error)
        return False
    words = ngettext(
        "The message is on its way to %(number)d person.",
        "The message is on its way to %(number)d people.",
        message.sent_to,
    )
    messages.success(request, words % {"number": message.sent_to})
    return True


@require_POST
def export_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the list as a file; answers only when they are asked for."""
    event = organised_event(request, pk)
    form = ExportForm(request.POST)
    if not form.is_valid():
        return redirect(reverse("event_participants", args=[event.pk]))
    file_format = form.cleaned_data["do"]
    content = export(
        event=event,
        file_format=file_format,
        with_answers=form.cleaned_data["answers"],
        acting_user=request.user,
    )
    response = HttpResponse(content, content_type=FILES[file_format])
    name = slugify(event.title)[:60] or "tapahtuma"
    response["Content-Disposition"] = f'attachment; filename="{name}.{file_format}"'
    response["Cache-Control"] = "no-store"
    return response
