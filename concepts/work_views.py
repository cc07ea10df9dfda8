"""What concept editors have to do: worklists, and concepts that look the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from concepts.crumbs import crumbs_to_tool
from concepts.doubles import (
    Verdict,
    give_verdict,
    merge,
    pairs_of,
    shared_mappings,
    shared_terms,
)
from concepts.findings import CHECKS
from concepts.models import Concept, StoredFinding, Suggestion, Vocabulary
from concepts.presentation import STATUS_TAGS, columns_of, in_reading_order
from concepts.services import may_edit_concepts
from concepts.worklists import WAITING, listed, title_of, worklists

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

ON_A_PAGE = 50
PAIRS_ON_A_PAGE = 20


def _require_editor(request: HttpRequest) -> None:
    if not may_edit_concepts(request.user):
        raise PermissionDenied(
            _("The worklists are for concept editors. A coordinator can make you one.")
        )


def _vocabulary(request: HttpRequest) -> Vocabulary | None:
    return Vocabulary.objects.filter(slug=request.GET.get("vocabulary", "")).first()


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show the worklists of the bank, or of one vocabulary."""
    _require_editor(request)
    chosen = _vocabulary(request)
    context = {
        "worklists": worklists(chosen),
        "vocabularies": Vocabulary.objects.all(),
        "chosen": chosen,
        "suggestions": Suggestion.objects.filter(state=Suggestion.State.OPEN).count(),
        "doubles": shared_terms().count() + shared_mappings().count(),
        "extra_crumbs": crumbs_to_tool(),
    }
    return render(request, "concepts/work.html", context)


@require_safe
def worklist(request: HttpRequest, kind: str) -> HttpResponse:
    """Show the concepts of one worklist."""
    _require_editor(request)
    if kind != WAITING and kind not in CHECKS:
        raise Http404
    language = request.GET.get("language", "")
    chosen = _vocabulary(request)
    rows = Paginator(listed(kind, language, chosen), ON_A_PAGE)
    page_obj = rows.get_page(request.GET.get("page"))
    found = StoredFinding.objects.filter(
        concept__in=[concept.pk for concept in page_obj], kind=kind, language=language
    )
    texts = {row.concept_id: row.text for row in found}
    for concept in page_obj:
        concept.found = texts.get(concept.pk, "")
        concept.status_tag = STATUS_TAGS[Concept.Status(concept.status)]
    context = {
        "title": title_of(kind, language),
        "page_obj": page_obj,
        "chosen": chosen,
        "extra_crumbs": [*crumbs_to_tool(), work_crumb()],
    }
    return render(request, "concepts/worklist.html", context)


def work_crumb() -> dict[str, Any]:
    return {"url": reverse("concept_work"), "label": _("Worklists")}


@require_safe
def doubles(request: HttpRequest) -> HttpResponse:
    """Show pairs of concepts that look the same and have not been judged."""
    _require_editor(request)
    by_mapping = request.GET.get("by") == "mapping"
    rows = shared_mappings() if by_mapping else shared_terms()
    page_obj = Paginator(rows, PAIRS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "by_mapping": by_mapping,
        "page_obj": page_obj,
        "pairs": pairs_of(page_obj.object_list),
        "extra_crumbs": [*crumbs_to_tool(), work_crumb()],
    }
    return render(request, "concepts/doubles.html", context)


class VerdictForm(forms.Form):
    """What an editor decides of a pair."""

    decision = forms.ChoiceField(
        label=gettext_lazy("What are they?"),
        choices=[
            ("different", gettext_lazy("Two different concepts")),
            ("same", gettext_lazy("The same concept, kept in both vocabularies")),
            ("keep_first", gettext_lazy("The same: merge into the first one")),
            ("keep_second", gettext_lazy("The same: merge into the second one")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Stays in the history of the concepts."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def pair(request: HttpRequest, first: int, second: int) -> HttpResponse:
    """Show two concepts beside each other, and take the verdict on them."""
    _require_editor(request)
    rows = Concept.objects.labelled().select_related("contact")
    sides = [get_object_or_404(rows, pk=pk) for pk in (first, second)]
    form = VerdictForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, _judge(request, sides, form.cleaned_data))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("concept_doubles")
    context = {
        "sides": [_side(concept) for concept in sides],
        "form": form,
        "extra_crumbs": [*crumbs_to_tool(), work_crumb()],
    }
    return render(request, "concepts/pair.html", context)


def _judge(request: HttpRequest, sides: list[Concept], given: dict[str, str]) -> str:
    """Carry out a verdict, and say in words what was done."""
    first, second = sides
    decision, reason = given["decision"], given["reason"]
    if decision in (Verdict.SAME, Verdict.DIFFERENT):
        give_verdict(
            first=first,
            second=second,
            verdict=decision,
            acting_user=request.user,
            reason=reason,
        )
        return _("The verdict is remembered: the pair is not asked about again.")
    kept, merged = sides if decision == "keep_first" else (second, first)
    merge(kept=kept, merged=merged, acting_user=request.user, reason=reason)
    return _("“%(merged)s” has been merged into “%(kept)s”; both addresses work.") % {
        "merged": merged.shown_label,
        "kept": kept.shown_label,
    }


def _side(concept: Concept) -> dict[str, Any]:
    columns, others = columns_of(concept.terms.all())
    return {
        "concept": concept,
        "status_tag": STATUS_TAGS[Concept.Status(concept.status)],
        "columns": [*columns, *others],
        "definitions": in_reading_order(concept.definitions.all()),
        "projects": list(concept.origin_projects.select_related("space")),
    }
