"""The forms of rounds: opening one, commenting, deciding."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from groups.forms import DayField
from groups.inviting import named
from groups.local_time import LocalTimeField
from groups.models import Decision, RoundComment, RoundItem, RoundParty, Space
from groups.models.rounds import REASON_LENGTH, TEXT_LENGTH, TITLE_LENGTH
from groups.rounds import Circle, Verdict
from members.models import User
from network_site.base.registries import round_subjects
from network_site.base.round_subjects import RoundCard

# A list of people that is longer is a space's task.
MOST_PEOPLE = 100


def subject_key(kind: str, pk: int) -> str:
    """Return how a form names a thing that a round can be about: "concept:12"."""
    return f"{kind}:{pk}"


def _read_keys(keys: list[str]) -> list[tuple[str, int]]:
    """Return kind and id of each key that can be one."""
    parts = [key.partition(":") for key in keys]
    return [
        (kind, int(pk))
        for kind, _colon, pk in parts
        if kind in round_subjects and pk.isascii() and pk.isdigit() and len(pk) < 18
    ]


def offered_subjects(
    *, space: Space, user: User, words: str, chosen: list[str]
) -> list[tuple[str, RoundCard]]:
    """Return what a person may put into a round, what is chosen already first."""
    offered: dict[str, RoundCard] = {}
    for kind, ids in _by_kind(_read_keys(chosen)).items():
        subject = round_subjects.get(kind)
        allowed = subject.proposable(ids, user)
        for pk, card in subject.cards(allowed, user).items():
            offered[subject_key(kind, pk)] = card
    for kind, subject in round_subjects.items():
        cards = {card.pk: card for card in subject.offered(words, space, user)}
        for pk in RoundItem.objects.in_running_rounds(kind, cards):
            del cards[pk]
        for pk, card in cards.items():
            offered.setdefault(subject_key(kind, pk), card)
    return list(offered.items())


def _by_kind(keys: list[tuple[str, int]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for kind, pk in keys:
        found.setdefault(kind, []).append(pk)
    return found


class RoundForm(forms.Form):
    """A new round: what, to whom, until when."""

    title = forms.CharField(
        label=pgettext_lazy("round", "Title"),
        max_length=TITLE_LENGTH,
        help_text=gettext_lazy("Short: The concepts of civil protection, autumn 2026."),
    )
    message = forms.CharField(
        label=gettext_lazy("What do you ask?"),
        required=False,
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("What should be looked at, and why it matters."),
    )
    deadline = LocalTimeField(label=gettext_lazy("Comments and answers by"))
    subjects = forms.MultipleChoiceField(
        label=gettext_lazy("What is proposed"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose what the round is about.")},
    )
    spaces = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Groups and projects to ask"),
        queryset=Space.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "Their members see what is proposed and comment on it; their leads answer."
        ),
    )
    people = forms.CharField(
        label=gettext_lazy("People to ask"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("One on a line: a name or an e-mail address."),
    )

    def __init__(
        self,
        *args: Any,
        user: User,
        offered: list[tuple[str, RoundCard]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        known = Space.objects.visible_to(user).running()
        self.fields["spaces"].queryset = known.order_by("name", "pk")
        self.fields["subjects"].choices = [
            (key, f"{card.title} ({str(card.state).lower()})") for key, card in offered
        ]

    def clean_subjects(self) -> list[tuple[str, int]]:
        return _read_keys(self.cleaned_data["subjects"])

    def clean_people(self) -> list[User]:
        lines = [
            line for line in self.cleaned_data["people"].splitlines() if line.strip()
        ]
        if len(lines) > MOST_PEOPLE:
            words = _("Name at most %(number)s people. Ask a group instead.")
            raise ValidationError(words % {"number": MOST_PEOPLE})
        people: dict[int, User] = {}
        problems = []
        for line in lines:
            try:
                person = User.objects.active().filter(email=named(line)).first()
                if person is None:
                    raise ValidationError(_("No account has this e-mail address."))
                people[person.pk] = person
            except ValidationError as error:
                problems.append(f"{line.strip()}: {error.messages[0]}")
        if problems:
            raise ValidationError(problems)
        return list(people.values())

    def circle(self) -> Circle:
        """Return whom the valid form names."""
        data = self.cleaned_data
        return Circle(tuple(data["spaces"]), tuple(data["people"]))


def suggested_text(max_length: int) -> forms.CharField:
    """Return the field in which somebody writes how a text should read instead."""
    return forms.CharField(
        label=gettext_lazy("How it should read"),
        required=False,
        max_length=max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "The whole text as you would write it. May be left as it is."
        ),
    )


class CommentForm(forms.Form):
    """What somebody says of one text of an item, or of the whole."""

    field = forms.ChoiceField(
        label=gettext_lazy("What is it about?"),
        required=False,
    )
    suggestion = suggested_text(TEXT_LENGTH)
    text = forms.CharField(
        label=gettext_lazy("Comment or reason"),
        required=False,
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, *args: Any, card: RoundCard, reply: RoundComment | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if reply is not None:
            del self.fields["field"], self.fields["suggestion"]
            self.fields["text"].label = _("Your reply")
            return
        self.fields["field"].choices = [
            ("", _("The whole")),
            *(
                (field.key, f"{row.label}, {field.label.lower()}")
                for row in card.rows
                for field in row.fields
            ),
        ]


class AnswerForm(forms.Form):
    """Why a comment is accepted or not."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "The author reads it. Needed where the comment is not accepted."
        ),
    )


class PartyForm(forms.Form):
    """The answer of a space or a person as a whole."""

    view = forms.ChoiceField(
        label=pgettext_lazy("round", "Answer"),
        choices=RoundParty.View.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one of the answers.")},
    )
    note = forms.CharField(
        label=gettext_lazy("In a few words"),
        required=False,
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, party: RoundParty, **kwargs: Any) -> None:
        kwargs.setdefault("prefix", f"party-{party.pk}")
        kwargs.setdefault("initial", {"view": party.view, "note": party.note})
        super().__init__(*args, **kwargs)


class ProlongForm(forms.Form):
    deadline = LocalTimeField(label=gettext_lazy("New deadline"))


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why is the round withdrawn?"),
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Say why.")},
    )


class DecisionForm(forms.Form):
    """Who decided, when, and what of each item that waits."""

    body = forms.CharField(
        label=gettext_lazy("Who decided?"),
        max_length=200,
        help_text=gettext_lazy("A working group, the board, a meeting."),
    )
    day = DayField(
        label=gettext_lazy("Day of the decision"), initial=timezone.localdate
    )

    def __init__(
        self, *args: Any, items: list[tuple[RoundItem, RoundCard]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        for item, _card in items:
            self.fields[f"decision-{item.pk}"] = forms.ChoiceField(
                label=gettext_lazy("Decision"),
                required=False,
                choices=[("", _("Not decided yet")), *Decision.choices],
            )
            self.fields[f"reason-{item.pk}"] = forms.CharField(
                label=gettext_lazy("Reason"),
                required=False,
                max_length=REASON_LENGTH,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def rows(self) -> list[dict[str, Any]]:
        """Return the fields of each item beside what it is."""
        return [
            {
                "card": card,
                "item": item,
                "decision": self[f"decision-{item.pk}"],
                "reason": self[f"reason-{item.pk}"],
            }
            for item, card in self.items
        ]

    def verdicts(self) -> list[Verdict]:
        """Return what the valid form decides."""
        data = self.cleaned_data
        return [
            Verdict(item, data[f"decision-{item.pk}"], data[f"reason-{item.pk}"])
            for item, _card in self.items
            if data[f"decision-{item.pk}"]
        ]
