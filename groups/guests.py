"""The end of guests' time in a space: moved, brought forward, warned of, come."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from groups import notices
from groups.access import leads
from groups.models import GuestPass, Membership
from groups.passes import WARNED_BEFORE, checked_end, prolong
from groups.permissions import leads_of
from groups.services import lock_space, remove_membership
from members import audit
from members.models import User
from members.services import close_account, reasons_to_keep

AT_ONCE = 500


@transaction.atomic
def extend_pass(*, guest_pass: GuestPass, ends_on: date, acting_user: User) -> None:
    """Give a guest another last day, at most a year from now.

    Raises:
        PermissionDenied: the acting user does not lead the space, or it has ended.
        ValidationError: the day is out of bounds, or the pass has ended.
    """
    space = lock_space(guest_pass.space)
    fresh = GuestPass.objects.get(pk=guest_pass.pk)
    if not leads(acting_user, space) or not space.is_running:
        raise PermissionDenied
    if fresh.ended_at is not None:
        raise ValidationError(_("The guest's time has ended. Send a new invitation."))
    before = fresh.ends_on
    prolong(fresh, checked_end(ends_on))
    audit.record(
        acting_user=acting_user,
        action="guest.extended",
        subject=f"space:{space.pk}",
        before={"user": fresh.user_id, "until": before.isoformat()},
        after={"user": fresh.user_id, "until": ends_on.isoformat()},
    )


@transaction.atomic
def end_pass(*, guest_pass: GuestPass, acting_user: User | None) -> bool:
    """End a guest's time in a space; an account without any place left is closed.

    Args:
        guest_pass: which pass.
        acting_user: its sponsor or a lead of the space; None when its day has come.

    Returns:
        Whether there was anything to end.

    Raises:
        PermissionDenied: neither the sponsor nor a lead.
        LastLeadError: the guest is the space's only lead.
    """
    space = lock_space(guest_pass.space)
    fresh = GuestPass.objects.select_related("user", "sponsor").get(pk=guest_pass.pk)
    is_sponsor = acting_user is None or acting_user.pk == fresh.sponsor_id
    if not is_sponsor and not leads(acting_user, space):
        raise PermissionDenied
    if fresh.ended_at is not None:
        return False
    remove_membership(space=space, user=fresh.user, acting_user=None)
    # A pass may have lost its place by another road.
    GuestPass.objects.valid().filter(pk=fresh.pk).update(ended_at=timezone.now())
    if acting_user is not None:
        audit.record(
            acting_user=acting_user,
            action="guest.ended",
            subject=f"space:{space.pk}",
            before={"user": fresh.user_id, "until": fresh.ends_on.isoformat()},
        )
    _close_if_without_place(fresh.user)
    fresh.space = space
    notices.tell_of_guests_end(fresh, answerable(fresh))
    return True


def _close_if_without_place(user: User) -> None:
    if not user.is_guest or Membership.objects.of(user).exists():
        return
    if not reasons_to_keep(user):
        close_account(user=user, acting_user=None)


def answerable(guest_pass: GuestPass) -> list[User]:
    """Return who hears of a guest's end: the sponsor, or the leads if there is none."""
    sponsor = guest_pass.sponsor
    if sponsor is not None and sponsor.is_active:
        return [sponsor]
    return leads_of(guest_pass.space)


def _warn(guest_pass_id: int) -> None:
    with transaction.atomic():
        fresh = GuestPass.objects.select_related("user", "sponsor", "space").get(
            pk=guest_pass_id
        )
        GuestPass.objects.filter(pk=fresh.pk).update(warned_of=fresh.ends_on)
        notices.tell_of_guests_last_days(fresh, answerable(fresh))


def mind_guests() -> int:
    """Warn of the ends that come near and end what has come; returns how many."""
    today = timezone.localdate()
    valid = GuestPass.objects.valid().order_by("ends_on", "pk")
    near = valid.filter(
        Q(warned_of=None) | ~Q(warned_of=F("ends_on")),
        ends_on__range=(today, today + WARNED_BEFORE),
    )
    warned = list(near.values_list("pk", flat=True)[:AT_ONCE])
    for guest_pass_id in warned:
        _warn(guest_pass_id)
    ended = list(valid.filter(ends_on__lt=today).select_related("space")[:AT_ONCE])
    for guest_pass in ended:
        end_pass(guest_pass=guest_pass, acting_user=None)
    return len(warned) + len(ended)
