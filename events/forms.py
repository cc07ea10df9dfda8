from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import EventKind, Reminders, WhoRegisters
from events.repetition import LONGEST_STEP, MOST_OCCURRENCES, Repeats, days_of
from events.repetition_fields import WeekdaysField
from groups.local_time import LocalTimeField
from groups.writing_forms import WritingForm

MOST_SEATS = 100_000
OF_REGISTRATION = (
    "takes_registrations",
    "capacity",
    "waiting_list",
    "who_registers",
    "opens_at",
    "deadline",
    "reminders",
)
REPETITION = (
    "repeats",
    "repeat_days",
    "repeat_every",
    "repeat_until",
    "repeat_times",
    "repeat_except",
)


class TimeAndPlaceForm(forms.Form):
    starts_at = LocalTimeField(label=_("Starts"))
    ends_at = LocalTimeField(label=_("Ends"))
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    online_url = forms.URLField(
        label=_("Address of the online meeting"),
        required=False,
        max_length=200,
        help_text=_("Shown only to those who have a seat."),
    )


class EventForm(TimeAndPlaceForm, WritingForm):
    """An event; what the editor knows beyond this stays as it is."""

    page_fields = (
        "kind",
        "starts_at",
        "ends_at",
        "place",
        "online_url",
        "takes_registrations",
        "capacity",
        "waiting_list",
        "who_registers",
        "opens_at",
        "deadline",
        "reminders",
        *REPETITION,
        *WritingForm.page_fields,
    )
    folded = (
        (_("More about registering"), OF_REGISTRATION[2:]),
        (_("Repetition"), REPETITION),
        *WritingForm.folded,
    )

    kind = forms.ChoiceField(label=_("Kind"), choices=EventKind.choices)
    takes_registrations = forms.BooleanField(
        label=_("People register here"), required=False, initial=True
    )
    capacity = forms.IntegerField(
        label=_("Seats"),
        required=False,
        min_value=1,
        max_value=MOST_SEATS,
        help_text=_("Leave empty when there is room for everyone."),
    )
    waiting_list = forms.BooleanField(
        label=_("Queue when full"), required=False, initial=True
    )
    who_registers = forms.ChoiceField(
        label=_("Who may register"),
        choices=WhoRegisters.choices,
        initial=WhoRegisters.EVERYONE,
    )
    opens_at = LocalTimeField(label=_("Registration opens"), required=False)
    deadline = LocalTimeField(label=_("Register at the latest"), required=False)
    repeats = forms.ChoiceField(
        label=_("Repeats"), choices=Repeats.choices, required=False
    )
    repeat_days = WeekdaysField(
        label=_("Days of the week"),
        help_text=_(
            "For an event of every week; the day of the first one is included."
        ),
    )
    repeat_every = forms.IntegerField(
        label=_("Every how many weeks or months"),
        required=False,
        min_value=1,
        max_value=LONGEST_STEP,
        initial=1,
    )
    repeat_until = forms.DateField(
        label=_("Last day of the series"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    repeat_times = forms.IntegerField(
        label=_("Number of times"),
        required=False,
        min_value=1,
        max_value=MOST_OCCURRENCES,
        help_text=_("Instead of the last day. Days that are left out count too."),
    )
    repeat_except = forms.CharField(
        label=_("Days left out"),
        required=False,
        max_length=2000,
        validators=[days_of],
        help_text=_("Days on which it is not held, such as 24.12.2026, 31.12.2026."),
    )
    reminders = forms.TypedChoiceField(
        label=_("Reminders"),
        choices=Reminders.choices,
        initial=Reminders.BOTH,
        required=False,
        empty_value=Reminders.BOTH,
    )

    field_order = ("title", *page_fields, "text", "audience", "notify")

    def __init__(self, *args: Any, space: Any, page: Any, **kwargs: Any) -> None:
        super().__init__(*args, space=space, page=page, **kwargs)
        if page is not None and page.external_organiser:
            # Somebody else takes the registrations: see the editor.
            for name in OF_REGISTRATION:
                del self.fields[name]
        elif space is None:
            self.fields["who_registers"].choices = [
                choice
                for choice in WhoRegisters.choices
                if choice[0] != WhoRegisters.SPACE
            ]

    def clean_repeat_every(self) -> int:
        return self.cleaned_data["repeat_every"] or 1


class OccurrenceForm(TimeAndPlaceForm):
    """One event of a series, which its leads move without touching the others."""
