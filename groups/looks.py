"""Keeping account of administrators' looks into what is closed or hidden."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from groups.models import Space, SpaceContentPage, SpaceHomePage
from groups.placement import spaces_of_collections
from groups.policies import Policy
from members import audit
from members.models import AuditEntry, User

ACTION = "space.looked_into"


def record_look(
    space: Space, user: User, *, once_in: timedelta | None = None, **what: Any
) -> None:
    """Keep a row when an administrator looks into a private space of others.

    Args:
        space: fetched ``with_standing_of`` the user.
        once_in: a look so soon after another into the same space is part of that one.
        what: ids of what was looked at.
    """
    private = space.policy in (Policy.CLOSED, Policy.HIDDEN)
    if not user.is_superuser or not private or space.my_role:
        return
    subject = f"space:{space.pk}"
    if once_in is not None:
        rows = AuditEntry.objects.filter(
            actor_id=user.pk, action=ACTION, subject=subject
        )
        if rows.filter(created_at__gte=timezone.now() - once_in).exists():
            return
    audit.record(acting_user=user, action=ACTION, subject=subject, after=what)


def record_looks_at_pages(user: User, pages: Iterable[Any]) -> None:
    """Keep account of looks at pages; those that are in no space are passed over.

    Args:
        pages: specific ones.
    """
    for page in pages:
        if isinstance(page, (SpaceContentPage, SpaceHomePage)) and page.space:
            space = page.space
            if user.is_superuser and not hasattr(space, "my_role"):
                space = _standing(user, [space.pk])[space.pk]
            record_look(space, user, page=page.pk)


def record_looks_at_files(
    user: User, files: Iterable[Any], *, once_in: timedelta | None = None
) -> None:
    """Keep account of looks at pictures and documents of spaces."""
    if not user.is_superuser:
        return
    files = list(files)
    spaces = spaces_of_collections([file.collection_id for file in files])
    known = _standing(user, [space.pk for space in spaces.values()])
    for file in files:
        if space := spaces.get(file.collection_id):
            what = {file._meta.model_name: file.pk}
            record_look(known[space.pk], user, once_in=once_in, **what)


def _standing(user: User, pks: Iterable[int]) -> dict[int, Space]:
    return Space.objects.with_standing_of(user).in_bulk(list(pks))
