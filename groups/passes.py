"""Guests' time in a space: every guest has somebody who answers for them, and an end."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.models import GuestPass, Membership, Space
from groups.policies import Role
from members.models import User

LONGEST = timedelta(days=365)
# Guest and sponsor hear of the end this long before.
WARNED_BEFORE = timedelta(days=14)


def needs_pass(user: User, role: str) -> bool:
    """Tell whether somebody's place must have an end."""
    return user.is_guest or role == Role.GUEST


def checked_end(day: date) -> date:
    """Return a guest's last day, if it can be one.

    Raises:
        ValidationError: the day has gone, or is more than a year ahead.
    """
    today = timezone.localdate()
    if day < today:
        raise ValidationError({"ends_on": _("Choose a day that has not gone.")})
    if day > today + LONGEST:
        raise ValidationError({"ends_on": _("Choose a day within a year from now.")})
    return day


def grant(
    *, space: Space, user: User, role: str, sponsor: User, end: date | None
) -> date | None:
    """Give a guest a pass, or a new end to the one there is; take it from the others.

    The caller holds the space's lock.

    Returns:
        The last day of the place; None for those who stay until they leave.
    """
    valid = GuestPass.objects.valid().filter(space=space, user=user).first()
    if not needs_pass(user, role):
        close(space=space, user=user)
        return None
    if end is None and valid is not None and valid.ends_on >= timezone.localdate():
        return valid.ends_on
    end = checked_end(end or timezone.localdate() + LONGEST)
    if valid is None:
        GuestPass.objects.create(
            space=space,
            user=user,
            sponsor=sponsor,
            ends_on=end,
            warned_of=_told_already(end),
        )
    else:
        prolong(valid, end)
    return end


def prolong(valid: GuestPass, end: date) -> None:
    """Move the end of a pass and of the place that it opens."""
    valid.ends_on = end
    valid.warned_of = _told_already(end)
    valid.save(update_fields=["ends_on", "warned_of"])
    Membership.objects.filter(space=valid.space_id, user=valid.user_id).update(
        ends_on=end
    )


def _told_already(end: date) -> date | None:
    """A pass that is short from the start needs no warning of its end."""
    return end if end - timezone.localdate() <= WARNED_BEFORE else None


def close(*, space: Space, user: User) -> None:
    """End a person's pass to a space, if there is one."""
    GuestPass.objects.valid().filter(space=space, user=user).update(
        ended_at=timezone.now()
    )
