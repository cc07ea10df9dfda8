"""What a reader can choose on the search page: tabs by kind, and ways to narrow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from network_site.base.registries import search_kinds
from search.facets import MINE, NETWORK, OTHERS
from search.services import Order, SearchResults
from search.wanted import EVENT, Wanted

# As many choices of one sort are seen at first; a last one or two are not worth hiding.
SHOWN, SPARED = 5, 2
# Of longer lists the fullest are offered; nobody reads more of them.
OFFERED = 30

# Each state in words, with the tone of its tag.
STATES = {
    "approved": (pgettext_lazy("state", "Approved"), "good"),
    "proposed": (pgettext_lazy("state", "Proposed"), "info"),
    "draft": (pgettext_lazy("state", "Draft"), "warn"),
    "superseded": (pgettext_lazy("state", "Superseded"), "warn"),
    "retired": (pgettext_lazy("state", "Retired"), "bad"),
    "planned": (pgettext_lazy("state", "Planned"), "info"),
    "running": (pgettext_lazy("state", "Running"), ""),
    "ended": (pgettext_lazy("state", "Ended"), "line"),
    "cancelled": (pgettext_lazy("state", "Cancelled"), "bad"),
}
PLACES = {
    MINE: gettext_lazy("My groups and projects"),
    NETWORK: gettext_lazy("The whole network"),
    OTHERS: gettext_lazy("Other groups and projects"),
}


@dataclass(frozen=True)
class Tab:
    """A kind, or an order; ``key`` is None for what holds without any choice.

    ``count`` is None where nothing was counted.
    """

    key: str | None
    label: Any
    count: int | None
    is_current: bool


@dataclass(frozen=True)
class Choice:
    value: str
    label: Any
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class ChoiceGroup:
    """A sort of choice: ``key`` names it on the page, ``name`` in the address."""

    key: str
    name: str
    label: Any
    choices: list[Choice]

    @property
    def shown(self) -> list[Choice]:
        return self.choices if not self.folded else self.choices[:SHOWN]

    @property
    def folded(self) -> list[Choice]:
        """Those that show when asked for."""
        rest = self.choices[SHOWN:]
        return rest if len(rest) > SPARED else []

    @property
    def is_open(self) -> bool:
        """Tell whether something among the folded has been chosen."""
        return any(choice.is_chosen for choice in self.folded)

    @property
    def narrows(self) -> bool:
        """Tell whether there is anything to choose between, or to take back."""
        return len(self.choices) > 1 or any(one.is_chosen for one in self.choices)


def tabs(wanted: Wanted, results: SearchResults) -> list[Tab]:
    """Return the tabs: all, then the kinds with hits, the fullest first."""
    counts = results.facets.kinds
    if not wanted.query:
        return [
            Tab(key, kind.label_plural, None, key == wanted.kind)
            for key, kind in search_kinds.items()
        ]
    shown = [key for key, _kind in search_kinds.items() if counts.get(key)]
    if wanted.kind and wanted.kind not in shown:
        shown.append(wanted.kind)
    shown.sort(key=lambda key: -counts.get(key, 0))
    everything = Tab(None, _("All"), sum(counts.values()), not wanted.kind)
    return [everything] + [
        Tab(
            key,
            search_kinds.get(key).label_plural,
            counts.get(key, 0),
            key == wanted.kind,
        )
        for key in shown
    ]


def choices(wanted: Wanted, results: SearchResults) -> list[ChoiceGroup]:
    """Return the choices that narrow these results, with what each would give."""
    if not (wanted.query or wanted.kind):
        return []
    facets, spaces = results.facets, results.spaces
    names = {pk: facts.name for pk, facts in spaces.items()}
    projects = {pk for pk, facts in spaces.items() if facts.is_project}
    states = {key: word for key, (word, _tone) in STATES.items()}
    languages = {code: capfirst(name) for code, name in settings.LANGUAGES}
    files = {name: name.upper() for name in [*facets.file_types, *wanted.file_types]}
    years = {year: str(year) for year in [*facets.years, *wanted.years]}
    groups = [
        _group(
            "where", pgettext("search", "Where"), PLACES, facets.where, wanted.where
        ),
        _fullest(
            "department",
            pgettext("search", "Department"),
            results.departments,
            facets.departments,
            wanted.departments,
        ),
        _fullest(
            "space",
            _("Group"),
            {pk: name for pk, name in names.items() if pk not in projects},
            facets.spaces,
            wanted.spaces,
        ),
        _fullest(
            "space",
            _("Project"),
            {pk: name for pk, name in names.items() if pk in projects},
            facets.spaces,
            wanted.spaces,
            key="project",
        ),
        _group(
            "status",
            pgettext("search", "State"),
            states,
            facets.statuses,
            wanted.statuses,
        ),
        _fullest("file", _("File type"), files, facets.file_types, wanted.file_types),
        _group(
            "year",
            pgettext("search", "Year"),
            dict(sorted(years.items(), reverse=True)),
            facets.years,
            wanted.years,
        ),
        _group(
            "language", _("Language"), languages, facets.languages, wanted.languages
        ),
    ]
    return [group for group in groups if group.narrows]


def _group(
    name: str,
    label: Any,
    labels: dict[Any, Any],
    counts: dict[Any, int],
    chosen: Iterable[Any],
    *,
    key: str = "",
) -> ChoiceGroup:
    """Return a sort of choice with what has hits or is chosen, in the labels' order."""
    return ChoiceGroup(
        key or name,
        name,
        label,
        [
            Choice(str(value), words, counts.get(value, 0), value in chosen)
            for value, words in labels.items()
            if counts.get(value) or value in chosen
        ],
    )


