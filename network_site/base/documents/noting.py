"""Noting which files nobody has read, in the transaction that stores them."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save

from network_site.base.hints import hint
from network_site.base.models import DocumentText, NetworkDocument
from network_site.base.tasks import read_waiting_documents


def connect() -> None:
    post_save.connect(_saved, sender=NetworkDocument, dispatch_uid="document_text")


def _saved(
    instance: NetworkDocument, created: bool, update_fields: Any, **_kwargs: Any
) -> None:
    if update_fields is not None and "file" not in update_fields:
        return
    name = instance.file.name
    if created:
        DocumentText.objects.create(document=instance, file_name=name)
    elif not _of_another_file(instance.pk, name):
        return
    hint(read_waiting_documents)


def _of_another_file(document_id: int, file_name: str) -> int:
    """Forget the text of a document whose file is a new one, and who is reading it."""
    texts = DocumentText.objects.filter(document=document_id)
    return texts.exclude(file_name=file_name).update(
        file_name=file_name,
        state=DocumentText.State.UNREAD,
        text="",
        read_at=None,
        claim=None,
        lease=None,
        attempts=0,
    )
