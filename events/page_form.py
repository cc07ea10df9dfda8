from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateTimeInput

from events.repetition_fields import WeekdaysField
from groups.local_time import LocalTimeField, LocalTimeWidget
from groups.models.pages import SpaceContentForm


class EditorTimeWidget(LocalTimeWidget, AdminDateTimeInput):
    """Wagtail's own control for a time, with the question below it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(None, **kwargs)


class EventPageForm(SpaceContentForm):
    """The editor's form of an event: times on the clock of the wall."""

    starts_at = LocalTimeField(label=_("starts"), widget=EditorTimeWidget)
    ends_at = LocalTimeField(label=_("ends"), widget=EditorTimeWidget)
    deadline = LocalTimeField(
        label=_("register at the latest"), widget=EditorTimeWidget, required=False
    )
    repeat_days = WeekdaysField(
        label=_("days of the week"),
        help_text=_(
            "For an event of every week; the day of the first one is included."
        ),
    )
