"""Making and changing events from outside Wagtail's editor: the API, forms."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from events.models import Event, EventIndexPage, EventPage, EventSeries
from events.services import change_event
from groups.access import may_publish
from groups.content import content_fields, parent_for_content, publish_new
from groups.models import Space
from members.models import User

# What a change of a single occurrence may touch; words belong to the whole series.
OF_OCCURRENCE = ("starts_at", "ends_at", "place", "online_url", "capacity")


@transaction.atomic
def create_event(
    *,
    title: str,
    space: Space | None,
    acting_user: User,
    text: str = "",
    audience: str = "",
    **schedule: Any,
) -> Event:
    """Publish an event in a space, or for the whole network.

    Args:
        title, text: plain text.
        space: None for the network itself.
        acting_user: its organiser.
        audience: a value of ``Audience``; the space's own people when left out.
        schedule: fields of ``EventPage`` (``starts_at``, ``ends_at``, ``capacity`` …).

    Raises:
        PermissionDenied: the person may not organise events there.
        ValidationError: the fields make no event; names say which.
    """
    if not may_publish(acting_user, space):
        raise PermissionDenied
    if not title.strip():
        raise ValidationError({"title": _("Give the event a title.")})
    parent = parent_for_content(space, EventIndexPage)
    words = content_fields(title=title, text=text, space=space, audience=audience)
    page = EventPage(**words, contact=acting_user, **schedule)
    page.clean()
    publish_new(page, parent=parent, acting_user=acting_user)
    series = EventSeries.objects.get(translation_key=page.translation_key)
    return series.events.order_by("starts_at")[0]


@transaction.atomic
def update_event(
    *, event: Event, acting_user: User, title: str | None = None, **changes: Any
) -> Event:
    """Change an event: through its page, or alone where it is one of a series.

    Raises:
        PermissionDenied: the person does not organise it.
        ValidationError: the fields make no event; names say which.
    """
    if not may_publish(acting_user, event.space):
        raise PermissionDenied
    if event.series.rrule:
        return _change_occurrence(event, acting_user, title, changes)
    page = event.series.source_page()
    if page is None:
        raise ValidationError(_("There is no page to publish this on."))
    page = page.get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(page, name, value)
    if title is not None:
        page.title = title.strip()
    page.full_clean()
    page.save_revision(user=acting_user).publish(
        user=acting_user, skip_permission_checks=True
    )
    return Event.objects.select_related("series", "space").get(pk=event.pk)


def _change_occurrence(
    event: Event, acting_user: User, title: str | None, changes: dict[str, Any]
) -> Event:
    if title is not None or set(changes) - set(OF_OCCURRENCE):
        raise ValidationError(
            _("Of one event of a series only time, place and seats can be changed.")
        )
    starts = changes.get("starts_at", event.starts_at)
    if changes.get("ends_at", event.ends_at) <= starts:
        raise ValidationError({"ends_at": _("The event ends before it starts.")})
    if {"starts_at", "ends_at", "place", "online_url"} & set(changes):
        changes["moved"] = True
    return change_event(event=event, changes=changes, acting_user=acting_user)
