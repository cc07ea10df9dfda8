"""The page of calendar feeds, and what calendar programs fetch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from events.calendar_answers import as_feed
from events.feeds import (
    Scope,
    events_of,
    feed_of_token,
    feedable_spaces,
    feeds_of,
    make_feed,
    name_of,
    revoke_feed,
)
from events.ical import feed_file
from events.models import CalendarFeed

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@never_cache
@require_http_methods(["GET", "POST"])
def feeds(request: HttpRequest) -> HttpResponse:
    """List the reader's feeds and make new ones; an address is shown once."""
    made = _make(request) if request.method == "POST" else None
    context = {
        "rows": feeds_of(request.user),
        "made": made,
        "extra_crumbs": [{"label": _("My page"), "url": reverse("me")}],
    }
    return render(request, "events/feeds.html", context)


def _make(request: HttpRequest) -> dict[str, str]:
    scope, space = request.POST.get("scope", ""), None
    if scope not in Scope.values:
        raise Http404
    if scope == Scope.SPACE:
        wanted = request.POST.get("space", "")
        number = int(wanted) if wanted.isdecimal() else 0
        space = get_object_or_404(feedable_spaces(request.user), pk=number)
    token = make_feed(scope=scope, space=space, acting_user=request.user)
    name = str(space.page_in() or space) if space else Scope(scope).label
    # In the query, which the server in front and our own log lines leave out.
    path = f"{reverse('calendar_feed')}?key={token}"
    return {"name": name, "url": f"{settings.BASE_URL}{path}"}


@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of the reader's own feeds."""
    own = CalendarFeed.objects.filter(owner=request.user, revoked_at=None)
    revoke_feed(feed=get_object_or_404(own, pk=pk), acting_user=request.user)
    messages.success(request, _("The address no longer works."))
    return redirect("calendar_feeds")


@login_not_required
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """Hand out a feed to whoever has its token, with its owner's rights of now."""
    found = feed_of_token(request.GET.get("key", ""))
    if found is None:
        raise Http404
    response = as_feed(request, feed_file(name_of(found), events_of(found)))
    response["Referrer-Policy"] = "no-referrer"
    return response
