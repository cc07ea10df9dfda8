"""The register of spaces in Wagtail's admin, for coordinators."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.viewsets.model import ModelViewSet

from groups.access import may_change_policy
from groups.models import Space
from groups.services import POLICY_IS_ITS_LEADS, change_space


class SpaceForm(WagtailAdminModelForm):
    """Saves through the service, so that rights and the audit follow."""

    class Meta:
        model = Space
        fields: ClassVar[list[str]] = [
            "policy",
            "appointed_by",
            "term_start",
            "term_end",
            "review_on",
            "ended_on",
        ]

    def clean_policy(self) -> str:
        policy = self.cleaned_data["policy"]
        before = Space.objects.get(pk=self.instance.pk)
        if policy != before.policy and not may_change_policy(self.for_user, before):
            raise ValidationError(POLICY_IS_ITS_LEADS)
        return policy

    def save(self, commit: bool = True) -> Space:
        return change_space(
            space=self.instance,
            acting_user=self.for_user,
            **{name: self.cleaned_data[name] for name in self.changed_data},
        )


class SpaceViewSet(ModelViewSet):
    model = Space
    icon = "group"
    menu_label = _("Spaces")
    menu_order = 290
    add_to_admin_menu = True
    list_display = ("name", "kind", "policy", "review_on", "ended_on")
    list_filter = ("kind", "policy")
    search_fields = ("name",)
    ordering = ("name",)
    copy_view_enabled = False
    panels: ClassVar[list[Any]] = [
        FieldPanel("policy"),
        MultiFieldPanel(
            [
                FieldPanel("appointed_by"),
                FieldRowPanel([FieldPanel("term_start"), FieldPanel("term_end")]),
                FieldPanel("review_on"),
                FieldPanel("ended_on"),
            ],
            heading=_("Mandate"),
        ),
    ]

    def get_form_class(self, for_update: bool = False) -> Any:
        return SpaceForm
