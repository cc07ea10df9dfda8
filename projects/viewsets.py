"""Outputs in Wagtail's admin."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from projects.models import Output


class OutputIndexView(IndexView):
    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().visible_to(self.request.user)


class OutputViewSet(ModelViewSet):
    model = Output
    index_view_class = OutputIndexView
    icon = "doc-full-inverse"
    menu_label = _("Outputs")
    menu_order = 280
    add_to_admin_menu = True
    list_display = ("title", "kind", "space", "published_on")
    list_filter = ("kind", "space")
    search_fields = ("title",)
    ordering = ("-published_on",)
    panels: ClassVar[list[Any]] = [
        FieldPanel("title"),
        FieldPanel("kind"),
        FieldPanel("description"),
        FieldPanel("space"),
        FieldPanel("audience"),
        FieldPanel("published_on"),
        InlinePanel("editions", heading=_("Editions"), min_num=1),
    ]
