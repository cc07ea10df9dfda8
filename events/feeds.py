"""Calendar feeds: secret addresses from which people's own calendars fetch events."""

from __future__ import annotations

import secrets
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import CalendarFeed, Event
from groups.models import Space
from members import audit
from members.demonstration import is_refused
from members.models import User

# A label, so that scanners of leaked keys know it.
TOKEN_PREFIX = "kvk_"  # noqa: S105
# Writing the time of use at every fetch would make each one a write.
USE_RECORDED_EVERY = timedelta(hours=1)
# What has been held stays in people's calendars for this long.
HELD_BEFORE = timedelta(days=180)
MOST_EVENTS = 2000
Scope = CalendarFeed.Scope


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def feedable_spaces(user: User) -> Any:
    """Return the spaces of which a person may have a feed: those read in full."""
    return Space.objects.content_visible_to(user)


@transaction.atomic
def make_feed(*, scope: str, space: Space | None, acting_user: User) -> str:
    """Make an address for the person who asks; an earlier one of the scope ends.

    Args:
        scope: a value of ``CalendarFeed.Scope``.
        space: for the scope of one space; None for the others.

    Returns:
        The token, which is not kept.

    Raises:
        PermissionDenied: the person does not read everything in the space.
    """
    if space and not feedable_spaces(acting_user).filter(pk=space.pk).exists():
        raise PermissionDenied(space)
    # One at a time for each person, so that two clicks do not make two addresses.
    User.objects.select_for_update().get(pk=acting_user.pk)
    for feed in _in_use(acting_user).filter(scope=scope, space=space):
        revoke_feed(feed=feed, acting_user=acting_user)
    token = TOKEN_PREFIX + secrets.token_urlsafe(32)
    feed = CalendarFeed.objects.create(
        owner=acting_user, scope=scope, space=space, token_hash=_hash(token)
    )
    audit.record(
        acting_user=acting_user,
        action="feed.created",
        subject=f"user:{acting_user.pk}",
        after={"feed": feed.pk, "scope": scope, "space": space.pk if space else None},
    )
    return token


@transaction.atomic
def revoke_feed(*, feed: CalendarFeed, acting_user: User) -> None:
    """End an address; ending it again changes nothing."""
    ended = CalendarFeed.objects.filter(pk=feed.pk, revoked_at=None)
    if ended.update(revoked_at=timezone.now()):
        audit.record(
            acting_user=acting_user,
            action="feed.revoked",
            subject=f"user:{feed.owner_id}",
            before={"feed": feed.pk},
        )


def _in_use(owner: User) -> Any:
    return CalendarFeed.objects.filter(owner=owner, revoked_at=None)


def feeds_of(owner: User) -> list[dict[str, Any]]:
    """Return what a person may have a feed of, each with the one in use, if any.

    A feed of a space that the person no longer reads is listed too, to be ended.
    """
    feeds = {(feed.scope, feed.space_id): feed for feed in _in_use(owner)}
    of_feeds = [pk for _scope, pk in feeds if pk]
    mine = Space.objects.of(owner).running().values("pk")
    spaces = Space.objects.visible_to(owner).filter(pk__in=mine) | (
        Space.objects.visible_to(owner).filter(pk__in=of_feeds)
    )
    rows = [
        {
            "scope": scope,
            "space": None,
            "name": scope.label,
            "feed": feeds.get((scope, None)),
        }
        for scope in (Scope.MINE, Scope.ALL)
    ]
    rows += [
        {
            "scope": Scope.SPACE,
            "space": space,
            "name": str(space.page or space),
            "feed": feeds.get((Scope.SPACE, space.pk)),
        }
        for space in spaces.with_cards(page_model=Space.page_model())
    ]
    return rows


def feed_of_token(token: str) -> CalendarFeed | None:
    """Return the feed that a token opens now, or None.

    It opens nothing when it is unknown or ended, when its owner's account is closed, or
    when the owner no longer reads everything in its space.
    """
    feed = (
        CalendarFeed.objects.select_related("owner", "space")
        .filter(token_hash=_hash(token), revoked_at=None, owner__is_active=True)
        .first()
    )
    if feed is None or is_refused(feed.owner):
        return None
    if feed.space and not feedable_spaces(feed.owner).filter(pk=feed.space_id).exists():
        return None
    now = timezone.now()
    if feed.last_used_at is None or now - feed.last_used_at > USE_RECORDED_EVERY:
        CalendarFeed.objects.filter(pk=feed.pk).update(last_used_at=now)
    return feed


def events_of(feed: CalendarFeed) -> list[Event]:
    """Return the events of a feed that its owner may see, ready for ``feed_file``."""
    owner: User = feed.owner
    events = Event.objects.visible_to(owner)
    if feed.scope == Scope.MINE:
        events = events.registered_by(owner)
    else:
        events = events.with_my_state(owner)
    if feed.space_id:
        events = events.filter(space=feed.space_id)
    since = timezone.now() - HELD_BEFORE
    return list(
        events.filter(ends_at__gt=since)
        .for_feeds()
        .order_by("starts_at", "pk")[:MOST_EVENTS]
    )


def name_of(feed: CalendarFeed) -> str:
    """Return what a program calls the calendar."""
    if feed.space:
        return str(feed.space.page_in() or feed.space)
    if feed.scope == Scope.MINE:
        return _("My registrations")
    return _("Partnership network")
