from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from network_site.base.families import LISTED, best_page
from network_site.base.languages import reader_language
from network_site.base.models import BasePage
from network_site.base.visibility import Access

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
    served_with: ClassVar[tuple[str, ...]] = ("content_owner",)
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.StandardPage"]
    subpage_types: ClassVar[list[str]] = ["home.StandardPage"]

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)
        context["children"] = []
        branches = context["around"].branches
        if not branches:
            return context
        below = Q()
        for path, depth in branches:
            below |= Q(path__startswith=path, depth=depth + 1)
        pages = StandardPage.objects.filter(below, live=True, alias_of=None)
        families: dict[Any, list[StandardPage]] = {}
        for page in pages.only(*LISTED, "audience").select_related("locale"):
            families.setdefault(page.translation_key, []).append(page)
        children = [best_page(pages, reader_language()) for pages in families.values()]
        context["children"] = [
            page for page in children if page.access_for(request.user) is Access.FULL
        ]
        return context
