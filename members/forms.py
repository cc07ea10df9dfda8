from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.images.forms import WagtailImageField

from members.models import ApiToken, Expertise, Organisation, User


class ProfileForm(forms.ModelForm):
    """What a person keeps up about themselves; the rest comes from the administrator."""

    expertise_words = forms.CharField(
        label=_("Expertise"),
        required=False,
        max_length=400,
        help_text=_("Separate with commas: risk analysis, prevention."),
    )

    class Meta:
        model = User
        fields: ClassVar[list[str]] = ["job_title", "phone", "language"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Wagtail words this field when it is made: made here, in the reader's language.
        self.fields["new_photo"] = WagtailImageField(label=_("Photo"), required=False)
        if self.instance.pk:
            words = self.instance.expertise.values_list("name", flat=True)
            self.fields["expertise_words"].initial = ", ".join(words)

    def clean_expertise_words(self) -> list[str]:
        words = [
            " ".join(word.split())
            for word in self.cleaned_data["expertise_words"].split(",")
        ]
        words = list(dict.fromkeys(word for word in words if word))
        if too_long := [word for word in words if len(word) > 80]:
            raise forms.ValidationError(
                _("Shorten to 80 letters: %(word)s"), params={"word": too_long[0]}
            )
        return words


class DirectoryForm(forms.Form):
    """The filters of the directory of people."""

    q = forms.CharField(label=_("Name, title or expertise"), required=False)
    organisation = forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=Organisation.objects.current(),
        required=False,
        empty_label=_("All"),
    )
    expertise = forms.ModelChoiceField(
        label=_("Expertise"),
        queryset=Expertise.objects.all(),
        required=False,
        empty_label=_("All"),
    )


class TokenForm(forms.ModelForm):
    class Meta:
        model = ApiToken
        fields: ClassVar[list[str]] = ["name"]
