from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from home.front_view import front_context
from network_site.base.models import BasePage
from network_site.base.models.pages import Surroundings
from network_site.base.navigation import site_languages

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
        return super().get_context(request, *args, **kwargs) | front_context(
            request, self
        )

    def surroundings(self) -> Surroundings:
        """Return its addresses in the other languages: nothing is above it."""
        return Surroundings({code: f"/{code}/" for code in site_languages()}, [], [])
