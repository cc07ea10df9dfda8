"""Who may see the files of a collection. Wagtail guards no images, so we do."""

from __future__ import annotations

from typing import Any

from network_site.base.registries import collection_guards
from network_site.base.visibility import Access


def access_to_collection(user: Any, collection_id: int) -> Access:
    """Tell what a reader gets of the files of a collection.

    A collection that no guard knows holds the network's own files: everyone signed in
    may see them.
    """
    if not user.is_authenticated or not user.is_active:
        return Access.DENIED
    for guard in collection_guards.values():
        access = guard(user, collection_id)
        if access is not None:
            return access
    return Access.FULL