def _fullest(
    name: str,
    label: Any,
    labels: dict[Any, Any],
    counts: dict[Any, int],
    chosen: Iterable[Any],
    *,
    key: str = "",
) -> ChoiceGroup:
    """Return a sort of choice with the fullest first."""
    order = sorted(
        labels, key=lambda value: (-counts.get(value, 0), str(labels[value]))
    )
    kept = [
        value for place, value in enumerate(order) if place < OFFERED or value in chosen
    ]
    named = {value: labels[value] for value in kept}
    return _group(name, label, named, counts, chosen, key=key)


def orders(wanted: Wanted) -> list[Tab]:
    """Return the ways to order the hits; none where there is one only."""
    ways = {Order.BEST: _("best first"), Order.NEWEST: _("newest first")}
    if not wanted.query:
        # Without words every hit answers as well: the date decides.
        ways = {Order.BEST: ways[Order.NEWEST]}
    if wanted.kind == EVENT:
        ways[Order.SOONEST] = _("soonest first")
    if len(ways) == 1 or not (wanted.query or wanted.kind):
        return []
    return [
        Tab(
            None if order == Order.BEST else order.value,
            words,
            None,
            order == wanted.order,
        )
        for order, words in ways.items()
    ]


def chosen(groups: list[ChoiceGroup], address: QueryDict) -> list[dict[str, Any]]:
    """Return what is chosen, each with the address of the page without it."""
    return [
        {"label": choice.label, "url": _without(address, group.name, choice.value)}
        for group in groups
        for choice in group.choices
        if choice.is_chosen
    ]


def _without(address: QueryDict, name: str, value: str) -> str:
    rest = address.copy()
    rest.setlist(name, [item for item in rest.getlist(name) if item != value])
    rest.pop("page", None)
    return f"?{rest.urlencode()}"


def without_choices(address: QueryDict) -> str:
    """Return the address of the page with its query and nothing else."""
    plain = QueryDict(mutable=True)
    plain["q"] = address.get("q", "")
    return f"?{plain.urlencode()}"


def shown(wanted: Wanted, results: SearchResults, address: QueryDict) -> dict[str, Any]:
    """Return all that can be chosen, as variables of the page's template.

    Args:
        address: the query string of the page.
    """
    groups = choices(wanted, results)
    return {
        "tabs": tabs(wanted, results),
        "choices": groups,
        "chosen": chosen(groups, address),
        "orders": orders(wanted),
        "without_choices": without_choices(address),
    }
