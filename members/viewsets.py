"""People and organisations in Wagtail's admin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db import transaction
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import EditView, IndexView, UserViewSet

from members.models import Expertise, Organisation, User
from members.roles import apply_roles
from members.services import reasons_to_keep
from network_site.base.registries import mark_dirty

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PERSON_FIELDS = {
    "organisation",
    "job_title",
    "phone",
    "expertise",
    "language",
    "photo",
    "is_guest",
    "is_coordinator",
    "is_concept_editor",
}


class RolesFormMixin:
    """Keeps the groups that follow from the role boxes, and the search, in step."""

    def save(self, commit: bool = True) -> User:
        user = super().save(commit)  # type: ignore[misc]
        if commit:
            apply_roles(user=user)
            mark_dirty("person", user.pk)
        return user


class PersonCreationForm(RolesFormMixin, UserCreationForm):
    class Meta(UserCreationForm.Meta):
        fields = UserCreationForm.Meta.fields | PERSON_FIELDS
        widgets = UserCreationForm.Meta.widgets | {
            "expertise": forms.CheckboxSelectMultiple
        }


class PersonEditForm(RolesFormMixin, UserEditForm):
    def clean_is_active(self) -> bool:
        """Keep an account in use while something still hangs on it alone."""
        active = self.cleaned_data["is_active"]
        closing = self.instance.is_active and not active
        if closing and (reasons := reasons_to_keep(self.instance)):
            raise forms.ValidationError(reasons)
        return active

    class Meta(UserEditForm.Meta):
        fields = UserEditForm.Meta.fields | PERSON_FIELDS
        widgets = UserEditForm.Meta.widgets | {
            "expertise": forms.CheckboxSelectMultiple
        }


class PersonIndexView(IndexView):
    """Names an address an address, and says where each person works."""

    @cached_property
    def columns(self) -> list[Column]:
        checkbox, name, _username, *rest = super().columns
        return [
            checkbox,
            name,
            Column("email", label=_("E-mail address"), sort_key="email"),
            Column(
                "organisation",
                label=capfirst(_("organisation")),
                sort_key="organisation__short_name",
            ),
            *rest,
        ]

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("organisation")


class PersonEditView(EditView):
    @method_decorator(transaction.atomic)
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save under the locks that the guards of accounts have taken."""
        return super().post(request, *args, **kwargs)


class PersonViewSet(UserViewSet):
    index_view_class = PersonIndexView
    edit_view_class = PersonEditView

    def get_form_class(self, for_update: bool = False) -> Any:
        return PersonEditForm if for_update else PersonCreationForm


class OrganisationViewSet(ModelViewSet):
    model = Organisation
    icon = "home"
    menu_label = _("Organisations")
    form_fields = (
        "kind",
        "name",
        "name_sv",
        "name_en",
        "short_name",
        "website",
        "mail_domains",
    )
    list_display = ("name", "kind", "merged_into")
    list_filter = ("kind",)
    search_fields = ("name", "short_name")
    ordering = ("short_name",)


class ExpertiseViewSet(ModelViewSet):
    model = Expertise
    icon = "tag"
    menu_label = _("Fields of expertise")
    form_fields = ("name",)
    search_fields = ("name",)
    ordering = ("name",)


class PeopleViewSetGroup(ModelViewSetGroup):
    menu_label = _("People and organisations")
    menu_icon = "group"
    menu_order = 300
    items = (OrganisationViewSet("organisations"), ExpertiseViewSet("expertise"))
