from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from events.calendar_answers import as_file
from events.finding import event_to_publish, visible_event
from events.ical import calendar_file
from events.models import EventPage
from events.services import cancel_event
from groups.access import may_publish
from groups.writing_views import write_again, write_new
from network_site.base.languages import here
from network_site.base.registries import content_desks

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_http_methods(["GET", "POST"])
def call_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the organiser call an event off, after asking once."""
    event = event_to_publish(request, pk)
    if request.method == "POST":
        cancel_event(event=event, acting_user=request.user)
        messages.success(request, _("The event is called off, and everyone is told."))
        return redirect(here(event.url))
    told = event.registrations.active().count()
    return render(request, "events/call_off.html", {"event": event, "told": told})


@require_safe
def ics(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out an event as a calendar file, with the reader's own rights."""
    event = visible_event(request, pk)
    has_seat = event.registrations.seated().filter(user=request.user).exists()
    content = calendar_file(
        event, with_online_url=has_seat or may_publish(request.user, event.space)
    )
    return as_file(request, content, name=event.title)


@require_http_methods(["GET", "POST"])
def new_event(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Write an event of a space, or of the whole network."""
    return write_new(request, content_desks.get(EventPage._meta.label), pk)


@require_http_methods(["GET", "POST"])
def edit_event(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an event; those who come are told when its time or place changes."""
    return write_again(request, EventPage, pk)
