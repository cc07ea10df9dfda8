"""Publishing the files of a space, and of the network itself."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import ngettext

from groups.access import may_publish
from groups.attachments import collection_of
from groups.models import Space
from groups.waiting import release
from members import audit
from members.models import User
from network_site.base.models import NetworkDocument
from network_site.base.visibility import Audience


def documents_by_audience(space: Space) -> dict[str, int]:
    """Count the files of a space; those who see everything in it see them."""
    documents = NetworkDocument.objects.published()
    owned = documents.filter(collection=space.collection_id)
    return {Audience.SPACE.value: owned.count()}


def documents_in_words(number: int) -> str:
    return ngettext("one document", "%(number)s documents", number) % {"number": number}


def _require_publisher(user: User, space: Space | None) -> None:
    if not may_publish(user, space):
        raise PermissionDenied


def _record(action: str, space: Space, acting_user: User, document_id: int) -> None:
    audit.record(
        acting_user=acting_user,
        action=action,
        subject=f"space:{space.pk}",
        after={"document": document_id},
    )


@transaction.atomic
def publish_documents(
    *, space: Space, titles: dict[int, str], language: str, acting_user: User
) -> None:
    """List files that have been sent among the documents of a space.

    Args:
        titles: by the ids of the files; those of another space are passed over.
        language: the code of the language they are in.

    Raises:
        PermissionDenied: the person does not publish there.
    """
    _require_publisher(acting_user, space)
    owned = NetworkDocument.objects.filter(collection=collection_of(space))
    for document in owned.filter(pk__in=titles):
        change_document(
            document=document,
            space=space,
            title=titles[document.pk],
            language=language,
            acting_user=acting_user,
        )
        release(NetworkDocument, [document.pk])
        _record("document.published", space, acting_user, document.pk)


@transaction.atomic
def change_document(
    *,
    document: NetworkDocument,
    space: Space,
    title: str,
    language: str,
    acting_user: User,
) -> None:
    """Give a file of a space another title or language.

    Raises:
        PermissionDenied: the person does not publish there.
    """
    _require_publisher(acting_user, space)
    document.title, document.language = title, language
    document.save(update_fields=["title", "language"])


@transaction.atomic
def delete_document(
    *, document: NetworkDocument, space: Space, acting_user: User
) -> None:
    """Delete a file of a space; pages that hand it out leave it away.

    Raises:
        PermissionDenied: the person does not publish there.
    """
    _require_publisher(acting_user, space)
    _record("document.deleted", space, acting_user, document.pk)
    document.delete()
