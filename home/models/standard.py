from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from network_site.base.models import BasePage

if TYPE_CHECKING:
    from django.http import HttpRequest


class StandardPage(BasePage):
    """A page of text, with the pages below it as a list."""

    promote_panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                FieldPanel("show_in_menus", heading=_("Show in the footer")),
            ],
            heading=_("Address"),
        )
    ]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.StandardPage"]
    subpage_types: ClassVar[list[str]] = ["home.StandardPage"]

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)
        children = StandardPage.objects.child_of(self).live().defer_streamfields()
        context["children"] = [
            page for page in children if page.access_for(request.user).value == "full"
        ]
        return context
