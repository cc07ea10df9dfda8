"""Publishing updates, and telling about them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from groups.access import may_publish
from groups.content import content_fields, parent_for_content, publish_new
from groups.exposure import publisher_of, record_visibility, visibility_of
from groups.models import Space
from groups.policies import Notify
from groups.recipients import readers_to_tell
from home.models import Update, UpdateIndexPage, UpdatePage, UpdateRead
from home.notices import UPDATE_PUBLISHED
from members.models import User
from network_site.base.registries import mark_dirty
from notifications.services import notify as put_in_ledger


@transaction.atomic
def create_update(
    *,
    title: str,
    text: str,
    space: Space | None,
    acting_user: User,
    notify: str = Notify.DIGEST,
    audience: str = "",
) -> Update:
    """Publish an update in a space, or to the whole network.

    Args:
        title, text: plain text; paragraphs are divided by an empty line.
        space: None for the network itself.
        acting_user: its author.
        notify: a value of ``Notify``.
        audience: a value of ``Audience``; the space's own people when left out.

    Raises:
        PermissionDenied: the author may not publish there.
        ValidationError: the title is empty.
    """
    if not may_publish(acting_user, space):
        raise PermissionDenied
    if not title.strip():
        raise ValidationError({"title": _("Give the update a title.")})
    parent = parent_for_content(space, UpdateIndexPage)
    words = content_fields(title=title, text=text, space=space, audience=audience)
    page = UpdatePage(**words, notify=notify)
    publish_new(page, parent=parent, acting_user=acting_user)
    return Update.objects.get(translation_key=page.translation_key)


@transaction.atomic
def apply_update_page(page: UpdatePage) -> Update:
    """Bring the update in step with its published page, and tell about a new one."""
    update, created = Update.objects.get_or_create(
        translation_key=page.translation_key,
        defaults={
            "title": page.title,
            "author": page.owner,
            "space": page.space,
            "audience": page.audience,
            "published_at": page.first_published_at or page.latest_revision_created_at,
        },
    )
    source = update.source_page()
    if source is not None and source.pk == page.pk:
        before = visibility_of(update)
        update.title = page.title
        update.space = page.space
        update.audience = page.audience
        update.live = True
        update.save()
        record_visibility(update, before=before, acting_user=publisher_of(page))
    if created:
        _tell(update, page.notify)
    mark_dirty("update", update.pk)
    return update


def _tell(update: Update, notify: str) -> None:
    """Put the notices about a new update in the ledger.

    Those who belong to the space are told; of the network's own news every member.
    """
    if notify == Notify.SILENT:
        return
    people = readers_to_tell(update.space)
    put_in_ledger(
        UPDATE_PUBLISHED,
        subject_id=str(update.pk),
        recipients=people.exclude(pk=update.author_id),
        in_digest=notify == Notify.DIGEST,
    )


@transaction.atomic
def withdraw_update(page: Page) -> None:
    """Take an update off the lists while no page of it is published."""
    update = Update.objects.filter(translation_key=page.translation_key).first()
    if update and update.page_in() is None:
        Update.objects.filter(pk=update.pk).update(live=False)
        mark_dirty("update", update.pk)


def mark_all_read(*, user: User) -> int:
    """Mark every update that a person may see as read; returns how many were new."""
    unread: Any = Update.objects.near_to(user).unread_by(user)
    rows = [UpdateRead(update=update, user=user) for update in unread]
    UpdateRead.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)
