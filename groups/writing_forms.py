from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.audience_choices import audience_choices
from groups.policies import Notify
from groups.short_body import short_body

LONGEST_TEXT = 50_000


class OneLine(forms.Textarea):
    """A line that grows with a long title; there are no line breaks in it."""

    def __init__(self) -> None:
        super().__init__({"class": "input input--line", "rows": 1})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        value = super().value_from_datadict(data, files, name)
        return None if value is None else " ".join(value.split())


def _says_more(field: Any) -> bool:
    """Tell whether a control holds something else than what a new form has."""
    value = field.value()
    if field.errors or value in (None, "", []):
        return bool(field.errors)
    return str(value) != str(field.field.initial)


class WritingForm(forms.Form):
    """What every short form asks: words, for whom, and how they hear of it.

    Args:
        space: where it is published; None for the network itself.
        page: the page as last saved; None for a new one.
    """

    title = forms.CharField(
        label=gettext_lazy("Title"), max_length=200, widget=OneLine()
    )
    text = forms.CharField(
        label=gettext_lazy("Message"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 8}),
        help_text=gettext_lazy(
            "Write as in a mail. “- ” makes a list, **two stars** make bold, addresses "
            "become links."
        ),
    )
    audience = forms.ChoiceField(
        label=gettext_lazy("Who sees this"), widget=forms.RadioSelect
    )
    notify = forms.ChoiceField(
        label=gettext_lazy("Notice"), widget=forms.RadioSelect, choices=Notify.choices
    )
    shows_term_links = forms.BooleanField(
        label=gettext_lazy("Link terms to the concept bank"),
        required=False,
        initial=True,
    )
    based_on = forms.CharField(required=False, widget=forms.HiddenInput)

    # The page's own fields, which the form sets by their names.
    page_fields: tuple[str, ...] = ("shows_term_links",)
    # Those of them that few need, folded away under titles: (title, names).
    folded: tuple[tuple[Any, tuple[str, ...]], ...] = (
        (gettext_lazy("Terms in the text"), ("shows_term_links",)),
    )

    def __init__(self, *args: Any, space: Any, page: Any, **kwargs: Any) -> None:
        self.page = page
        self.holds_body = page is None or short_body(page.body) is not None
        kwargs["initial"] = self._of_page(page) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        choices = audience_choices(space)
        self.fields["audience"].choices = choices
        allowed = [value for value, _label in choices]
        if self.initial.get("audience") not in allowed:
            self.initial["audience"] = allowed[0]
        if not self.holds_body:
            del self.fields["text"]
        if page is not None and page.first_published_at is not None:
            # Told once, when it is first published.
            del self.fields["notify"]

    def _of_page(self, page: Any) -> dict[str, Any]:
        initial: dict[str, Any] = {"notify": Notify.DIGEST}
        if page is None:
            return initial
        held = short_body(page.body)
        initial |= {name: getattr(page, name) for name in self.page_fields}
        return initial | {
            "title": page.title,
            "text": held.text if held else "",
            "audience": page.audience,
            "based_on": str(page.latest_revision_id or ""),
        }

    @property
    def folds(self) -> list[dict[str, Any]]:
        """What is folded away; open where something in it is filled in, or is wrong."""
        folds = [
            (title, [self[name] for name in names if name in self.fields])
            for title, names in self.folded
        ]
        return [
            {"title": title, "fields": fields, "is_open": any(map(_says_more, fields))}
            for title, fields in folds
            if fields
        ]

    def clean_based_on(self) -> str:
        """Stop where somebody else has saved meanwhile; sending again replaces that."""
        seen = self.cleaned_data["based_on"]
        current = str((self.page and self.page.latest_revision_id) or "")
        if self.page is not None and seen != current:
            self.data = self.data.copy()
            self.data["based_on"] = current
            self.add_error(
                None,
                _(
                    "Somebody else has saved this meanwhile. What you wrote is below: "
                    "look at the page first, or send again to replace it."
                ),
            )
        return seen

    def kept_fields(self, typed: Any) -> dict[str, Any]:
        """Return initial values from controls as they were posted, right or wrong."""
        return {
            name: field.widget.value_from_datadict(typed, {}, name)
            for name, field in self.fields.items()
        }
