"""The short forms, and what can be done with what has been written in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Page

from groups.access import may_publish
from groups.desks import Desk, desk_of
from groups.models import Space, SpaceContentPage
from groups.writing import (
    TooLateError,
    delete_draft,
    drafts_of,
    undo_publishing,
    withdraw,
)
from groups.writing_sheet import Sheet
from network_site.base.decorating import hints_on
from network_site.base.kept import keep
from network_site.base.languages import here, reader_language
from network_site.base.marked_text import rich_text
from network_site.base.navigation import home_url
from network_site.base.registries import content_desks
from network_site.base.visibility import Access

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def space_to_publish_in(request: HttpRequest, pk: int | None) -> Space | None:
    """Return the space that the reader may publish in; None stands for the network.

    Raises:
        Http404: the reader must not know of the space.
        PermissionDenied: the reader does not publish there.
    """
    space = None
    if pk is not None:
        space = get_object_or_404(Space.objects.visible_to(request.user), pk=pk)
    if not may_publish(request.user, space):
        raise PermissionDenied(space)
    return space


def content_to_change(request: HttpRequest, pk: int) -> tuple[Desk, Any]:
    """Return a page that the reader may change, in the language it was written in.

    Raises:
        Http404: there is none, or the reader must not know of it.
        PermissionDenied: the reader does not publish where it stands.
    """
    page = get_object_or_404(Page, pk=pk, alias_of=None).specific
    desk = desk_of(page)
    if desk is None or not isinstance(page, SpaceContentPage):
        raise Http404
    if page.access_for(request.user) is Access.HIDDEN:
        raise Http404
    if not may_publish(request.user, page.space):
        raise PermissionDenied(page.space)
    family = desk.page_model.objects.filter(
        translation_key=page.translation_key, alias_of=None
    )
    source = family.order_by("pk")[0]
    source.space = page.space
    return desk, source


def write(
    request: HttpRequest, desk: Desk, *, space: Space | None, page: Any | None = None
) -> HttpResponse:
    """Show a short form, or do what it asks."""
    sheet = Sheet(request, desk, space=space, page=page)
    if request.method == "POST" and (done := sheet.act()):
        return done
    return render(request, "groups/write.html", sheet.context())


def write_new(request: HttpRequest, desk: Desk, pk: int | None) -> HttpResponse:
    """Write something new in a space, or for the network."""
    return write(request, desk, space=space_to_publish_in(request, pk))


def write_again(request: HttpRequest, page_model: Any, pk: int) -> HttpResponse:
    """Change what has been written."""
    desk, page = content_to_change(request, pk)
    if not isinstance(page, page_model):
        raise Http404
    return write(request, desk, space=page.space, page=page)


@require_POST
def keep_typed(request: HttpRequest) -> HttpResponse:
    """Keep what is being typed, and show how its text will look."""
    kept = keep(
        user=request.user, form=request.POST.get("kept_form", ""), typed=request.POST
    )
    text = request.POST.get("text", "")[:50_000]
    context = {
        "kept": kept,
        "shown": rich_text(text),
        "hints": hints_on(text, language=reader_language()),
    }
    return render(request, "groups/kept.html", context)


@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a page as last saved, as its readers would see it."""
    desk, stored = content_to_change(request, pk)
    page = stored.get_latest_revision_as_object()
    page.access_for(request.user)
    request.is_preview = True
    response = page.serve_preview(request, page.default_preview_mode)
    response.context_data["previewed"] = {
        "edit_url": desk.url_of(stored),
        "pk": stored.pk,
    }
    return response


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what was published a moment ago, and go on writing it."""
    desk, page = content_to_change(request, pk)
    try:
        undo_publishing(desk=desk, page=page, acting_user=request.user)
    except TooLateError:
        messages.error(
            request, _("More than a minute has gone. Take it off the site instead.")
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _undone_in_words(page))
    return redirect(desk.url_of(page))


def _undone_in_words(page: Any) -> str:
    page.refresh_from_db(fields=["live"])
    if page.live:
        return _("Undone. Readers see what was there before; your changes are a draft.")
    return _("Undone. It is a draft, and nobody was told.")


@require_POST
def take_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a page off the site; it stays as a draft."""
    desk, page = content_to_change(request, pk)
    try:
        withdraw(desk=desk, page=page, acting_user=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("It is off the site and among the drafts."))
    return redirect(desk.url_of(page))


@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a draft that was never published."""
    desk, page = content_to_change(request, pk)
    space = page.space
    delete_draft(desk=desk, page=page, acting_user=request.user)
    messages.success(request, _("The draft is deleted."))
    return redirect("space_drafts", space.pk) if space else redirect("network_drafts")


@require_safe
def drafts(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """List what has been written in a space and not published, to those who lead it."""
    space = space_to_publish_in(request, pk)
    desks = {desk.page_model: desk for desk in content_desks.values()}
    found = drafts_of(space, list(desks))
    home = space.page_in() if space else None
    rows = [
        {"page": page, "desk": desks[type(page)], "url": desks[type(page)].url_of(page)}
        for page in found
    ]
    back = here(home.url) if home else home_url(request.LANGUAGE_CODE)
    context = {"rows": rows, "space": space, "space_home": home, "back": back}
    return render(request, "groups/drafts.html", context)
