from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
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
        fields: ClassVar[list[str]] = [
            "job_title",
            "phone",
            "language",
            "shows_term_links",
        ]

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
    # An old address may ask for one that has merged; it is offered no more.
    organisation = forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=Organisation.objects.all(),
        required=False,
        empty_label=_("All"),
    )
    expertise = forms.ModelChoiceField(
        label=_("Expertise"),
        queryset=Expertise.objects.all(),
        required=False,
        empty_label=_("All"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = forms.ModelChoiceField(
            queryset=Organisation.objects.current(), empty_label=_("All")
        )
        self.fields["organisation"].widget.choices = offered.choices


class ClosingForm(forms.Form):
    """Who takes over from a person whose account is closed."""

    successor = forms.EmailField(
        label=_("E-mail address of the successor"),
        required=False,
        help_text=_("Takes over the leads and the pages. May be left empty."),
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_successor(self) -> User | None:
        email = self.cleaned_data["successor"].lower()
        if not email:
            return None
        members = User.objects.network_members().exclude(pk=self.person.pk)
        found = members.filter(email=email).first()
        if found is None:
            raise forms.ValidationError(
                _("No other member of the network has this address. Check it.")
            )
        return found


class MergeForm(forms.Form):
    """Into which organisation another one merges, and when."""

    heir = forms.ModelChoiceField(
        label=_("Merges into"), queryset=Organisation.objects.none()
    )
    merged_on = forms.DateField(
        label=_("Day of the merger"),
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Organisation.objects.current().exclude(pk=organisation.pk)
        self.fields["heir"].queryset = others  # type: ignore[attr-defined]


class TokenForm(forms.ModelForm):
    class Meta:
        model = ApiToken
        fields: ClassVar[list[str]] = ["name"]
