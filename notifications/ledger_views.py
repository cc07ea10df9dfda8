from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from notifications.forms import LedgerForm
from notifications.ledger import described, matching, oldest_pending, totals
from notifications.models import Notice
from notifications.services import resend, surely_undelivered

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

ROWS_ON_A_PAGE = 50


def _require_administrator(request: HttpRequest) -> None:
    if not request.user.is_superuser:
        raise PermissionDenied


@require_safe
def ledger(request: HttpRequest) -> HttpResponse:
    """Show administrators what has been sent to whom, and what has not and why."""
    _require_administrator(request)
    form = LedgerForm(request.GET)
    rows = matching(form.cleaned_data) if form.is_valid() else Notice.objects.none()
    page = Paginator(rows, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page_obj": page,
        "rows": [described(notice) for notice in page],
        "totals": totals(),
        "oldest": oldest_pending(),
    }
    return render(request, "notifications/ledger.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one row of the ledger, and have its mail sent again on POST."""
    _require_administrator(request)
    found = get_object_or_404(Notice.objects.select_related("recipient"), pk=pk)
    if request.method == "POST":
        try:
            as_new = "as_new" in request.POST
            resend(notice=found, acting_user=request.user, as_new=as_new)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(request, _("The mail goes out again."))
        return redirect("ledger_notice", pk=pk)
    context = described(found) | {"undelivered": surely_undelivered(found)}
    return render(request, "notifications/ledger_notice.html", context)
