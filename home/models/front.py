from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from home.front_view import front_context
from network_site.base.models import BasePage

if TYPE_CHECKING:
    from django.http import HttpRequest


class HomePage(BasePage):
    """The front page, and the root of the site in one language."""

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("summary", heading=_("Welcome")),
    ]
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = [
        "home.UpdateIndexPage",
        "home.StandardPage",
        "home.StrategyPage",
        "home.PositionIndexPage",
        "home.GuidelineIndexPage",
        "groups.GroupIndexPage",
        "projects.ProjectIndexPage",
        "events.EventIndexPage",
    ]
    kind_label = _("Front page")
    kind_icon = "home"

    class Meta:
        verbose_name = _("front page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)
        return context | {"crumbs": []} | front_context(request, self)
