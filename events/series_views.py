"""One occurrence of a series, and the series as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from events.calendar_answers import as_file
from events.editing import update_event
from events.finding import event_to_publish, visible_event
from events.forms import OccurrenceForm
from events.ical import series_file
from events.models import Event
from network_site.base.languages import here

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the organiser move one event of a series and leave the others in place."""
    event = event_to_publish(request, pk)
    if not event.series.rrule or event.is_cancelled:
        raise Http404
    initial = {name: getattr(event, name) for name in OccurrenceForm.base_fields}
    form = OccurrenceForm(request.POST or None, initial=initial)
    if form.is_valid() and _moved(request, event, form):
        messages.success(request, _("Changed. Those who come are told."))
        return redirect(here(event.url))
    told = event.registrations.active().count()
    context = {"event": event, "form": form, "told": told}
    return render(request, "events/move.html", context)


def _moved(request: HttpRequest, event: Event, form: OccurrenceForm) -> bool:
    """Apply the form; what the event refuses is said beside the form's fields."""
    try:
        update_event(event=event, acting_user=request.user, **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error)
    return not form.errors


@require_safe
def series_ics(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the series that an event belongs to as one calendar file."""
    event = visible_event(request, pk)
    if not event.series.rrule:
        raise Http404
    events = Event.objects.visible_to(request.user).filter(series=event.series)
    content = series_file(event.series, list(events.order_by("original_start")))
    return as_file(request, content, name=event.title)
