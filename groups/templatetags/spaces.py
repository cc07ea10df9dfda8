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


@register.filter
def audience_words(content: Any) -> str:
    """Tell in words who sees a piece of content: an update, an event.

    Where the space knows its number of members, that is said too.
    """
    space, audience = content.space, content.audience
    if space is None:
        if audience == Audience.EVERYONE:
            return _("Everyone signed in")
        return _("The whole network")
    marked = space.policy == Policy.REQUEST and audience != Audience.SPACE
    if marked or space.policy == Policy.OPEN:
        return _("The whole network")
    number = getattr(space, "member_count", None)
    if number is None:
        return _("The group's members")
    return _("The group's members (%(number)s)") % {"number": number}
