from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from network_site.base.languages import one_of_each
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
        family = Page.objects.filter(translation_key=self.translation_key)
        below = Q()
        for path, depth in family.values_list("path", "depth"):
            below |= Q(path__startswith=path, depth=depth + 1)
        children = one_of_each(StandardPage.objects.filter(below)).defer_streamfields()
        context["children"] = [
            page for page in children if page.access_for(request.user).value == "full"
        ]
        return context
