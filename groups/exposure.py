"""Keeping account of who has changed who sees what."""

from __future__ import annotations

from typing import Any

from groups.models import SpaceContent
from members import audit
from members.models import User


def visibility_of(content: SpaceContent) -> dict[str, Any]:
    """Return what decides who sees a piece of content: its space and its audience."""
    return {"space": content.space_id, "audience": content.audience}


def record_visibility(
    content: SpaceContent, *, before: dict[str, Any], acting_user: User | None
) -> None:
    """Write an audit row when who sees a piece of content has changed.

    It stands in the history of its space, and in that of the space which it has left.

    Args:
        content: an update, an event or an output, as it is now.
        before: what ``visibility_of`` it was.
        acting_user: who published the change.
    """
    after = visibility_of(content)
    if before == after:
        return
    which = {content._meta.model_name: content.pk}
    spaces = dict.fromkeys([before["space"], after["space"]])
    subjects = [f"space:{pk}" for pk in spaces if pk is not None]
    for subject in subjects or [f"{content._meta.model_name}:{content.pk}"]:
        audit.record(
            acting_user=acting_user,
            action="content.visibility",
            subject=subject,
            before=which | before,
            after=which | after,
        )


def publisher_of(page: Any) -> User | None:
    """Return who wrote the version of a page that is published."""
    revision = page.live_revision or page.latest_revision
    return revision.user if revision else None
