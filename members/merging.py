"""Merging organisations: everything moves, the old name stays and finds the new one."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from members import audit
from members.models import Organisation, User
from network_site.base.registries import holdings, mark_dirty


def people_of(organisation: Organisation) -> list[int]:
    """Return the ids of the people of an organisation, closed accounts included."""
    return list(organisation.people.values_list("pk", flat=True))


def move_people(organisation: Organisation, heir: Organisation) -> None:
    """Give the people of an organisation to its heir."""
    people = people_of(organisation)
    User.objects.filter(pk__in=people).update(organisation=heir)
    mark_dirty("person", *people)


def what_moves(organisation: Organisation) -> list[dict[str, Any]]:
    """Return how many things of each kind a merger would move."""
    return [
        {"label": holding.label, "number": len(set(holding.ids(organisation)))}
        for holding in holdings.values()
    ]


@transaction.atomic
def merge_organisation(
    *,
    organisation: Organisation,
    heir: Organisation,
    merged_on: date,
    acting_user: User,
) -> Organisation:
    """Merge an organisation into another; doing it again changes nothing.

    Those that had merged into it earlier lead to the new heir at once, so that every
    old name is one step from the organisation that answers for it today.

    Args:
        organisation: the one that ends.
        heir: the one that goes on, a current organisation.
        merged_on: the day of the merger, for the history.

    Raises:
        PermissionDenied: the acting user is not a coordinator.
        ValidationError: the heir is the same one or has itself merged, or the
            organisation has merged into a third one already.
    """
    if not (acting_user.is_coordinator or acting_user.is_superuser):
        raise PermissionDenied
    # In the order of their ids: two mergers the opposite ways wait, not deadlock.
    both = Organisation.objects.select_for_update().order_by("pk")
    locked = both.in_bulk([organisation.pk, heir.pk])
    old, new = locked[organisation.pk], locked[heir.pk]
    if old.merged_into_id == new.pk:
        return old
    if old.merged_into_id:
        raise ValidationError(
            _("%(name)s has merged already.") % {"name": old.localized_name}
        )
    if old.pk == new.pk or new.merged_into_id:
        raise ValidationError(
            {"heir": _("Choose another organisation, one that has not merged itself.")}
        )
    moved = {}
    for key, holding in holdings.items():
        moved[key] = len(set(holding.ids(old)))
        holding.move(old, new)
    old.predecessors.update(merged_into=new)
    new.mail_domains = " ".join(
        dict.fromkeys([*new.mail_domains.split(), *old.mail_domains.split()])
    )
    new.save(update_fields=["mail_domains"])
    old.merged_into, old.merged_on = new, merged_on
    old.save(update_fields=["merged_into", "merged_on"])
    audit.record(
        acting_user=acting_user,
        action="organisation.merged",
        subject=f"organisation:{old.pk}",
        after={"into": new.pk, "on": merged_on.isoformat(), "moved": moved},
    )
    # Their own words name the predecessors now.
    mark_dirty("person", *people_of(new))
    return old
