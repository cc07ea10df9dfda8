"""Agenda, documents and minutes of one occasion.

The files stand in the collection of the event's space, whose rule says who opens them;
an event that more people see does not widen it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet

from events.models import Event, EventMaterial
from groups.access import access_to_content, may_publish
from groups.attachments import collection_of
from groups.waiting import release
from members import audit
from members.models import User
from network_site.base.models import NetworkDocument
from network_site.base.visibility import Access, Audience


def materials_for(user: Any, event: Event, role: str) -> list[EventMaterial]:
    """Return the materials of an event, to those who may open them.

    Args:
        role: the reader's role in the event's space.
    """
    access = access_to_content(user, event.space, Audience.SPACE, role)
    if event.space is not None and access is not Access.FULL:
        return []
    order = list(EventMaterial.Kind)
    rows = event.materials.select_related("document")
    return sorted(rows, key=lambda row: order.index(EventMaterial.Kind(row.kind)))


def files_to_choose(event: Event) -> QuerySet[NetworkDocument]:
    """Return the files of the event's space that are no material of it yet."""
    owned = NetworkDocument.objects.published().filter(
        collection=collection_of(event.space)
    )
    taken = event.materials.values("document")
    return owned.exclude(pk__in=taken).order_by("-created_at", "-pk")


@transaction.atomic
def add_materials(
    *, event: Event, document_ids: Iterable[int], kind: str, acting_user: User
) -> int:
    """Put files of the event's space on its page; files that waited are released.

    Args:
        document_ids: those of another collection are passed over.
        kind: a value of ``EventMaterial.Kind``.

    Returns:
        How many files the page has got.

    Raises:
        PermissionDenied: the person does not publish in the space.
    """
    _require_publisher(acting_user, event)
    owned = NetworkDocument.objects.filter(
        pk__in=list(document_ids), collection=collection_of(event.space)
    ).exclude(pk__in=event.materials.values("document"))
    rows = [
        EventMaterial(event=event, document=document, kind=kind) for document in owned
    ]
    release(NetworkDocument, [row.document_id for row in rows])
    EventMaterial.objects.bulk_create(rows)
    _record(event, "event.materials_added", acting_user, rows)
    return len(rows)


@transaction.atomic
def take_material_off(
    *, event: Event, material: EventMaterial, acting_user: User
) -> None:
    """Take a file off the event's page; it stays among the documents of the space.

    Raises:
        PermissionDenied: the person does not publish in the space.
    """
    _require_publisher(acting_user, event)
    _record(event, "event.material_taken_off", acting_user, [material])
    material.delete()


def _require_publisher(user: User, event: Event) -> None:
    if not may_publish(user, event.space):
        raise PermissionDenied


def _record(
    event: Event, action: str, acting_user: User, rows: list[EventMaterial]
) -> None:
    audit.record(
        acting_user=acting_user,
        action=action,
        subject=f"event:{event.pk}",
        after={"documents": [row.document_id for row in rows]},
    )
