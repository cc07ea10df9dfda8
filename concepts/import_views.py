"""Importing concepts on the site, for concept editors."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import HttpResponseClientRefresh

from concepts import import_jobs
from concepts.crumbs import crumbs_to_tool
from concepts.exporting.tables import XLSX, write_rows, write_template
from concepts.import_forms import ImportForm
from concepts.import_presentation import outcomes_of, row_cells, summary_tag
from concepts.models import ImportJob, ImportRow
from concepts.services import may_edit_concepts

if TYPE_CHECKING:
    from django.http import HttpRequest

ROWS_ON_A_PAGE = 50
JOBS_SHOWN = 20


def _require_editor(request: HttpRequest) -> None:
    if not may_edit_concepts(request.user):
        raise PermissionDenied(
            _("Importing is for concept editors. A coordinator can make you one.")
        )


def _job(request: HttpRequest, pk: int) -> ImportJob:
    _require_editor(request)
    jobs = ImportJob.objects.defer("content").select_related("created_by")
    return get_object_or_404(jobs, pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """Show the form for a file and the latest imports; take a file in."""
    _require_editor(request)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        names = ("status", "language", "scheme", "reason")
        job = import_jobs.start(
            content=file.read(),
            file_name=file.name,
            vocabulary_slug=form.slug,
            acting_user=request.user,  # type: ignore[arg-type]
            **{name: form.cleaned_data[name] for name in names},
        )
        return redirect(job)
    jobs = ImportJob.objects.defer("content").select_related("created_by")
    context = {
        "form": form,
        "jobs": [(job, summary_tag(job)) for job in jobs[:JOBS_SHOWN]],
        "extra_crumbs": crumbs_to_tool(),
    }
    return render(request, "concepts/imports.html", context)


@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """Give the empty workbook that a table of concepts is filled into."""
    _require_editor(request)
    return _as_file(XLSX.content_type, "concepts.xlsx", write_template)


def _as_file(content_type: str, name: str, write: Any) -> HttpResponse:
    response = HttpResponse(content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    write(response)
    return response


@require_safe
@vary_on_headers("HX-Request")
def job(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an import: how far it is, or what it found, row by row."""
    shown = _job(request, pk)
    if request.headers.get("HX-Request") and not shown.is_under_way:
        # The waiting is over: the whole page has news.
        return HttpResponseClientRefresh()
    rows, chosen = _rows(request, shown)
    page = Paginator(rows, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "job": shown,
        "tag": summary_tag(shown),
        "outcomes": outcomes_of(shown, chosen),
        "chosen": chosen,
        "page_obj": page,
        "extra_crumbs": crumbs_to_tool(),
    }
    polled = request.headers.get("HX-Request")
    name = "concepts/import_state.html" if polled else "concepts/import.html"
    return render(request, name, context)


def _rows(request: HttpRequest, shown: ImportJob) -> tuple[Any, str]:
    """Return the rows that are asked for, and by which outcome."""
    chosen = request.GET.get("outcome", "")
    rows = shown.rows.all()
    if chosen in ImportRow.Outcome.values:
        return rows.filter(outcome=chosen), chosen
    return rows, ""


@require_POST
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a worker write what the trial has found."""
    shown = _job(request, pk)
    if not import_jobs.ask_to_write(job=shown, acting_user=request.user):  # type: ignore[arg-type]
        messages.info(request, _("The import is under way or done already."))
    return redirect(shown)


@require_safe
def report(request: HttpRequest, pk: int, extension: str) -> HttpResponse:
    """Give the rows of an import as a file."""
    shown = _job(request, pk)
    rows, _chosen = _rows(request, shown)
    name = f"import-{shown.pk}.{extension}"
    if extension == "xlsx":
        cells = row_cells(rows)
        return _as_file(XLSX.content_type, name, lambda out: write_rows(cells, out))
    if extension != "csv":
        raise Http404
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    csv.writer(response, delimiter=";").writerows(row_cells(rows))
    return response
