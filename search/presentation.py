"""The search page in words: tabs, choices, and the lines of a hit."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.utils.dateparse import parse_datetime
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from network_site.base.dates import moment, short_day, span
from network_site.base.models import words_on_reading
from network_site.base.registries import search_kinds
from search.facets import MINE, NETWORK, OTHERS
from search.hits import CONCEPT, Hit
from search.services import SearchResults, SpaceFacts
from search.wanted import Wanted

# Spaces among the choices; more would bury the ones below.
SPACES_SHOWN = 8
SUMMARY_SHOWN = 220

# States worth a word, with the tone of their tag. Running and open go without saying.
STATES = {
    "approved": (pgettext_lazy("state", "Approved"), "good"),
    "proposed": (pgettext_lazy("state", "Proposed"), "info"),
    "draft": (pgettext_lazy("state", "Draft"), "warn"),
    "superseded": (pgettext_lazy("state", "Superseded"), "warn"),
    "retired": (pgettext_lazy("state", "Retired"), "bad"),
    "planned": (pgettext_lazy("state", "Planned"), "info"),
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
    """A kind above the results; ``key`` is None for all of them together.

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
    name: str
    label: Any
    choices: list[Choice]


@dataclass(frozen=True)
class Line:
    """A hit as it is shown."""

    hit: Hit
    icon: str
    kind: str
    state: Any
    tone: str
    text: list[SafeString]
    meta: list[str]
    why: str
    is_open: bool
    email: str = ""
    translations: list[tuple[str, str]] = field(default_factory=list)
    is_closed: bool = False


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
    facets = results.facets
    where = [
        Choice(key, label, facets.where[key], key in wanted.where)
        for key, label in PLACES.items()
    ]
    fullest = sorted(
        results.spaces.items(),
        key=lambda item: (-facets.spaces.get(item[0], 0), item[1].name),
    )
    spaces = [
        Choice(str(pk), facts.name, facets.spaces.get(pk, 0), pk in wanted.spaces)
        for place, (pk, facts) in enumerate(fullest)
        if place < SPACES_SHOWN or pk in wanted.spaces
    ]
    languages = [
        Choice(
            code,
            capfirst(name),
            facets.languages.get(code, 0),
            code in wanted.languages,
        )
        for code, name in settings.LANGUAGES
    ]
    groups = [
        ChoiceGroup("where", pgettext("search", "Where"), where),
        ChoiceGroup("space", _("Group or project"), spaces),
        ChoiceGroup("language", _("Language"), languages),
    ]
    return [group for group in groups if group.choices]


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


def at_page(address: QueryDict, number: int) -> str:
    """Return the page's query string for another of its pages."""
    other = address.copy()
    other["page"] = str(number)
    return other.urlencode()


def without_choices(address: QueryDict) -> str:
    """Return the address of the page with its query and nothing else."""
    plain = QueryDict(mutable=True)
    plain["q"] = address.get("q", "")
    return f"?{plain.urlencode()}"


def lines(wanted: Wanted, results: SearchResults, language: str) -> list[Line]:
    """Return the hits as they are shown; one concept opens on top.

    A concept opens when it is the best hit, or when one of its terms is what was typed.
    """
    found = list(results.hits)
    opened = None
    if wanted.query and wanted.page == 1 and not wanted.newest_first:
        opened = next(
            (
                hit
                for place, hit in enumerate(found)
                if hit.kind == CONCEPT and (hit.exact or place == 0)
            ),
            None,
        )
    if opened is not None:
        found.remove(opened)
        found.insert(0, opened)
    return [_line(hit, results, language, is_open=hit is opened) for hit in found]


def _line(hit: Hit, results: SearchResults, language: str, *, is_open: bool) -> Line:
    kind, space = hit.kind_of, _space(hit, results)
    state, tone = STATES.get(hit.status, ("", ""))
    return Line(
        hit=hit,
        icon=kind.icon if kind else "file",
        kind=", ".join(
            filter(None, [str(kind.label) if kind else "", _file_type(hit)])
        ),
        state=state,
        tone=tone,
        text=[] if is_open else _text(hit),
        meta=_meta(hit, results, language),
        why="" if is_open else _why(hit),
        is_open=is_open,
        email=hit.extra.get("email", ""),
        translations=hit.translations if is_open else [],
        is_closed=hit.for_its_space and space is not None and not space.is_open,
    )


def _file_type(hit: Hit) -> str:
    return str(hit.extra.get("file_type", "")).upper()


def _text(hit: Hit) -> list[SafeString]:
    if hit.highlights:
        return hit.highlights
    summary = Truncator(hit.summary).chars(SUMMARY_SHOWN, truncate="…")
    return [format_html("{}", summary)] if summary else []


def _meta(hit: Hit, results: SearchResults, language: str) -> list[str]:
    space = _space(hit, results)
    facts = [
        hit.extra.get("author", ""),
        hit.extra.get("department", "") if hit.kind != "person" else "",
        space.name if space and hit.kind != "space" else "",
        _when(hit),
        hit.extra.get("place", ""),
        str(words_on_reading(hit.extra.get("reading", ""))),
    ]
    if hit.language != language:
        facts.append(settings.LANGUAGE_NAMES.get(hit.language, hit.language))
    return [fact for fact in facts if fact]


def _space(hit: Hit, results: SearchResults) -> SpaceFacts | None:
    return None if hit.space is None else results.spaces.get(hit.space)


def _when(hit: Hit) -> str:
    if hit.date is None:
        return ""
    ends_at = hit.extra.get("ends_at")
    if ends_at is None:
        return short_day(hit.date)
    end: datetime | None = parse_datetime(ends_at)
    return span(hit.date, end) if end else moment(hit.date)


def _why(hit: Hit) -> str:
    """Say why a hit was found, where the words typed do not stand in it as typed."""
    if hit.forms:
        return ngettext(
            "Match in the inflected form %(forms)s",
            "Match in the inflected forms %(forms)s",
            len(hit.forms),
        ) % {"forms": _listed(hit.forms)}
    if hit.others:
        return ngettext(
            "Match in the word %(words)s",
            "Match in the words %(words)s",
            len(hit.others),
        ) % {"words": _listed(hit.others)}
    return ""


def _listed(words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s and %(last)s") % {
        "first": ", ".join(words[:-1]),
        "last": words[-1],
    }
