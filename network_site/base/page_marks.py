"""Marking what a page stands for whenever a row of the page is written or deleted.

Wagtail says that a page is unpublished when that is committed already; a mark belongs
in the commit itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models.signals import post_delete, post_save

from network_site.base.registries import mark_dirty


def mark_with_page(
    kind: str, model: Any, things_of: Callable[[Any], Iterable[int]]
) -> None:
    """Have things indexed again with the commit that changes a page of theirs.

    Args:
        kind: key of a search kind.
        model: a page model; drafts, which leave its published words alone, mark nothing.
        things_of: returns the ids of the things that a page presents.
    """

    def changed(
        instance: Any, update_fields: Iterable[str] | None = None, **_kwargs: Any
    ) -> None:
        if update_fields is None or "live" in update_fields:
            mark_dirty(kind, *things_of(instance))

    for signal in (post_save, post_delete):
        name = f"{kind}_with_{model.__name__}_{id(signal)}"
        signal.connect(changed, sender=model, dispatch_uid=name, weak=False)
