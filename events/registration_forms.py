"""The forms about who comes to an event."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from events.models import EventMaterial, Question, Registration
from events.questions import LONGEST_ANSWER, MOST_CHOICES
from groups.inviting import named
from members.models import User

State = Registration.State
LONGEST_MESSAGE = 10_000


class AnswersForm(forms.Form):
    """The questions of an event, each as its own kind of field.

    Args:
        questions: in order.
        answers: what has been answered before, by the ids of the questions.
    """

    def __init__(
        self,
        *args: Any,
        questions: list[Question],
        answers: dict[int, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for question in questions:
            field = self._field(question)
            field.initial = (answers or {}).get(question.pk)
            self.fields[f"question-{question.pk}"] = field

    @staticmethod
    def _field(question: Question) -> forms.Field:
        told: dict[str, Any] = {"label": question.words, "required": question.required}
        kinds = Question.Kind
        if question.kind == kinds.SEVERAL:
            ticks = forms.CheckboxSelectMultiple
            return forms.MultipleChoiceField(
                choices=question.offered, widget=ticks, **told
            )
        if question.kind == kinds.CHOICE:
            return forms.ChoiceField(
                choices=question.offered, widget=forms.RadioSelect, **told
            )
        if question.kind == kinds.YES_NO:
            return forms.TypedChoiceField(
                choices=[(True, _("Yes")), (False, _("No"))],
                coerce=lambda said: said == "True",
                empty_value=None,
                widget=forms.RadioSelect,
                **told,
            )
        area = forms.Textarea({"rows": 2})
        return forms.CharField(max_length=LONGEST_ANSWER, widget=area, **told)

    def answers(self) -> dict[int, Any]:
        """Return what was answered, by the ids of the questions."""
        return {
            question.pk: self.cleaned_data[f"question-{question.pk}"]
            for question in self.questions
        }


class QuestionForm(forms.ModelForm):
    """One question, with its words in other languages where somebody gives them."""

    choices_text = forms.CharField(
        label=_("Choices"),
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("One a line; only for questions with choices."),
    )

    class Meta:
        model = Question
        fields = ("kind", "label", "required")
        labels = {
            "kind": _("Kind"),
            "label": _("Question"),
            "required": _("An answer is required"),
        }
        help_texts = {
            "label": _("Diet and accessibility needs are asked in ready-made words.")
        }

    field_order = ("kind", "label", "choices_text", "required")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = Question.Kind.choices
        self.fields["choices_text"].initial = "\n".join(self.instance.choices)
        self.others = [
            (code, name)
            for code, name in settings.LANGUAGES
            if code != settings.LANGUAGE_CODE
        ]
        for code, name in self.others:
            told = self.instance.texts.get(code, {})
            self.fields[f"label_{code}"] = forms.CharField(
                label=_("Question: %(language)s") % {"language": name},
                required=False,
                max_length=200,
                initial=told.get("label", ""),
            )
            self.fields[f"choices_{code}"] = forms.CharField(
                label=_("Choices: %(language)s") % {"language": name},
                required=False,
                widget=forms.Textarea({"rows": 3}),
                initial="\n".join(told.get("choices", [])),
            )

    @property
    def translated(self) -> list[Any]:
        """The fields of the other languages."""
        names = [f"{part}_{code}" for code, _n in self.others for part in TOLD]
        return [self[name] for name in names]

    @property
    def own(self) -> list[Any]:
        return [self[name] for name in ("kind", "label", "choices_text")]

    def clean_choices_text(self) -> list[str]:
        lines = _lines_of(self.cleaned_data["choices_text"])
        if len(lines) > MOST_CHOICES:
            raise ValidationError(_("That is too many choices."))
        return lines

    def question(self) -> Question:
        """Return the question as the form has it, unsaved."""
        data = self.cleaned_data
        question = self.instance
        question.choices = data["choices_text"]
        question.texts = {
            code: {
                "label": data[f"label_{code}"],
                "choices": _lines_of(data[f"choices_{code}"]),
            }
            for code, _name in self.others
            if data[f"label_{code}"] or data[f"choices_{code}"]
        }
        return question


TOLD = ("label", "choices")


def _lines_of(text: str) -> list[str]:
    lines = [line.strip()[:200] for line in text.splitlines()]
    return list(dict.fromkeys(line for line in lines if line))


class KeptDaysForm(forms.Form):
    days = forms.IntegerField(
        label=_("Answers are removed so many days after the event"),
        min_value=1,
        max_value=365,
    )


class AddParticipantForm(forms.Form):
    """Somebody by name or address; a name and a language where there is no account."""

    person = forms.CharField(
        label=_("Name or e-mail address"),
        max_length=254,
        help_text=_(
            "An address that has no account is taken as an outside participant."
        ),
    )
    name = forms.CharField(
        label=_("Name of an outside participant"), max_length=150, required=False
    )
    language = forms.ChoiceField(
        label=_("Language of the mails to an outside participant"),
        choices=settings.LANGUAGES,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "person" not in data:
            return data
        try:
            data["email"] = named(data["person"])
        except ValidationError as error:
            self.add_error("person", error)
            return data
        known = User.objects.active().filter(email=data["email"]).exists()
        if not known and not data.get("name"):
            self.add_error(
                "name", _("No account has this address: give the person's name too.")
            )
        return data


class ListFilterForm(forms.Form):
    """What of the list is shown."""

    q = forms.CharField(required=False, max_length=100, label=_("Name or address"))
    state = forms.ChoiceField(
        required=False,
        label=_("State"),
        choices=[("", _("All")), *State.choices],
    )
    department = forms.ChoiceField(required=False, label=_("Organisation"))

    def __init__(
        self, *args: Any, departments: list[dict[str, Any]], **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        self.fields["department"].choices = [
            ("", _("All")),
            *((str(row["pk"]), row["name"]) for row in departments if row["pk"]),
        ]


class MessageForm(forms.Form):
    """A message to participants; ``token`` is that of this one sitting."""

    states = forms.MultipleChoiceField(
        label=_("To whom"),
        widget=forms.CheckboxSelectMultiple,
        choices=[choice for choice in State.choices if choice[0] != State.CANCELLED],
        initial=[State.CONFIRMED.value],
    )
    subject = forms.CharField(label=_("Subject"), max_length=150)
    text = forms.CharField(
        label=_("Message"),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea({"rows": 8}),
    )
    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class InviteForm(forms.Form):
    people = forms.CharField(
        label=_("People"),
        widget=forms.Textarea({"rows": 6}),
        help_text=_("One a line: a name or an e-mail address."),
    )

    def clean_people(self) -> list[str]:
        return list(
            dict.fromkeys(
                line.strip()
                for line in self.cleaned_data["people"].splitlines()
                if line.strip(" ,;")
            )
        )


class MaterialForm(forms.Form):
    """Files of the space to put on the event's page, chosen or sent."""

    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=EventMaterial.Kind.choices,
        widget=forms.RadioSelect,
        initial=EventMaterial.Kind.AGENDA,
    )
    document = forms.ModelChoiceField(
        label=_("A document of the space"),
        queryset=None,
        required=False,
        empty_label="–",
    )

    def __init__(self, *args: Any, offered: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document"].queryset = offered


class ExportForm(forms.Form):
    do = forms.ChoiceField(choices=[("csv", "CSV"), ("xlsx", "XLSX")])
    answers = forms.BooleanField(required=False)
