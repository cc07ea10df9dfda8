"""Which space a page stands in: that of the nearest home page above it."""

from __future__ import annotations

from django.apps import apps
from wagtail.models import Page

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
