"""Vocabularies and concepts in Wagtail's admin, for concept editors."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
)
from wagtail.admin.views.generic.chooser import (
    ChooseResultsView,
    ChooseView,
    ChosenMultipleView,
    ChosenView,
)
from wagtail.admin.views.generic.models import CreateView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.admin.widgets import AdminAutoHeightTextInput

from concepts.editor_panels import FindingsPanel
from concepts.models import Concept, Subject, Term, Vocabulary
from concepts.rules import check_concept
from concepts.services import save_concept, save_subject, save_vocabulary


class VocabularyForm(WagtailAdminModelForm):
    """Saves through the service, so that rights and the audit follow."""

    def save(self, commit: bool = True) -> Vocabulary:
        return save_vocabulary(
            vocabulary=super().save(commit=False), acting_user=self.for_user
        )


class ConceptForm(WagtailAdminModelForm):
    """Checks the rules of concepts as a whole, and saves through the service."""

    reason = forms.CharField(
        label=_("Why do you change the concept?"),
        required=False,
        max_length=2000,
        widget=AdminAutoHeightTextInput(attrs={"rows": 1}),
        help_text=_("Kept in the history, where everybody who sees it may read it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            # The vocabulary is part of the concept's URI.
            self.fields["vocabulary"].disabled = True
            self.fields["subjects"].queryset = self.instance.vocabulary.subjects.all()

    def clean_subjects(self) -> Any:
        subjects = self.cleaned_data["subjects"]
        vocabulary = self.cleaned_data.get("vocabulary")
        if vocabulary and any(s.vocabulary_id != vocabulary.pk for s in subjects):
            raise ValidationError(_("Choose subjects of the concept's own vocabulary."))
        return subjects

    def is_valid(self) -> bool:
        if not super().is_valid():
            return False
        try:
            check_concept(self.instance, self._rows("terms"), self._rows("relations"))
        except ValidationError as error:
            self.add_error(None, error)
        return not self.errors

    def _rows(self, name: str) -> list[Any]:
        """Return the rows of an inline form as they are going to be."""
        formset = self.formsets[name]
        return [
            form.instance
            for form in formset.forms
            if (form.has_changed() or form.instance.pk)
            and form not in formset.deleted_forms
        ]

    def save(self, commit: bool = True) -> Concept:
        return save_concept(
            concept=super().save(commit=False),
            acting_user=self.for_user,
            reason=self.cleaned_data["reason"],
        )


class VocabularyViewSet(ModelViewSet):
    model = Vocabulary
    icon = "openquote"
    menu_label = _("Vocabularies")
    list_display = ("title", "slug", "default_language")
    search_fields = ("slug", "title_fi", "title_sv", "title_en")
    ordering = ("slug",)
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldPanel("slug"),
            MultiFieldPanel(
                [
                    FieldPanel("title_fi"),
                    FieldPanel("title_sv"),
                    FieldPanel("title_en"),
                ],
                heading=_("Titles"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("description_fi"),
                    FieldPanel("description_sv"),
                    FieldPanel("description_en"),
                ],
                heading=_("Descriptions"),
            ),
            FieldPanel("default_language"),
            FieldPanel("public_source"),
            FieldPanel("links_in_texts"),
        ],
        base_form_class=VocabularyForm,
    )


class SubjectForm(WagtailAdminModelForm):
    """Saves through the service, so that rights and the audit follow."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["vocabulary"].disabled = True

    def save(self, commit: bool = True) -> Subject:
        return save_subject(
            subject=super().save(commit=False), acting_user=self.for_user
        )


class SubjectViewSet(ModelViewSet):
    model = Subject
    icon = "folder-open-inverse"
    menu_label = _("Subjects")
    list_display = ("__str__", "vocabulary")
    list_filter = ("vocabulary",)
    search_fields = ("code", "title_fi", "title_sv", "title_en")
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("vocabulary"), FieldPanel("code")]),
            FieldPanel("title_fi"),
            FieldPanel("title_sv"),
            FieldPanel("title_en"),
        ],
        base_form_class=SubjectForm,
    )


_LANGUAGE_AND_SOURCE = [
    FieldPanel("language"),
    FieldPanel("source", widget=AdminAutoHeightTextInput(attrs={"rows": 1})),
]


class ConceptCreateView(CreateView):
    """Takes the first term, and its language, from the address that led here."""

    def get_initial_form_instance(self) -> Concept:
        concept = Concept()
        text = self.request.GET.get("term", "").strip()
        if text and self.request.method == "GET":
            language = self.request.GET.get("language", "") or settings.LANGUAGE_CODE
            longest = Term._meta.get_field("text").max_length
            concept.terms = [Term(text=text[:longest], language=language)]
        return concept


