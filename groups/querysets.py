"""What a space shows to whom: the one rule, as querysets.

An open space shows all to every network member; one on request shows its card and what
it has marked for the whole network; a closed one shows its card; a hidden one shows
nothing. Those who belong to a space see all of it. Guests see the spaces they belong
to and nothing of the others. Coordinators read open and on-request spaces as their
members do, and of the others only the register. ``groups.access`` says the same of one
page, and ``tokens_of`` there for the search.
"""

from __future__ import annotations

from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from groups.policies import LEADING_ROLES, Policy
from network_site.base.families import FamilyQuerySet, FetchesPages
from network_site.base.visibility import Audience


class MembershipQuerySet(models.QuerySet):
    def active(self) -> Self:
        """Leave out those whose time in the space has ended."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=timezone.localdate()))

    def of(self, user: Any) -> Self:
        return self.active().filter(user=user)

    def leading(self) -> Self:
        return self.filter(role__in=LEADING_ROLES)


def belongs(user: Any, space_field: str) -> Q:
    """Return the condition that ``user`` belongs to the space in ``space_field``."""
    memberships = apps.get_model("groups", "Membership").objects.of(user)
    return Q((f"{space_field}__in", memberships.order_by().values("space_id")))


def members_of(space_field: str) -> Coalesce:
    """Return the number of a space's members, for a query of spaces or what is theirs.

    Args:
        space_field: where the query's rows have the id of the space.
    """
    memberships = apps.get_model("groups", "Membership").objects
    everyone = (
        memberships.active()
        .filter(space_id=OuterRef(space_field), user__is_active=True)
        .order_by()
        .values("space")
        .annotate(number=Count("pk"))
    )
    return Coalesce(Subquery(everyone.values("number")), 0)


class SpaceQuerySet(FamilyQuerySet):
    def of(self, user: Any) -> Self:
        """Keep the spaces that a person belongs to."""
        return self.filter(belongs(user, "pk"))

    def with_standing_of(self, user: Any) -> Self:
        """Annotate ``my_role`` (or None) and ``member_count`` in the same query."""
        memberships = apps.get_model("groups", "Membership").objects
        mine = memberships.of(user).filter(space_id=OuterRef("pk"))
        return self.with_member_count().annotate(
            my_role=Subquery(mine.values("role")[:1])
        )

    def with_member_count(self) -> Self:
        return self.annotate(member_count=members_of("pk"))

    def with_request_of(self, user: Any) -> Self:
        """Annotate ``my_request``: the state of the reader's last request, or None."""
        requests = apps.get_model("groups", "JoinRequest").objects
        mine = requests.filter(user=user, space_id=OuterRef("pk")).order_by("-pk")
        return self.annotate(my_request=Subquery(mine.values("state")[:1]))

    def running(self) -> Self:
        return self.filter(ended_on=None)

    def visible_to(self, user: Any) -> Self:
        """Return the spaces whose card a reader may see."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.is_superuser or user.is_coordinator:
            return self
        mine = belongs(user, "pk")
        if user.is_guest:
            return self.filter(mine)
        return self.filter(mine | ~Q(policy=Policy.HIDDEN))

    def content_visible_to(self, user: Any) -> Self:
        """Return the spaces of which a reader may see everything."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.is_superuser:
            return self
        mine = belongs(user, "pk")
        if user.is_guest:
            return self.filter(mine)
        if user.is_coordinator:
            return self.filter(mine | Q(policy__in=(Policy.OPEN, Policy.REQUEST)))
        return self.filter(mine | Q(policy=Policy.OPEN))

    def led_by(self, user: Any) -> Self:
        """Keep the spaces where a person publishes and manages members."""
        memberships = apps.get_model("groups", "Membership").objects
        led = memberships.of(user).leading().filter(space_id=OuterRef("pk"))
        return self.filter(Exists(led))


class InvitationQuerySet(models.QuerySet):
    def open(self) -> Self:
        """Keep those that have not been answered or taken back; they may be too old."""
        return self.filter(state="open")

    def acceptable(self) -> Self:
        """Keep those that can be accepted now."""
        return self.open().filter(
            Q(ends_on=None) | Q(ends_on__gte=timezone.localdate()),
            expires_at__gt=timezone.now(),
            space__ended_on=None,
        )

    def of(self, user: Any) -> Self:
        """Keep the invitations to a person's address."""
        return self.filter(Q(user=user) | Q(user=None, email=user.email))


class GuestPassQuerySet(models.QuerySet):
    def valid(self) -> Self:
        return self.filter(ended_at=None)

    def in_hands_of(self, user: Any) -> Self:
        """Keep the passes that a person answers for, as sponsor or as a lead."""
        if user.is_superuser:
            return self
        led = apps.get_model("groups", "Space").objects.led_by(user)
        return self.filter(Q(sponsor=user) | Q(space__in=led))


def _read_by_members(user: Any) -> Q:
    """Return the condition that a space lets this member of the network read a row."""
    read_in_full = [Policy.OPEN]
    if user.is_coordinator:
        read_in_full.append(Policy.REQUEST)
    return Q(space__policy__in=read_in_full) | (
        Q(space__policy=Policy.REQUEST) & ~Q(audience=Audience.SPACE)
    )


class SpaceContentQuerySet(models.QuerySet):
    """For models that carry ``space`` and ``audience``: updates, events, outputs."""

    def visible_to(self, user: Any) -> Self:
        """Return what a reader may see, of spaces and of the network itself."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.is_superuser:
            return self
        mine = belongs(user, "space_id")
        if user.is_guest:
            return self.filter(mine | Q(space=None, audience=Audience.EVERYONE))
        return self.filter(mine | Q(space=None) | _read_by_members(user))

    def near_to(self, user: Any) -> Self:
        """Return what a reader may see of the network itself and of their own spaces.

        With ``from_elsewhere`` it is ``visible_to``, in two conditions that are simpler.
        """
        if not user.is_authenticated or not user.is_active:
            return self.none()
        networks = Q(space=None)
        if user.is_guest and not user.is_superuser:
            networks &= Q(audience=Audience.EVERYONE)
        return self.filter(belongs(user, "space_id") | networks)

    def from_elsewhere(self, user: Any) -> Self:
        """Return what a reader may see of spaces that they do not belong to."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        others = self.filter(~belongs(user, "space_id"))
        if user.is_superuser:
            return others.exclude(space=None)
        if user.is_guest:
            return self.none()
        return others.filter(_read_by_members(user))

    def by_audience(self, space: Any) -> dict[str, int]:
        """Count what a space has published for each audience."""
        rows = self.filter(space=space, live=True).order_by().values("audience")
        return dict(rows.annotate(number=Count("pk")).values_list("audience", "number"))

    def of_spaces_of(self, user: Any) -> Self:
        """Keep what belongs to the reader's own spaces."""
        return self.filter(belongs(user, "space_id"))


class SpaceContentFamilyQuerySet(FetchesPages, SpaceContentQuerySet):
    """The same for models that stand behind pages."""
