from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema, Status

from groups.models import Space
from home.models import Update
from home.services import create_update
from network_site.base.api import Listed, Paging, paged
from network_site.base.body_text import body_text

if TYPE_CHECKING:
    from django.http import HttpRequest

router = Router(tags=["updates"])


class UpdateOut(Schema):
    id: int
    url: str | None
    title: str
    text: str
    space: int | None
    notify: str


class UpdateIn(Schema):
    title: str
    text: str = ""
    space: int | None = None
    notify: Literal["now", "digest", "silent"] = "digest"
    audience: Literal["space", "members"] | None = None


def _update_out(update: Update) -> UpdateOut:
    page = update.page
    return UpdateOut(
        id=update.pk,
        url=page.url if page else None,
        title=page.title if page else update.title,
        text=body_text(page.body) if page else "",
        space=update.space_id,
        notify=page.notify if page else "silent",
    )


@router.get("/updates", response=Listed[UpdateOut])
def list_updates(
    request: HttpRequest, paging: Query[Paging], space: int | None = None
) -> dict:
    """List the updates that the caller may see, newest first."""
    updates = Update.objects.visible_to(request.user).newest_first()
    if space is not None:
        updates = updates.filter(space_id=space)
    total, rows = paged(updates.with_pages(), paging)
    return {"total": total, "results": [_update_out(update) for update in rows]}


@router.post("/updates", response={201: UpdateOut})
def publish_update(request: HttpRequest, data: UpdateIn) -> Status[UpdateOut]:
    """Publish an update in a space that the caller leads, or to the whole network."""
    space = None
    if data.space is not None:
        spaces = Space.objects.visible_to(request.user)
        space = get_object_or_404(spaces, pk=data.space)
    update = create_update(
        title=data.title,
        text=data.text,
        space=space,
        acting_user=request.user,
        notify=data.notify,
        audience=data.audience or "",
    )
    update.page_in()
    return Status(201, _update_out(update))


@router.get("/updates/{update_id}", response=UpdateOut)
def show_update(request: HttpRequest, update_id: int) -> UpdateOut:
    update = get_object_or_404(Update.objects.visible_to(request.user), pk=update_id)
    update.page_in()
    return _update_out(update)
