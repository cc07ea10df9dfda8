from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from wagtail import hooks
from wagtail.admin.ui.components import Component

from groups.access import may_publish
from groups.actions import actions_for
from groups.editing import without_unseen
from groups.models import Space, SpaceContentPage, SpaceHomePage
from groups.policies import Policy
from groups.viewsets import SpaceViewSet
from members import audit

if TYPE_CHECKING:
    from django.http import HttpRequest
    from wagtail.models import Page

    from network_site.base.models import NetworkDocument


@hooks.register("before_serve_page", order=10)
def record_a_look(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> None:
    """Keep a row of each look of an administrator into what is closed or hidden."""
    if not isinstance(page, (SpaceContentPage, SpaceHomePage)) or page.space is None:
        return
    private = page.space.policy in (Policy.CLOSED, Policy.HIDDEN)
    if request.user.is_superuser and private and not page.reader_role:
        audit.record(
            acting_user=request.user,
            action="space.looked_into",
            subject=f"space:{page.space.pk}",
            after={"page": page.pk},
        )


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


class LedSpacesPanel(Component):
    """On the editor's first page: the spaces that a person leads, and what to do."""

    name = "led_spaces"
    template_name = "groups/admin/led_spaces.html"
    order = 50

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        spaces = list(Space.objects.led_by(user).running().with_pages())
        for space in spaces:
            if space.page is not None:
                space.page.space = space
        return {
            "spaces": [
                {"space": space, "actions": actions_for(user, space.page)}
                for space in spaces
                if space.page is not None
            ]
        }


@hooks.register("construct_homepage_panels")
def led_spaces(request: HttpRequest, panels: list[Any]) -> None:
    panels.insert(0, LedSpacesPanel())
