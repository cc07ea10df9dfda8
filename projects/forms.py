from __future__ import annotations

from typing import Any

from django import forms
from django.apps import apps
from django.utils.translation import gettext_lazy as _

from members.models import Organisation
from network_site.base.matching import has_word, words_typed
from projects.querysets import ProjectQuerySet


class ProjectFilterForm(forms.Form):
    """The filters of the list of projects."""

    q = forms.CharField(label=_("Words in the title"), required=False, max_length=100)
    status = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[
            ("", _("All")),
            ("running", _("Running")),
            ("planned", _("Planned")),
            ("ended", _("Ended")),
        ],
    )
    year = forms.IntegerField(
        label=_("Year"), required=False, min_value=2000, max_value=2100
    )
    organisation = forms.ModelChoiceField(
        label=_("Rescue department"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("All"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        departments = Organisation.objects.departments().current()
        self.fields["organisation"].queryset = departments

    def filtered(self, projects: ProjectQuerySet) -> ProjectQuerySet:
        """Return the projects that match; a filter that makes no sense is left out."""
        self.is_valid()
        wanted: dict[str, Any] = getattr(self, "cleaned_data", {})
        if status := wanted.get("status"):
            projects = getattr(projects, status)()
        if year := wanted.get("year"):
            projects = projects.in_year(year)
        if organisation := wanted.get("organisation"):
            projects = projects.of_organisation(organisation)
        for word in words_typed(wanted.get("q") or ""):
            pages = apps.get_model("projects", "ProjectPage").objects.filter(
                has_word(word, "title")
            )
            projects = projects.filter(
                translation_key__in=pages.values("translation_key")
            )
        return projects
