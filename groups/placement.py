"""Which space a page or a file stands in: that of the nearest place above it."""

from __future__ import annotations

from collections.abc import Iterable

from django.apps import apps
from wagtail.models import Collection, Page

from groups.models.spaces import Space


def space_above(page: Page) -> Space | None:
    """Return the space of the nearest space home at or above ``page``.

    Args:
        page: placed in the tree already, saved or not.
    """
    steps = range(Page.steplen, len(page.path) + 1, Page.steplen)
    paths = [page.path[:length] for length in steps]
    homes = (
        Page.objects.filter(path__in=paths)
        .filter(translation_key__in=Space.objects.values("translation_key"))
        .order_by("-depth")
        .values_list("translation_key", flat=True)
    )
    key = homes.first()
    return Space.objects.get(translation_key=key) if key else None


def spaces_of_collections(collection_ids: Iterable[int]) -> dict[int, Space]:
    """Return the spaces in whose collections, or below them, these collections are.

    Returns:
        The space of each collection that is in one, by the collection's id.
    """
    collections = dict(
        Collection.objects.filter(pk__in=set(collection_ids)).values_list("pk", "path")
    )
    above = {
        path[:length]
        for path in collections.values()
        for length in range(Collection.steplen, len(path) + 1, Collection.steplen)
    }
    spaces = {
        space.collection.path: space
        for space in Space.objects.filter(collection__path__in=above).select_related(
            "collection"
        )
    }
    found = {}
    for pk, path in collections.items():
        holding = [start for start in spaces if path.startswith(start)]
        if holding:
            found[pk] = spaces[max(holding, key=len)]
    return found


def replace_after_move(page: Page) -> None:
    """Give a moved page, and all below it, the space of its new place."""
    for model in apps.get_models():
        if not hasattr(model, "apply_to_family"):
            continue
        for moved in model.objects.descendant_of(page, inclusive=True):
            space = space_above(moved)
            if space != moved.space:
                moved.space = space
                model.objects.filter(pk=moved.pk).update(space=space)
                if moved.live:
                    moved.apply_to_family()
