"""The questions about how an event repeats, for the editor and the short form."""

from __future__ import annotations

from typing import Any

from django import forms

from events.repetition import WEEKDAY_CHOICES


class WeekdaysField(forms.MultipleChoiceField):
    """Days of the week as boxes; kept as the codes of RFC 5545 with commas between."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=WEEKDAY_CHOICES, required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        return [day for day in value.split(",") if day]

    def clean(self, value: Any) -> str:
        return ",".join(super().clean(self.prepare_value(value) if value else []))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial or []), data)
