"""Files that wait for the page that hands them out.

What is added to a short form is stored as it comes and has no ``published_at``: those
who publish where it lies see it, nobody else. Publishing a page releases what its body
has, on whatever road it is published; what no page took up is deleted in the end.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.utils import timezone
from wagtail.models import ReferenceIndex

from groups.access import may_publish
from groups.models import SpaceContentPage
from groups.placement import spaces_of_collections
from network_site.base.models import KeptInput, NetworkDocument, NetworkImage

MODELS: tuple[Any, ...] = (NetworkImage, NetworkDocument)
# Somebody may come back to a half-written form; after this nobody does.
KEPT_FOR = timedelta(days=60)


def may_see(user: Any, file: Any) -> bool:
    """Tell whether a reader is let to a file that may still wait for its page."""
    if file.published_at is not None:
        return True
    collection = file.collection_id
    return may_publish(user, spaces_of_collections([collection]).get(collection))


def files_of(body: Any) -> dict[Any, set[int]]:
    """Return the ids of the pictures and files in a body, by their model."""
    found: dict[Any, set[int]] = defaultdict(set)
    for model, pk, _model_path, _content_path in body.stream_block.extract_references(
        body
    ):
        if model in MODELS:
            found[model].add(int(pk))
    return found


def release_files_of(page: Any) -> None:
    """Let what a published page hands out be seen with it."""
    body = getattr(page, "body", None)
    for model, pks in files_of(body).items() if body else ():
        release(model, pks)


def release(model: Any, pks: Iterable[int]) -> None:
    """Let files that have waited be seen by those who may see their collection."""
    waiting = list(
        model.objects.filter(pk__in=pks, published_at=None).values_list("pk", flat=True)
    )
    model.objects.filter(pk__in=waiting).update(published_at=timezone.now())


def hold_back(page: Any, *, since: datetime) -> None:
    """Let the files wait again that have been seen only since a page was published."""
    for model, pks in files_of(page.body).items():
        fresh = model.objects.filter(pk__in=pks, published_at__gte=since)
        held = list(fresh.values_list("pk", flat=True))
        model.objects.filter(pk__in=held).update(published_at=None)


def delete_waiting(files: dict[Any, set[int]]) -> None:
    """Delete those of some files that no page has ever handed out."""
    for model, pks in files.items():
        model.objects.filter(pk__in=pks, published_at=None).delete()


def sweep_unused() -> int:
    """Delete files that no page, draft or kept form has; returns how many.

    They were added to a form that somebody left, or taken out of it again.
    """
    before = timezone.now() - KEPT_FOR
    old = {
        model: set(
            model.objects.filter(published_at=None, created_at__lt=before).values_list(
                "pk", flat=True
            )
        )
        for model in MODELS
    }
    if not any(old.values()):
        return 0
    for held in _held():
        for model, pks in held.items():
            old[model] -= pks
    deleted = 0
    for model, pks in old.items():
        for file in model.objects.filter(pk__in=pks):
            if not ReferenceIndex.get_references_to(file).exists():
                file.delete()
                deleted += 1
    return deleted


def _held() -> Iterable[dict[Any, set[int]]]:
    """Yield what drafts and kept forms have."""
    for model in apps.get_models():
        if issubclass(model, SpaceContentPage):
            for page in model.objects.filter(has_unpublished_changes=True):
                yield files_of(page.get_latest_revision_as_object().body)
    for kept in KeptInput.objects.all():
        yield {
            model: {int(pk) for pk in kept.data.get(name, []) if str(pk).isdecimal()}
            for model, name in ((NetworkImage, "picture"), (NetworkDocument, "file"))
        }
