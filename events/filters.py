"""What the calendar is narrowed to: plain choices in the address, which combine."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models.events import Event, EventKind
from events.querysets import EventQuerySet
from groups.models import Space
from groups.policies import SpaceKind
from members.models import Organisation

NETWORK, SPACES, OUTSIDE = "network", "spaces", "outside"
ORGANISERS = [
    ("", gettext_lazy("Anybody")),
    (NETWORK, gettext_lazy("The network")),
    (SPACES, gettext_lazy("Groups and projects")),
    (OUTSIDE, gettext_lazy("Outside organisers")),
]
ONLINE, ON_SITE = "online", "site"
PLACES = [
    ("", gettext_lazy("Anywhere")),
    (ONLINE, gettext_lazy("Online")),
    (ON_SITE, gettext_lazy("On site")),
]
LONGEST_TEXT = 100


class CalendarFilter(forms.Form):
    """The choices of one reader; what cannot be read narrows nothing.

    Args:
        given: the address's parameters.
        user: the reader, who is offered only what they may know of.
    """

    q = forms.CharField(
        label=gettext_lazy("Words"), required=False, max_length=LONGEST_TEXT
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        required=False,
        choices=[("", gettext_lazy("All kinds")), *EventKind.choices],
    )
    organiser = forms.ChoiceField(
        label=gettext_lazy("Organiser"), required=False, choices=ORGANISERS
    )
    space = forms.ChoiceField(label=gettext_lazy("Group or project"), required=False)
    department = forms.ChoiceField(label=gettext_lazy("Department"), required=False)
    where = forms.ChoiceField(
        label=gettext_lazy("Where"), required=False, choices=PLACES
    )
    mine = forms.BooleanField(label=gettext_lazy("Only my events"), required=False)

    def __init__(self, given: Any, *, user: Any) -> None:
        super().__init__(given, auto_id="filter-%s")
        self.user = user
        self.fields["space"].choices = _spaces_offered_to(user)
        self.fields["department"].choices = [
            ("", _("All")),
            *[(str(one.pk), str(one)) for one in _departments()],
        ]
        self.is_valid()
        self.chosen = {
            name: value for name, value in self.cleaned_data.items() if value
        }

    def narrow(self, events: EventQuerySet) -> EventQuerySet:
        """Keep the events that answer to every choice."""
        chosen = self.chosen
        if "q" in chosen:
            events = events.with_words(chosen["q"])
        if "kind" in chosen:
            events = events.filter(kind=chosen["kind"])
        if "organiser" in chosen:
            events = events.organised_by(chosen["organiser"])
        if "space" in chosen:
            events = events.filter(space=int(chosen["space"]))
        if "department" in chosen:
            events = events.of_department(int(chosen["department"]))
        if "where" in chosen:
            empty = {"online_url" if chosen["where"] == ONLINE else "place": ""}
            events = events.exclude(**empty)
        if "mine" in chosen:
            events = events.of_registered(self.user)
        return events

    def chosen_in_words(self) -> list[dict[str, str]]:
        """Return each choice by its name and as the form shows it."""
        return [
            {"name": name, "label": self._in_words(name, value)}
            for name, value in self.chosen.items()
        ]

    def _in_words(self, name: str, value: Any) -> str:
        if name == "q":
            return f"“{value}”"
        if name == "mine":
            return str(self.fields[name].label)
        return str(_flat(self.fields[name].choices).get(value, value))


def _flat(choices: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for value, label in choices:
        found |= dict(label) if isinstance(label, list) else {value: label}
    return found


def _spaces_offered_to(user: Any) -> list[Any]:
    """Return the spaces that hold events which the reader may see, by kind."""
    holding = Event.objects.visible_to(user).order_by().values("space")
    spaces = Space.objects.filter(pk__in=holding)
    cards = spaces.with_cards(page_model=Space.page_model())
    named = sorted(cards, key=lambda space: str(space.page or space).casefold())
    groups: dict[bool, list[Any]] = {False: [], True: []}
    for space in named:
        is_project = space.kind == SpaceKind.PROJECT_TEAM
        groups[is_project].append((str(space.pk), str(space.page or space)))
    titles = {False: _("Groups"), True: _("Projects")}
    return [
        ("", _("All")),
        *[(titles[key], found) for key, found in groups.items() if found],
    ]


def _departments() -> Any:
    return Organisation.objects.departments().current()
