from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from wagtail import hooks
from wagtail.models import Page

from groups.access import may_publish
from groups.dashboard import LedSpacesPanel, only_seen
from groups.editing import without_unseen
from groups.history import record_look
from groups.models import Space, SpaceContentPage, SpaceHomePage
from groups.viewsets import SpaceViewSet

if TYPE_CHECKING:
    from django.http import HttpRequest

    from network_site.base.models import NetworkDocument


@hooks.register("before_serve_page", order=10)
def record_a_look(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> None:
    """Keep a row of each look of an administrator into what is closed or hidden."""
    if not isinstance(page, (SpaceContentPage, SpaceHomePage)) or page.space is None:
        return
    record_look(page.space, request.user, page=page.pk)


@hooks.register("before_serve_document", order=-2)
def keep_waiting_files_back(document: NetworkDocument, request: HttpRequest) -> None:
    """A file that waits for its page is there for those who publish, nobody else."""
    if document.published_at is not None:
        return
    space = Space.objects.filter(collection=document.collection_id).first()
    if not may_publish(request.user, space):
        raise Http404


@hooks.register("construct_explorer_page_queryset")
def explorer_obeys(parent_page: Page, pages: Any, request: HttpRequest) -> Any:
    return without_unseen(pages, request.user)


@hooks.register("construct_page_chooser_queryset")
def chooser_obeys(pages: Any, request: HttpRequest) -> Any:
    return without_unseen(pages, request.user)


@hooks.register("register_admin_viewset")
def space_viewset() -> Any:
    return SpaceViewSet("spaces")


@hooks.register("construct_homepage_panels")
def dashboard_obeys(request: HttpRequest, panels: list[Any]) -> None:
    panels[:] = [LedSpacesPanel(), *only_seen(panels, request.user)]
