"""A moment as people type it: on the clock of the wall, asked about where that is vague."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from network_site.base import dates
from network_site.base.wall_clock import (
    comes_twice,
    moment_of,
    refuse_skipped,
    wall_of,
)

WALL = "%Y-%m-%dT%H:%M"
# The control beside the time, and its answers.
WHICH, FIRST, SECOND = "which", "first", "second"


def _typed(value: Any) -> datetime | None:
    """Return what was typed as a naive or aware datetime; None for anything else."""
    try:
        return parse_datetime(str(value).strip())
    except ValueError:
        return None


class LocalTimeWidget(forms.DateTimeInput):
    """Asks, below the time, which hour is meant where the clock shows it twice.

    Its value is the time as typed, followed by the offset once that is chosen.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args or ({"type": "datetime-local"},), **kwargs)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        value = super().value_from_datadict(data, files, name)
        wall, which = _typed(value), data.get(f"{name}-{WHICH}")
        if wall is None or timezone.is_aware(wall) or which not in (FIRST, SECOND):
            return value
        if not comes_twice(wall):
            return value
        moment = moment_of(wall, second=which == SECOND)
        return timezone.localtime(moment).isoformat(timespec="minutes")

    def format_value(self, value: Any) -> str | None:
        moment = value if isinstance(value, datetime) else _typed(value)
        if moment is None:
            return value or None
        wall = wall_of(moment) if timezone.is_aware(moment) else moment
        return wall.strftime(self.format or WALL)

    def render(
        self, name: str, value: Any, attrs: Any = None, renderer: Any = None
    ) -> SafeString:
        control = super().render(name, value, attrs, renderer)
        moment = value if isinstance(value, datetime) else _typed(value)
        if moment is None:
            return control
        is_chosen = timezone.is_aware(moment)
        wall = wall_of(moment) if is_chosen else moment
        if not comes_twice(wall):
            return control
        second = moment_of(wall, second=True)
        context = {
            "name": f"{name}-{WHICH}",
            "day": dates.short_day(wall),
            "first": FIRST,
            "second": SECOND,
            "is_first": is_chosen and moment < second,
            "is_second": is_chosen and moment >= second,
        }
        return control + render_to_string("groups/which_hour.html", context)


class LocalTimeField(forms.Field):
    """A moment on the clock of the wall, as ``datetime-local`` sends it.

    A time that the clock skips is refused; one that it shows twice is asked about.
    """

    widget = LocalTimeWidget

    def to_python(self, value: Any) -> datetime | None:
        if value in self.empty_values:
            return None
        moment = value if isinstance(value, datetime) else _typed(value)
        if moment is None:
            raise forms.ValidationError(_("Give the day and the time."))
        if timezone.is_aware(moment):
            return moment
        refuse_skipped(moment)
        if comes_twice(moment):
            raise forms.ValidationError(
                _(
                    "The clocks are put back on %(day)s: choose which %(time)s you mean."
                ),
                code="twice",
                params={"day": dates.short_day(moment), "time": dates.clock(moment)},
            )
        return moment_of(moment)
