"""One sitting at a short form: what is shown, kept, stored and published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from groups.attachments import Attachments
from groups.short_body import ShortBody, short_body
from groups.writing import Writing, save_writing
from network_site.base.form_errors import add_errors
from network_site.base.kept import as_posted, forget, keep, kept_input
from network_site.base.languages import here

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from groups.desks import Desk
    from groups.models import Space

STORES = ("draft", "preview", "publish")


class Sheet:
    """A short form before one person.

    Args:
        request: with that person.
        desk: of the kind of content.
        space: where it is published; None for the network itself.
        page: the page that is changed; None for a new one.
    """

    def __init__(
        self, request: HttpRequest, desk: Desk, *, space: Space | None, page: Any | None
    ) -> None:
        self.request, self.desk, self.space = request, desk, space
        self.stored = page
        self.page = page.get_latest_revision_as_object() if page else None
        self.key = self._key()
        self.before = (short_body(self.page.body) if self.page else None) or ShortBody()
        self.attachments = Attachments(
            space=space, user=request.user, before=self.before
        )
        self.kept: Any = None
        self.form = self._form()
        if request.method == "POST":
            self.attachments.read(request.POST)
            self.do = request.POST.get("do", "draft")
        else:
            self._open()

    def _key(self) -> str:
        if self.stored is not None:
            return f"{self.desk.key}:page:{self.stored.pk}"
        place = f"space:{self.space.pk}" if self.space else "network"
        return f"{self.desk.key}:{place}"

    def _form(self, *args: Any, **kwargs: Any) -> Any:
        return self.desk.form_class(*args, space=self.space, page=self.page, **kwargs)

    def _open(self) -> None:
        """Show what the person had typed, or else what the page has."""
        self.kept = kept_input(self.request.user, self.key)
        if self.kept and self.page and self.kept.kept_at < self._saved_at():
            self.kept = None
        if self.kept:
            typed = as_posted(self.kept)
            self.form = self._form(initial=self.form.kept_fields(typed))
            self.attachments.read(typed)
        elif self.page:
            self.attachments.start_from(self.before)

    def _saved_at(self) -> Any:
        return self.page.latest_revision_created_at or self.kept.kept_at

    def act(self) -> HttpResponse | None:
        """Do what has been asked; None when the form must be shown again."""
        if self.do == "discard":
            forget(user=self.request.user, form=self.key)
            return redirect(self.request.path)
        self.attachments.take(self.request.FILES)
        if self.do in STORES:
            self.form = self._form(self.request.POST)
            attached = self.attachments.is_valid()
            if self.form.is_valid() and attached and (done := self._store()):
                return done
            self._keep()
            return None
        typed = self._keep()
        if not self.attachments.refused:
            return redirect(f"{self.request.path}#attachments")
        self.form = self._form(initial=self.form.kept_fields(typed))
        return None

    def _keep(self) -> Any:
        typed = self.request.POST.copy()
        self.attachments.write_into(typed)
        keep(user=self.request.user, form=self.key, typed=typed)
        return typed

    def _store(self) -> HttpResponse | None:
        try:
            page = save_writing(
                desk=self.desk,
                writing=self._writing(),
                space=self.space,
                page=self.stored,
                acting_user=self.request.user,
                publish=self.do == "publish",
            )
        except ValidationError as error:
            add_errors(self.form, error)
            return None
        forget(user=self.request.user, form=self.key)
        return self._lead_on(page)

    def _writing(self) -> Writing:
        data = self.form.cleaned_data
        held = self.form.holds_body
        return Writing(
            title=data["title"],
            audience=data["audience"],
            body=self.attachments.short_body(data["text"]) if held else None,
            fields={name: data[name] for name in self.form.page_fields if name in data},
            file_titles=self.attachments.titles(),
            notify=data.get("notify", "silent"),
        )

    def _lead_on(self, page: Any) -> HttpResponse:
        if self.do == "publish":
            messages.success(self.request, _("Published."))
            return redirect(here(page.url))
        if self.do == "preview":
            return redirect("preview_content", page.pk)
        messages.success(
            self.request, _("The draft is saved. Only those who lead the space see it.")
        )
        return redirect(self.desk.url_of(page))

    def context(self) -> dict[str, Any]:
        """Return what the form's template shows."""
        home = self.space.page_in() if self.space else None
        own = [name for name in self.form.fields if name in self.form.page_fields]
        folded = {name for _title, names in self.form.folded for name in names}
        is_draft = self.stored is not None and not self.stored.live
        return {
            "form": self.form,
            "desk": self.desk,
            "heading": self.desk.edit_title if self.stored else self.desk.new_title,
            "extra_fields": [self.form[name] for name in own if name not in folded],
            "attachments": self.attachments,
            "space": self.space,
            "space_home": home,
            "stored": self.stored,
            "is_draft": is_draft,
            "can_be_deleted": is_draft and self.stored.first_published_at is None,
            "kept": self.kept,
            "kept_form": self.key,
            "editor_url": self.stored
            and reverse("wagtailadmin_pages:edit", args=[self.stored.pk]),
        }
