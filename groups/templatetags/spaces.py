"""Words about spaces that many lists repeat; as filters, for an include costs more."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from groups.policies import Policy
from network_site.base.templatetags.network import lang
from network_site.base.visibility import Audience

register = template.Library()


@register.filter
def home_name(space: Any) -> SafeString:
    """Return the name of a space in the language in which its home has it."""
    home = space.page
    return format_html("<span{}>{}</span>", lang(home), home.title if home else space)


def _is_for_its_own(space: Any, audience: str) -> bool:
    """Tell whether only those who belong to a space see something in it."""
    marked = space.policy == Policy.REQUEST and audience != Audience.SPACE
    return not marked and space.policy != Policy.OPEN


@register.filter
def audience_words(content: Any) -> str:
    """Tell in words who sees a piece of content: an update, an event."""
    space, audience = content.space, content.audience
    if space is None and audience == Audience.EVERYONE:
        return _("Everyone signed in")
    if space is None or not _is_for_its_own(space, audience):
        return _("The whole network")
    return _("The group's members")


@register.filter
def audience_counted(content: Any) -> str:
    """Tell who sees content of a space, and how many they are, if they are few.

    Args:
        content: a page that has been asked for its rule, which fetches the number of
            members, or a row that ``attach_member_counts`` has been given.
    """
    words, space = audience_words(content), content.space
    number = getattr(space, "member_count", None)
    if number is None or not _is_for_its_own(space, content.audience):
        return words
    return f"{words} ({number})"


@register.filter
def files_counted(space: Any) -> str:
    """Tell who sees the files of a space, and how many they are, if they are few."""
    if not _is_for_its_own(space, Audience.SPACE):
        return _("The whole network")
    return "{} ({})".format(_("The group's members"), space.member_count)