class ConceptViewSet(ModelViewSet):
    model = Concept
    add_view_class = ConceptCreateView
    icon = "openquote"
    menu_label = _("Concepts")
    list_display = ("label", "status", "vocabulary", "code", "modified_at")
    list_filter = ("status", "vocabulary")
    search_fields = ("label", "code", "uri")
    ordering = ("label_key",)
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FindingsPanel(heading=_("What the checks have found")),
            FieldRowPanel([FieldPanel("vocabulary"), FieldPanel("code")]),
            InlinePanel(
                "terms",
                heading=_("Terms"),
                label=pgettext_lazy("of a concept", "Term"),
                help_text=_(
                    "One recommended term in each language; synonyms, discouraged and"
                    " rejected terms beside it."
                ),
                panels=[
                    FieldRowPanel([FieldPanel("language"), FieldPanel("kind")]),
                    FieldPanel("text"),
                    FieldRowPanel(
                        [FieldPanel("homonym_number"), FieldPanel("equivalence")]
                    ),
                    FieldPanel("scope_note"),
                    FieldPanel(
                        "source", widget=AdminAutoHeightTextInput(attrs={"rows": 1})
                    ),
                ],
                min_num=1,
            ),
            InlinePanel(
                "definitions",
                heading=_("Definitions"),
                label=_("Definition"),
                panels=[FieldPanel("text"), FieldRowPanel(_LANGUAGE_AND_SOURCE)],
            ),
            InlinePanel(
                "notes",
                heading=_("Notes and examples"),
                label=_("Note"),
                panels=[
                    FieldPanel("kind"),
                    FieldPanel("text"),
                    FieldRowPanel(_LANGUAGE_AND_SOURCE),
                ],
            ),
            InlinePanel(
                "relations",
                heading=_("Broader and related concepts"),
                label=_("Relation"),
                help_text=_(
                    "Narrower concepts and parts are given on their own pages: there,"
                    " this concept is the broader one."
                ),
                panels=[FieldPanel("kind"), FieldPanel("target")],
            ),
            InlinePanel(
                "mappings",
                heading=_("Corresponds in other vocabularies to"),
                label=_("Mapping"),
                panels=[FieldPanel("kind"), FieldPanel("uri")],
            ),
            InlinePanel(
                "legislation",
                heading=_("Legislation"),
                label=_("Legal reference"),
                panels=[FieldPanel("text"), FieldPanel("url")],
            ),
            FieldPanel("subjects", widget=forms.CheckboxSelectMultiple),
            MultiFieldPanel(
                [
                    FieldPanel("status"),
                    FieldRowPanel(
                        [FieldPanel("approved_on"), FieldPanel("approved_by")]
                    ),
                    FieldPanel("replaced_by"),
                ],
                heading=_("Status"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("source"),
                    FieldPanel("origin_projects", widget=forms.CheckboxSelectMultiple),
                    FieldPanel("contact"),
                ],
                heading=_("Origin"),
            ),
            FieldPanel("reason"),
        ],
        base_form_class=ConceptForm,
    )


class ConceptViewSetGroup(ModelViewSetGroup):
    menu_label = _("Concept bank")
    menu_icon = "openquote"
    menu_order = 285
    items = (
        ConceptViewSet("concepts"),
        VocabularyViewSet("vocabularies"),
        SubjectViewSet("subjects"),
    )


class ConceptSearchForm(BaseFilterForm):
    """Finds concepts by any of their terms, as they are written."""

    q = forms.CharField(label=_("Search term"), required=False)

    def filter(self, objects: Any) -> Any:
        objects = super().filter(objects)
        query = (self.cleaned_data.get("q") or "").strip()
        if query:
            self.is_searching = True
            self.search_query = query
            found = Term.objects.filter(text__icontains=query).values("concept")
            objects = objects.filter(pk__in=found)
        return objects


class ConceptChoices:
    """The list of the chooser, with its search."""

    filter_form_class = ConceptSearchForm
    ordering: ClassVar[list[str]] = ["label_key"]

    def get_object_list(self) -> Any:
        return Concept.objects.visible_to(self.request.user)  # type: ignore[attr-defined]


class ConceptChooseView(ConceptChoices, ChooseView):
    pass


class ConceptChooseResultsView(ConceptChoices, ChooseResultsView):
    pass


class ConceptChosenView(ChosenView):
    def get_object(self, pk: Any) -> Concept:
        return Concept.objects.visible_to(self.request.user).get(pk=pk)


class ConceptChosenMultipleView(ChosenMultipleView):
    def get_objects(self, pks: Any) -> Any:
        return Concept.objects.visible_to(self.request.user).filter(pk__in=pks)


class ConceptChooserViewSet(ChooserViewSet):
    """Lets an editor choose a concept by any of its terms."""

    model = Concept
    icon = "openquote"
    choose_one_text = _("Choose a concept")
    choose_another_text = _("Choose another concept")
    edit_item_text = _("Edit this concept")
    choose_view_class = ConceptChooseView
    choose_results_view_class = ConceptChooseResultsView
    chosen_view_class = ConceptChosenView
    chosen_multiple_view_class = ConceptChosenMultipleView


concept_chooser_viewset = ConceptChooserViewSet("concept_chooser")
