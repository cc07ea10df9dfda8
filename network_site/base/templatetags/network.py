"""Tags and filters that every template may use: icons, dates, people, small parts."""

from __future__ import annotations

from functools import cache
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from network_site.base import dates
from network_site.base.decorating import decorated
from network_site.base.language.hyphenation import soften
from network_site.base.languages import foreign_language, here, reader_language

register = template.Library()

for _name in (
    "short_day",
    "day_of_this_year",
    "long_day",
    "long_day_with_year",
    "month_name",
    "short_month",
    "short_weekday",
    "weekday",
    "month",
    "clock",
    "moment",
    "when",
    "day_group",
):
    register.filter(_name, getattr(dates, _name))
register.filter("here", here)
register.simple_tag(dates.span, name="span")
register.simple_tag(dates.clock_span, name="clock_span")
register.simple_tag(dates.period, name="period")


@register.simple_tag
@cache
def icon(name: str, size: str = "") -> SafeString:
    """Return an icon of the sprite, silent to screen readers: a word stands beside it."""
    css = "icon icon--small" if size == "small" else "icon"
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>',
        css,
        static("base/icons.svg"),
        name,
    )


@register.filter
def lang(page: Any) -> SafeString:
    """Return a ``lang`` attribute where a page's words are not in the reader's language."""
    code = foreign_language(page) if page else ""
    return format_html(' lang="{}"', code) if code else SafeString()


@register.filter
def softened(text: str) -> str:
    """Put soft hyphens between the parts of long compounds; for headings only."""
    return soften(str(text), get_language() or "fi")


@register.filter
def unbroken(name: Any) -> SafeString:
    """Keep a name such as Etelä-Karjala on one line."""
    return format_html('<span class="nowrap">{}</span>', name)


@register.filter
def file_size(size: int | None) -> str:
    """Return a file's size as people here write it: 84 kt, 1,2 Mt; 84 kB in English."""
    kilobytes = max((size or 0) / 1000, 1)
    if kilobytes < 1000:
        return _("%(number)s kB") % {"number": round(kilobytes)}
    return _("%(number)s MB") % {"number": number_format(kilobytes / 1000, 1)}


@register.inclusion_tag("base/includes/avatar.html")
def avatar(person: Any) -> dict[str, Any]:
    """Show a person's photo or initials; the name stands beside it."""
    photo = person.photo if person.photo_id else None
    rendition = photo.get_rendition("fill-96x96|format-jpeg") if photo else None
    return {"rendition": rendition, "initials": person.initials}


@register.inclusion_tag("base/includes/meter.html")
def meter(value: int, total: int, label: str, over: int = 0) -> dict[str, Any]:
    """Draw how much of a total is taken, with words for those who do not see it.

    Args:
        value, total: how many of how many.
        label: the same in words.
        over: how many wait beyond the total.
    """
    whole = max(total + over, 1)
    taken = round(100 * min(value, total) / whole, 1)
    return {
        "taken": f"{taken:.1f}",
        "over_start": f"{taken + 0.8:.1f}",
        "over": f"{100 * over / whole:.1f}" if over else "",
        "label": label,
    }


@register.inclusion_tag("base/includes/ticks.html")
def ticks(value: int, total: int, label: str) -> dict[str, Any]:
    """Draw how many departments of all, one tick each, with the same in words."""
    return {"width": total * 10 - 3, "reached": max(value * 10 - 3, 0), "label": label}


@register.inclusion_tag("base/includes/pages.html", takes_context=True)
def page_links(context: dict[str, Any], page_obj: Any, to: str = "") -> dict[str, Any]:
    """Show the links between the pages of a list, keeping its filters.

    Args:
        to: id of the element at which the reader starts on the other page.
    """
    paginator = page_obj.paginator
    return {
        "request": context["request"],
        "page_obj": page_obj,
        "numbers": paginator.get_elided_page_range(
            page_obj.number, on_each_side=1, on_ends=1
        ),
        "ellipsis": paginator.ELLIPSIS,
        "fragment": f"#{to}" if to else "",
    }


@register.filter
def look(field: Any) -> SafeString:
    """Return a form field's control dressed in the site's look."""
    plain = field.widget_type in {"checkbox", "checkboxselectmultiple", "radioselect"}
    css = field.field.widget.attrs.get("class", "input")
    return field.as_widget(attrs={} if plain else {"class": css})


@register.simple_block_tag(takes_context=True)
def running_text(context: dict[str, Any], content: str, page: Any) -> SafeString:
    """Show a part of a page that is running text, with links to the terms in it."""
    request = context.get("request")
    if request is None or not page.shows_term_links:
        return SafeString(content)
    language = foreign_language(page) or reader_language()
    return SafeString(decorated(content, language=language, user=request.user))
