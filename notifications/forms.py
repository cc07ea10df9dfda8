from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from network_site.base.registries import NotificationKind, notification_kinds
from notifications.models import Notice, Preferences

WEEKDAYS = [
    (0, pgettext_lazy("day to choose", "Monday")),
    (1, pgettext_lazy("day to choose", "Tuesday")),
    (2, pgettext_lazy("day to choose", "Wednesday")),
    (3, pgettext_lazy("day to choose", "Thursday")),
    (4, pgettext_lazy("day to choose", "Friday")),
    (5, pgettext_lazy("day to choose", "Saturday")),
    (6, pgettext_lazy("day to choose", "Sunday")),
]
HOURS = [(hour, f"{hour}.00") for hour in range(24)]
LONGEST_SHIFT = 36
# Some of the week must be left in which mail may come.
HOURS_LEFT_IN_A_WEEK = 12


def silenceable() -> list[NotificationKind]:
    """Return the kinds that a person may choose a channel for."""
    return [
        kind
        for kind in notification_kinds.values()
        if not kind.transactional and not kind.is_digest
    ]


def always_sent() -> list[NotificationKind]:
    return [kind for kind in notification_kinds.values() if kind.transactional]


class PreferencesForm(forms.Form):
    """How a person wants to be told; a field for each kind that can be chosen."""

    digest = forms.ChoiceField(
        label=_("How often"),
        choices=Preferences.Digest.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "One mail of the updates and events that are not sent at once. Nothing is "
            "sent when nothing is new."
        ),
    )
    digest_weekday = forms.TypedChoiceField(
        label=_("Day of the weekly digest"), choices=WEEKDAYS, coerce=int
    )
    digest_hour = forms.TypedChoiceField(
        label=_("Hour of the digest"), choices=HOURS, coerce=int
    )
    quiet = forms.ChoiceField(
        label=_("When it is quiet"),
        choices=[
            ("none", _("None: mail comes at any time")),
            ("weekdays", _("On the weekdays I choose")),
            ("cycle", _("In step with my shifts, every so many days")),
        ],
        widget=forms.RadioSelect,
        help_text=_(
            "Mail waits until the quiet time ends. What would then come too late for "
            "an event, and answers to what you have just done, come at once."
        ),
    )
    quiet_from = forms.TimeField(
        label=_("Quiet time begins at"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    quiet_hours = forms.IntegerField(
        label=_("How many hours it lasts"),
        required=False,
        min_value=1,
        max_value=LONGEST_SHIFT,
    )
    quiet_weekdays = forms.TypedMultipleChoiceField(
        label=_("Weekdays on which it begins"),
        choices=WEEKDAYS,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    quiet_cycle = forms.IntegerField(
        label=_("It begins every how many days"),
        required=False,
        min_value=2,
        max_value=60,
        help_text=_("4, when a shift of 24 hours is followed by three days off."),
    )
    quiet_cycle_from = forms.DateField(
        label=_("One day on which it begins"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, preferences: Preferences, **kwargs: Any) -> None:
        self.kinds = silenceable()
        kwargs["initial"] = _as_initial(preferences, self.kinds)
        super().__init__(*args, **kwargs)
        for kind in self.kinds:
            self.fields[f"kind_{kind.key}"] = forms.ChoiceField(
                label=kind.label, choices=Preferences.Channel.choices
            )

    def kind_fields(self) -> Iterator[Any]:
        """Yield the fields of the kinds, for the template."""
        for kind in self.kinds:
            yield self[f"kind_{kind.key}"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        quiet = data.get("quiet")
        needed = {
            "weekdays": ("quiet_from", "quiet_hours", "quiet_weekdays"),
            "cycle": ("quiet_from", "quiet_hours", "quiet_cycle", "quiet_cycle_from"),
        }
        for name in needed.get(quiet or "", ()):
            if name not in self.errors and data.get(name) in (None, "", []):
                self.add_error(name, _("Needed for the quiet time you have chosen."))
        self._require_some_left(quiet, data)
        return data

    def _require_some_left(self, quiet: str | None, data: dict[str, Any]) -> None:
        hours = data.get("quiet_hours") or 0
        if quiet == "weekdays":
            left = 7 * 24 - hours * len(data.get("quiet_weekdays") or [])
        elif quiet == "cycle":
            left = (data.get("quiet_cycle") or 7) * 24 - hours
        else:
            return
        if left < HOURS_LEFT_IN_A_WEEK and "quiet_hours" not in self.errors:
            self.add_error(
                "quiet_hours",
                _("No time would be left for mail to come. Shorten the quiet time."),
            )


def _as_initial(
    preferences: Preferences, kinds: list[NotificationKind]
) -> dict[str, Any]:
    if preferences.quiet_from is None:
        quiet = "none"
    else:
        quiet = "cycle" if preferences.quiet_cycle else "weekdays"
    channels = {f"kind_{kind.key}": preferences.channel(kind) for kind in kinds}
    names = (
        "digest",
        "digest_weekday",
        "digest_hour",
        "quiet_from",
        "quiet_hours",
        "quiet_weekdays",
        "quiet_cycle",
        "quiet_cycle_from",
    )
    stored = {name: getattr(preferences, name) for name in names}
    return stored | channels | {"quiet": quiet}


class InboxForm(forms.Form):
    """The filters of the inbox."""

    kind = forms.ChoiceField(label=_("Kind"), required=False)
    unread = forms.BooleanField(label=_("Only new"), required=False)

    def __init__(self, *args: Any, kinds: list[NotificationKind], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            ("", _("All")),
            *((kind.key, kind.label) for kind in kinds),
        ]


class LedgerForm(forms.Form):
    """The filters of the administrators' view of the ledger."""

    person = forms.CharField(label=_("Name or address"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All")), *Notice.MailState.choices],
    )
    subject = forms.CharField(label=_("Id of the subject"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            ("", _("All")),
            *((key, kind.label) for key, kind in notification_kinds.items()),
        ]
