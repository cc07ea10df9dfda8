"""Where a reader can turn who has found nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from concepts.services import may_edit_concepts
from members.models import User

# Enough for one to be at work.
COORDINATORS = 3


@dataclass(frozen=True)
class WaysOn:
    """People to ask, and where a missing concept is written, for those who may."""

    coordinators: list[User]
    new_concept: str


def ways_on(user: Any) -> WaysOn:
    """Return what a reader without hits can do next."""
    coordinators = (
        User.objects.visible_to(user)
        .filter(is_coordinator=True)
        .exclude(pk=user.pk)
        .order_by("last_name", "first_name", "pk")
    )
    return WaysOn(
        coordinators=list(coordinators[:COORDINATORS]),
        new_concept=reverse("concepts:add") if may_edit_concepts(user) else "",
    )
