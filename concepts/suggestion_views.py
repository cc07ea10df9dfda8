from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from concepts.agreeing import ShownSuggestion
from concepts.crumbs import crumbs_to, crumbs_to_tool
from concepts.models import Concept, Suggestion
from concepts.models.suggestions import ANSWER_LENGTH, SUGGESTION_LENGTH
from concepts.services import may_edit_concepts
from concepts.suggestions import answer_suggestion, may_suggest
from concepts.suggestions import suggest as make_suggestion
from concepts.wording import field_of, label_of, rows_of
from groups.round_forms import suggested_text
from network_site.base.form_errors import add_errors

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

ON_A_PAGE = 50


class SuggestionForm(forms.Form):
    """What should be otherwise in a concept, and why."""

    field = forms.ChoiceField(label=gettext_lazy("What is it about?"), required=False)
    text = suggested_text(SUGGESTION_LENGTH)
    comment = forms.CharField(
        label=gettext_lazy("Why, or what is wrong"),
        required=False,
        max_length=SUGGESTION_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, concept: Concept, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["field"].choices = [
            ("", _("The whole concept")),
            *((f.key, label_of(f.key)) for row in rows_of(concept) for f in row.fields),
        ]


class SuggestionAnswerForm(forms.Form):
    answer = forms.CharField(
        label=pgettext_lazy("suggestion", "Answer"),
        required=False,
        max_length=ANSWER_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Needed where the suggestion is not accepted."),
    )


@require_http_methods(["GET", "POST"])
def suggest(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Suggest a change to a concept."""
    concepts = Concept.objects.visible_to(request.user).select_related("vocabulary")
    concept = get_object_or_404(concepts, pk=pk, vocabulary__slug=slug)
    if not may_suggest(request.user):
        raise PermissionDenied(
            _("Guests read concepts. Tell a lead of your group what should be changed.")
        )
    field = field_of(concept, request.GET.get("field", ""))
    initial = {"field": field.key, "text": field.text} if field else {}
    form = SuggestionForm(request.POST or None, concept=concept, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            make_suggestion(
                concept=concept, acting_user=request.user, **form.cleaned_data
            )
        except ValidationError as error:
            add_errors(form, error)
        else:
            words = _("Thank you. Those who look after the concept have been told.")
            messages.success(request, words)
            return redirect(concept)
    context = {"concept": concept, "form": form, "extra_crumbs": crumbs_to(concept)}
    return render(request, "concepts/suggest.html", context)


def _require_editor(request: HttpRequest) -> None:
    if not may_edit_concepts(request.user):
        raise PermissionDenied(
            _("Suggestions are answered by concept editors. Suggest a change instead.")
        )


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """List the suggestions that wait for an answer, the oldest first."""
    _require_editor(request)
    waiting = Suggestion.objects.filter(state=Suggestion.State.OPEN)
    rows = waiting.select_related("concept__vocabulary", "author__organisation")
    page_obj = Paginator(rows.order_by("pk"), ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "page_obj": page_obj,
        "rows": [ShownSuggestion(row) for row in page_obj.object_list],
        "extra_crumbs": crumbs_to_tool(),
    }
    return render(request, "concepts/suggestions.html", context)


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept a suggestion, or say why not."""
    _require_editor(request)
    found = Suggestion.objects.select_related("concept__vocabulary", "author")
    suggestion = get_object_or_404(found, pk=pk)
    form = SuggestionAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_suggestion(
                suggestion=suggestion,
                accept=request.POST.get("do") == "accept",
                answer=form.cleaned_data["answer"],
                acting_user=request.user,
            )
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The answer has been kept."))
            return redirect("concept_suggestions")
    context = {
        "suggestion": suggestion,
        "concept": suggestion.concept,
        "label": label_of(suggestion.field),
        "form": form,
        "extra_crumbs": crumbs_to(suggestion.concept),
    }
    return render(request, "concepts/answer_suggestion.html", context)
