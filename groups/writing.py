"""Storing what is written in the short forms: drafts, publishing, taking back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from groups.access import may_publish
from groups.attachments import collection_of
from groups.content import SUMMARY, parent_for_content
from groups.desks import Desk
from groups.models import Space
from groups.publisher import (
    UNDO_FOR,
    can_undo,
    is_first_publishing,
    published_before,
)
from groups.short_body import ShortBody, body_blocks, short_body, summary_of
from groups.waiting import delete_waiting, files_of, hold_back
from members import audit
from members.models import User
from network_site.base.models import NetworkDocument


class TooLateError(Exception):
    """Publishing can no longer be undone."""


@dataclass(frozen=True)
class Writing:
    """What a short form holds.

    Attributes:
        body: None leaves the page's body as it is.
        fields: what the kind of content has beside its words, by the page's names.
        file_titles: new titles of the attached files, by their ids.
        notify: how the readers hear of it.
    """

    title: str
    audience: str
    body: ShortBody | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    file_titles: dict[int, str] = field(default_factory=dict)
    notify: str = "silent"


def _require_publisher(user: User, space: Space | None) -> None:
    if not may_publish(user, space):
        raise PermissionDenied


@transaction.atomic
def save_writing(
    *,
    desk: Desk,
    writing: Writing,
    space: Space | None,
    page: Any | None,
    acting_user: User,
    publish: bool,
) -> Any:
    """Store what has been written as a draft, or publish it, and return the page.

    Args:
        desk: of the kind of content.
        space: where it stands; None for the network itself.
        page: the page that is changed; None makes a new one.
        publish: False keeps a draft, beside what is published already.

    Raises:
        PermissionDenied: the person may not publish there.
        ValidationError: the fields make no page; names say which.
    """
    _require_publisher(acting_user, space)
    is_new = page is None
    page = desk.page_model() if is_new else _latest(page, acting_user)
    _set_words(page, writing, collection_id=collection_of(space))
    for name, value in writing.fields.items():
        setattr(page, name, value)
    desk.prepare(page, is_new=is_new, notify=writing.notify, acting_user=acting_user)
    page.clean()
    if is_new:
        page.live, page.owner = False, acting_user
        parent_for_content(space, desk.index_model).add_child(instance=page)
    _name_files(writing)
    revision = page.save_revision(user=acting_user)
    if publish:
        _publish(desk, page, revision, writing, acting_user)
    return desk.page_model.objects.get(pk=page.pk)


def _latest(page: Any, acting_user: User) -> Any:
    """Return a page as last saved, published or not."""
    lock = page.get_lock()
    if lock is not None and lock.for_user(acting_user):
        raise ValidationError(_("Somebody has locked the page in the editor."))
    return page.get_latest_revision_as_object()


def _set_words(page: Any, writing: Writing, *, collection_id: int) -> None:
    before = short_body(page.body)
    made_here = before is not None and page.summary == summary_of(before.text, SUMMARY)
    page.title = page.draft_title = writing.title.strip()
    page.audience = writing.audience
    if writing.body is None:
        return
    page.body = body_blocks(
        writing.body, collection_id=collection_id, before=before or ShortBody()
    )
    # A summary that somebody has written in the editor stays.
    if made_here or not page.summary:
        page.summary = summary_of(writing.body.text, SUMMARY)


def _name_files(writing: Writing) -> None:
    for document in NetworkDocument.objects.filter(pk__in=writing.file_titles):
        title = writing.file_titles[document.pk]
        if document.title != title:
            document.title = title
            document.save(update_fields=["title"])


def _publish(
    desk: Desk, page: Any, revision: Any, writing: Writing, acting_user: User
) -> None:
    is_first = page.first_published_at is None
    now = timezone.now()
    revision.publish(user=acting_user, skip_permission_checks=True)
    if is_first:
        desk.told(
            page, notify=writing.notify, acting_user=acting_user, until=now + UNDO_FOR
        )
    _record(page, "content.published", acting_user, {"audience": page.audience})


def _record(
    page: Any, action: str, acting_user: User, after: dict[str, Any] | None = None
) -> None:
    audit.record(
        acting_user=acting_user,
        action=action,
        subject=f"space:{page.space_id}" if page.space_id else "network",
        after={"page": page.pk, "kind": page._meta.model_name} | (after or {}),
    )


@transaction.atomic
def undo_publishing(*, desk: Desk, page: Any, acting_user: User) -> None:
    """Take back what was published a moment ago; it goes on as a draft.

    A page that was new is off the site, and nobody is told of it; of one that was
    published again, readers see what they saw before.

    Raises:
        PermissionDenied: the person may not publish there.
        TooLateError: the time for it is over.
        ValidationError: it cannot be taken back; words say why.
    """
    _require_publisher(acting_user, page.space)
    Page.objects.select_for_update().get(pk=page.pk)
    page.refresh_from_db()
    if not can_undo(page):
        raise TooLateError
    hold_back(page, since=page.last_published_at - UNDO_FOR)
    if is_first_publishing(page):
        _make_unpublished(desk, page, acting_user)
    else:
        _bring_back(page, acting_user)
    _record(page, "content.undone", acting_user)


def _make_unpublished(desk: Desk, page: Any, acting_user: User) -> None:
    _require_withdrawable(desk, page)
    desk.unmade(page)
    page.unpublish(user=acting_user)
    Page.objects.filter(pk=page.pk).update(
        first_published_at=None, last_published_at=None
    )


def _bring_back(page: Any, acting_user: User) -> None:
    before = published_before(page)
    before.revision.publish(user=acting_user, skip_permission_checks=True)
    # What is back was published then, and that cannot be undone in its turn.
    then = min(before.timestamp, timezone.now() - UNDO_FOR)
    Page.objects.filter(pk=page.pk).update(last_published_at=then)


def _require_withdrawable(desk: Desk, page: Any) -> None:
    if refusal := desk.refusal_to_withdraw(page):
        raise ValidationError(refusal)


@transaction.atomic
def withdraw(*, desk: Desk, page: Any, acting_user: User) -> None:
    """Take a page off the site in every language; its leads keep it as a draft.

    Raises:
        PermissionDenied: the person may not publish there.
        ValidationError: it cannot be taken back; words say why.
    """
    _require_publisher(acting_user, page.space)
    _require_withdrawable(desk, page)
    page.unpublish(user=acting_user)
    _record(page, "content.withdrawn", acting_user)


@transaction.atomic
def delete_draft(*, desk: Desk, page: Any, acting_user: User) -> None:
    """Delete a draft that was never published, with the files that wait for it.

    Raises:
        PermissionDenied: the person may not publish there, or it has been published.
    """
    _require_publisher(acting_user, page.space)
    if page.live or page.first_published_at is not None:
        raise PermissionDenied
    _record(page, "content.deleted", acting_user)
    held = files_of(page.get_latest_revision_as_object().body)
    page.delete()
    delete_waiting(held)


def drafts_of(space: Space | None, page_models: list[Any]) -> list[Any]:
    """Return the pages of a space with something unpublished, latest first.

    Args:
        space: None for the network itself.
        page_models: kinds of pages to look among.
    """
    drafts = [
        page
        for model in page_models
        for page in model.objects.filter(space=space, alias_of=None)
        .filter(has_unpublished_changes=True)
        .defer_streamfields()
    ]
    return sorted(
        drafts, key=lambda page: page.latest_revision_created_at, reverse=True
    )
