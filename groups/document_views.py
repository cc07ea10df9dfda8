"""Adding files to a space and keeping them up, on the site itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.models import ReferenceIndex

from groups.attachments import Attachments
from groups.documents import change_document, delete_document, publish_documents
from groups.models import Space
from groups.writing_views import space_to_publish_in
from network_site.base.kept import as_posted, forget, keep, kept_input
from network_site.base.languages import here, reader_language
from network_site.base.models import NetworkDocument

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class LanguageForm(forms.Form):
    """What is asked of all files that are added at once."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language of the files"), choices=settings.LANGUAGES
    )


class DocumentForm(LanguageForm):
    title = forms.CharField(label=gettext_lazy("Title"), max_length=250)

    field_order = ("title", "language")


def _page_context(space: Space, form: Any, **more: Any) -> dict[str, Any]:
    home = space.page_in()
    return {"space": space, "space_home": home, "form": form} | more


def _to_documents(space: Space) -> HttpResponse:
    home = space.page_in()
    return redirect(f"{here(home.url)}documents/" if home else "front_door")


@require_http_methods(["GET", "POST"])
def add_documents(request: HttpRequest, pk: int) -> HttpResponse:
    """Add files to the documents of a space."""
    space: Any = space_to_publish_in(request, pk)
    key = f"documents:space:{pk}"
    attachments = Attachments(space=space, user=request.user)
    typed: Any = request.POST
    if request.method != "POST":
        kept = kept_input(request.user, key)
        typed = as_posted(kept) if kept else {}
    form = LanguageForm(typed or None, initial={"language": reader_language()})
    if typed:
        attachments.read(typed)
    if request.method == "POST" and (
        done := _take(request, space, key, form, attachments)
    ):
        return done
    context = _page_context(space, form, attachments=attachments, kept_form=key)
    return render(request, "groups/add_documents.html", context)


def _take(
    request: HttpRequest, space: Space, key: str, form: Any, attachments: Attachments
) -> HttpResponse | None:
    """Do what the form asks; None when it must be shown again."""
    attachments.take(request.FILES)
    publishes = request.POST.get("do") == "publish"
    if publishes and form.is_valid() and attachments.is_valid() and attachments.files:
        publish_documents(
            space=space,
            titles=attachments.titles(),
            language=form.cleaned_data["language"],
            acting_user=request.user,
        )
        forget(user=request.user, form=key)
        messages.success(request, _("The documents are listed in the space."))
        return _to_documents(space)
    typed = request.POST.copy()
    attachments.write_into(typed)
    keep(user=request.user, form=key, typed=typed)
    if publishes and not attachments.files and not attachments.refused:
        attachments.refused["file"] = _("Choose a file first.")
    fine = not attachments.refused and not publishes
    return redirect(f"{request.path}#attachments") if fine else None


def _document(request: HttpRequest, pk: int, document_pk: int) -> tuple[Space, Any]:
    space: Any = space_to_publish_in(request, pk)
    owned = NetworkDocument.objects.filter(collection=space.collection_id)
    return space, get_object_or_404(owned, pk=document_pk)


@require_http_methods(["GET", "POST"])
def edit_document(request: HttpRequest, pk: int, document_pk: int) -> HttpResponse:
    """Change the title or the language of a file."""
    space, document = _document(request, pk, document_pk)
    shown = {"title": document.title, "language": document.language}
    form = DocumentForm(request.POST or None, initial=shown)
    if request.method == "POST" and form.is_valid():
        change_document(
            document=document,
            space=space,
            acting_user=request.user,
            **form.cleaned_data,
        )
        messages.success(request, _("The document is saved."))
        return _to_documents(space)
    context = _page_context(space, form, document=document)
    return render(request, "groups/edit_document.html", context)


@require_http_methods(["GET", "POST"])
def delete(request: HttpRequest, pk: int, document_pk: int) -> HttpResponse:
    """Delete a file, after telling how many pages hand it out."""
    space, document = _document(request, pk, document_pk)
    if request.method == "POST":
        delete_document(document=document, space=space, acting_user=request.user)
        messages.success(request, _("The document is deleted."))
        return _to_documents(space)
    used = ReferenceIndex.get_references_to(document)
    pages = used.values("object_id").distinct().count()
    context = _page_context(space, None, document=document, pages=pages)
    return render(request, "groups/delete_document.html", context)
