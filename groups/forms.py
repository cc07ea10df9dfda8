"""The forms about who belongs to a space."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.access import leads
from groups.inviting import named
from groups.models import Invitation, JoinRequest, Space
from groups.passes import checked_end
from groups.policies import LEADING_ROLES, Role
from members.models import Organisation, User

# What a guest's time is when nobody says otherwise.
USUAL_VISIT = timedelta(days=180)


class DayField(forms.DateField):
    """A day, chosen in the browser's own calendar."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, **options)


class AskForm(forms.ModelForm):
    class Meta:
        model = JoinRequest
        fields: ClassVar[list[str]] = ["message"]
        labels: ClassVar[dict[str, Any]] = {"message": _("Message to the leads")}
        help_texts: ClassVar[dict[str, Any]] = {
            "message": _("The leads see your name, department and title as well.")
        }


def roles_to_give(user: User, space: Space) -> list[tuple[str, Any]]:
    """Return the roles that a person may give in a space, as choices.

    Guests are invited instead: they need a last day.
    """
    led = leads(user, space)
    return [
        (role.value, role.label)
        for role in Role
        if role != Role.GUEST and (led or role in LEADING_ROLES)
    ]


class AddMemberForm(forms.Form):
    """An existing person, by name or e-mail address, and the role."""

    person = forms.CharField(label=_("Name or e-mail address"), max_length=254)
    role = forms.ChoiceField(label=_("Role"))

    def __init__(self, *args: Any, space: Space, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.space = space
        self.fields["role"].choices = roles_to_give(user, space)
        self.fields["role"].initial = self.fields["role"].choices[-1][0]

    def clean_person(self) -> User:
        email = named(self.cleaned_data["person"])
        person = User.objects.active().filter(email=email).first()
        if person is None:
            raise ValidationError(
                _("No account has this e-mail address. Send an invitation instead.")
            )
        if person.is_guest:
            raise ValidationError(
                _("Comes from outside the network: invite as a guest, with a last day.")
            )
        if self.space.memberships.of(person).exists():
            raise ValidationError(_("Belongs to the space already."))
        return person


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"))

    def __init__(self, *args: Any, choices: list, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = choices


class HandOverForm(forms.Form):
    """Who leads from now on, and what becomes of the one who led."""

    to = forms.ModelChoiceField(
        label=_("New lead"),
        queryset=User.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    then = forms.ChoiceField(
        label=_("And you yourself"),
        required=False,
        widget=forms.RadioSelect,
        choices=[
            (Role.DEPUTY.value, _("stay as deputy lead")),
            (Role.MEMBER.value, _("stay as a member")),
            ("", _("leave")),
        ],
    )

    def __init__(self, *args: Any, heirs: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = heirs
        self.fields["to"].label_from_instance = with_department


def with_department(person: User) -> str:
    """Return a person's name with the department, to tell namesakes apart."""
    organisation = person.organisation
    return f"{person}, {organisation.short_name}" if organisation else str(person)


class InviteForm(forms.Form):
    people = forms.CharField(
        label=_("Whom do you invite?"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "One on a line: a name, an e-mail address or Name <address>. You can paste "
            "a whole list."
        ),
    )
    role = forms.ChoiceField(
        label=_("As what?"),
        choices=Invitation._meta.get_field("role").choices,
        initial=Role.MEMBER,
    )
    ends_on = DayField(
        label=_("Last day of a guest"),
        required=False,
        help_text=_("At most a year from now. Members stay until they leave."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("role") == Role.GUEST and "ends_on" in data:
            if data["ends_on"] is None:
                self.add_error("ends_on", _("Say until when a guest belongs."))
            else:
                _check_end(self, data["ends_on"])
        return data


def _check_end(form: forms.Form, day: Any) -> None:
    try:
        checked_end(day)
    except ValidationError as error:
        form.add_error(None, error)


class ExtendForm(forms.Form):
    ends_on = DayField(label=_("New last day"), help_text=_("At most a year from now."))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("ends_on"):
            _check_end(self, data["ends_on"])
        return data


class AccountForm(forms.Form):
    """What an invited person without an account gives: a name and a password."""

    first_name = forms.CharField(label=_("First name"), max_length=150)
    last_name = forms.CharField(label=_("Last name"), max_length=150)
    password = forms.CharField(
        label=_("Password"),
        help_text=_("At least 12 characters. Several words are easy to remember."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email
        self.fields["first_name"].widget.attrs["autocomplete"] = "given-name"
        self.fields["last_name"].widget.attrs["autocomplete"] = "family-name"

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if password := data.get("password"):
            names = {key: data.get(key, "") for key in ("first_name", "last_name")}
            try:
                validate_password(password, User(email=self.email, **names))
            except ValidationError as error:
                self.add_error("password", error)
        return data


class DepartmentsForm(forms.Form):
    """Which departments' people are offered."""

    department = forms.ModelMultipleChoiceField(
        label=_("Departments"),
        queryset=Organisation.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        departments = Organisation.objects.departments().current()
        self.fields["department"].queryset = departments


class PeopleForm(forms.Form):
    """Whom of these to add."""

    people = forms.ModelMultipleChoiceField(
        label=_("People"),
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one person.")},
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = people
        self.fields["people"].label_from_instance = with_department


def usual_end() -> Any:
    """Return the last day that a new guest is offered."""
    return timezone.localdate() + USUAL_VISIT
