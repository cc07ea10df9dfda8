"""Events at the short forms."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.forms import EventForm
from events.models import Event, EventIndexPage, EventPage, EventSeries
from events.notices import EVENT_PUBLISHED
from events.querysets import HELD
from groups.desks import Desk
from groups.policies import Notify
from groups.recipients import readers_to_tell
from network_site.base.registries import mark_dirty
from notifications.services import notify as put_in_ledger
from notifications.services import withhold


class EventDesk(Desk):
    key = "event"
    icon = "calendar"
    page_model = EventPage
    index_model = EventIndexPage
    form_class = EventForm
    new_url = "new_space_event"
    network_url = "new_network_event"
    edit_url = "edit_event"
    new_title = gettext_lazy("New event")
    edit_title = gettext_lazy("Edit the event")

    def prepare(
        self, page: Any, *, is_new: bool, notify: str, acting_user: Any
    ) -> None:
        if is_new:
            page.contact = acting_user

    def told(self, page: Any, *, notify: str, acting_user: Any, until: Any) -> None:
        """Tell the readers of the first event that is still to come."""
        event = self._events(page).coming().first()
        if event is None or notify == Notify.SILENT:
            return
        put_in_ledger(
            EVENT_PUBLISHED,
            subject_id=str(event.pk),
            recipients=readers_to_tell(page.space).exclude(pk=acting_user.pk),
            in_digest=notify == Notify.DIGEST,
            not_before=until,
        )

    def refusal_to_withdraw(self, page: Any) -> str:
        taken = self._events(page).filter(registrations__state__in=HELD)
        if taken.coming().exists():
            return _("People have registered. Call the event off instead.")
        return ""

    def unmade(self, page: Any) -> None:
        for event in self._events(page):
            withhold(EVENT_PUBLISHED, subject_id=str(event.pk))
            mark_dirty("event", event.pk)
            event.delete()
        EventSeries.objects.filter(translation_key=page.translation_key).delete()

    @staticmethod
    def _events(page: Any) -> Any:
        return Event.objects.filter(series__translation_key=page.translation_key)
