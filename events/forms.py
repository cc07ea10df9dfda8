from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import EventKind, Reminders
from groups.writing_forms import LocalTimeField, WritingForm

MOST_SEATS = 100_000


class EventForm(WritingForm):
    """An event; what the editor knows beyond this stays as it is."""

    page_fields = (
        "kind",
        "starts_at",
        "ends_at",
        "place",
        "online_url",
        "takes_registrations",
        "capacity",
        "reminders",
    )

    kind = forms.ChoiceField(label=_("Kind"), choices=EventKind.choices)
    starts_at = LocalTimeField(label=_("Starts"))
    ends_at = LocalTimeField(label=_("Ends"))
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    online_url = forms.URLField(
        label=_("Address of the online meeting"),
        required=False,
        max_length=200,
        help_text=_("Shown only to those who have a seat."),
    )
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
            del self.fields["takes_registrations"]
            del self.fields["capacity"]
            del self.fields["reminders"]
