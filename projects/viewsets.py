"""Outputs in Wagtail's admin."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from groups.exposure import record_visibility, visibility_of
from projects.models import Output


class OutputForm(WagtailAdminModelForm):
    """Keeps account of who changes who sees an output."""

    def save(self, commit: bool = True) -> Output:
        stored = Output.objects.filter(pk=self.instance.pk).first()
        output = super().save(commit)
        if stored is not None:
            record_visibility(
                output, before=visibility_of(stored), acting_user=self.for_user
            )
        return output


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
    edit_handler = ObjectList(
        [
            FieldPanel("title"),
            FieldPanel("kind"),
            FieldPanel("description"),
            FieldPanel("space"),
            FieldPanel("audience"),
            FieldPanel("published_on"),
            InlinePanel("editions", heading=_("Editions"), min_num=1),
        ],
        base_form_class=OutputForm,
    )
