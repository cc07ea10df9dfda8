from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from concepts.importing.run import IMPORTABLE
from concepts.languages import is_known
from concepts.models import Concept, Vocabulary
from concepts.uris import validate_free_slug

# As much as a form may send; nginx lets no more through either.
LARGEST_UPLOAD = 50 * 1024 * 1024
_STATUSES = {status.value: status.label for status in Concept.Status}


class ImportForm(forms.Form):
    """What is to be imported, and where."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "Excel (.xlsx) or CSV by the template, SKOS as Turtle, RDF/XML or JSON-LD,"
            " or the concept bank's own JSON. Packed with gzip, too. 50 MB at most."
        ),
    )
    vocabulary = forms.ModelChoiceField(
        Vocabulary.objects.all(),
        label=gettext_lazy("Vocabulary"),
        to_field_name="slug",
        required=False,
        empty_label=gettext_lazy("A new vocabulary, named below"),
    )
    new_slug = forms.CharField(
        label=gettext_lazy("Address of the new vocabulary"),
        help_text=gettext_lazy(
            "The vocabulary's name in addresses: rescue-services. It is made when the"
            " import is written."
        ),
        max_length=60,
        required=False,
    )
    status = forms.ChoiceField(
        label=gettext_lazy("Status of new concepts"),
        help_text=gettext_lazy("Where the file does not tell it."),
        choices=[(status.value, _STATUSES[status.value]) for status in IMPORTABLE],
        initial=Concept.Status.DRAFT,
    )
    language = forms.CharField(
        label=pgettext_lazy("of an import", "Main language"),
        help_text=gettext_lazy(
            "Taken for texts that come without a language: fi, sv, en. An old"
            " vocabulary keeps its own."
        ),
        max_length=35,
        initial="fi",
    )
    scheme = forms.CharField(
        label=gettext_lazy("Only one vocabulary of the file"),
        help_text=gettext_lazy(
            "The URI of the vocabulary (skos:ConceptScheme), if the file has several."
        ),
        max_length=400,
        required=False,
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Kept in the history of the concepts."),
        max_length=500,
        required=False,
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_UPLOAD:
            raise ValidationError(
                _("The file is larger than 50 MB. Pack it with gzip, or divide it.")
            )
        return file

    def clean_language(self) -> str:
        language = self.cleaned_data["language"].strip().lower()
        if not is_known(language):
            raise ValidationError(_("Give a language tag: fi, sv, en."))
        return language

    def clean_new_slug(self) -> str:
        slug = self.cleaned_data["new_slug"].strip()
        if slug and slug != slugify(slug):
            raise ValidationError(
                _("Use small letters a–z, numbers and hyphens: %(slug)s")
                % {"slug": slugify(slug)}
            )
        validate_free_slug(slug)
        return slug

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("vocabulary") and not cleaned.get("new_slug"):
            self.add_error(
                "vocabulary",
                _("Choose a vocabulary, or name a new one in the next field."),
            )
        return cleaned

    @property
    def slug(self) -> str:
        """The address of the vocabulary that was chosen or named."""
        chosen = self.cleaned_data["vocabulary"]
        return chosen.slug if chosen else self.cleaned_data["new_slug"]
