from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.http import Http404
from wagtail import hooks
from wagtail.models import Page

from groups.dashboard import LedSpacesPanel, only_seen
from groups.editing import without_unseen
from groups.looks import record_looks_at_files, record_looks_at_pages
from groups.viewsets import SpaceViewSet
from groups.waiting import may_see

if TYPE_CHECKING:
    from django.http import HttpRequest


@hooks.register("before_serve_page", order=10)
def record_a_look(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> None:
    """Keep a row of each look of an administrator into what is closed or hidden."""
    record_looks_at_pages(request.user, [page])


@hooks.register("before_serve_image")
@hooks.register("before_serve_document", order=-2)
def keep_waiting_files_back(file: Any, request: HttpRequest) -> None:
    """A file that waits for its page is there for those who publish, nobody else."""
    if not may_see(request.user, file):
        raise Http404


@hooks.register("before_serve_document")
def record_a_look_at_a_document(document: Any, request: HttpRequest) -> None:
    record_looks_at_files(request.user, [document])


@hooks.register("before_serve_image")
def record_a_look_at_a_picture(image: Any, request: HttpRequest) -> None:
    """A page of many pictures is one look."""
    record_looks_at_files(request.user, [image], once_in=timedelta(minutes=10))


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
