"""The audit rows of a space in words, for those who lead it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.models import Space
from groups.policies import Policy, Role
from members.models import AuditEntry, User
from network_site.base.dates import short_day
from network_site.base.visibility import Audience

ACTIONS = {
    "space.created": gettext_lazy("made the space"),
    "space.changed": gettext_lazy("changed the space"),
    "space.looked_into": gettext_lazy("looked in as an administrator"),
    "content.visibility": gettext_lazy("changed who sees something"),
    "content.published": gettext_lazy("published something"),
    "content.undone": gettext_lazy("took back what was just published"),
    "content.withdrawn": gettext_lazy("took something off the site"),
    "content.deleted": gettext_lazy("deleted a draft"),
    "document.published": gettext_lazy("added a document"),
    "document.deleted": gettext_lazy("deleted a document"),
    "membership.added": gettext_lazy("added a member"),
    "membership.changed": gettext_lazy("changed a role"),
    "membership.removed": gettext_lazy("ended a membership"),
    "request.made": gettext_lazy("asked to join"),
    "request.withdrawn": gettext_lazy("took the request back"),
    "request.approved": gettext_lazy("approved a request"),
    "request.declined": gettext_lazy("declined a request"),
    "invitation.sent": gettext_lazy("sent an invitation"),
    "invitation.revoked": gettext_lazy("took an invitation back"),
    "invitation.accepted": gettext_lazy("accepted an invitation"),
    "invitation.declined": gettext_lazy("declined an invitation"),
    "guest.extended": gettext_lazy("gave a guest another last day"),
    "guest.sponsored": gettext_lazy("gave a guest a new sponsor"),
    "guest.ended": gettext_lazy("ended a guest's time"),
}


def rows_of(space: Space) -> Any:
    """Return the audit rows of a space, newest first."""
    return AuditEntry.objects.filter(subject=f"space:{space.pk}")


def in_words(entries: list[AuditEntry]) -> list[dict[str, Any]]:
    """Return for each row who did what to whom, when, and what changed.

    People are named by the account that they have today; nobody is named by one that
    has gone.
    """
    ids = {entry.actor_id for entry in entries}
    ids |= {
        state.get("user") for entry in entries for state in (entry.before, entry.after)
    }
    people = User.objects.in_bulk([pk for pk in ids if pk])
    return [
        {
            "at": entry.created_at,
            "who": _name(people, entry.actor_id) if entry.actor_id else _("The system"),
            "what": ACTIONS.get(entry.action, entry.action),
            "whom": _whom(people, entry),
            "changes": _changes(entry),
        }
        for entry in entries
    ]


def _name(people: dict[int, User], pk: int) -> str:
    return str(people[pk]) if pk in people else _("somebody whose account is gone")


def _whom(people: dict[int, User], entry: AuditEntry) -> str:
    pk = entry.after.get("user") or entry.before.get("user")
    return _name(people, pk) if pk and pk != entry.actor_id else ""


def _changes(entry: AuditEntry) -> list[dict[str, str]]:
    """Return the states before and after, with the words that forms use for them."""
    names = list(dict.fromkeys([*entry.before, *entry.after]))
    return [
        {
            "label": LABELS[name],
            "before": _value(name, entry.before.get(name)),
            "after": _value(name, entry.after.get(name)),
        }
        for name in names
        if name in LABELS
    ]


LABELS = {
    "role": gettext_lazy("role"),
    "policy": gettext_lazy("policy"),
    "kind": gettext_lazy("kind"),
    "audience": gettext_lazy("who sees this"),
    "until": gettext_lazy("belongs until"),
    "appointed_by": gettext_lazy("appointed by"),
    "term_start": gettext_lazy("term starts"),
    "term_end": gettext_lazy("term ends"),
    "review_on": gettext_lazy("mandate reviewed next"),
    "ended_on": gettext_lazy("ended on"),
}


DATES = {"until", "term_start", "term_end", "review_on", "ended_on"}


def _value(name: str, state: Any) -> str:
    if state in (None, "", "None"):
        return ""
    choices: dict[str, Any] = {
        "role": dict(Role.choices),
        "policy": dict(Policy.choices),
        "audience": dict(Audience.choices),
        "kind": dict(Space._meta.get_field("kind").choices),
    }.get(name, {})
    if name in DATES:
        return short_day(date.fromisoformat(state))
    return str(choices.get(state, state))
